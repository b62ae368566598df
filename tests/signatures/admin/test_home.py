from datetime import timedelta

import pytest
from django.utils import timezone

from signatures.models import Signature
from signatures.states import State
from tests import builders
from tests.signatures.admin.conftest import logged_in

pytestmark = pytest.mark.django_db


def figures(browser) -> list[str]:
    page = browser.get("/admin/").content.decode()
    panel = page[page.index('class="desk desk-panel"') :]
    return [part.split("</b>")[0] for part in panel.split("<b>")[1:5]]


def confirmed(signature, when) -> None:
    Signature.objects.filter(pk=signature.pk).update(confirmed_at=when)


def test_the_figures_are_right(statement, moderator):
    now = timezone.now()
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    for when in (midnight, midnight - timedelta(seconds=1), now - timedelta(days=6, hours=23)):
        confirmed(builders.signature(statement), when)
    confirmed(builders.signature(statement, State.HELD), now - timedelta(days=7, minutes=1))
    confirmed(builders.signature(statement, State.PUBLISHED), now - timedelta(days=13, hours=23))
    confirmed(builders.signature(statement, State.REJECTED), now - timedelta(days=14, minutes=1))
    builders.signature(statement, State.UNCONFIRMED)

    assert figures(moderator) == ["3", "1", "1", "3"]
    page = moderator.get("/admin/").content.decode()
    assert "2 in the 7 before" in page
    assert "the oldest for 6\xa0days" in page


def test_each_figure_leads_to_its_list(statement, moderator):
    now = timezone.now()
    confirmed(builders.signature(statement), now - timedelta(days=3))
    confirmed(builders.signature(statement), now - timedelta(days=10))
    page = moderator.get("/admin/").content.decode()
    for name, number in (("this_week", 1), ("last_week", 1), ("today", 0)):
        address = f"/admin/signatures/signature/?confirmed={name}"
        assert name == "last_week" or address in page
        assert moderator.get(address).context["result_count"] == number
    assert 'href="/admin/signatures/queue/?show=held"' in page


def test_nothing_waiting_is_nothing_to_worry_about(statement, moderator):
    assert figures(moderator) == ["0", "0", "0", "0"]
    assert "the oldest" not in moderator.get("/admin/").content.decode()


def test_the_panel_is_for_those_who_moderate(statement, volunteer):
    assert "desk-panel" not in volunteer.get("/admin/").content.decode()
    for role in ("moderator", "organiser", "admin"):
        assert "desk-panel" in logged_in(role).get("/admin/").content.decode()


def test_the_menu_shows_each_role_what_is_theirs(statement, volunteer, moderator):
    assert "/admin/signatures/" not in volunteer.get("/admin/").content.decode()
    page = moderator.get("/admin/").content.decode()
    assert "/admin/signatures/queue/" in page
    assert "/admin/signatures/signature/" in page


def test_the_home_costs_the_same_queries_however_many_signed(statement, moderator, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    builders.signature(statement)
    moderator.get("/admin/")
    with CaptureQueriesContext(connection) as few:
        moderator.get("/admin/")
    for state in (State.WAITING, State.HELD, State.PUBLISHED) * 4:
        builders.signature(statement, state)
    with django_assert_num_queries(len(few)):
        moderator.get("/admin/")
