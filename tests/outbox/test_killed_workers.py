"""kill -9 of a real worker process, at each moment that matters. Nothing is lost; sent twice only in SMTP's window."""

import signal
from collections import Counter

import pytest
from django.utils import timezone

from outbox.models import Message, State
from tests.outbox.builders import a_message, address_of
from tests.outbox.processes import PATIENCE, wait_until
from tests.outbox.worker_process import KILL_POINTS, KILLED_OVER

pytestmark = pytest.mark.slow

SUBJECTS = range(1, 6)


def everything_sent() -> bool:
    return set(Message.objects.values_list("state", flat=True)) == {State.SENT}


def let_leases_run_out() -> None:
    """As if their time had passed: short leases would make the tests depend on the machine's speed."""
    Message.objects.filter(state=State.SENDING).update(leased_until=timezone.now())


@pytest.mark.parametrize("moment", KILL_POINTS)
def test_a_worker_killed_at_any_moment_loses_nothing(moment, workers, mail_server):
    message_ids = {address_of(n): a_message(subject_id=n).message_id for n in SUBJECTS}

    killed = workers.start(kill_at=moment)
    assert killed.wait(timeout=PATIENCE) == -signal.SIGKILL
    let_leases_run_out()

    successor = workers.start()
    wait_until(everything_sent)
    successor.terminate()
    assert successor.wait(timeout=PATIENCE) == 0

    copies = Counter(mail_server.recipients())
    twice = {address_of(KILLED_OVER)} if moment == "after the relay's OK" else set()
    assert set(copies) == set(message_ids)
    assert {address for address, number in copies.items() if number == 2} == twice
    assert max(copies.values()) <= 2
    # The extra copy, too, carries the one Message-ID of its row.
    for each in mail_server.delivered:
        assert each.message_id == message_ids[each.recipients[0]]


@pytest.mark.parametrize("moment", KILL_POINTS[1:])
def test_what_a_killed_worker_held_is_not_touched_before_its_lease_runs_out(moment, workers, mail_server):
    for number in SUBJECTS:
        a_message(subject_id=number)
    workers.start(kill_at=moment).wait(timeout=PATIENCE)
    before = len(mail_server.delivered)
    assert "0 messages sent." in workers.run()
    assert len(mail_server.delivered) == before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_asked_to_stop_finishes_its_mail_and_gives_back_the_rest(number, workers, mail_server):
    mail_server.seconds_per_mail = 1
    for subject in SUBJECTS:
        a_message(subject_id=subject)
    worker = workers.start()
    assert mail_server.busy.wait(timeout=PATIENCE)
    worker.send_signal(number)
    assert worker.wait(timeout=PATIENCE) == 0
    assert len(mail_server.delivered) == 1
    assert Message.objects.filter(state=State.SENT).count() == 1
    rest = Message.objects.queued()
    assert rest.count() == len(SUBJECTS) - 1
    assert {message.attempts for message in rest} == {0}


def test_an_idle_worker_stops_at_once(workers):
    worker = workers.start()
    a_message(subject_id=1)
    wait_until(everything_sent)
    worker.terminate()
    assert worker.wait(timeout=PATIENCE) == 0


def test_a_short_lease_runs_out_by_itself(workers, mail_server):
    a_message(subject_id=KILLED_OVER)
    workers.start(kill_at="after the lease", lease_seconds=2).wait(timeout=PATIENCE)
    workers.start()
    wait_until(everything_sent)
    assert mail_server.recipients() == [address_of(KILLED_OVER)]


def test_until_empty_says_how_many_were_sent_and_leaves_what_is_not_due(workers, mail_server):
    for number in SUBJECTS:
        a_message(subject_id=number)
    a_message(subject_id=99, state=State.FAILED)
    assert workers.run().strip().splitlines()[-1] == "5 messages sent."
    assert sorted(mail_server.recipients()) == sorted(address_of(n) for n in SUBJECTS)
