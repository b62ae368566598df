"""A volunteer's half hour: change words, add a page with a picture, look at it on a phone, submit; organisers publish.

Each job is a function of its own, so that a journey can be put together from them.
"""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PIL import Image
from playwright.sync_api import FrameLocator, Locator, Page, Response, expect
from wagtail.models import Page as WagtailPage

from campaign_pages.models import ActionIndexPage, InformationPage, MotionPage, NewsIndexPage, NewsPage
from home.models import HomePage
from signatures.models import StatementPage
from signatures.states import State
from tests import builders
from tests.journeys.conftest import DESK, PHONE, expect_no_sideways_scroll, log_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CANARY = "Zymurgy"  # the name, roles and address of somebody who signed
PATIENCE = 20_000  # milliseconds until a preview has caught up with what was typed
THIRD_POINT = "Where moving is a privilege, wages are driven down for everybody."
PICTURE_WORDS = "Marchers behind a red banner in the rain"


@pytest.fixture
def signed(statement):
    """A statement that somebody signed whom no volunteer may meet: the signature waits to be checked."""
    sign(statement)
    return statement


def sign(statement: StatementPage) -> None:
    builders.signature(
        statement, State.WAITING, first_name=CANARY, roles=f"{CANARY} branch", email=f"{CANARY.lower()}@example.org"
    )


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


def picture() -> dict:
    """A small PNG, as somebody's phone would send it."""
    drawn = io.BytesIO()
    Image.new("RGB", (640, 360), "#c4122f").save(drawn, "PNG")
    return {"name": "march.png", "mimeType": "image/png", "buffer": drawn.getvalue()}


@contextmanager
def nothing_forbidden(page: Page) -> Iterator[None]:
    """No answer that this browser gets is a refusal or an error, and none holds anything of a signer."""
    met: list[str] = []

    def look(response: Response) -> None:
        if response.status >= 400:
            met.append(f"{response.status} {response.url}")
        kind = response.headers.get("content-type", "")
        if not 300 <= response.status < 400 and kind.startswith(("text/html", "application/json")):
            bodies.append(response)

    bodies: list[Response] = []
    page.on("response", look)
    yield
    page.wait_for_load_state("networkidle")
    page.remove_listener("response", look)
    met += [f"a signer in {response.url}" for response in bodies if CANARY.lower() in text_of(response).lower()]
    assert met == []


def text_of(response: Response) -> str:
    try:
        return response.text()
    except Exception:  # the browser forgets the bodies of pages that it has left
        return ""


# --- The jobs --------------------------------------------------------------------------------------------------------


def write(page: Page, field: str, words: str) -> None:
    page.locator(f"[name={field}]").fill(words)


def add_block(page: Page, name: str) -> Locator:
    """Adds a block at the end of the page's text, by the plus and the block's plain name."""
    page.locator("#panel-child-content-body-section .c-sf-add-button").last.click()
    page.get_by_role("option", name=name).click()
    return page.locator("#panel-child-content-body-section [data-contentpath]").last


def add_picture(page: Page, words: str) -> None:
    add_block(page, "Picture")
    upload(page, page.locator("#panel-child-content-body-section"))
    page.locator("[name$=alternative_text]").fill(words)


def choose_picture(page: Page, words: str) -> None:
    """Gives the page itself a picture, and says what it shows."""
    upload(page, page.locator("#id_picture-chooser"))
    write(page, "picture_text", words)


def upload(page: Page, place: Locator) -> None:
    place.get_by_role("button", name="Choose an image").click()
    dialog = page.locator(".modal-content")
    dialog.get_by_role("tab", name="Upload").click()
    dialog.locator("input[type=file]").set_input_files(picture())
    expect(dialog.get_by_label("Title")).to_have_value("march")
    dialog.get_by_role("button", name="Upload", exact=True).click()
    dialog.wait_for(state="detached")


@contextmanager
def preview(page: Page) -> Iterator[FrameLocator]:
    """The preview beside the editor, as wide as a phone. It is closed again: Wagtail remembers it for the next page,
    and one that is open while a page loads misses what a quick hand types before the editor watches for changes.
    """
    switch = page.get_by_role("button", name="Toggle preview")
    expect(switch).to_have_attribute("aria-expanded", "false")
    switch.click()
    frame = page.frame_locator("#w-preview-iframe")
    frame.locator("main").wait_for()
    yield frame
    switch.click()
    expect(switch).to_have_attribute("aria-expanded", "false")


def submit(page: Page) -> None:
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.get_by_role("button", name=re.compile("Submit")).click()
    expect(page.locator(".messages")).to_contain_text("submitted for moderation")


def approve(page: Page) -> None:
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.locator("button[data-workflow-action-name=approve]:not([data-workflow-action-modal-url])").click()
    expect(page.locator(".messages")).to_contain_text("has been updated")


def move_to_the_top(page: Page, parent: WagtailPage, title: str) -> None:
    """By keyboard, from the list of the pages beneath `parent`: the handle takes the arrows, Enter keeps the order."""
    page.goto(f"/admin/pages/{parent.pk}/")
    page.locator("header [data-controller=w-dropdown]").get_by_role("button", name="Actions").click()
    page.get_by_role("link", name="Sort menu order").click()
    rows = page.locator("[data-w-orderable-target=item]")
    handle = rows.filter(has_text=title).locator("[data-w-orderable-target=handle]")
    handle.wait_for()
    for _step in range(rows.count() - 1):
        handle.press("ArrowUp")
    with page.expect_response(lambda answer: "set_position" in answer.url and answer.ok):
        handle.press("Enter")


def links_of(message, path: str) -> str:
    """The link in a mail whose address holds `path`."""
    return next(link for link in re.findall(r"https?://\S+", message.body) if path in link)


# --- The journey -----------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("media", "signed")
def test_a_volunteer_writes_an_organiser_checks_and_publishes(visit, inbox):
    volunteer = builders.user("volunteer", "volunteer@example.org")
    organiser = builders.user("organiser", "organiser@example.org")
    home = HomePage.objects.get()

    desk = visit("/admin/login/")
    with nothing_forbidden(desk):
        log_in(desk, volunteer)
        expect(desk.get_by_role("heading", name="What you can do")).to_be_visible()

        desk.goto(f"/admin/pages/{home.pk}/edit/")
        write(desk, "introduction", "Nobody should need a permit to have a future.")
        with preview(desk) as shown:
            expect(shown.locator("main")).to_contain_text("Nobody should need a permit", timeout=PATIENCE)
        submit(desk)

        desk.goto(f"/admin/pages/add/campaign_pages/informationpage/{home.pk}/")
        write(desk, "title", "How we meet")
        write(desk, "introduction", "Every month, in a different town.")
        add_picture(desk, PICTURE_WORDS)
        with preview(desk) as shown:
            expect(shown.get_by_role("heading", level=1)).to_have_text("How we meet", timeout=PATIENCE)
            expect(shown.get_by_role("img", name=PICTURE_WORDS)).to_be_visible()
            assert shown.locator("html").evaluate("html => html.clientWidth") <= 400
        submit(desk)

    page = InformationPage.objects.get(slug="how-we-meet")
    assert not page.live
    mails = [mail for mail in inbox() if mail.to == [organiser.email]]
    assert [mail for mail in mails if CANARY.lower() in mail.message().as_string().lower()] == []
    [about_home, about_page] = mails

    phone = visit("/admin/login/", width=PHONE)
    log_in(phone, organiser)
    phone.goto(links_of(about_page, "/preview/"))
    expect(phone.get_by_role("img", name=PICTURE_WORDS)).to_be_visible()
    expect_no_sideways_scroll(phone)
    for mail in (about_home, about_page):
        phone.goto(links_of(mail, "/edit/"))
        approve(phone)

    assert len([mail for mail in inbox() if mail.to == [volunteer.email]]) == 2
    visitor = visit("/", width=PHONE)
    expect(visitor.get_by_role("main")).to_contain_text("Nobody should need a permit")
    visitor.goto("/how-we-meet/")
    expect(visitor.get_by_role("img", name=PICTURE_WORDS)).to_be_visible()
    expect_no_sideways_scroll(visitor)
    assert visitor.context.cookies() == []


def test_a_volunteers_half_hour_on_the_campaigns_site(visit, inbox, campaign_site):
    sign(StatementPage.objects.get(slug="statement"))
    volunteer = builders.user("volunteer", "volunteer@example.org")
    organiser = builders.user("organiser", "organiser@example.org")
    news, actions, motion = NewsIndexPage.objects.get(), ActionIndexPage.objects.get(), MotionPage.objects.get()

    desk = visit("/admin/login/")
    with nothing_forbidden(desk):
        log_in(desk, volunteer)

        desk.goto(f"/admin/pages/add/campaign_pages/newspage/{news.pk}/")
        write(desk, "title", "Five hundred marched in the rain")
        write(desk, "summary", "From the town hall to the harbour, behind one banner.")
        choose_picture(desk, PICTURE_WORDS)
        with preview(desk) as shown:
            expect(shown.get_by_role("img", name=PICTURE_WORDS)).to_be_visible(timeout=PATIENCE)
            assert shown.locator("html").evaluate("html => html.clientWidth") <= 400
        submit(desk)

        last = actions.get_children().last()
        move_to_the_top(desk, actions, last.title)

        desk.goto(f"/admin/pages/{motion.pk}/edit/")
        write(desk, "preamble-2-value-text", THIRD_POINT)
        with preview(desk) as shown:
            expect(shown.locator(".paper")).to_contain_text(THIRD_POINT, timeout=PATIENCE)
        submit(desk)

        desk.goto("/admin/")
        expect(desk.get_by_role("main")).to_contain_text("Five hundred marched in the rain")

    post = NewsPage.objects.get(title="Five hundred marched in the rain")
    assert not post.live
    mails = [mail for mail in inbox() if mail.to == [organiser.email]]
    assert [mail for mail in mails if CANARY.lower() in mail.message().as_string().lower()] == []
    [about_post, about_motion] = mails
    assert THIRD_POINT not in visit(motion.url).get_by_role("main").inner_text()

    phone = visit("/admin/login/", width=PHONE)
    log_in(phone, organiser)
    phone.goto(links_of(about_post, "/preview/"))
    expect(phone.get_by_role("img", name=PICTURE_WORDS)).to_be_visible()
    expect_no_sideways_scroll(phone)
    phone.goto(links_of(about_motion, "/preview/"))
    expect(phone.locator(".paper")).to_contain_text(THIRD_POINT)
    expect_no_sideways_scroll(phone)
    for mail in mails:
        phone.goto(links_of(mail, "/edit/"))
        approve(phone)

    assert len([mail for mail in inbox() if mail.to == [volunteer.email]]) == 2
    visitor = visit(news.url, width=PHONE)
    visitor.get_by_role("link", name="Five hundred marched in the rain").click()
    expect(visitor.get_by_role("img", name=PICTURE_WORDS)).to_be_visible()
    expect_no_sideways_scroll(visitor)
    visitor.goto(motion.url)
    expect(visitor.locator(".paper")).to_contain_text(THIRD_POINT)
    visitor.goto(actions.url)
    expect(visitor.locator(".acts-title").first).to_have_text(last.title)
    assert visitor.context.cookies() == []


@pytest.mark.usefixtures("signed")
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_every_way_that_the_desk_offers_a_volunteer_is_open_and_shows_no_signer(visit, width):
    desk = visit("/admin/login/", width=width)
    log_in(desk, builders.user("volunteer"))
    desk.locator("#wagtail-sidebar a").first.wait_for(state="attached")
    offered = desk.eval_on_selector_all("a[href^='/admin/']", "links => links.map(link => link.getAttribute('href'))")
    offered = sorted({link for link in offered if "logout" not in link and "#" not in link})

    assert len(offered) > 5
    for link in offered:
        answer = desk.goto(link)
        assert answer.status == 200, link
        assert CANARY.lower() not in answer.text().lower(), link
