"""Card mode in a real browser: by keyboard alone, without JavaScript, on a phone, when the site does not answer."""

import re
import time

import pytest

from signatures.models import Claim, Decision, Signature
from signatures.services import claims, moderation
from signatures.states import State
from tests import builders
from tests.journeys.conftest import PHONE, expect_accessible, expect_no_sideways_scroll, log_in
from tests.signatures.admin.test_parallel import many_waiting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CARDS = "/admin/signatures/cards/"
QUEUE = "/admin/signatures/queue/"
LIST = "/admin/signatures/signature/"


@pytest.fixture
def at_the_desk(visit, statement):
    """A page of a moderator who has just logged in; `.who` is the person."""

    def open_page(role: str = "moderator", **options):
        page = visit("/admin/login/", **options)
        page.who = builders.user(role)
        log_in(page, page.who)
        return page

    return open_page


def named(statement, *names: str) -> list[Signature]:
    return [builders.signature(statement, first_name=name, last_name="") for name in names]


def take(page) -> None:
    page.goto(CARDS)
    page.get_by_role("button", name="Take the next 20").click()
    page.locator("[data-card]").first.wait_for()


def expect_card(page, name: str) -> None:
    page.locator("[data-card]:first-child h2", has_text=name).wait_for()


def eventually(question) -> bool:
    """Whether it becomes true within seconds: what is decided is posted behind the next card."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        if question():
            return True
        time.sleep(0.05)
    return False


def state_of(name: str) -> str:
    return Signature.objects.values_list("state", flat=True).get(first_name=name)


def test_fifty_ordinary_signatures_are_published_by_keyboard_alone(at_the_desk, statement, capsys):
    ids = many_waiting(statement, 50)
    page = at_the_desk()
    page.goto(CARDS)
    presses = 0

    def press(key: str) -> None:
        nonlocal presses
        presses += 1
        page.keyboard.press(key)

    page.get_by_role("button", name="Take the next 20").focus()
    began = time.monotonic()
    press("Enter")
    page.locator("[data-card]").first.wait_for()
    done = page.locator("[data-done]")
    for number in range(50):
        page.locator("[data-card]:first-child").wait_for()
        press("p")
        assert int(done.text_content()) == number + 1  # the next card is there before the site has answered
    on_screen = time.monotonic() - began
    assert eventually(lambda: Signature.objects.published().count() == 50)
    stored = time.monotonic() - began
    made = Decision.objects.filter(made_by=page.who, to_state=State.PUBLISHED)
    assert sorted(made.values_list("signature", flat=True)) == sorted(ids)
    page.get_by_text("Nobody is waiting").wait_for()
    with capsys.disabled():
        print(
            f"\n50 signatures published by keyboard: {presses} presses, {presses / 50:.2f} a signature (one more takes "
            f"the cards); {on_screen:.1f} s on the screen, {stored:.1f} s until all were stored"
        )
    assert presses == 51


def test_every_key_does_what_it_shows(at_the_desk, statement):
    named(statement, "Ann", "Ben", "Cat", "Dan", "Eve")
    builders.reason()
    page = at_the_desk()
    take(page)
    page.keyboard.press("p")
    expect_card(page, "Ben")
    page.keyboard.press("w")
    page.locator("[data-card]:first-child select:focus").select_option("abuse")
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    expect_card(page, "Cat")
    page.keyboard.press("a")
    expect_card(page, "Dan")
    page.keyboard.press("s")
    expect_card(page, "Eve")
    assert eventually(lambda: (state_of("Ann"), state_of("Ben"), state_of("Cat")) == ("published", "rejected", "held"))
    assert Decision.objects.get(to_state=State.REJECTED).reason_id == "abuse"
    assert eventually(lambda: Claim.objects.filter(skipped=True).count() == 1)
    page.keyboard.press("u")
    expect_card(page, "Cat")
    page.keyboard.press("u")
    expect_card(page, "Ben")
    assert eventually(lambda: (state_of("Ben"), state_of("Cat")) == ("waiting", "waiting"))
    keys = page.locator(".deal-keys dl")
    page.keyboard.press("?")
    keys.wait_for(state="visible")
    assert page.locator("[role=dialog]:visible").count() == 0  # Wagtail's own list stays away
    page.keyboard.press("?")
    keys.wait_for(state="hidden")
    page.keyboard.press("e")
    page.wait_for_url("**/correct/**")
    page.get_by_label("First name").fill("Benjamin")
    page.keyboard.press("Enter")
    expect_card(page, "Benjamin")


def test_no_key_acts_while_one_types_holds_it_down_or_turned_them_off(at_the_desk, statement):
    named(statement, "Ann", "Ben")
    page = at_the_desk()
    take(page)
    page.keyboard.press("w")
    note = page.locator("[data-card]:first-child input[name=note]")
    note.fill("")
    note.press("p")
    note.press("Enter")
    assert note.input_value() == "p"
    note.press("Escape")
    page.evaluate(
        "for (const extra of [{repeat: true}, {ctrlKey: true}, {altKey: true}, {metaKey: true}])"
        " document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'p', bubbles: true, ...extra}))"
    )
    page.keyboard.press("?")
    page.get_by_role("button", name="Turn all keys off").click()
    page.locator('[data-keys="off"]').wait_for()
    page.keyboard.press("p")
    page.wait_for_timeout(300)
    assert Signature.objects.waiting().count() == 2


def test_whoever_is_second_reads_who_was_first_and_goes_on(at_the_desk, statement):
    ann, _ben = named(statement, "Ann", "Ben")
    page = at_the_desk()
    take(page)
    moderation.decide(ann.pk, State.REJECTED, by=builders.organiser())
    page.keyboard.press("p")
    expect_card(page, "Ben")
    page.locator("[data-said]", has_text="was quicker. Ann is rejected").wait_for()
    assert state_of("Ann") == "rejected"
    page.keyboard.press("p")
    assert eventually(lambda: state_of("Ben") == "published")


def test_when_the_site_does_not_answer_the_form_goes_the_plain_way(at_the_desk, statement):
    named(statement, "Ann", "Ben", "Cat")
    page = at_the_desk()
    take(page)
    failing = re.compile("/decide/$")
    page.route(
        failing,
        lambda route: (
            route.fulfill(status=418, body="") if "json" in route.request.headers["accept"] else route.continue_()
        ),
    )
    page.keyboard.press("p")
    page.get_by_text("Ann: published").first.wait_for()
    assert state_of("Ann") == "published"
    page.unroute(failing)
    # Logged out meanwhile: the post lands at the login, and nothing is decided.
    page.context.clear_cookies(name="sessionid")
    page.keyboard.press("p")
    page.wait_for_url("**/admin/login/**")
    assert state_of("Ben") == "waiting"


def test_without_a_connection_each_card_comes_back_to_its_place_and_nothing_is_decided(at_the_desk, statement):
    named(statement, "Ann", "Ben", "Cat", "Dan")
    page = at_the_desk()
    take(page)
    page.keyboard.press("p")
    assert eventually(lambda: state_of("Ann") == "published")
    page.context.set_offline(True)
    for key in ("p", "r", "u"):  # the undo is of what was pressed last: not of Ann's, which the site knows
        page.keyboard.press(key)
    page.get_by_text("The site did not answer").wait_for()
    shown = page.locator("[data-card] h2")
    assert eventually(lambda: [name.split()[0] for name in shown.all_text_contents()] == ["Ben", "Cat", "Dan"])
    assert (state_of("Ann"), state_of("Ben"), state_of("Cat")) == ("published", "waiting", "waiting")
    page.context.set_offline(False)
    page.keyboard.press("p")
    page.get_by_text("Ben: published").first.wait_for()
    assert eventually(lambda: state_of("Ben") == "published")
    assert state_of("Cat") == "waiting"


def test_cards_work_without_javascript(at_the_desk, statement):
    named(statement, "Ann", "Ben", "Cat")
    page = at_the_desk(javascript=False, width=PHONE)
    take(page)
    assert page.locator("[data-card]:visible").count() == 1
    page.get_by_role("button", name=re.compile("Publish.*Ann")).click()
    assert state_of("Ann") == "published"
    page.get_by_role("button", name="Undo").click()
    assert state_of("Ann") == "waiting"
    page.get_by_role("button", name=re.compile("Skip.*Ann")).click()
    expect_card(page, "Ben")
    page.get_by_role("button", name="Put the cards back and leave").click()
    assert not Claim.objects.exists()


def test_ticked_rows_are_decided_without_javascript_and_undone(at_the_desk, statement):
    named(statement, "Ann", "Ben", "Cat")
    page = at_the_desk(javascript=False)
    page.goto(QUEUE)
    for name in ("Ann", "Cat"):
        page.get_by_label(f"Tick {name}").check()
    page.locator("#ticked button[value=reject]").click()
    page.get_by_text("2 signatures: rejected").first.wait_for()
    assert [state_of(name) for name in ("Ann", "Ben", "Cat")] == ["rejected", "waiting", "rejected"]
    page.get_by_role("button", name=re.compile("Undo.*2 signatures")).click()
    assert Signature.objects.waiting().count() == 3


def test_all_rows_of_a_page_are_ticked_at_once_and_the_bar_shows_only_then(at_the_desk, statement):
    named(statement, "Ann", "Ben", "Cat")
    page = at_the_desk()
    page.goto(QUEUE)
    bar = page.locator("#ticked")
    assert not bar.is_visible()
    page.get_by_label("Tick all on this page").check()
    assert "3 / 3" in bar.text_content()
    page.get_by_label("Tick Ben").uncheck()
    bar.get_by_role("button", name="Publish").click()
    page.get_by_text("2 signatures: published").first.wait_for()
    assert state_of("Ben") == "waiting"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, 1280])
def test_our_part_of_each_page_is_accessible_and_fits(at_the_desk, statement, width, scheme):
    long = "Bartholomew-Maximilian-Featherstonehaugh-Cholmondeley"
    rows = [builders.signature(statement, first_name=long, last_name=last, roles=f"{long} {long}") for last in "ÁÉÓ"]
    page = at_the_desk("organiser", width=width, color_scheme=scheme)
    for address in (CARDS, QUEUE, LIST):
        page.goto(address)
        if address != CARDS:
            page.locator("input[name=tick]").first.check()
        expect_accessible(page, within=".desk")
        expect_no_sideways_scroll(page)
    take(page)
    page.keyboard.press("?")
    expect_accessible(page, within=".desk")
    expect_no_sideways_scroll(page)
    page.goto(f"/admin/signatures/correct/{rows[0].pk}/")
    expect_accessible(page, within=".desk")
    page.get_by_label("First name").fill("https://example.org")
    page.keyboard.press("Enter")
    page.locator(".desk-error").wait_for()
    expect_accessible(page, within=".desk")
    expect_no_sideways_scroll(page)
    claims.release(page.who)


def test_what_is_pressed_is_large_enough_for_a_thumb(at_the_desk, statement):
    named(statement, "Ann", "Ben")
    page = at_the_desk(width=PHONE, has_touch=True)
    take(page)
    for button in page.locator(".deal button:visible, .deal a.button:visible, .deal summary:visible").all():
        assert button.bounding_box()["height"] >= 44
    below = page.locator("[data-card]:first-child .deal-acts").bounding_box()
    assert below["y"] + below["height"] <= 800  # the buttons are under the thumb, however long the name is
    page.get_by_role("button", name=re.compile("Publish.*Ann")).tap()
    assert eventually(lambda: state_of("Ann") == "published")
