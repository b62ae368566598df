"""A branch secretary takes the motion: puts the branch's name in, copies it, prints it; and an editor counts words."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests import builders
from tests.campaign_pages import motions
from tests.campaign_pages.test_motion_words import COUNTED
from tests.journeys.conftest import DESK, NARROWEST, PHONE, expect_accessible, expect_no_sideways_scroll, log_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NAME = "Świętochłowice & محمد CLP"


@pytest.fixture
def motion(statement):
    return motions.page()


def test_a_branch_name_is_put_in_copied_and_printed_and_sent_to_nobody(visit, motion, live_server):
    page = visit(motion.url, permissions=["clipboard-read", "clipboard-write"])
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    before = int(page.locator(".paper-stamp-number").inner_text())

    page.get_by_label("Put your branch’s name in").fill(f"  {NAME} ")
    expect(page.locator(".paper-branch")).to_contain_text(NAME)
    expect(page.locator(".paper-lead").first).to_have_text(f"{NAME} notes:")
    # Two leads held one word for the branch, and hold three now; the ampersand is none.
    expect(page.locator(".paper-stamp-number")).to_have_text(str(before + 2 * (3 - 2)))

    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert f"Submitted by: {NAME}" in copied
    assert f"{NAME} resolves:" in copied
    assert motions.ARABIC in copied
    assert "this branch" not in copied.lower()

    page.emulate_media(media="print")
    expect(page.locator(".paper")).to_be_visible()
    for hidden in (".masthead", ".motion-tools", ".footer", ".motion-passed"):
        expect(page.locator(hidden).first).to_be_hidden()
    page.emulate_media(media="screen")

    page.get_by_role("link", name="Union branch").click()
    expect(page.locator(".paper-lead").first).to_have_text(f"{NAME} notes:")
    page.get_by_label("Put your branch’s name in").fill("")
    expect(page.locator(".paper-lead").first).to_have_text("This union branch notes:")
    assert not [url for url in asked if "CLP" in url or "%C5%9A" in url]
    assert page.context.cookies() == []


def test_without_javascript_there_is_a_line_to_fill_and_nothing_that_does_nothing(visit, motion):
    page = visit(motion.url, width=PHONE, javascript=False)

    expect(page.locator(".paper-blank")).to_be_visible()
    expect(page.locator("#branch-name")).to_be_hidden()
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)
    page.get_by_role("link", name="Union branch").click()
    expect(page.locator(".paper-lead").first).to_have_text("This union branch notes:")
    page.get_by_text("As plain text").click()
    expect(page.locator("[data-motion-text]")).to_contain_text("1. that borders divide workers")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [NARROWEST, PHONE, DESK])
def test_the_motion_is_accessible_and_fits(visit, motion, width, scheme):
    page = visit(motion.url, width=width, color_scheme=scheme)
    page.get_by_text("As plain text").click()
    expect_accessible(page)
    expect_no_sideways_scroll(page)


def test_javascript_counts_words_as_python_does(visit, motion):
    page = visit(motion.url)
    table = json.dumps([text for text, _words in COUNTED])

    counted = page.evaluate(
        f"import('/static/js/word-count.js').then(({{countWords}}) => {table}.map((text) => countWords(text)))"
    )

    assert counted == [words for _text, words in COUNTED]


def test_the_editor_counts_while_somebody_types_and_warns_above_the_limit(visit, motion):
    page = visit("/admin/login/")
    log_in(page, builders.user("volunteer"))
    page.goto(f"/admin/pages/{motion.pk}/edit/")
    party = page.locator("[data-motion-count] [data-variant=party]")
    expect(party.locator("[data-text-words]")).to_have_text(re.compile("[1-9]"))  # counted once, at the start
    before = int(party.locator("[data-text-words]").inner_text())
    point = page.locator('textarea[name="preamble-0-value-text"]')

    point.fill(point.input_value() + " – and two {members}")
    expect(party.locator("[data-text-words]")).to_have_text(str(before + 4))
    expect(party.locator("[data-too-long]")).to_be_hidden()

    point.fill("word " * 300)
    expect(party.locator("[data-too-long]")).to_be_visible()
