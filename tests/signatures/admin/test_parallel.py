"""Two moderators, the same signatures, the same moment: only PostgreSQL's row locks can show it."""

import random
import threading
import time

import pytest
from django.db import connection

from outbox.models import Message
from signatures.admin import sentences
from signatures.models import Correction, Decision, Signature, SignatureWord, Supporter
from signatures.services import acts, fixing, moderation
from signatures.services.transitions import PUBLISHED_MAIL
from signatures.states import DECIDED, State
from tests import builders
from tests.signatures.admin.conftest import logged_in
from tests.signatures.admin.desk import decide, undo

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def many_waiting(statement, number: int) -> list[int]:
    """So many waiting signatures of as many mailboxes, made at one go; their ids."""
    first = builders.signature(statement)
    fields = {
        field.attname: getattr(first, field.attname) for field in first._meta.concrete_fields if field.attname != "id"
    }
    people = Supporter.objects.bulk_create(
        Supporter(mailbox_key=f"{place:064x}", address="x@example.org", domain="example.org")
        for place in range(number - 1)
    )
    rows = Signature.objects.bulk_create(Signature(**fields | {"supporter_id": person.pk}) for person in people)
    Decision.objects.all().delete()
    return [first.pk, *(row.pk for row in rows)]


def at_once(*jobs, seconds: int = 60) -> None:
    """Each job in a thread and a database connection of its own; the first exception of any is raised."""
    gate = threading.Barrier(len(jobs))
    failures = []

    def run(job) -> None:
        try:
            gate.wait(timeout=30)
            job()
        except BaseException as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=seconds)
    if failures:
        raise failures[0]


def test_of_two_who_decide_one_wins_and_the_other_is_told():
    statement = builders.statement()
    signatures = [builders.signature(statement) for _number in range(20)]
    told: dict[str, list[str]] = {"publish": [], "reject": []}  # pages: the test client mixes up threads' contexts

    def moderator(button: str):
        browser = logged_in("moderator")
        order = random.sample(signatures, len(signatures))

        def work() -> None:
            for signature in order:
                told[button].append(decide(browser, signature, button).content.decode())

        return work

    at_once(moderator("publish"), moderator("reject"))

    made = Decision.objects.all()
    assert made.count() == len(signatures)
    assert {decision.signature_id for decision in made} == {signature.pk for signature in signatures}
    for decision in made.select_related("signature"):
        assert decision.signature.state == decision.to_state
    lost = [text for texts in told.values() for text in texts if "Nothing changed" in text]
    assert len(lost) == len(signatures)
    assert all("was quicker" in text for text in lost)
    assert Signature.objects.filter(state__in=sorted(DECIDED)).count() == len(signatures)


def test_of_a_thousand_conflicting_decisions_none_is_lost_and_each_loser_is_told(capsys):
    """Two moderators decide about the same 500 signatures at once, one publishing and one rejecting."""
    statement = builders.statement()
    ids = many_waiting(statement, 500)
    marks = {row.pk: row.text_mark for row in Signature.objects.all()}
    won: dict[State, set[int]] = {State.PUBLISHED: set(), State.REJECTED: set()}
    told: list[str] = []

    def moderator(to: State):
        person = builders.user("moderator")
        order = random.sample(ids, len(ids))

        def work() -> None:
            for pk in order:
                try:
                    moderation.decide(pk, to, by=person, seen=State.WAITING, seen_text=marks[pk])
                except moderation.AlreadyDecided as late:
                    told.append(sentences.who_was_first(late))
                else:
                    won[to].add(pk)

        return work

    began = time.monotonic()
    at_once(moderator(State.PUBLISHED), moderator(State.REJECTED), seconds=300)
    seconds = time.monotonic() - began

    states = dict(Signature.objects.values_list("pk", "state"))
    for to, mine in won.items():
        assert mine == {pk for pk in ids if states[pk] == to}
    assert Decision.objects.count() == len(ids) == len(told)  # as many decisions as changes, a loser for each
    assert all("was quicker" in text for text in told)
    for made in Decision.objects.select_related("signature"):
        assert (made.from_state, made.to_state) == ("waiting", made.signature.state)
    up = Signature.objects.published().count()
    assert SignatureWord.objects.values("signature").distinct().count() == up
    assert Message.objects.filter(kind=PUBLISHED_MAIL).count() == up
    with capsys.disabled():
        print(
            f"\n1,000 conflicting decisions of two moderators: {len(ids)} made ({up} publish, {len(ids) - up} reject), "
            f"{len(told)} told that somebody was quicker; {seconds:.1f} s"
        )


def test_of_two_bulk_acts_over_the_same_rows_each_row_is_in_one():
    statement = builders.statement()
    ids = many_waiting(statement, 120)
    outcomes = {}

    def worker(to: State):
        by = builders.user("moderator")

        def work() -> None:
            order = dict.fromkeys(random.sample(ids, len(ids)), State.WAITING)
            outcomes[to] = acts.decide(acts.begin("ticked", to, by=by), order, by=by)

        return work

    at_once(worker(State.PUBLISHED), worker(State.HELD))
    for to, outcome in outcomes.items():
        assert outcome.moved == Signature.objects.filter(state=to).count()
        assert outcome.moved + len(outcome.left) == len(ids)
    assert Decision.objects.count() == len(ids)


def test_of_two_who_correct_the_same_text_one_wins():
    statement = builders.statement()
    signature = builders.signature(statement, first_name="ADA")
    told = []

    def worker(name: str):
        by = builders.user("moderator")

        def work() -> None:
            try:
                fixing.fix(signature.pk, first_name=name, last_name="", roles="", by=by, seen_text=signature.text_mark)
            except moderation.TextChanged as late:
                told.append(late.signature.first_name)

        return work

    at_once(worker("Ada"), worker("Adele"))
    assert Correction.objects.count() == len(told) == 1
    assert told == [Signature.objects.get().first_name]


def test_of_two_who_undo_one_wins():
    statement = builders.statement()
    signatures = [builders.signature(statement, "published") for _number in range(10)]
    decisions = [signature.decisions.get() for signature in signatures]
    told: list[str] = []

    def moderator():
        browser = logged_in("moderator")

        def work() -> None:
            told.extend(undo(browser, decision).content.decode() for decision in decisions)

        return work

    at_once(moderator(), moderator())
    assert Decision.objects.filter(undoes__in=decisions).count() == len(decisions)
    assert Signature.objects.waiting().count() == len(decisions)
    assert sum("Nothing changed" in text for text in told) == len(decisions)
