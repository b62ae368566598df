"""Every kind of page of the starter content: sound for axe, no wider than its window, and walked by keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESK, NARROWEST, PHONE, expect_accessible, expect_no_sideways_scroll

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("campaign_site")]

ADDRESSES = (
    "/",
    "/get-involved/",
    "/get-involved/follow-and-share/",
    "/statement/share/",
    "/styleguide/",
    "/close-detention-centres/come-to-the-protest/",
    "/model-motion/",
    "/close-detention-centres/",
    "/close-detention-centres/open-letter/",
    "/close-detention-centres/open-letter/signatures/",
    "/close-detention-centres/open-letter/share/",
    "/close-detention-centres/open-letter/embed/",
    "/model-motion/?variant=union",
    "/statement/",
    "/statement/signatures/?q=zymurgy",
    "/news/",
    "/news/?year=2019",
    "/news/conference-backs-free-movement/",
    "/privacy/",
    "/about/",
    "/accessibility/",
    "/complaints/",
    "/write-to-your-representatives/",
    "/contact/",
    "/invite-a-speaker/",
    "/profile-frame/",
    "/statement/embed/",
    "/search/",
    "/search/?q=motion",
    "/search/?q=zymurgy",
    "/no-such-page/",
)
STEPS = 60  # how often Tab is pressed at most until something has the focus


def test_every_kind_of_page_is_accessible_and_fits_by_day_and_by_night_wide_and_narrow(visit):
    page = visit("/", reduced_motion="reduce")

    for address in ADDRESSES:
        page.goto(address)
        for width, scheme in ((DESK, "light"), (DESK, "dark"), (NARROWEST, "dark"), (NARROWEST, "light")):
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            try:
                expect_accessible(page)
                expect_no_sideways_scroll(page)
            except AssertionError as error:
                error.add_note(f"{address} {width} {scheme}")
                raise


def tab_to(page: Page, selector: str) -> None:
    """Presses Tab until it gets there. Whatever has the focus on the way can be seen to have it."""
    for _step in range(STEPS):
        page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.matches(':focus-visible')")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"Tab never gets to {selector}")


def test_the_first_key_offers_to_skip_to_the_text(visit):
    page = visit("/")

    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the text")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")

    expect(page.get_by_role("main")).to_be_focused()


def test_the_menu_opens_and_closes_by_keyboard_on_a_phone(visit):
    page = visit("/", width=PHONE)
    menu = page.locator("#menu")
    expect(menu).to_be_hidden()

    tab_to(page, ".menu-open")
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(page.locator(".menu-open")).to_be_focused()

    page.keyboard.press("Enter")
    tab_to(page, "#menu a[href='/news/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/news/")


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_contact_form_is_filled_and_sent_by_keyboard(visit, width):
    page = visit("/contact/", width=width)

    tab_to(page, "form[data-form] button[type=submit]")
    page.keyboard.press("Enter")
    summary = page.locator("#errors")
    expect(summary).to_be_focused()
    expect_accessible(page)
    expect_no_sideways_scroll(page)

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the first mistake leads to its field
    expect(page.locator("form[data-form] [name=name]")).to_be_focused()
    page.keyboard.type("Ada Lovelace")
    tab_to(page, "[name=email]")
    page.keyboard.type("ada@example.org")
    tab_to(page, "[name=topic]")
    page.keyboard.press("Space")
    expect(page.locator("[name=topic]").first).to_be_checked()
    tab_to(page, "[name=message]")
    page.keyboard.type("When do people near Leeds meet?")
    tab_to(page, "form[data-form] button[type=submit]")
    page.keyboard.press("Enter")

    page.wait_for_url("**/enquire/sent/**")
    expect(page.get_by_role("main")).to_contain_text("ada@example.org")
    expect_accessible(page)
    expect_no_sideways_scroll(page)


# --- Four times as large: 1280 by 1024 at 400 % is a window of 320 by 256 -----------------------------------------

ZOOMED = {"width": NARROWEST, "height": 256}
# What has the focus, and whether something else lies over all of its first line.
COVERED = """() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const box = element.getClientRects()[0];
    if (!box || box.width < 2) return null;
    const seen = [[0.1, 0.2], [0.5, 0.5], [0.9, 0.8]].some(([x, y]) => {
        const top = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
        return top && (element.contains(top) || top.contains(element) || top.closest("label")?.control === element);
    });
    return seen ? null : element.outerHTML.slice(0, 120);
}"""


def test_at_400_percent_everything_is_read_by_scrolling_one_way(visit):
    page = visit("/", width=NARROWEST)
    page.set_viewport_size(ZOOMED)

    for address in ADDRESSES:
        page.goto(address)
        try:
            expect_no_sideways_scroll(page)
            assert page.locator("h1").first.is_visible()
        except AssertionError as error:
            error.add_note(address)
            raise


@pytest.mark.parametrize("address", ["/", "/statement/", "/model-motion/", "/contact/"])
def test_at_400_percent_nothing_lies_over_what_has_the_focus(visit, address):
    page = visit(address, width=NARROWEST, reduced_motion="reduce")
    page.set_viewport_size(ZOOMED)

    for _step in range(45):
        page.keyboard.press("Tab")
        assert page.evaluate(COVERED) is None


# --- Colours of the reader's own, and no motion -------------------------------------------------------------------


def test_with_the_readers_own_colours_buttons_and_fields_keep_their_edges(visit):
    page = visit("/statement/", forced_colors="active")

    for selector in (".button", ".field input:not([type=radio], [type=checkbox])", ".field textarea"):
        for box in page.locator(selector).all():
            if box.is_visible():
                assert box.evaluate("element => parseFloat(getComputedStyle(element).borderTopWidth)") >= 1, selector
    tab_to(page, "[name=first_name]")
    outline = page.locator("[name=first_name]").evaluate("element => getComputedStyle(element).outlineStyle")
    assert outline == "solid"
    assert page.locator(".choice input").first.evaluate("element => getComputedStyle(element).appearance") == "auto"


@pytest.mark.parametrize(("wish", "behaviour"), [("reduce", "auto"), ("no-preference", "smooth")])
def test_nothing_moves_for_whoever_asked_for_that(visit, wish, behaviour):
    page = visit("/", reduced_motion=wish)

    assert page.evaluate("() => getComputedStyle(document.documentElement).scrollBehavior") == behaviour
    if wish == "reduce":
        assert page.evaluate("() => document.getAnimations().length") == 0
