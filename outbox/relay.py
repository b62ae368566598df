"""The way out: one connection to the mail server, through whichever back-end OUTBOX_DELIVERY_BACKEND names."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

SECONDS_TO_PART = 5


class Unreachable(Exception):
    """No connection could be opened. Its cause says why."""


class NothingSent(ValueError):
    """The back-end found nobody to send the mail to."""


class Relay:
    """Opens when first needed and stays open from mail to mail; after a failure the next one opens it anew."""

    def __init__(self) -> None:
        self._backend = None

    def open(self, seconds: float) -> None:
        """Raises: Unreachable."""
        if self._backend is not None:
            return
        try:
            backend = get_connection(settings.OUTBOX_DELIVERY_BACKEND)
            with deadline(seconds):
                backend.open()
        except Exception as error:
            raise Unreachable from error
        self._backend = backend

    def send(self, mail: EmailMessage, seconds: float) -> None:
        """Hand over `mail` within `seconds`.

        Raises: whatever the back-end raises, NothingSent, TimeoutError. It may have left all the same when the
        connection broke after the text was handed over: that window is SMTP's own (RFC 5321, 4.5.3.2.6).
        """
        try:
            with deadline(seconds):
                if not self._backend.send_messages([mail]):
                    raise NothingSent
        except Exception:
            self.close()
            raise

    def close(self) -> None:
        backend, self._backend = self._backend, None
        if backend is not None:
            with suppress(Exception), deadline(SECONDS_TO_PART):
                backend.close()


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raises TimeoutError inside the block when it takes longer than `seconds`.

    A server that answers one byte at a time outlasts every time-out of a socket; a lease must not run out
    meanwhile. Alarms reach the main thread only, which is where the worker runs; elsewhere there is no deadline.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(*_args) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
