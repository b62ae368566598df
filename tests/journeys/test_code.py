"""Somebody who reads mail on another device types its six figures; somebody else complains."""

import re

import pytest
from playwright.sync_api import expect

from enquiries.models import Enquiry
from signatures.models import Signature
from signatures.states import State
from tests.enquiries.builders import complaint_page
from tests.journeys.conftest import NARROWEST, expect_accessible, expect_no_sideways_scroll
from tests.journeys.test_signing import fill_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_code_from_the_mail_leads_to_what_will_be_published(visit, statement, inbox):
    page = visit(statement.url, width=NARROWEST, javascript=False)
    fill_in(page)
    page.get_by_role("button", name="Sign", exact=True).click()
    [message] = inbox()
    code = re.search(r"^\d{3} \d{3}$", message.body, re.MULTILINE)[0]
    wrong = f"{(int(code.replace(' ', '')) + 1) % 10**6:06}"

    field = page.get_by_role("textbox", name="six figures")
    field.fill(wrong)
    page.get_by_role("button", name="Go on").click()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("main")).to_contain_text("You can try 4 more times")
    expect(field).to_be_in_viewport()
    expect_no_sideways_scroll(page)

    field.press("Control+a")
    field.press_sequentially(code)
    field.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Is this right?")
    expect(page.get_by_role("main")).to_contain_text("Zoë O’Neill-Nguyễn")
    assert Signature.objects.get().state == State.UNCONFIRMED
    page.get_by_role("button", name="this is my signature").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("confirmed")
    assert Signature.objects.get().state != State.UNCONFIRMED
    assert page.context.cookies() == []


def test_the_waiting_page_and_a_refused_code_are_accessible(visit, statement, inbox):
    page = visit(statement.url, width=NARROWEST)
    fill_in(page)
    page.get_by_role("button", name="Sign", exact=True).click()
    expect_accessible(page)
    page.get_by_role("textbox", name="six figures").fill("12")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("main")).to_contain_text("It is six figures")
    expect_accessible(page)


def test_a_complaint_without_javascript_on_a_narrow_phone(visit, statement, inbox):
    page = visit(complaint_page().url, width=NARROWEST, javascript=False)
    expect_no_sideways_scroll(page)
    page.get_by_label("How somebody from the campaign behaved").check()
    page.get_by_role("textbox", name="What happened?").fill("Somebody shouted at me.")
    page.get_by_role("textbox", name="Your name").fill("Grace")
    page.get_by_role("textbox", name="Your email address").fill("grace@example.org")
    page.get_by_role("button", name="Send the complaint").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("We have your complaint")
    expect_no_sideways_scroll(page)
    assert Enquiry.objects.get().due_at is not None
    assert page.context.cookies() == []
