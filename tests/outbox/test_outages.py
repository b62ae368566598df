"""The database goes away in the middle of the work (played; `test_parallel` has a real outage)."""

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import InterfaceError, OperationalError, ProgrammingError

from outbox import leases, worker
from outbox.models import Message, State
from outbox.worker import TRIES_WHEN_LEAVING, Worker
from tests.outbox.builders import a_message, letter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch):
    monkeypatch.setattr(worker, "POLL_SECONDS", 0)
    # The outage is played, and the transaction that a test runs in would not outlive its connection. How a worker
    # gets a new one after a real outage is shown in `test_parallel`.
    monkeypatch.setattr(worker.db, "close_old_connections", lambda: None)


def failing_first(step, *errors: Exception):
    """`step`, after it has raised each of `errors` once."""
    waiting = list(errors)

    def run(*args, **kwargs):
        if waiting:
            raise waiting.pop(0)
        return step(*args, **kwargs)

    return run


AWAY = (OperationalError("the server closed the connection"), InterfaceError("connection already closed"))


@pytest.mark.parametrize("step", ["take", "hold", "sent", "limits_ask_to_wait_until"])
def test_each_step_is_tried_until_the_database_is_back_and_the_mail_goes_once(step, monkeypatch):
    monkeypatch.setattr(leases, step, failing_first(getattr(leases, step), *AWAY))
    a_message(subject_id=1)
    assert Worker().run_until_empty() == 1
    assert len(mail.outbox) == 1
    assert Message.objects.get().state == State.SENT


def test_a_renderer_cut_off_by_the_outage_is_asked_again(renders):
    renders("test.cut-off", failing_first(letter, AWAY[0]))
    a_message(kind="test.cut-off", subject_id=1)
    assert Worker().run_until_empty() == 1


def test_a_renderer_whose_query_never_works_stops_nobody_elses_mail(renders):
    def hopeless(message: Message) -> EmailMessage:
        raise OperationalError("canceling statement due to statement timeout")

    renders("test.hopeless", hopeless)
    a_message(kind="test.hopeless", subject_id=1)
    a_message(subject_id=2)
    assert Worker().run_until_empty() == 1
    assert Message.objects.get(subject_id=1).last_error == "OperationalError"


def test_until_empty_gives_up_on_a_database_that_stays_away(monkeypatch):
    monkeypatch.setattr(leases, "take", failing_first(leases.take, *[AWAY[0]] * TRIES_WHEN_LEAVING))
    with pytest.raises(OperationalError):
        Worker().run_until_empty()


@pytest.mark.parametrize("error", [*AWAY, ProgrammingError("a migration is under way")])
def test_the_loop_never_dies_of_a_database_error(error, monkeypatch):
    endless = Worker()
    a_message(subject_id=1)

    def sent_then_stop(message: Message) -> bool:
        endless.stopping = True
        return leases._finish(message, State.DROPPED)

    monkeypatch.setattr(leases, "sent", sent_then_stop)
    monkeypatch.setattr(leases, "take", failing_first(leases.take, *[error] * 20))
    endless.run_for_ever()
    assert len(mail.outbox) == 1
