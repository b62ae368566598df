"""A supporter, on a phone, with one minute: from the statement to a name on the wall."""

import pytest
from playwright.sync_api import Page, expect

from signatures.models import Signature
from signatures.states import State
from tests import builders
from tests.journeys.conftest import (
    DESK,
    NARROWEST,
    PHONE,
    expect_accessible,
    expect_no_sideways_scroll,
    first_link,
    log_in,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def fill_in(page: Page, email: str = "zoe@example.org") -> None:
    page.get_by_role("textbox", name="First name").fill("Zoë")
    page.get_by_role("textbox", name="Last name").fill("O’Neill-Nguyễn")
    page.get_by_role("textbox", name="Email address").fill(email)
    page.get_by_role("textbox", name="Labour movement roles").fill("Unite rep; Exampletown CLP")
    page.get_by_label("Publish my name").check()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_supporter_signs_confirms_and_stands_on_the_wall(visit, statement, inbox, width, javascript):
    moderator = builders.user("moderator")
    page = visit("/", width=width, javascript=javascript)
    page.get_by_role("main").get_by_role("link", name="Add your name").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(statement.title)
    fill_in(page)
    page.get_by_role("button", name="Sign", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("check your inbox")
    expect(page.get_by_role("main")).to_contain_text("zoe@example.org")
    assert Signature.objects.get().state == State.UNCONFIRMED
    [message] = inbox()
    assert message.to == ["zoe@example.org"]

    elsewhere = visit(first_link(message), width=width, javascript=javascript)
    expect(elsewhere.get_by_role("main")).to_contain_text("Zoë O’Neill-Nguyễn")
    elsewhere.get_by_text("Something to correct?").click()
    elsewhere.get_by_role("textbox", name="Labour movement roles").fill("Unite rep, Exampletown")
    elsewhere.get_by_role("button", name="this is my signature").click()
    expect(elsewhere.get_by_role("heading", level=1)).to_contain_text("confirmed")
    elsewhere.goto(first_link(message))
    expect(elsewhere.get_by_role("main")).to_contain_text("waiting to be checked")
    assert elsewhere.context.cookies() == []
    assert page.context.cookies() == []

    desk = visit("/admin/login/", width=width, javascript=javascript)
    log_in(desk, moderator)
    desk.goto("/admin/signatures/queue/")
    desk.locator("form", has_text="Zoë O’Neill-Nguyễn").get_by_role("button", name="Publish").click()
    expect(desk.get_by_role("main")).to_contain_text("Zoë O’Neill-Nguyễn")

    page.goto(statement.url + "signatures/")
    expect(page.get_by_role("main")).to_contain_text("Zoë O’Neill-Nguyễn")
    expect(page.get_by_role("main")).to_contain_text("Unite rep, Exampletown")
    expect_no_sideways_scroll(page)


def test_a_mistake_is_named_beside_its_field_and_nothing_is_lost(visit, statement):
    page = visit(statement.url, width=PHONE)
    fill_in(page, email="zoe@example")
    page.get_by_role("button", name="Sign", exact=True).click()

    summary = page.get_by_role("alert").or_(page.locator("[data-error-summary]")).first
    expect(summary).to_be_visible()
    summary.get_by_role("link").first.click()
    expect(page.get_by_role("textbox", name="Email address")).to_be_focused()
    expect(page.get_by_role("textbox", name="Email address")).to_have_value("zoe@example")
    expect(page.get_by_role("textbox", name="First name")).to_have_value("Zoë")
    expect(page.get_by_role("textbox", name="Labour movement roles")).to_have_value("Unite rep; Exampletown CLP")
    expect(page.get_by_label("Publish my name")).to_be_checked()
    expect_accessible(page)

    page.get_by_role("textbox", name="Email address").fill("zoe@example.org")
    page.get_by_role("button", name="Sign", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("check your inbox")


def test_a_wrong_address_is_corrected_without_typing_the_rest_again(visit, statement, inbox):
    page = visit(statement.url, width=PHONE, javascript=False)
    fill_in(page, email="zoe@example.com")
    page.get_by_role("button", name="Sign", exact=True).click()
    page.get_by_role("link", name="address").click()
    expect(page.get_by_role("textbox", name="First name")).to_have_value("Zoë")
    page.get_by_role("textbox", name="Email address").fill("zoe@example.org")
    page.get_by_role("button", name="Sign", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("zoe@example.org")
    assert {message.to[0] for message in inbox()} == {"zoe@example.com", "zoe@example.org"}


def test_the_form_can_be_sent_by_keyboard_alone(visit, statement):
    page = visit(statement.url)
    page.get_by_role("textbox", name="First name").focus()
    for typed in ("Ada", "Lovelace", "ada@example.org", "Unite rep"):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # past the choice of how to show it
    page.keyboard.press("Space")
    expect(page.get_by_label("Publish my name")).to_be_checked()
    page.get_by_label("Publish my name").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("check your inbox")


def test_this_was_not_me_is_two_presses_and_ends_it(visit, statement, inbox):
    builders.signature(statement, State.UNCONFIRMED, email="victim@example.org")
    page = visit(statement.url, javascript=False)
    fill_in(page, email="victim@example.org")
    page.get_by_role("button", name="Sign", exact=True).click()
    [message] = inbox()
    page.goto(first_link(message))
    page.get_by_role("link", name="It wasn’t me").click()
    page.get_by_role("main").get_by_role("button").click()
    expect(page.get_by_role("main")).to_contain_text("will not write to this address again")
    assert not Signature.objects.exists()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [NARROWEST, DESK])
def test_every_step_is_accessible_and_fits(visit, statement, inbox, width, scheme):
    for number in range(70):
        builders.signature(statement, State.PUBLISHED, first_name=f"Ọlátúnjí{number}", roles="Unite rep" * (number % 2))
    page = visit("/", width=width, color_scheme=scheme)
    expect_accessible(page)
    expect_no_sideways_scroll(page)
    page.goto(statement.url)
    expect_accessible(page)
    expect_no_sideways_scroll(page)
    fill_in(page)
    page.get_by_role("button", name="Sign", exact=True).click()
    expect_accessible(page)
    expect_no_sideways_scroll(page)
    [message] = inbox()
    for address in (
        first_link(message),
        statement.url + "signatures/",
        statement.url + "signatures/?q=unite&order=letter",
        statement.url + "signatures/?q=nobody",
        "/nowhere/",
        "/my-signature/0-0-0/",
    ):
        page.goto(address)
        expect_accessible(page)
        expect_no_sideways_scroll(page)
    page.goto(first_link(message))
    page.get_by_role("button", name="this is my signature").click()
    expect_accessible(page)
    expect_no_sideways_scroll(page)
