"""`manage.py send_messages` as a test wants it: its mail server, its kinds of mail, and the moment it is killed at.

Run by `tests.outbox.processes` in a process of its own. Killed means SIGKILL: nothing is tidied up.
"""

import argparse
import os
import signal
import sys
from collections.abc import Callable

KILL_POINTS = ("before the lease", "after the lease", "after rendering", "after the relay's OK")
KILLED_OVER = 3  # the subject whose mail is being rendered or sent at the time


def die(*_args, **_kwargs) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def dying_after(step: Callable, when: Callable[..., bool] = lambda *_args: True) -> Callable:
    def run(*args, **kwargs):
        answer = step(*args, **kwargs)
        if when(*args):
            die()
        return answer

    return run


def prepare(kill_at: str) -> None:
    from outbox import leases, renderers
    from outbox.relay import Relay
    from tests.outbox.builders import letter

    renderers.register("test.hello", letter, "a trial")
    if kill_at == "before the lease":
        leases.take = die
    elif kill_at == "after the lease":
        leases.take = dying_after(leases.take)
    elif kill_at == "after rendering":
        renderers.render = dying_after(renderers.render, lambda message: message.subject_id == KILLED_OVER)
    elif kill_at == "after the relay's OK":
        Relay.send = dying_after(Relay.send, lambda _self, mail, _s: mail.subject == f"Hello {KILLED_OVER}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--mail-port", type=int, required=True)
    parser.add_argument("--lease-seconds", type=float, required=True)
    parser.add_argument("--kill-at", default="", choices=("", *KILL_POINTS))
    options, rest = parser.parse_known_args()

    import django
    from django.conf import settings
    from django.core.management import execute_from_command_line

    settings.OUTBOX_DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", options.mail_port, 5
    settings.OUTBOX_LEASE_SECONDS = options.lease_seconds
    django.setup()
    prepare(options.kill_at)
    execute_from_command_line(["manage.py", "send_messages", *rest])


if __name__ == "__main__":
    sys.exit(main())
