"""The one task that we give to Django's tasks: a turn of a job."""

from datetime import datetime

from django_tasks import task

from background.models import Job


@task()
def take_turn(job_id: int) -> None:
    """Do some portions of a job. A turn too many does nothing."""
    from background import turns  # which enqueues the next turn

    turns.take(job_id)


def enqueue(job: Job, *, at: datetime | None = None) -> None:
    """Let the job have a turn; not before `at`, where tasks can wait. Kept by the caller's transaction."""
    can_wait = take_turn.get_backend().supports_defer
    (take_turn.using(run_after=at) if at and can_wait else take_turn).enqueue(job.pk)
