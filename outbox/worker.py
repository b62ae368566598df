"""The worker: takes what is due, has it rendered, sends it. It outlives its mail server and its database.

The log tells numbers, kinds and types of errors; never an address, nor a word of a mail or of an error's text.
"""

import logging
import signal
import time
import traceback
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django import db
from django.core.mail import EmailMessage
from django.utils import timezone

from outbox import chores, failures, leases, renderers, services
from outbox.failures import Failure, Verdict
from outbox.models import Message
from outbox.relay import Relay, Unreachable

log = logging.getLogger("outbox")

BATCH = 20
POLL_SECONDS = 1
SECONDS_BETWEEN_CLEARING = 60 * 60
SECONDS_BETWEEN_CHORES = 60 * 60
WORKERS_LOST = 5  # a message over which so many workers died is parked
TRIES_WHEN_LEAVING = 5  # so often a worker that is to end asks a database that does not answer

DatabaseAway = (db.OperationalError, db.InterfaceError)
Answer = TypeVar("Answer")


class Worker:
    """Sends what is due, one message after the other. Any number of workers may run side by side."""

    def __init__(self) -> None:
        self.stopping = False
        self.sent = 0
        self._patient = True
        self._relay = Relay()
        self._cleared_at: float | None = None
        self._chores_due: dict[str, float] = {}

    def stop_on_signals(self) -> None:
        """SIGTERM and SIGINT end the work after the current message; a second one ends it at once."""

        def stop(number, _frame) -> None:
            self.stopping = True
            signal.signal(number, signal.SIG_DFL if number == signal.SIGTERM else signal.default_int_handler)

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, stop)

    def run_until_empty(self) -> int:
        """Send until nothing is due; what waits for its time or for another try is left. Returns how many went."""
        self._patient = False
        went_before = None
        try:
            while self.sent != went_before:  # what fell due meanwhile takes another round
                went_before, began = self.sent, timezone.now()
                while not self.stopping and self._send_a_batch(due_by=began):
                    pass
        finally:
            self._relay.close()
        return self.sent

    def run_for_ever(self) -> None:
        """Send whatever falls due, until `stopping`."""
        while not self.stopping:
            try:
                busy = self._send_a_batch(due_by=timezone.now())
                busy = self._do_chores() or busy
            except db.Error as error:  # tables in the middle of a change, for example
                log.error("the database refuses: %s", type(error).__name__)
                busy = False
            if not busy:
                self._relay.close()
                time.sleep(POLL_SECONDS)
        self._relay.close()

    def _send_a_batch(self, due_by: datetime) -> bool:
        """Returns whether there was anything to do."""
        self._clear_now_and_then()
        batch = self._insist(lambda: leases.take(due_by, BATCH))
        relay_away: Failure | None = None
        for message in batch:
            if self.stopping:
                self._insist(lambda message=message: leases.release(message))
            elif relay_away:
                self._settle(message, relay_away)
            else:
                relay_away = self._deliver(message)
        if relay_away and self._patient:
            time.sleep(POLL_SECONDS)
        return bool(batch)

    def _deliver(self, message: Message) -> Failure | None:
        """See one message to its end for now. Returns the failure when the mail server is out of reach."""
        if message.lost_leases >= WORKERS_LOST:
            self._settle(message, Failure(Verdict.NEVER, "WorkerLost"))
            return None
        if self._insist(lambda: leases.is_suppressed(message)):
            self._insist(lambda: leases.dropped(message))
            return None
        if wait := self._insist(lambda: leases.limits_ask_to_wait_until(message)):
            self._insist(lambda: leases.release(message, wait))
            return None
        seconds = leases.length().total_seconds() / 2
        try:
            self._relay.open(seconds)
        except Unreachable as unreachable:
            failure = failures.of_connecting(unreachable.__cause__)
            self._settle(message, failure)
            return failure
        try:
            mail = self._render(message)
        except Exception as error:  # whatever it is, it is this message's alone
            self._settle(message, failures.of_rendering(error), _place_of(error))
            return None
        if mail is None:
            self._insist(lambda: leases.dropped(message))
            return None
        if not self._insist(lambda: leases.hold(message)):
            return None
        try:
            self._relay.send(mail, seconds)
        except Exception as error:
            self._settle(message, failures.of_sending(error), _place_of(error))
            return None
        self.sent += 1
        if not self._insist(lambda: leases.sent(message)):
            log.warning("message %s (%s) left after its lease had run out", message.pk, message.kind)
        return None

    def _render(self, message: Message) -> EmailMessage | None:
        try:
            return renderers.render(message)
        except DatabaseAway:
            # The database's fault, or a query of the renderer's that it will never answer? Ask both once more.
            db.close_old_connections()
            self._insist(lambda: Message.objects.filter(pk=message.pk).exists())
            return renderers.render(message)

    def _settle(self, message: Message, failure: Failure, place: str = "") -> None:
        """Put a message back for another try, or park it."""
        now = timezone.now()
        due_at = failures.next_try(message, failure, now)
        if due_at is None:
            log.error("message %s (%s) is given up: %s %s", message.pk, message.kind, failure.label, place)
            self._insist(lambda: leases.failed(message, failure.label))
            return
        log.warning(
            "message %s (%s) is tried again in %.0f s: %s %s",
            message.pk,
            message.kind,
            (due_at - now).total_seconds(),
            failure.label,
            place,
        )
        counts = failure.verdict is not Verdict.OUTAGE
        self._insist(lambda: leases.put_back(message, due_at, failure.label, counts=counts))

    def _insist(self, step: Callable[[], Answer]) -> Answer:
        """What `step` answers, once the database is there. Each step may be done twice without harm.

        Raises: OperationalError or InterfaceError, when the worker is to end and has waited for a while.
        """
        tries = 0
        while True:
            try:
                return step()
            except DatabaseAway as error:
                tries += 1
                if tries >= TRIES_WHEN_LEAVING and (self.stopping or not self._patient):
                    raise
                log.warning("waiting for the database: %s", type(error).__name__)
                time.sleep(POLL_SECONDS)
                db.close_old_connections()

    def _clear_now_and_then(self) -> None:
        now = time.monotonic()
        if self._cleared_at is None or now - self._cleared_at > SECONDS_BETWEEN_CLEARING:
            self._cleared_at = now
            self._insist(lambda: services.forget_old(timezone.now()))

    def _do_chores(self) -> bool:
        """A portion of each chore whose time has come. Returns whether one has more to do."""
        more_left = False
        for name, chore in chores.registered().items():
            if self.stopping or self._chores_due.get(name, 0) > time.monotonic():
                continue
            try:
                more = chore(timezone.now())
            except db.Error as error:
                log.error("chore %s: the database refuses: %s", name, type(error).__name__)
                db.close_old_connections()
                more = False
            except Exception as error:  # a chore that stumbles keeps no mail waiting
                log.error("chore %s failed: %s %s", name, type(error).__name__, _place_of(error))
                more = False
            self._chores_due[name] = 0 if more else time.monotonic() + SECONDS_BETWEEN_CHORES
            more_left = more_left or more
        return more_left


def _place_of(error: Exception) -> str:
    """Where in the code it happened: all of a traceback that can be logged without quoting anybody."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"at {'/'.join(frame.filename.rsplit('/', 2)[-2:])}:{frame.lineno}"
