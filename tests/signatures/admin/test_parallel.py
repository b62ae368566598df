"""Two moderators, the same signatures, the same moment: only PostgreSQL's row locks can show it."""

import random
import threading

import pytest
from django.db import connection

from signatures.models import Decision, Signature
from signatures.states import DECIDED
from tests import builders
from tests.signatures.admin.conftest import logged_in
from tests.signatures.admin.desk import decide, undo

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(*jobs) -> None:
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
        thread.join(timeout=60)
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
