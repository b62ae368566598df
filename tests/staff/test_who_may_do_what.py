"""The table of roles as people meet it: which doors of the admin open for whom."""

import pytest
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Site

from campaign_pages.models import InformationPage
from signatures.states import State
from staff.models import User
from staff.roles import ROLES
from tests import builders

pytestmark = pytest.mark.django_db

EDITORS = {"volunteer", "organiser", "admin"}
MODERATORS = {"moderator", "organiser", "admin"}
ORGANISERS = {"organiser", "admin"}
ADMINS = {"admin"}

DOORS = {
    "wagtailadmin_home": set(ROLES),
    "wagtailadmin_account": set(ROLES),
    "wagtailadmin_explore_root": EDITORS,
    "wagtailimages:index": EDITORS,
    "wagtailimages:add": EDITORS,
    "wagtaildocs:index": EDITORS,
    "wagtaildocs:add": EDITORS,
    "signatures_admin:queue": MODERATORS,
    "signatures_admin:cards": MODERATORS,
    "wagtailsnippets_signatures_reason:list": ORGANISERS,
    "wagtailsnippets_signatures_reason:add": ORGANISERS,
    "signatures_signature_modeladmin_index": MODERATORS,
    "signatures_statementversion_modeladmin_index": MODERATORS,
    "signatures_admin:charts": ORGANISERS,
    "signatures_admin:consents": ORGANISERS,
    "signatures_admin:charts_csv": ORGANISERS,
    "wagtailsnippets_profile_frames_profileframe:list": EDITORS,
    "wagtailsnippets_profile_frames_profileframe:add": EDITORS,
    "paper_sheetbatch_modeladmin_index": ORGANISERS,
    "paper_admin:order": ORGANISERS,
    "outbox_failed_modeladmin_index": ORGANISERS,
    "background_modeladmin_index": ORGANISERS,
    "signatures_admin:bulk_reviews": ORGANISERS,
    "switches:switches": ORGANISERS,
    "wagtailusers_users:index": ADMINS,
    "wagtailusers_users:add": ADMINS,
    "wagtailusers_groups:index": ADMINS,
    "wagtailusers_groups:add": ADMINS,
    "wagtailsites:index": ADMINS,
    "wagtailsites:add": ADMINS,
    "wagtailredirects:index": ADMINS,
    "wagtailredirects:add": ADMINS,
    "wagtailadmin_collections:index": ADMINS,
    "wagtailadmin_collections:add": ADMINS,
    "wagtailadmin_workflows:index": ADMINS,
    "wagtailadmin_workflows:add": ADMINS,
    "wagtailadmin_workflows:task_index": ADMINS,
}


@pytest.fixture
def as_role(client):
    """Logs the client in as somebody with that role only."""
    builders.home()

    def log_in(role: str):
        client.force_login(builders.user(role))
        return client

    return log_in


def page(**fields) -> InformationPage:
    return builders.home().add_child(instance=InformationPage(title="About", slug="about", **fields))


def form(title: str, **action) -> dict:
    return (
        {"title": title, "slug": "about", "introduction": "", "body-count": "0"}
        | {f"comments-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
        | action
    )


@pytest.mark.parametrize("role", ROLES)
def test_the_doors_of_a_role_open_and_no_others(as_role, role):
    client = as_role(role)

    answers = {door: client.get(reverse(door)).status_code for door in DOORS}

    assert {door for door, status in answers.items() if status == 200} == {
        door for door, allowed in DOORS.items() if role in allowed
    }
    assert set(answers.values()) <= {200, 302, 403}


@pytest.mark.parametrize("role", ROLES)
def test_editors_open_a_page_and_the_settings(as_role, role):
    client, opened = as_role(role), role in EDITORS
    addresses = (
        reverse("wagtailadmin_pages:edit", args=[page().pk]),
        reverse("wagtailsettings:edit", args=["home", "sitesettings", Site.objects.get().pk]),
    )

    assert all((client.get(address).status_code == 200) is opened for address in addresses)


@pytest.mark.parametrize("role", ROLES)
def test_only_organisers_and_admins_publish(as_role, role):
    about = page(live=False)

    as_role(role).post(
        reverse("wagtailadmin_pages:edit", args=[about.pk]), form("Now", **{"action-publish": "action-publish"})
    )

    about.refresh_from_db()
    assert about.live is (role in ORGANISERS)


@pytest.mark.parametrize("role", ROLES)
def test_only_organisers_and_admins_unpublish_and_delete(as_role, role):
    about, client = page(), as_role(role)

    client.post(reverse("wagtailadmin_pages:unpublish", args=[about.pk]))
    about.refresh_from_db()
    assert about.live is (role not in ORGANISERS)

    about.live = True
    about.save()
    client.post(reverse("wagtailadmin_pages:delete", args=[about.pk]))
    assert InformationPage.objects.filter(pk=about.pk).exists() is (role not in ORGANISERS)


@pytest.mark.parametrize("role", ROLES)
def test_only_organisers_and_admins_delete_pictures_of_others(as_role, role):
    client = as_role(role)
    picture = get_image_model().objects.create(title="March", file=get_test_image_file())

    client.post(reverse("wagtailimages:delete", args=[picture.pk]))

    assert get_image_model().objects.filter(pk=picture.pk).exists() is (role not in ORGANISERS)


def test_volunteers_mend_the_pictures_that_they_added(as_role):
    client = as_role("volunteer")
    picture = get_image_model().objects.create(
        title="Mrach", file=get_test_image_file(), uploaded_by_user=User.objects.get()
    )

    client.post(reverse("wagtailimages:edit", args=[picture.pk]), {"title": "March"})

    picture.refresh_from_db()
    assert picture.title == "March"


@pytest.mark.parametrize("role", ROLES)
def test_only_admins_make_collections(as_role, role):
    client, root = as_role(role), Collection.get_first_root_node()

    client.post(reverse("wagtailadmin_collections:add"), {"name": "Marches", "parent": root.pk})

    assert Collection.objects.filter(name="Marches").exists() is (role in ADMINS)


def test_a_volunteer_meets_no_signer_anywhere(as_role):
    statement = builders.statement()
    builders.signature(statement, State.PUBLISHED, "zed@secret.example.org", first_name="Zebedee", last_name="Quux")
    builders.signature(statement, State.WAITING, "yan@secret.example.org", first_name="Yannick", last_name="Quux")
    client = as_role("volunteer")
    pages = "wagtailadmin_pages"
    addresses = [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore_root"),
        reverse(f"{pages}:edit", args=[statement.pk]),
        reverse(f"{pages}:history", args=[statement.pk]),
        reverse(f"{pages}:usage", args=[statement.pk]),
        reverse(f"{pages}:search") + "?q=Quux",
        reverse("wagtailadmin_reports:site_history"),
        reverse("wagtailadmin_reports:site_history") + "?q=signature",
        reverse("wagtailadmin_reports:workflow"),
        reverse("wagtailadmin_reports:page_types_usage"),
        reverse("wagtailadmin_choose_page"),
    ]

    for address in addresses:
        shown = client.get(address).content.decode()
        assert not [word for word in ("Zebedee", "Yannick", "secret.example.org") if word in shown], address


@pytest.mark.parametrize("role", ROLES)
def test_the_menu_offers_only_what_opens(as_role, role):
    shown = as_role(role).get(reverse("wagtailadmin_home")).content.decode()

    assert (reverse("wagtailusers_users:index") in shown) is (role in ADMINS)
    assert (reverse("signatures_admin:queue") in shown) is (role in MODERATORS)
    assert (reverse("wagtailimages:index") in shown) is (role in EDITORS)
