"""Editing: previews with their checks, comments, history, scheduled publishing, and whose desk it is."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment, get_page_models

from campaign_pages.models import InformationPage
from tests import builders
from tests.test_layout import APPS

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> InformationPage:
    page = InformationPage(title="About", slug="about", introduction="First words.")
    builders.home().add_child(instance=page)
    page.save_revision(log_action=True).publish()
    return InformationPage.objects.get(pk=page.pk)


@pytest.fixture
def volunteer(client):
    person = builders.user("volunteer")
    client.force_login(person)
    return person


def form(**fields) -> dict:
    return {
        "title": "About",
        "slug": "about",
        "introduction": "",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        **fields,
    }


def preview(client, page, **fields):
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert client.post(address, form(**fields)).json()["is_valid"]
    return client.get(f"{address}?in_preview_panel=true")


# --- Preview and checks ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", [model for model in get_page_models() if model._meta.app_label in APPS])
def test_every_page_is_previewed_on_a_phone_first_and_on_a_tablet_and_a_desk(model):
    sizes = {size["name"]: size["device_width"] for size in model().preview_sizes}

    assert model().default_preview_size == "mobile"
    assert sizes["mobile"] <= 400 < sizes["tablet"] <= 1024 <= sizes["desktop"]


def test_the_preview_shows_unsaved_words_and_carries_the_content_checks(client, page, volunteer):
    shown = preview(client, page, introduction="Unsaved words.")

    assert "Unsaved words." in shown.content.decode()
    assert b"<wagtail-userbar>" in shown.content
    assert b'"include": ["main"]' in shown.content
    assert "Unsaved" not in client.get("/about/").content.decode()


def test_the_preview_keeps_to_the_strict_policy(client, page, volunteer):
    shown = preview(client, page)

    assert "unsafe" not in shown["Content-Security-Policy"]
    assert b"<script>" not in shown.content
    assert shown["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("role", ["volunteer", "organiser", "admin"])
def test_public_pages_carry_no_bar_for_anybody(client, page, role):
    client.force_login(builders.user(role))

    for url in ("/", "/about/", "/search/", "/no-such-page/"):
        assert b"userbar" not in client.get(url).content


def test_a_preview_makes_no_cookie_on_public_pages(client, page, volunteer):
    preview(client, page)

    assert not client.get("/about/").cookies
    assert client.get("/about/").content == Client().get("/about/").content


def test_a_new_page_can_be_previewed_before_it_is_saved(client, volunteer):
    home = builders.home()
    address = reverse("wagtailadmin_pages:preview_on_add", args=["campaign_pages", "informationpage", home.pk])

    assert client.post(address, form(title="New", slug="new")).json()["is_valid"]
    assert client.get(f"{address}?in_preview_panel=true").status_code == 200


# --- Comments and history --------------------------------------------------------------------------------------------


def test_a_volunteer_can_comment_on_a_field(client, page, volunteer):
    comment = {
        "comments-TOTAL_FORMS": "1",
        "comments-0-contentpath": "introduction",
        "comments-0-text": "Too long?",
        "comments-0-position": "",
        "comments-0-resolved": "",
        "comments-0-id": "",
        "comments-0-replies-TOTAL_FORMS": "0",
        "comments-0-replies-INITIAL_FORMS": "0",
    }
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form(**comment))

    assert [(found.user, found.text) for found in Comment.objects.all()] == [(volunteer, "Too long?")]
    assert "Too long?" not in Client().get("/about/").content.decode()


def test_a_volunteer_undoes_a_change_by_the_pages_history(client, page, volunteer):
    first = page.latest_revision
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client.post(edit, form(introduction="Worse words."))

    history = client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    revert = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, first.pk])
    assert revert in history
    assert "First words." in client.get(revert).content.decode()

    client.post(edit, form(introduction="First words.", revision=str(first.pk)))
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().introduction == "First words."


# --- Publishing at a time --------------------------------------------------------------------------------------------


def at(when) -> str:
    return timezone.localtime(when).strftime("%Y-%m-%d %H:%M")


def test_an_organiser_publishes_a_change_at_a_time_and_takes_the_page_down_at_another(client, page, monkeypatch):
    client.force_login(builders.user("organiser"))
    now = timezone.now()
    times = {"go_live_at": at(now + timedelta(hours=2)), "expire_at": at(now + timedelta(days=2))}
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client.post(edit, form(introduction="Later words.", **times, **{"action-publish": "action-publish"}))

    def introduction_after(time: timedelta) -> str | None:
        monkeypatch.setattr(timezone, "now", lambda: now + time)
        call_command("publish_scheduled")
        shown = InformationPage.objects.get(pk=page.pk)
        return shown.introduction if shown.live else None

    assert introduction_after(timedelta(hours=1)) == "First words."
    assert introduction_after(timedelta(hours=3)) == "Later words."
    assert introduction_after(timedelta(days=3)) is None


def test_a_volunteer_can_put_no_change_up_by_a_time(client, page, volunteer):
    past = at(timezone.now() - timedelta(hours=2))
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client.post(edit, form(introduction="Mine.", go_live_at=past, **{"action-publish": "action-publish"}))
    call_command("publish_scheduled")

    assert InformationPage.objects.get(pk=page.pk).introduction == "First words."


# --- Whose desk it is ------------------------------------------------------------------------------------------------


def test_the_login_says_whose_it_is_and_leads_those_who_came_by_mistake_back():
    builders.home()

    shown = Client().get(reverse("wagtailadmin_login")).content.decode()

    assert "Sign in to the campaign desk" in shown
    assert "Sign in to Wagtail" not in shown
    assert "<title>Sign in - Campaign desk</title>" in shown
    assert 'class="mark"' in shown
    assert "css/admin.css" in shown


def test_the_desk_greets_people_by_name_whatever_it_holds(client, volunteer):
    volunteer.first_name = "Zoë <b>"
    volunteer.save()

    shown = client.get(reverse("wagtailadmin_home")).content.decode()

    assert "Hello, Zoë &lt;b&gt;" in shown
    assert "data-wagtail-sidebar-branding-logo" in shown
    assert 'class="mark"' in shown
