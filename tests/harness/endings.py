"""Ending in good order: whatever asks us to stop, our children end first and what they used is cleared away after."""

import contextlib
import signal
import subprocess
from collections.abc import Iterator, Mapping

SECONDS_TO_END = 30


@contextlib.contextmanager
def interruptible() -> Iterator[None]:
    """Inside, SIGTERM and SIGINT raise KeyboardInterrupt, so that every `finally` is run.

    SIGINT is named too because a script's background job is started with it ignored.
    """

    def interrupt(number: int, _frame) -> None:
        raise KeyboardInterrupt(signal.Signals(number).name)

    before = {number: signal.signal(number, interrupt) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def run_to_its_end(command: list[str], environment: Mapping[str, str]) -> int:
    """Runs `command` and answers its exit status; an interrupted one is given time to clean up after itself."""
    child = subprocess.Popen(command, env=environment)
    try:
        return child.wait()
    finally:
        end(child)


def end(child: subprocess.Popen) -> None:
    """Makes sure that `child` has ended: it is asked as Ctrl-C would, and killed only if it does not comply."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(timeout=1)  # Ctrl-C in a terminal has reached it too; twice would cut its cleaning up short
    if child.poll() is None:
        child.send_signal(signal.SIGINT)
        try:
            child.wait(timeout=SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
