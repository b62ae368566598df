"""The background worker: has tasks done, those of Wagtail too, and outlives its database and its fellow workers.

What a site would else need a crontab for, it sees to as well: pages that go up at a time, and what is done daily.
"""

import logging
import time
import uuid

from django import db
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker as TaskWorker
from django_tasks_db.models import DBTaskResult

from background import daily, scheduled, services, task_rows, turns

log = logging.getLogger("background")

POLL_SECONDS = 1
SECONDS_BETWEEN_REVIVING = 10
SECONDS_BETWEEN_PUBLISHING = 60
SECONDS_BETWEEN_CLEARING = 60 * 60  # and between two looks for what a new day asks


class _Tasks(TaskWorker):
    """The tasks' own worker, until nothing is due. A signal also tells the turn in hand that it is to end."""

    def __init__(self) -> None:
        super().__init__(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=uuid.uuid4().hex,
            excluded_queue_names=[],
        )

    def shutdown(self, signum, frame) -> None:
        turns.stopping.set()
        super().shutdown(signum, frame)


class Worker:
    """Any number of them may run side by side."""

    def __init__(self) -> None:
        turns.stopping.clear()
        self._tasks = _Tasks()
        self._revived_at = self._published_at = self._cleared_at = float("-inf")

    def stop_on_signals(self) -> None:
        """SIGTERM and SIGINT end the work after the portion in hand; a second one ends it at once."""
        self._tasks.configure_signals()

    def run_until_empty(self) -> None:
        """Work until nothing is due; what waits for its time is left."""
        self._tidy()
        while self._tasks.running and self._work():
            pass

    def run_for_ever(self) -> None:
        """Work until a signal says otherwise."""
        while self._tasks.running:
            try:
                self._tidy()
                busy = self._work()
            except db.Error as error:  # it is away, or its tables are in the middle of a change
                log.warning("waiting for the database: %s", type(error).__name__)
                db.close_old_connections()
                busy = False
            if not busy and self._tasks.running:
                time.sleep(POLL_SECONDS)

    def _work(self) -> bool:
        """Returns whether there was anything to do."""
        if not DBTaskResult.objects.ready().exists():  # asked first: on SQLite taking one shuts out everybody else
            return False
        self._tasks.run()
        return True

    def _tidy(self) -> None:
        now, clock = timezone.now(), time.monotonic()
        if clock - self._revived_at > SECONDS_BETWEEN_REVIVING:
            self._revived_at = clock
            task_rows.revive(now)
        if clock - self._published_at > SECONDS_BETWEEN_PUBLISHING:
            self._published_at = clock
            scheduled.publish_due()
        if clock - self._cleared_at > SECONDS_BETWEEN_CLEARING:
            self._cleared_at = clock
            task_rows.forget_old(now)
            services.forget_old(now)
            daily.start_due(now)
