"""The rooms behind the queue, each with something in it: narrow and wide, by day and by night."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from background.models import Job
from signatures.details import Display
from signatures.services import corrections
from signatures.states import State
from switches import services as switches
from switches.models import Kind
from tests import builders
from tests.enquiries import builders as enquiry_builders
from tests.journeys.conftest import PHONE, expect_accessible, expect_no_sideways_scroll, log_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "Bartholomew-Maximilian-Featherstonehaugh-Cholmondeley"
SIGNATURES = "/admin/signatures"
ROOMS = (
    f"{SIGNATURES}/corrections/",
    f"{SIGNATURES}/sample/",
    f"{SIGNATURES}/charts/",
    f"{SIGNATURES}/consents/",
    f"{SIGNATURES}/bulk-review/",
    f"{SIGNATURES}/bulk-review/?state=waiting&domains=flood.example",
    f"{SIGNATURES}/switches/",
    "/admin/paper/sheetbatch/",
    "/admin/sheets/order/",
    "/admin/background/",
    "/admin/enquiries/enquiry/",
    "/admin/enquiries/enquiry/?due=1",
)


@pytest.fixture
def busy_desk(statement):
    """A correction that waits, a flood, two sheets, a complaint, and everything new set aside."""
    by = builders.organiser()
    published = builders.signature(statement, State.PUBLISHED, first_name=LONG, roles=f"{LONG} {LONG}")
    corrections.correct(published.pk, replace(published.details, last_name="Byron", display=Display.FULL))
    for number in range(12):
        builders.signature(statement, email=f"n{number}@flood.example", first_name=LONG, last_name=f"Flood {number}")
    builders.sheets(statement, event=f"{LONG} CLP")
    enquiry_builders.enquiry(enquiry_builders.complaint_page())
    switches.turn_on(Kind.HOLD, by=by, reason="A flood of invented names since four o'clock")
    return statement


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, 1280])
def test_each_room_is_accessible_and_fits(visit, busy_desk, width, scheme):
    page = visit("/admin/login/", width=width, color_scheme=scheme)
    log_in(page, builders.user("organiser"))
    for address in ROOMS:
        assert page.goto(address).status == 200, address
        expect_accessible(page, within="main")
        expect_no_sideways_scroll(page)


def test_progress_says_when_the_site_does_not_answer_and_goes_on_when_it_does(visit):
    job = Job.objects.create(kind="test.none", title="Counting", total=100)
    page = visit("/admin/login/")
    log_in(page, builders.user("organiser"))
    page.goto("/admin/background/")
    lost = page.get_by_text("The site did not answer just now")
    expect(lost).to_be_hidden()
    page.route("**/admin/background/", lambda route: route.fulfill(status=403))
    expect(lost).to_be_visible()
    page.unroute("**/admin/background/")
    Job.objects.filter(pk=job.pk).update(done=40)
    expect(page.get_by_text("40 of 100")).to_be_visible(timeout=15_000)
    expect(lost).to_be_hidden()
