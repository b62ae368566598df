"""The order of the actions: editors' work, and nothing else of publishing comes with it."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from campaign_pages.models import ActionPage
from tests import builders
from tests.campaign_pages import pages

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["list of actions", "campaign"])
def parent(request):
    made = {"list of actions": pages.action_index, "campaign": pages.campaign}[request.param]()
    for title in ("Sign", "Share", "Write"):
        pages.action(made, title=title)
    return Page.objects.get(pk=made.pk)  # as Wagtail's views have it: not the page's own class


def move_first_to_the_end(client, parent) -> int:
    first = parent.get_children().first()
    return client.post(reverse("wagtailadmin_pages:set_page_position", args=[first.pk]) + "?position=2").status_code


def titles(parent) -> list[str]:
    return list(ActionPage.objects.child_of(parent).order_by("path").values_list("title", flat=True))


@pytest.mark.parametrize("role", ["volunteer", "organiser", "admin"])
def test_whoever_may_edit_may_reorder_the_actions(client, parent, role):
    client.force_login(builders.user(role))

    assert move_first_to_the_end(client, parent) == 200
    assert titles(parent) == ["Share", "Write", "Sign"]


@pytest.mark.parametrize("role", ["moderator", None])
def test_nobody_else_may(client, parent, role):
    if role:
        client.force_login(builders.user(role))

    assert move_first_to_the_end(client, parent) == 302
    assert titles(parent) == ["Sign", "Share", "Write"]


def test_a_volunteer_cannot_reorder_the_pages_of_the_menu(client, parent):
    pages.news_index()
    client.force_login(builders.user("volunteer"))

    assert move_first_to_the_end(client, Page.objects.get(pk=builders.home().pk)) == 302
    assert Page.objects.get(pk=builders.home().pk).get_children().first().pk == parent.pk


def test_ordering_brings_no_right_to_publish_or_delete(parent):
    may = parent.permissions_for_user(builders.user("volunteer"))

    assert may.can_reorder_children()
    assert not (may.can_publish())
    assert not (may.can_publish_subpage())
    assert not (may.can_delete())
    assert not (may.can_unpublish())


def test_an_action_cannot_be_moved_into_another_list_by_reordering(parent):
    action = parent.get_children().first()
    elsewhere = pages.campaign(title="Another", slug="another")

    assert not action.permissions_for_user(builders.user("volunteer")).can_move_to(elsewhere)


def test_a_volunteer_finds_the_way_to_the_order_in_the_list(client, parent):
    client.force_login(builders.user("volunteer"))

    shown = client.get(reverse("wagtailadmin_explore", args=[parent.pk])).content.decode()

    assert f"/admin/pages/{parent.pk}/?ordering=ord" in shown
