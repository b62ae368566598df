"""After signing: pass it on, by plain links that contact nobody until pressed; and what other sites show of us."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from playwright.sync_api import expect

from campaign_pages.models import ActionIndexPage, ActionPage
from profile_frames.models import ProfileFramePage
from signatures import links
from signatures.models import Signature
from signatures.states import State
from tests import builders
from tests.journeys.conftest import DESK, NARROWEST, PHONE, expect_accessible, expect_no_sideways_scroll, log_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def confirmed(statement) -> str:
    """The address of somebody's thank-you page, on a site with more to do."""
    home = builders.home()
    frames = ProfileFramePage(title="Show it", slug="profile-frame", frames=[("starter", "ring")])
    home.add_child(instance=frames).save_revision().publish()
    index = home.add_child(instance=ActionIndexPage(title="Get involved", slug="get-involved"))
    index.save_revision().publish()
    for title in ("Sign", "Write to your MP"):
        action = ActionPage(title=title, slug=title.lower().replace(" ", "-"), summary="It takes a minute.")
        index.add_child(instance=action).save_revision().publish()
    row = builders.signature(statement, State.WAITING, first_name="Zoë", last_name="O’Neill", roles="Unite rep")
    return links.confirm_url(row)


def test_the_next_step_shows_the_signers_name_then_the_ways_to_pass_it_on(visit, confirmed, statement):
    page = visit(confirmed, width=PHONE, javascript=False)
    main = page.get_by_role("main")
    expect(main.locator(".printed")).to_contain_text("Zoë O’Neill")
    expect(main.get_by_role("group", name="What you send")).to_contain_text(f"I have signed “{statement.title}”")
    for label, host in (
        ("WhatsApp", "https://wa.me/"), ("Facebook", "https://www.facebook.com/"), ("X", "https://twitter.com/"),
        ("Bluesky", "https://bsky.app/"), ("Telegram", "https://t.me/"), ("Email", "mailto:"), ("Text message", "sms:"),
    ):  # fmt: skip
        link = main.get_by_role("link", name=label, exact=True)
        expect(link).to_be_visible()
        assert link.get_attribute("href").startswith(host)
    expect(main.get_by_label("Or copy the link")).to_have_value(f"{statement.full_url}?source=link")
    expect(main.get_by_role("button", name="Share…")).to_be_hidden()  # what needs a script is not offered
    expect(main.get_by_role("button", name="Copy")).to_be_hidden()
    expect(main.get_by_role("link", name="Show it")).to_be_visible()
    expect(main.get_by_role("link", name="Write to your MP")).to_be_visible()


def test_a_network_is_asked_when_its_link_is_pressed_and_learns_no_private_address(chromium, confirmed, live_server):
    context = chromium.new_context()
    strangers = []
    context.route(
        lambda url: not url.startswith(live_server.url),
        lambda route: (strangers.append(route.request), route.fulfill(body="There we are")),
    )
    page = context.new_page()
    page.goto(confirmed)
    assert strangers == []
    page.get_by_role("link", name="WhatsApp").click()
    expect(page.get_by_text("There we are")).to_be_visible()
    asked = next(request for request in strangers if request.is_navigation_request())
    assert "referer" not in asked.headers
    assert "my-signature" not in asked.url
    assert "Zo" not in asked.url
    context.close()


def test_the_devices_own_sheet_is_offered_where_there_is_one(visit, statement):
    page = visit("/")
    page.context.add_init_script("window.given = []; navigator.share = async (what) => { window.given.push(what); };")
    page.goto("/statement/share/")
    page.get_by_role("button", name="Share…").click()
    assert page.evaluate("window.given") == [
        {
            "title": statement.title,
            "text": f"I have signed “{statement.title}”. Will you add your name too?",
            "url": f"{statement.full_url}?source=share",
        }
    ]


def test_the_link_is_copied_by_one_press(visit, statement):
    page = visit("/", permissions=["clipboard-read", "clipboard-write"])
    page.goto("/statement/share/")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{statement.full_url}?source=link"


def test_whoever_follows_the_link_and_signs_is_counted_under_its_word(visit, statement):
    page = visit("/statement/?source=bluesky", width=PHONE, javascript=False)
    page.get_by_role("textbox", name="First name").fill("Ada")
    page.get_by_role("textbox", name="Email address").fill("nonsense")
    page.get_by_role("button", name="Sign", exact=True).click()
    page.get_by_role("textbox", name="Email address").fill("ada@example.org")
    page.get_by_label("Publish my name").check()
    page.get_by_role("button", name="Sign", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("check your inbox")
    assert Signature.objects.get().source_tag == "bluesky"


@pytest.mark.usefixtures("confirmed")
def test_the_word_of_a_link_to_the_front_page_goes_along_by_links_alone_until_somebody_signs(visit):
    page = visit("/?source=whatsapp", width=PHONE, javascript=False)
    page.get_by_role("main").get_by_role("link", name="Get involved").click()
    page.get_by_role("main").get_by_role("link", name="Write to your MP").first.click()
    page.get_by_role("contentinfo").get_by_role("link", name="Search").click()
    page.get_by_role("searchbox").fill("rights")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("main").get_by_role("link", name="People move, rights travel").click()
    page.get_by_role("textbox", name="First name").fill("Ada")
    page.get_by_role("textbox", name="Email address").fill("ada@example.org")
    page.get_by_label("Publish my name").check()
    page.get_by_role("button", name="Sign", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("check your inbox")
    assert Signature.objects.get(first_name="Ada").source_tag == "whatsapp"
    assert page.context.cookies() == []


@pytest.mark.parametrize(("width", "scheme"), [(NARROWEST, "dark"), (DESK, "light")])
def test_every_step_of_passing_on_is_accessible_and_fits(visit, confirmed, width, scheme):
    page = visit(confirmed, width=width, color_scheme=scheme)
    for address in (confirmed, "/statement/share/", "/statement/embed/"):
        page.goto(address)
        for opened in page.locator("details").all():
            opened.locator("summary").click()
        expect_accessible(page)
        expect_no_sideways_scroll(page)


# --- On other sites --------------------------------------------------------------------------------------------------


@contextmanager
def another_site(html: str) -> Iterator[str]:
    """A page of somebody else's, on an address of its own."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *_args) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def test_another_site_shows_the_pasted_card_and_badge_and_reads_the_count(chromium, statement):
    builders.signature(statement, State.PUBLISHED)
    shown = BeautifulSoup(Client().get("/statement/share/").content, "html.parser")
    pasted = "\n".join(box.get_text() for box in shown.select(".embedding textarea"))
    with another_site(f"<!doctype html><title>Elsewhere</title><body>{pasted}") as address:
        context = chromium.new_context()
        page = context.new_page()
        complaints = []
        page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
        page.goto(address)
        card = page.frame_locator("iframe")
        expect(card.get_by_role("heading")).to_have_text(statement.title)
        expect(card.get_by_role("main")).to_contain_text("1 person has signed")
        assert page.locator("img").evaluate("image => image.decode().then(() => image.naturalWidth > 100)")
        assert page.evaluate("url => fetch(url).then(a => a.json())", f"{statement.full_url}count.json") == {"count": 1}
        with context.expect_page() as opened:
            card.get_by_role("link", name="Sign").click()
        expect(opened.value.get_by_role("textbox", name="First name")).to_be_visible()
        assert opened.value.url == f"{statement.full_url}?source=embed#sign"
        assert opened.value.evaluate("window.opener") is None
        assert context.cookies() == []
        assert complaints == []
        context.close()


def test_no_other_page_of_ours_shows_in_a_frame(chromium, statement):
    with another_site(f"<!doctype html><title>Trap</title><iframe src='{statement.full_url}'></iframe>") as address:
        context = chromium.new_context()
        page = context.new_page()
        page.goto(address)
        expect(page.frame_locator("iframe").get_by_role("main")).to_have_count(0)
        assert Signature.objects.count() == 0
        context.close()


# --- For organisers --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [NARROWEST, DESK])
def test_the_charts_are_accessible_and_fit(visit, statement, width):
    for tag in ("whatsapp", "", "email"):
        builders.signature(statement, State.WAITING, source_tag=tag)
    page = visit("/admin/login/", width=width)
    log_in(page, builders.organiser())
    page.goto("/admin/signatures/charts/")
    page.get_by_text("The numbers of each day").click()
    expect(page.locator(".chart-sources")).to_contain_text("WhatsApp")
    expect_accessible(page, within=".desk")
    expect_no_sideways_scroll(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as CSV").click()
    assert download.value.suggested_filename == "signatures-by-day-and-source.csv"
