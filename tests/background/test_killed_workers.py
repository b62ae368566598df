"""kill -9 of a real background worker, at each moment that matters: its job goes on, and nothing is done twice."""

import signal
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from background import services
from background.models import Job, State
from tests.background.processes import PATIENCE
from tests.background.work import KIND, counted
from tests.background.worker_process import KILL_POINTS
from tests.outbox.processes import wait_until

pytestmark = pytest.mark.slow

TOTAL = 60


def a_job(total: int = TOTAL) -> Job:
    with transaction.atomic():
        return services.start(KIND, "Counting", by=None, total=total)


def let_time_pass() -> None:
    """As if the dead worker's lease and its successor's patience had run out."""
    long_ago = timezone.now() - timedelta(hours=1)
    Job.objects.filter(state=State.RUNNING).update(leased_until=long_ago)
    Job.objects.filter(state=State.WAITING).update(due_at=long_ago)


@pytest.mark.parametrize("moment", KILL_POINTS)
def test_the_job_of_a_killed_worker_goes_on_where_it_stopped(moment, job_workers):
    job = a_job()
    killed = job_workers.start(kill_at=moment)
    assert killed.wait(timeout=PATIENCE) == -signal.SIGKILL
    done = 0 if moment == "before the lease" else 20
    assert counted(job) == done
    let_time_pass()

    job_workers.run()

    job.refresh_from_db()
    assert (job.state, job.done, job.result) == (State.DONE, TOTAL, {"counted": TOTAL})
    assert counted(job) == TOTAL


def test_a_job_is_not_touched_before_the_lease_of_its_worker_runs_out(job_workers):
    job = a_job()
    job_workers.start(kill_at="between two portions").wait(timeout=PATIENCE)

    job_workers.run()

    job.refresh_from_db()
    assert (job.state, counted(job)) == (State.RUNNING, 20)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_asked_to_stop_finishes_its_portion_and_gives_the_job_back(number, job_workers):
    job = a_job(total=5_000)
    worker = job_workers.start()
    wait_until(lambda: counted(job) > 0)
    worker.send_signal(number)
    assert worker.wait(timeout=PATIENCE) == 0
    job.refresh_from_db()
    assert job.state == State.WAITING
    assert 0 < job.done == counted(job) < 5_000
    assert DBTaskResult.objects.filter(status=TaskResultStatus.READY).count() == 1


def test_an_idle_worker_does_what_comes_and_stops_at_once(job_workers):
    worker = job_workers.start()
    job = a_job()
    wait_until(lambda: Job.objects.get(pk=job.pk).state == State.DONE)
    worker.terminate()
    assert worker.wait(timeout=PATIENCE) == 0
