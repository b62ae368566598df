"""`manage.py run_jobs` as a test wants it: with its kind of work, and the moment it is killed at.

Run by `tests.background.processes` in a process of its own. Killed means SIGKILL: nothing is tidied up.
"""

import argparse
import os
import signal
import sys
import time

KILL_POINTS = ("before the lease", "within a portion", "between two portions")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def prepare(kill_at: str) -> None:
    from background import daily, kinds, turns
    from tests.background.work import KIND, Counting

    class Slowly(Counting):
        """So that a signal finds it at work."""

        def portion(self, job):
            time.sleep(0.02)
            portion = super().portion(job)
            if kill_at == "within a portion" and job.done == 20:
                die()
            return portion

    kinds.register(KIND, Slowly())
    daily._daily.clear()
    if kill_at == "before the lease":
        turns._lease = lambda _job_id: die()
    elif kill_at == "between two portions":
        portion = turns._portion

        def and_die(job) -> bool:
            more = portion(job)
            if type(job).objects.get(pk=job.pk).done == 20:
                die()
            return more

        turns._portion = and_die


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kill-at", default="", choices=("", *KILL_POINTS))
    options, rest = parser.parse_known_args()

    import django
    from django.conf import settings
    from django.core.management import execute_from_command_line

    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    django.setup()
    prepare(options.kill_at)
    execute_from_command_line(["manage.py", "run_jobs", *rest])


if __name__ == "__main__":
    sys.exit(main())
