"""The rows of Django's tasks: those of dead workers get going again, old ones go, and none keeps what people typed.

A worker that is killed leaves its task "running" for ever, and nothing of its own tries it again.
"""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks.signals import task_finished
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from background import tasks
from background.models import Job

log = logging.getLogger("background")

LONGEST = timedelta(minutes=10)  # no task of ours or of Wagtail's runs for as long
MOST_WORKERS = 3  # a task over which so many died is given up
KEPT = timedelta(days=7)
AT_ONCE = 1_000
WORKER_LOST = "background.WorkerLost"


def revive(now: datetime) -> int:
    """Give every job and every task that lost its worker another turn; returns how many."""
    return _revive_tasks(now) + _revive_jobs(now)


def _revive_jobs(now: datetime) -> int:
    revived = 0
    for job in Job.objects.abandoned(now).order_by("pk")[:AT_ONCE]:
        ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=tasks.take_turn.module_path)
        if ready.filter(args_kwargs={"args": [job.pk], "kwargs": {}}).exists():
            continue
        tasks.enqueue(job)
        log.warning("job %s (%s) lost its worker and goes on", job.pk, job.kind)
        revived += 1
    return revived


def _revive_tasks(now: datetime) -> int:
    revived = 0
    for row in DBTaskResult.objects.running().filter(started_at__lt=now - LONGEST)[:AT_ONCE]:
        still = DBTaskResult.objects.running().filter(pk=row.pk, started_at=row.started_at)
        if len(row.worker_ids) < MOST_WORKERS:
            revived += still.update(status=TaskResultStatus.READY, started_at=None)
        else:
            still.update(
                status=TaskResultStatus.FAILED, finished_at=now, exception_class_path=WORKER_LOST, traceback=""
            )
            log.error("task %s is given up: it lost %d workers", row.task_name, len(row.worker_ids))
    return revived


def forget_old(now: datetime) -> int:
    """Delete the rows of tasks that ended a week ago; returns how many."""
    old = DBTaskResult.objects.finished().filter(finished_at__lt=now - KEPT).order_by("finished_at")
    gone = 0
    while portion := list(old.values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            gone += DBTaskResult.objects.filter(pk__in=portion).delete()[0]
    return gone


def keep_no_values() -> None:
    """From now on a failed task keeps its error's type, and no traceback: its words may quote somebody's name."""
    task_finished.connect(_forget_words, dispatch_uid="background.forget_words")


def _forget_words(sender, task_result, **kwargs) -> None:
    has_row = isinstance(task_result.task.get_backend(), DatabaseBackend)
    if has_row and task_result.status == TaskResultStatus.FAILED:
        kind = task_result.errors[0].exception_class_path if task_result.errors else ""
        log.error("task %s failed: %s", task_result.task.name, kind)
        DBTaskResult.objects.filter(pk=task_result.id).update(traceback="")
