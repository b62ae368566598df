"""A turn of a job: portion after portion for some seconds, then the next in line.

One worker at a time holds a job, by a lease that each portion renews. A worker that dies leaves its lease to run
out; `task_rows` then gives the job a new turn, which goes on from the cursor that the last portion kept.
"""

import logging
import threading
import time
import traceback
import uuid
from collections import Counter
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone

from background import kinds, tasks
from background.models import Job, State

log = logging.getLogger("background")

TURN_SECONDS = 10
MOST_FAULTS = 4  # in a row, by errors or by workers that died over it
FIRST_WAIT = timedelta(seconds=15)

stopping = threading.Event()  # set when the worker is to end: the turn ends after the portion in hand

_FREE = {"lease": None, "leased_until": None}


def take(job_id: int) -> None:
    """Have a turn of the job, if it is unfinished and nobody else has it.

    An error is noted with the job. Raises: OperationalError or InterfaceError when the database is away; then the
    lease runs out, and another turn follows.
    """
    job = _lease(job_id)
    if job is None:
        return
    ends = time.monotonic() + TURN_SECONDS
    try:
        while _portion(job):
            if stopping.is_set() or time.monotonic() > ends:
                _give_back(job)
                return
            _let_others_write()
    except Exception as error:
        _note_fault(job, error)


def _let_others_write() -> None:
    """SQLite has one writer and no queue: whoever waits looks again each tenth of a second, and never finds a gap.

    So a signer, or the organiser who presses Cancel, would wait in vain until the whole job is done.
    """
    if connection.vendor == "sqlite":
        stopping.wait(settings.BACKGROUND_PAUSE_SECONDS)


def length() -> timedelta:
    return timedelta(seconds=settings.BACKGROUND_LEASE_SECONDS)


def _lease(job_id: int) -> Job | None:
    now, lease = timezone.now(), uuid.uuid4()
    job = Job.objects.filter(pk=job_id).first()
    if job is None or not job.is_unfinished:
        return None
    lost = job.lease is not None  # its worker died over it
    if lost and job.faults + 1 >= MOST_FAULTS:
        same = Job.objects.filter(pk=job_id, lease=job.lease, leased_until__lt=now)
        same.update(state=State.FAILED, ended_at=now, last_error="WorkerLost", **_FREE)
        return None
    free = Job.objects.unfinished().filter(pk=job_id, lease=job.lease)
    free = free.filter(leased_until__lt=now) if lost else free
    taken = free.update(
        state=State.RUNNING,
        lease=lease,
        leased_until=now + length(),
        began_at=Coalesce("began_at", now),
        faults=F("faults") + (1 if lost else 0),
    )
    return Job.objects.get(pk=job_id, lease=lease) if taken else None


@transaction.atomic
def _portion(job: Job) -> bool:
    """Do one portion and keep its cursor, in one transaction. False when there is nothing more for us to do."""
    mine = Job.objects.select_for_update(of=("self",)).select_related("made_by").filter(pk=job.pk, lease=job.lease)
    mine = mine.first()
    if mine is None:  # somebody took it over
        return False
    if mine.cancel_asked_at:
        _end(mine, State.CANCELLED)
        return False
    portion = kinds.of(mine).portion(mine)
    mine.cursor = portion.cursor
    mine.done += portion.done
    mine.result = dict(Counter(mine.result) + Counter(portion.counts))
    mine.faults, mine.last_error = 0, ""
    mine.leased_until = timezone.now() + length()
    mine.save(update_fields=["cursor", "done", "result", "faults", "last_error", "leased_until"])
    if portion.is_last:
        _end(mine, State.DONE)
    return not portion.is_last


def _end(job: Job, state: State) -> None:
    Job.objects.filter(pk=job.pk, lease=job.lease).update(state=state, ended_at=timezone.now(), **_FREE)


@transaction.atomic
def _give_back(job: Job) -> None:
    mine = Job.objects.filter(pk=job.pk, lease=job.lease)
    if mine.update(state=State.WAITING, due_at=timezone.now(), **_FREE):
        tasks.enqueue(job)


@transaction.atomic
def _note_fault(job: Job, error: Exception) -> None:
    """Try it again later, or give it up. Only the error's type and place are kept: its words may quote somebody."""
    mine = Job.objects.filter(pk=job.pk, lease=job.lease)
    faults = mine.select_for_update().values_list("faults", flat=True).first()
    if faults is None:
        return
    now, faults = timezone.now(), faults + 1
    label, place = type(error).__name__, _place_of(error)
    if faults >= MOST_FAULTS:
        log.error("job %s (%s) is given up: %s %s", job.pk, job.kind, label, place)
        mine.update(state=State.FAILED, ended_at=now, faults=faults, last_error=label, **_FREE)
        return
    log.warning("job %s (%s) is tried again: %s %s", job.pk, job.kind, label, place)
    due_at = now + FIRST_WAIT * 2 ** (faults - 1)
    mine.update(state=State.WAITING, due_at=due_at, faults=faults, last_error=label, **_FREE)
    tasks.enqueue(job, at=due_at)


def _place_of(error: Exception) -> str:
    """Where in the code it happened: all of a traceback that can be logged without quoting anybody."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"at {'/'.join(frame.filename.rsplit('/', 2)[-2:])}:{frame.lineno}"
