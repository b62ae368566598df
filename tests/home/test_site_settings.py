"""The settings of the site: who may change which of them, and what pages show of them."""

import pytest
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Site
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from home.models import SiteSettings
from tests import builders

pytestmark = pytest.mark.django_db

RESPONSIBILITY = ("contact_email", "data_controller", "sheets_address", "statement")


@pytest.fixture
def address():
    builders.home()
    return reverse("wagtailsettings:edit", args=["home", "sitesettings", Site.objects.get().pk])


def posted(**fields) -> dict:
    given = {
        "campaign_name": "Labour Campaign for Free Movement",
        "short_name": "LCFM",
        "strapline": "Together",
        "share_image": "",
        "social_links": streamfield([("account", {"label": "Mastodon", "url": "https://social.example.org/@lcfm"})]),
        "footer_pages": streamfield([]),
        "processors": streamfield([]),
        "footer_note": rich_text("<p>Solidarity</p>"),
    }
    return nested_form_data(given | fields)


def saved() -> SiteSettings:
    return SiteSettings.objects.get()


@pytest.mark.parametrize("role", ["volunteer", "organiser", "admin"])
def test_editors_change_names_footer_and_accounts(client, address, role):
    client.force_login(builders.user(role))

    client.post(address, posted(contact_email="", data_controller="", statement=""))

    assert saved().strapline == "Together"
    assert saved().social_links[0].value["label"] == "Mastodon"
    shown = client.get("/").content.decode()
    assert "Together" in shown
    assert "https://social.example.org/@lcfm" in shown


def test_a_moderator_can_not_open_them(client, address):
    client.force_login(builders.user("moderator"))

    assert client.get(address).status_code in (302, 403)


@pytest.mark.parametrize(("role", "may"), [("volunteer", False), ("organiser", True), ("admin", True)])
def test_who_answers_for_the_site_is_for_organisers_to_say(client, address, role, may):
    client.force_login(builders.user(role))
    before = SiteSettings.for_site(Site.objects.get())
    before.data_controller = "As it was"
    before.save()
    statement = builders.statement()

    form = client.get(address).content.decode()
    client.post(address, posted(contact_email="a@example.org", data_controller="Mine", statement=str(statement.pk)))

    assert all((f'name="{name}"' in form) is may for name in RESPONSIBILITY)
    assert saved().data_controller == ("Mine" if may else "As it was")
    assert saved().statement_id == (statement.pk if may else None)


def test_every_field_has_a_line_of_help_or_a_name_that_needs_none():
    unexplained = [
        field.name for field in SiteSettings._meta.fields if not field.help_text and field.name not in ("id", "site")
    ]

    assert unexplained == ["campaign_name"]


def test_the_sign_button_leads_to_a_published_statement_only():
    statement = builders.statement()
    settings = SiteSettings(site=Site.objects.get(), statement=statement)

    assert settings.open_statement == statement
    statement.unpublish()
    assert settings.open_statement is None
    assert SiteSettings(site=Site.objects.get()).open_statement is None


def test_deleting_the_picture_for_sharing_leaves_the_settings(client):
    builders.home()
    settings = SiteSettings.for_site(Site.objects.get())
    settings.share_image = get_image_model().objects.create(title="Banner", file=get_test_image_file())
    settings.save()

    settings.share_image.delete()

    assert saved().share_image is None
    assert client.get("/").status_code == 200
