"""What only real parallel connections can show: PostgreSQL."""

import threading
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from outbox import leases, services
from outbox.models import Message, State
from outbox.worker import Worker
from tests.outbox.builders import a_message, address_of, leased
from tests.outbox.processes import wait_until

pytestmark = [pytest.mark.postgres, pytest.mark.slow]

MAILBOX = "ab" * 32


def aside(step) -> threading.Thread:
    """Runs `step` in a thread with a connection of its own."""

    def run() -> None:
        try:
            step()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_several_workers_never_send_the_same_message(workers, mail_server):
    messages = [a_message(subject_id=number) for number in range(300)]
    several = [workers.start("--until-empty") for _ in range(4)]
    outputs = [each.communicate(timeout=60)[0] for each in several]
    assert [each.returncode for each in several] == [0] * 4, outputs
    assert Counter(mail_server.recipients()) == {address_of(m.subject_id): 1 for m in messages}
    assert Message.objects.filter(state=State.SENT, attempts=1).count() == 300


def test_several_workers_keep_the_limits_of_a_mailbox(workers, mail_server):
    """Thirty mails held up by an outage are all due at once."""
    past = timezone.now() - timedelta(hours=1)
    for number in range(30):
        a_message(subject_id=number, mailbox=MAILBOX, limited=True, due_at=past)
    several = [workers.start("--until-empty") for _ in range(4)]
    outputs = [each.communicate(timeout=60)[0] for each in several]
    assert [each.returncode for each in several] == [0] * 4, outputs
    assert len(mail_server.delivered) == 1
    assert Message.objects.queued().count() == 29


def test_leases_taken_at_the_same_time_are_disjoint(own_database):
    for number in range(200):
        a_message(subject_id=number)
    taken: list[list[int]] = []
    begin = threading.Barrier(8)

    def take() -> None:
        begin.wait()
        taken.append([message.pk for _ in range(5) for message in leases.take(timezone.now(), 5)])

    for thread in [aside(take) for _ in range(8)]:
        thread.join()
    everything = [pk for each in taken for pk in each]
    assert len(everything) == len(set(everything)) == 200


def test_a_mail_merged_into_is_not_rendered_before_the_change_is_there(own_database, settings):
    """The signer's new details and the worker arrive at the same moment."""
    message = a_message(subject_id=7)
    counts: list[int] = []
    with transaction.atomic():
        assert services.queue("test.hello", 7) == message
        aside(lambda: counts.append(Worker().run_until_empty())).join(timeout=20)
        assert counts == [0]
    assert Worker().run_until_empty() == 1


def test_a_failed_mail_and_its_new_double_become_one(own_database):
    first = leased(a_message(subject_id=7))
    later = timezone.now() + timedelta(minutes=1)
    with transaction.atomic():
        second = services.queue("test.hello", 7)
        worker = aside(lambda: leases.put_back(first, later, "TimeoutError", counts=True))
        worker.join(timeout=1)
        assert worker.is_alive()  # it waits for us
    worker.join(timeout=20)
    assert list(Message.objects.queued()) == [second]
    first.refresh_from_db()
    assert first.state == State.DROPPED


def test_taking_back_and_leasing_can_not_both_succeed(own_database):
    outcomes = []
    for number in range(30):
        a_message(subject_id=number)
        begin = threading.Barrier(2)
        took: list[bool] = []
        back: list[bool] = []

        def take(begin=begin, took=took) -> None:
            begin.wait()
            took.append(bool(leases.take(timezone.now(), 5)))

        def take_back(begin=begin, back=back, number=number) -> None:
            begin.wait()
            back.append(services.take_back("test.hello", number))

        for thread in [aside(take), aside(take_back)]:
            thread.join()
        outcomes.append((took[0], back[0]))
    assert (True, True) not in outcomes


def test_a_worker_outlives_a_database_that_goes_and_comes_back(workers, mail_server):
    worker = workers.start()
    a_message(subject_id=1)
    wait_until(lambda: len(mail_server.delivered) == 1)
    name = connection.settings_dict["NAME"]
    with connection._nodb_cursor() as outside:
        outside.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        outside.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        threading.Event().wait(3)
        outside.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
    connection.close()
    a_message(subject_id=2)
    wait_until(lambda: len(mail_server.delivered) == 2, seconds=10)
    assert worker.poll() is None
    wait_until(lambda: Message.objects.filter(state=State.SENT).count() == 2, seconds=5)
