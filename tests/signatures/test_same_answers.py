"""Nobody learns from an answer whether somebody signed: the same bytes whatever we know of the mailbox (promise 2)."""

import re

import pytest
from django.db import transaction

from outbox.models import Message
from signatures import links
from signatures.models import Signature, Supporter
from signatures.services import own
from signatures.states import State
from tests import builders
from tests.signatures.visitor import Visitor, parsed

pytestmark = pytest.mark.django_db

EMAIL = "ada@example.org"
SUPPRESSED = "suppressed"
KNOWN = [*State, SUPPRESSED]
# One-time tokens: closed texts of cryptography's Fernet, which begin with their version and time.
ONE_TIME = re.compile(rb"gAAAAA[\w=-]+")


def known_as(page, state: str) -> None:
    """Makes the mailbox one that we know in this state."""
    if state == SUPPRESSED:
        own.not_me(builders.signature(page, State.UNCONFIRMED, email=EMAIL).pk)
    else:
        builders.signature(page, state, email=EMAIL)


def bare(response) -> tuple:
    """Status, headers and body of an answer, with the length of each one-time token in its place."""

    def length(found: re.Match) -> bytes:
        return b"<%d>" % len(found[0])

    headers = sorted((name, ONE_TIME.sub(length, value.encode())) for name, value in response.items())
    cookies = response.cookies.output()
    return response.status_code, headers, cookies, ONE_TIME.sub(length, response.content)


def answers(page) -> list[tuple]:
    """All that a stranger gets to see: the form's answer, the page after it, the mail asked for again, the address
    corrected and sent once more.
    """
    visitor = Visitor()
    seen = [visitor.sign(page, email=EMAIL)]
    sent = visitor.follow(seen[0])
    resent = visitor.press(sent, "/sent/")
    (again,) = [found["href"] for found in parsed(sent).find_all("a") if "/again/" in found["href"]]
    form = visitor.get(again)
    corrected = visitor.press(form, "/sign/", email=EMAIL)
    seen += [sent, resent, visitor.follow(resent), form, corrected, visitor.follow(corrected), visitor.get(page.url)]
    return [bare(response) for response in seen]


@pytest.fixture
def of_a_stranger(page):
    """What is answered for a mailbox that we have never met, from the same start."""
    with transaction.atomic():
        found = answers(page)
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("state", KNOWN)
def test_signing_and_what_follows_look_the_same_for_a_known_mailbox(page, of_a_stranger, state):
    known_as(page, state)
    answered = answers(page)
    if state == State.PUBLISHED:  # a published name stands beside the form for everybody to read
        answered, of_a_stranger = [[*all_of[:4], *all_of[5:7]] for all_of in (answered, of_a_stranger)]
    assert answered == of_a_stranger


@pytest.mark.parametrize("state", KNOWN)
@pytest.mark.parametrize("wrong", [{"first_name": ""}, {"publish_consent": None}, {"form_token": "x"}], ids=str)
def test_a_refusal_looks_the_same_for_a_known_mailbox(page, state, wrong):
    of_a_stranger = bare(Visitor().sign(page, email=EMAIL, **wrong))
    known_as(page, State.WAITING if state == State.PUBLISHED else state)
    assert bare(Visitor().sign(page, email=EMAIL, **wrong)) == of_a_stranger


@pytest.mark.parametrize("state", KNOWN)
def test_unsubscribing_looks_the_same_in_every_state_and_every_time(page, state):
    stranger = builders.signature(page, State.WAITING, email="stranger@example.org").supporter
    known_as(page, state)
    known = Supporter.objects.exclude(pk=stranger.pk).get()

    def seen(supporter) -> list[tuple]:
        url = links.unsubscribe_url(supporter)
        token = url.rsplit("/", 2)[1].encode()
        visitor = Visitor()
        found = [visitor.get(url), visitor.client.post(url), visitor.client.post(url), visitor.get(url)]
        status = [bare(response) for response in found]
        return [(code, headers, cookies, body.replace(token, b"<link>")) for code, headers, cookies, body in status]

    assert seen(known) == seen(stranger)


def test_every_post_costs_the_outbox_one_message_at_most(page):
    for state in KNOWN:
        Signature.objects.all().delete()
        Supporter.objects.all().delete()
        known_as(page, state)
        Message.objects.all().delete()
        answers(page)
        assert Message.objects.count() == (0 if state == SUPPRESSED else 1), state


def answers_to_finding(email: str) -> list[tuple]:
    """What whoever types an address into "my signature" sees: the answer, and the page after it."""
    visitor = Visitor()
    asked = visitor.press(visitor.get("/my-signature/"), email=email)
    return [bare(asked), bare(visitor.follow(asked)), bare(visitor.press(visitor.get("/my-signature/"), email=email))]


@pytest.mark.parametrize("state", KNOWN)
def test_asking_for_the_link_looks_the_same_and_queues_alike_for_every_mailbox(page, state):
    of_a_stranger = answers_to_finding("stranger@example.org")
    known_as(page, state)
    Message.objects.all().delete()
    assert answers_to_finding(EMAIL) == of_a_stranger
    assert Message.objects.count() == (0 if state == SUPPRESSED else 1)
