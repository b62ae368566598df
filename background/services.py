"""What the rest of the site may ask: start a job, cancel it, try one again that failed."""

from datetime import date, datetime, timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection, transaction
from django.db.models import Q
from django.db.transaction import TransactionManagementError
from django.utils import timezone
from wagtail.log_actions import log

from background import tasks
from background.models import UNFINISHED, Job, State

KEPT = timedelta(days=90)
DAILY_KEPT = timedelta(days=14)  # there is one a day, and they would crowd out the others
CANCELLED, TRIED_AGAIN = "background.cancel", "background.try_again"  # the acts' names in the admin's log


def start(
    kind: str,
    title: str,
    *,
    by: AbstractBaseUser | None,
    subject_id: int | None = None,
    total: int | None = None,
    day: date | None = None,
) -> Job:
    """Have a job done in the background; `title` tells the staff what it is and holds no personal data.

    Call it in the transaction of what the job is about: either both are kept or neither. Of a kind there is one job
    for each `day`.
    Raises: TransactionManagementError outside of a transaction; IntegrityError when that day has its job.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("A job is started in the transaction of what it is about.")
    job = Job.objects.create(kind=kind, title=title, subject_id=subject_id, total=total, made_by=by, day=day)
    tasks.enqueue(job)
    job.refresh_from_db()
    return job


@transaction.atomic
def cancel(job_id: int, *, by: AbstractBaseUser) -> bool:
    """End a job after the portion in hand; what it has done stays. False when it had ended before.

    Raises: Job.DoesNotExist.
    """
    job = Job.objects.select_for_update().get(pk=job_id)
    if job.state not in UNFINISHED or job.cancel_asked_at:
        return job.is_stopping
    now = timezone.now()
    job.cancel_asked_at, job.cancelled_by = now, by
    if job.state == State.WAITING:
        job.state, job.ended_at = State.CANCELLED, now
    job.save(update_fields=["cancel_asked_at", "cancelled_by", "state", "ended_at"])
    log(instance=job, action=CANCELLED, user=by)
    return True


@transaction.atomic
def try_again(job_id: int, *, by: AbstractBaseUser) -> bool:
    """Let a failed job go on where it stopped. False when it is no longer a failed one. Raises: Job.DoesNotExist."""
    job = Job.objects.select_for_update().get(pk=job_id)
    if job.state != State.FAILED:
        return False
    job.state, job.ended_at, job.faults, job.last_error, job.due_at = State.WAITING, None, 0, "", timezone.now()
    job.save(update_fields=["state", "ended_at", "faults", "last_error", "due_at"])
    log(instance=job, action=TRIED_AGAIN, user=by)
    tasks.enqueue(job)
    return True


def forget_old(now: datetime) -> int:
    """Delete jobs that ended more than 90 days ago, those of every day after 14; returns how many."""
    of_every_day = Q(day__isnull=False, ended_at__lt=now - DAILY_KEPT)
    gone, _models = Job.objects.filter(of_every_day | Q(ended_at__lt=now - KEPT)).delete()
    return gone
