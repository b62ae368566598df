"""Many at once, on real connections: one mailbox signs once, one decision stands, one press counts (PostgreSQL)."""

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from outbox.models import Message
from signatures import links
from signatures.models import Consent, Decision, Signature, SignatureWord, Supporter
from signatures.services import moderation, own
from signatures.states import State
from tests import builders
from tests.signatures.visitor import Visitor, post_form, values

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

THREADS = 16
SPELLINGS = [
    "ada.lovelace@gmail.com",
    "AdaLovelace@gmail.com",
    "ADA.LOVELACE@GMAIL.COM",
    "a.d.a.lovelace@gmail.com",
    "adalovelace@googlemail.com",
    "ada.lovelace+list@gmail.com",
    "ada.lovelace+a+b@googlemail.com",
    " ada.lovelace@gmail.com ",
    "<ada.lovelace@gmail.com>",
    "mailto:ada.lovelace@gmail.com",
    "ada.lovelace＠gmail.com",
    "ada.lovelace@ｇｍａｉｌ。com",
]


def at_once(*jobs: Callable) -> list:
    """Runs every job in a thread with a connection of its own, all starting together; what each answered or raised."""
    start = threading.Barrier(min(len(jobs), THREADS))

    def run(number: int, job: Callable):
        try:
            if number < start.parties:
                start.wait(timeout=30)
            return job()
        except Exception as error:  # the caller looks at it
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(run, range(len(jobs)), jobs))


def test_two_hundred_posts_of_one_mailbox_in_twelve_spellings_make_one_row_and_one_mail():
    page = builders.statement()
    hidden = values(post_form(Visitor().get(page.url), "/sign/"))

    def post(number: int) -> Callable:
        typed = {"first_name": "Ada", "email": SPELLINGS[number % len(SPELLINGS)], "publish_consent": "on"}
        return lambda: Visitor().client.post(f"/sign/{page.pk}/", hidden | typed).status_code

    assert Counter(at_once(*map(post, range(200)))) == {303: 200}
    assert Supporter.objects.count() == 1
    assert Signature.objects.count() == 1
    assert Message.objects.count() == 1


def test_posts_of_one_mailbox_to_two_statements_do_not_wait_in_a_ring():
    pages = [builders.statement(), builders.statement("other", title="Another statement")]
    hidden = [values(post_form(Visitor().get(page.url), "/sign/")) for page in pages]

    def post(number: int) -> Callable:
        page = pages[number % 2]
        typed = {"first_name": "Ada", "email": SPELLINGS[number % 12], "publish_consent": "on"}
        return lambda: Visitor().client.post(f"/sign/{page.pk}/", hidden[number % 2] | typed).status_code

    assert Counter(at_once(*map(post, range(40)))) == {303: 40}
    assert (Supporter.objects.count(), Signature.objects.count()) == (1, 2)


def test_many_presses_of_the_confirm_button_are_one_consent_and_one_decision():
    signature = builders.signature(builders.statement(), State.UNCONFIRMED)
    url = links.confirm_url(signature)
    form = values(post_form(Visitor().get(url))) | {"keep_in_touch": "on"}
    answers = at_once(*[lambda: Visitor().client.post(url, form).status_code] * 12)
    assert set(answers) <= {200, 303}
    signature.refresh_from_db()
    assert signature.state == State.WAITING
    assert Consent.objects.count() == 2
    assert Decision.objects.count() == 1


def test_many_presses_of_this_was_not_me_are_no_error():
    signature = builders.signature(builders.statement(), State.UNCONFIRMED)
    url = links.not_me_url(signature)
    answers = at_once(*[lambda: Visitor().client.post(url).status_code] * 12)
    assert set(answers) <= {303, 404}
    assert 303 in answers
    assert Supporter.objects.get().suppressed_at


def test_confirming_and_this_was_not_me_at_once_leave_no_half_of_either():
    page = builders.statement()
    for _ in range(4):
        signature = builders.signature(page, State.UNCONFIRMED)
        confirm, not_me = links.confirm_url(signature), links.not_me_url(signature)
        form = values(post_form(Visitor().get(confirm)))
        answers = at_once(
            lambda confirm=confirm, form=form: Visitor().client.post(confirm, form).status_code,
            lambda not_me=not_me: Visitor().client.post(not_me).status_code,
        )
        assert set(answers) <= {200, 303, 404}
    assert not Signature.objects.exists()
    assert not Consent.objects.exists()


@pytest.mark.parametrize("first", ["publish", "withdraw"])
def test_withdrawing_wins_over_publishing_at_the_same_moment(first):
    page = builders.statement()
    organiser = builders.organiser()
    for _ in range(6):
        signature = builders.signature(page)
        jobs = [
            lambda pk=signature.pk: moderation.decide(pk, State.PUBLISHED, by=organiser),
            lambda pk=signature.pk: own.withdraw(pk),
        ]
        answers = at_once(*(jobs if first == "publish" else reversed(jobs)))
        assert not [answer for answer in answers if isinstance(answer, Exception) and not _is_late(answer)]
        signature.refresh_from_db()
        assert signature.state == State.WITHDRAWN
    assert not SignatureWord.objects.exists()
    assert not Message.objects.exists()
    assert not Consent.objects.active().exists()


def _is_late(error: Exception) -> bool:
    return isinstance(error, moderation.AlreadyDecided)


def test_of_many_decisions_at_once_the_first_stands_and_the_others_are_told():
    page = builders.statement()
    organiser = builders.organiser()
    signature = builders.signature(page)
    choices = [State.PUBLISHED, State.REJECTED, State.HELD] * 4
    answers = at_once(*(lambda to=to: moderation.decide(signature.pk, to, by=organiser) for to in choices))
    assert Counter(type(answer) for answer in answers) == {Decision: 1, moderation.AlreadyDecided: 11}
    signature.refresh_from_db()
    assert [answer.to_state for answer in answers if isinstance(answer, Decision)] == [signature.state]


def test_many_undos_of_one_decision_are_one():
    signature = builders.signature(builders.statement(), State.PUBLISHED)
    published = signature.decisions.get()
    organiser = builders.organiser()
    answers = at_once(*[lambda: moderation.undo(published.pk, by=organiser)] * 8)
    assert Counter(type(answer) for answer in answers) == {Decision: 1, moderation.AlreadyDecided: 7}
    assert not Message.objects.exists()


def test_signing_again_while_withdrawing_ends_in_one_of_both():
    page = builders.statement()
    hidden = values(post_form(Visitor().get(page.url), "/sign/"))
    typed = hidden | {"first_name": "Ada", "email": "ada@example.org", "publish_consent": "on"}
    signature = builders.signature(page, State.PUBLISHED, email="ada@example.org")
    answers = at_once(
        lambda: Visitor().client.post(f"/sign/{page.pk}/", typed).status_code,
        lambda: own.withdraw(signature.pk),
        lambda: Visitor().client.post(f"/sign/{page.pk}/", typed).status_code,
    )
    assert not [answer for answer in answers if isinstance(answer, Exception)]
    signature.refresh_from_db()
    assert signature.state in {State.WITHDRAWN, State.UNCONFIRMED}


def test_many_one_click_posts_unsubscribe_once():
    page = builders.statement()
    signature = builders.signature(page, State.UNCONFIRMED, keep_in_touch=True)
    confirm = links.confirm_url(signature)
    visitor = Visitor()
    visitor.press(visitor.get(confirm))
    url = links.unsubscribe_url(signature.supporter)
    answers = at_once(*[lambda: Visitor().client.post(url, {"List-Unsubscribe": "One-Click"}).status_code] * 8)
    assert set(answers) == {200}
    assert Consent.objects.filter(withdrawn_at__isnull=False).count() == 1
