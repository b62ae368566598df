"""Public pages in states that nobody visits on purpose: run out, closed, paused, hidden, broken, in other scripts."""

import time
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.template.loader import render_to_string
from django.urls import reverse
from playwright.sync_api import Page

from campaign_pages.models import CampaignPage
from signatures import links, tokens
from signatures.models import StatementPage
from signatures.states import State
from switches import services as switches
from switches.models import Kind
from tests import builders
from tests.enquiries import builders as enquiry_builders
from tests.journeys.conftest import DESK, NARROWEST, expect_accessible, expect_no_sideways_scroll

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"
ARABIC = "حرية التنقل حق لكل عامل وعاملة في كل مكان، ولن تُغلق الحدود في وجه أحد!"
CHINESE = "人員自由流動屬於每一位工人：我們反對一切邊界、拘留中心與敵對環境，並要求平等的權利"
NARROW_FRAME = 200
WAYS = ((DESK, "light"), (DESK, "dark"), (NARROWEST, "dark"), (NARROWEST, "light"))
A_SEASON = 90 * 24 * 60 * 60


def expect_sound(page: Page, address: str, widths=WAYS) -> None:
    page.goto(address)
    for width, scheme in widths:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        try:
            expect_accessible(page)
            expect_no_sideways_scroll(page)
        except AssertionError as error:
            error.add_note(f"{address} {width} {scheme}")
            raise


@pytest.fixture
def page(visit) -> Page:
    return visit("/", reduced_motion="reduce")


def token_of(url: str) -> str:
    return url.rstrip("/").rpartition("/")[2]


def test_every_page_of_a_signer(page, statement):
    published = builders.signature(statement, State.PUBLISHED, first_name="Zoë", last_name="O’Neill", roles=LONG)
    new = builders.signature(statement, State.UNCONFIRMED)
    token = token_of(links.own_url(published.supporter))
    for address in (
        links.confirm_url(new),
        links.confirm_url(published),  # it is done already
        links.not_me_url(new),
        reverse("signatures:not_me_done"),
        reverse("signatures:find"),
        reverse("signatures:find_sent"),
        reverse("signatures:own", args=[token]),
        reverse("signatures:correct", args=[token, published.pk]),
        reverse("signatures:data", args=[token]),
        reverse("signatures:erase", args=[token]),
        reverse("signatures:erased"),
        links.unsubscribe_url(published.supporter),
    ):
        expect_sound(page, address)


def test_links_that_have_run_out_or_lost_a_piece(page, statement, monkeypatch):
    row = builders.signature(statement, State.UNCONFIRMED)
    with monkeypatch.context() as patch:
        patch.setattr(tokens, "time", SimpleNamespace(time=lambda: time.time() - A_SEASON))
        run_out = [links.confirm_url(row), links.own_url(row.supporter)]
    for address in (*run_out, links.own_url(row.supporter)[:-9] + "/", reverse("enquiries:not_me_done")):
        expect_sound(page, address)


def test_a_statement_that_takes_no_signatures_for_now_or_any_more(page, statement):
    by = builders.organiser()
    builders.signature(statement, State.PUBLISHED)
    said = {Kind.PAUSE: "We are being flooded. Back at nine.", Kind.HIDE: "", Kind.NOTICE: f"Please be patient. {LONG}"}
    on = [switches.turn_on(kind, by=by, reason="A flood", text=text) for kind, text in said.items()]
    for address in ("/statement/", "/statement/embed/", "/statement/signatures/", "/statement/share/"):
        expect_sound(page, address)
    for switch in on:
        switches.turn_off(switch.pk, by=by)
    statement.signing_open = False
    statement.save_revision().publish()
    cache.clear()
    for address in ("/statement/", "/statement/embed/", "/statement/petition.pdf"):
        expect_sound(page, address)


@pytest.fixture
def in_other_words(statement) -> list[StatementPage]:
    """Statements whose titles are long, or in other scripts; one of them by night."""
    campaign = builders.home().add_child(instance=CampaignPage(title="Close them", slug="close", look="night"))
    campaign.save_revision().publish()
    made = []
    for number, title in enumerate((LONG, ARABIC, CHINESE)):
        parent = campaign if title is LONG else builders.home()
        letter = StatementPage(title=title, slug=f"letter-{number}", text=f"<p>{title}</p>", introduction=title)
        made.append(parent.add_child(instance=letter))
        letter.save_revision().publish()
    return made


def test_titles_that_are_long_or_in_other_scripts(page, in_other_words):
    for letter in in_other_words:
        expect_sound(page, letter.url)
        expect_sound(page, f"{letter.url}share/")


def test_the_card_for_other_sites_fits_the_narrowest_frame(page, statement, in_other_words):
    builders.signature(statement, State.PUBLISHED)
    for letter in (statement, *in_other_words):
        expect_sound(page, f"{letter.url}embed/", [(NARROW_FRAME, "light"), (NARROW_FRAME, "dark"), (400, "dark")])


def test_a_complaint_is_asked_for(page, statement):
    expect_sound(page, enquiry_builders.complaint_page().url)


@pytest.fixture
def broken(page) -> Iterator[Page]:
    """Serves what the site answers when something went wrong, at addresses of the templates' names."""
    page.route("**/broken/*", lambda route: route.fulfill(
        content_type="text/html", body=render_to_string(route.request.url.rpartition("/")[2])
    ))  # fmt: skip
    return page


@pytest.mark.parametrize("template", ["400.html", "403.html", "405.html", "413.html", "500.html"])
def test_answers_to_what_went_wrong(broken, statement, template):
    expect_sound(broken, f"/broken/{template}")
