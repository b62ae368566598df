"""The step after signing, the page to come back to, and the mail that leads there."""

import pytest
from django.test import Client

from campaign_pages.models import ActionIndexPage, ActionPage
from profile_frames.models import ProfileFramePage
from signatures import links
from signatures.states import State
from tests import builders
from tests.signatures.visitor import Visitor, link, parsed, words

pytestmark = pytest.mark.django_db

SHARE = "/statement/share/"


def thanks(page, **fields):
    row = builders.signature(page, State.WAITING, **fields)
    return Visitor().get(links.confirm_url(row))


def shared_links(answer) -> list[str]:
    return [link["href"] for link in parsed(answer).select(".share-list a")]


def test_the_signers_own_name_stands_there_as_on_the_wall_before_the_ways_to_pass_it_on(page):
    answer = thanks(page, first_name="Zoë", last_name="O’Neill", roles="Unite rep", display="initial")
    text = words(answer)
    assert text.index("Zoë O.") < text.index("Unite rep") < text.index("Pass it on") < text.index("WhatsApp")


def test_the_words_are_the_statements_own(page):
    page.share_words = "I stand for “{title}” with {campaign}"
    page.save_revision().publish()
    for answer in (thanks(page), Client().get(SHARE)):
        assert parsed(answer).select_one(".share-words").get_text() == (
            f"I stand for “{page.title}” with Free Movement Campaign"
        )


def test_what_is_passed_on_is_the_same_for_everybody_and_tells_nothing_of_the_signer(page):
    ours = thanks(page, first_name="Canaryname", email="canary@example.org")
    assert shared_links(ours) == shared_links(Client().get(SHARE))
    assert not [url for url in shared_links(ours) if "canary" in url.lower() or "my-signature" in url]


def test_a_statement_that_was_taken_down_is_not_passed_on(page):
    row = builders.signature(page, State.WAITING)
    page.unpublish()
    answer = Visitor().get(links.confirm_url(row))
    assert answer.status_code == 200
    assert not parsed(answer).select(".share")


def test_the_page_leads_on_to_what_else_one_can_do(page):
    home = builders.home()
    home.add_child(instance=ProfileFramePage(title="Show it", slug="frame", frames=[("starter", "ring")]))
    index = home.add_child(instance=ActionIndexPage(title="Get involved", slug="get-involved"))
    for title in ("Sign it", "Write to your MP", "Pass it round"):
        action = ActionPage(title=title, slug=title[:4].lower().strip(), summary="A minute.", button_label="Go")
        action.target = [("share", {"page": page})] if title == "Pass it round" else []
        index.add_child(instance=action)
    titles = [title.get_text() for title in parsed(Client().get(SHARE)).select(".next-title")]
    assert titles == ["Show it", "Write to your MP"]  # signing and sharing have just been offered


def test_the_page_for_passing_on_has_an_address_and_a_title_of_its_own(page):
    head = parsed(Client().get(SHARE)).head
    assert head.select_one("link[rel=canonical]")["href"] == "http://testserver/statement/share/"
    assert page.title in head.title.get_text()


def test_the_mail_that_the_name_is_up_leads_to_it(page, sent_mail):
    from outbox.models import Message
    from signatures.services import moderation

    row = builders.signature(page, State.WAITING, email="ada@example.org")
    moderation.decide(row.pk, State.PUBLISHED, by=builders.organiser())
    Message.objects.update(due_at=row.created_at)  # it waits ten minutes, in case somebody undoes it
    [mail] = sent_mail()
    assert link(mail, "/share/") == SHARE
    assert Client().get(SHARE).status_code == 200
