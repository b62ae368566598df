"""The signer stays in charge: from signing to erasing, without JavaScript, on the narrowest phone."""

import re

import pytest
from playwright.sync_api import expect

from outbox.models import Message
from signatures.models import Signature, Supporter
from signatures.services import moderation
from signatures.states import State
from tests import builders
from tests.journeys.conftest import NARROWEST, expect_accessible, expect_no_sideways_scroll, first_link
from tests.journeys.test_signing import fill_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_whole_way_of_a_signer_without_javascript(visit, statement, inbox):
    page = visit(statement.url, width=NARROWEST, javascript=False)
    main = page.get_by_role("main")
    judge = visit("/", width=NARROWEST)  # axe needs a script; it opens the same addresses with one

    def look() -> None:
        expect_no_sideways_scroll(page)
        judge.goto(page.url)
        expect_accessible(judge)

    fill_in(page)
    page.get_by_role("button", name="Sign", exact=True).click()
    page.goto(first_link(inbox()[-1]))
    page.get_by_role("button", name="this is my signature").click()
    moderation.decide(Signature.objects.get().pk, State.PUBLISHED, by=builders.organiser())

    # Find my signature.
    Message.objects.all().delete()  # the ten minutes between two mails are over
    page.goto("/")
    page.get_by_role("contentinfo").get_by_role("link", name="My signature").click()
    look()
    page.get_by_role("button", name="Send me my link").click()
    expect(page.get_by_role("alert")).to_contain_text("email address")
    page.get_by_role("textbox", name="Email address").fill("zoe@example.org")
    page.get_by_role("button", name="Send me my link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("inbox")
    look()
    mail = inbox()[-1]
    assert mail.to == ["zoe@example.org"]
    page.goto(first_link(mail))
    expect(main).to_contain_text("Zoë O’Neill-Nguyễn")
    for summary in page.locator("main summary").all():
        summary.click()
    expect(main).to_contain_text("We stand for the free movement of people.")
    look()

    # Correct: the old text stays until it was read.
    page.get_by_role("link", name="Correct it").click()
    look()
    page.get_by_role("textbox", name="First name").fill("")
    page.get_by_role("textbox", name="Labour movement roles").fill("Unison rep")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("first name")
    expect(page.get_by_role("textbox", name="Labour movement roles")).to_have_value("Unison rep")
    page.get_by_role("textbox", name="First name").fill("Zoë")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("the old one stays")
    expect(main).to_contain_text("Unison rep")
    look()

    # Narrower, at once.
    page.get_by_text("Show less, or withdraw").click()
    page.get_by_role("button", name="first name and initial").click()
    expect(page.get_by_role("status")).to_contain_text("Done")
    expect(main).to_contain_text("Zoë O.")
    visitor = visit(statement.url + "signatures/", width=NARROWEST, javascript=False)
    expect(visitor.get_by_role("main")).to_contain_text("Zoë O.")
    expect(visitor.get_by_role("main")).not_to_contain_text("Neill")

    # Mail, with a consent of its own.
    page.get_by_role("button", name="Keep me in touch").click()
    expect(page.get_by_role("alert")).to_contain_text("Tick the box")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Keep me in touch").click()
    expect(page.get_by_role("status")).to_contain_text("from now on")
    page.get_by_role("button", name="Stop the emails").click()
    expect(page.get_by_role("status")).to_contain_text("no more campaign emails")

    # Everything, to read and to take away.
    page.get_by_role("link", name="See everything").click()
    expect(main).to_contain_text("zoe@example.org")
    look()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as JSON").click()
    assert '"zoe@example.org"' in download.value.path().read_text()
    page.get_by_role("link", name="Back").click()

    # Withdraw, then erase.
    page.get_by_text("Show less, or withdraw").click()
    page.get_by_role("button", name="Withdraw this signature").click()
    expect(page.get_by_role("status")).to_contain_text("Withdrawn")
    expect(main).to_contain_text("You may sign again")
    look()
    page.get_by_role("link", name="Erase everything").click()
    look()
    page.get_by_role("button", name="Erase everything").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Everything is erased")
    look()
    assert not Signature.objects.exists()
    assert not Supporter.objects.exists()
    assert "erased" in inbox()[-1].subject
    page.goto(first_link(mail))
    expect(page.get_by_role("heading", level=1)).to_contain_text("does not work")
    look()
    assert page.context.cookies() == []
    assert re.search(r"/my-signature/", page.url)
