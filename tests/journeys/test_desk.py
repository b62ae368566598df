"""The organisers' desk in a real browser: phone and wide, light and dark, without JavaScript, and under the policy."""

import re

import pytest

from signatures.models import Signature
from signatures.states import State
from tests import builders
from tests.journeys.conftest import PHONE, expect_accessible, expect_no_sideways_scroll, log_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

QUEUE = "/admin/signatures/queue/"
LIST = "/admin/signatures/signature/"


@pytest.fixture
def evening(statement):
    """Two waiting, one of each other state."""
    for state in State:
        builders.signature(statement, state, first_name="Zoë", last_name=state.value.capitalize())
    builders.signature(statement, first_name="Bartholomew-Maximilian", last_name="Featherstonehaugh-Cholmondeley",
                       roles="Branch chair, UNISON Example City Hospitals; delegate to the Trades Council")  # fmt: skip
    return statement


@pytest.fixture
def at_the_desk(visit, evening):
    """A page of somebody who has just logged in."""

    def open_page(role: str = "organiser", **options):
        page = visit("/admin/login/", **options)
        log_in(page, builders.user(role))
        return page

    return open_page


def inspected(state: State = State.PUBLISHED) -> str:
    return f"{LIST}inspect/{Signature.objects.filter(state=state).first().pk}/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, 1280])
def test_our_part_of_each_page_is_accessible_and_fits(at_the_desk, width, scheme):
    page = at_the_desk(width=width, color_scheme=scheme)
    page.goto("/admin/")
    expect_accessible(page, within=".desk")
    for address in (QUEUE, f"{QUEUE}?show=held", LIST, f"{LIST}?q=zzz", inspected(), inspected(State.WAITING)):
        page.goto(address)
        expect_accessible(page, within=".desk")
        expect_no_sideways_scroll(page)
    page.goto(inspected())
    page.get_by_role("button", name="Show the email address").click()
    page.wait_for_url("**/address/**")
    expect_accessible(page, within=".desk")


def test_what_is_pressed_is_large_enough_for_a_thumb(at_the_desk):
    page = at_the_desk(width=PHONE)
    page.goto(QUEUE)
    for button in page.locator(".desk button:visible, .desk summary:visible, .desk-tabs a").all():
        assert button.bounding_box()["height"] >= 44


def test_the_queue_works_without_javascript(at_the_desk, evening):
    page = at_the_desk("moderator", width=PHONE, javascript=False)
    page.goto(QUEUE)
    page.get_by_role("button", name=re.compile("Publish.*Zoë Waiting")).click()
    assert Signature.objects.get(last_name="Waiting").state == State.PUBLISHED
    page.get_by_role("button", name=re.compile("Undo.*Zoë Waiting")).click()
    assert Signature.objects.get(last_name="Waiting").state == State.WAITING


def test_enter_in_the_note_decides_nothing(at_the_desk):
    page = at_the_desk()
    page.goto(QUEUE)
    page.locator("summary", has_text="Reason, note").first.click()
    note = page.get_by_label("Note for the other organisers").first
    note.fill("let us look again")
    note.press("Enter")
    page.wait_for_timeout(300)
    assert Signature.objects.waiting().count() == 2


def test_wagtails_pickers_and_choosers_start_under_the_strict_policy(at_the_desk, evening):
    """`visit` fails the test if the browser blocked anything on any of these pages."""
    page = at_the_desk("admin")
    page.goto(f"/admin/pages/{evening.pk}/copy/")
    page.locator("#id_new_parent_page-chooser button:visible").first.click()
    page.get_by_text("Choose another page").first.click()
    page.locator(".modal-content").wait_for()

    page.goto(f"/admin/pages/{evening.pk}/edit/")
    page.locator(".Draftail-Editor").first.wait_for()

    page.goto("/admin/reports/site-history/")
    assert page.evaluate("typeof jQuery('#id_timestamp_0').data('xdsoft_datetimepicker')") == "object"
    assert page.locator("script[data-start]").count() == 0

    page.goto("/admin/workflows/add/")
    before = page.locator("[id$='-task-chooser']").count()
    page.locator("#id_workflow_tasks-ADD").click()
    page.locator("[id$='-task-chooser']").nth(before).wait_for()
