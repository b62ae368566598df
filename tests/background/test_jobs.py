"""Jobs: done in portions, cancelled between two, tried again after an error, given up in the end."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from background import kinds, services, task_rows, turns
from background.kinds import Kind, Portion
from background.models import Job, State
from background.worker import Worker
from tests import builders
from tests.background.work import KIND, counted

pytestmark = pytest.mark.django_db

CANARY = "Zebedeecanary"


def a_job(total: int = 30, kind: str = KIND, **fields) -> Job:
    with transaction.atomic():
        return services.start(kind, "Counting", by=fields.pop("by", None), total=total, **fields)


def work() -> None:
    Worker().run_until_empty()


def fresh(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


def states() -> list[str]:
    return list(DBTaskResult.objects.order_by("enqueued_at").values_list("status", flat=True))


class Breaking(Kind):
    def portion(self, job):
        raise ValueError(f"Nobody may read {CANARY}")


class Once(Kind):
    """Breaks at its second portion until it is mended."""

    mended = False

    def portion(self, job):
        done = job.done + 1
        if done == 2 and not self.mended:
            raise ValueError
        return Portion(cursor=done, done=1, is_last=done == 3)


def pauses(monkeypatch, settings, job: Job) -> list[float]:
    """How long the worker stood back, between which portions of the job."""
    settings.BACKGROUND_PAUSE_SECONDS = 0.3
    made = []
    monkeypatch.setattr(turns.stopping, "wait", lambda seconds: made.append((seconds, counted(job))))
    work()
    return made


@pytest.mark.sqlite
def test_on_sqlite_the_worker_stands_back_after_each_portion_so_that_others_can_write(
    task_rows_wait, monkeypatch, settings
):
    assert pauses(monkeypatch, settings, a_job(total=25)) == [(0.3, 10), (0.3, 20)]


@pytest.mark.postgres
def test_on_postgresql_nobody_waits_for_the_worker_and_it_loses_no_time(task_rows_wait, monkeypatch, settings):
    assert pauses(monkeypatch, settings, a_job(total=25)) == []


def test_a_job_is_done_in_portions(task_rows_wait):
    job = a_job(total=25)
    assert (job.state, counted(job)) == (State.WAITING, 0)

    work()

    job = fresh(job)
    assert (job.state, job.done, job.result) == (State.DONE, 25, {"counted": 25})
    assert counted(job) == 25
    assert job.ended_at
    assert states() == [TaskResultStatus.SUCCESSFUL]


def test_where_tasks_are_done_at_once_so_are_jobs():
    assert a_job(total=25).state == State.DONE


def test_a_job_is_kept_with_what_it_is_about_or_not_at_all(task_rows_wait):
    with transaction.atomic():
        services.start(KIND, "Counting", by=None, total=10)
        transaction.set_rollback(True)
    assert not Job.objects.exists()
    assert not DBTaskResult.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_job_needs_the_transaction_of_what_it_is_about():
    with pytest.raises(TransactionManagementError):
        services.start(KIND, "Counting", by=None, total=10)


def test_a_long_job_lets_others_have_a_turn(task_rows_wait, monkeypatch):
    monkeypatch.setattr(turns, "TURN_SECONDS", -1)
    long, short = a_job(total=40), a_job(total=10)
    order = []
    monkeypatch.setattr(turns, "_end", lambda job, state, end=turns._end: order.append(job.pk) or end(job, state))

    work()

    assert order == [short.pk, long.pk]
    assert fresh(long).done == 40


def test_a_job_that_waits_is_cancelled_at_once(task_rows_wait):
    job, organiser = a_job(), builders.organiser()

    assert services.cancel(job.pk, by=organiser)
    work()

    job = fresh(job)
    assert (job.state, job.cancelled_by, counted(job)) == (State.CANCELLED, organiser, 0)


def test_a_running_job_is_cancelled_after_the_portion_in_hand(task_rows_wait, monkeypatch):
    organiser, job = builders.organiser(), a_job()

    class Cancelled(Kind):
        def portion(self, job):
            services.cancel(job.pk, by=organiser)
            return Portion(cursor=1, done=10)

    kinds._kinds[KIND] = Cancelled()
    work()

    job = fresh(job)
    assert (job.state, job.done) == (State.CANCELLED, 10)
    assert not services.cancel(job.pk, by=organiser)


def test_an_error_is_tried_again_later_and_nothing_of_its_words_is_kept(task_rows_wait, caplog):
    kinds.register("test.breaking", Breaking())
    job = a_job(kind="test.breaking")

    work()

    job = fresh(job)
    assert (job.state, job.faults, job.last_error) == (State.WAITING, 1, "ValueError")
    assert job.due_at > timezone.now()
    assert TaskResultStatus.READY in states()
    assert CANARY not in caplog.text


def test_a_job_that_breaks_again_and_again_is_given_up(task_rows_wait):
    kinds.register("test.breaking", Breaking())
    job = a_job(kind="test.breaking")

    for _ in range(turns.MOST_FAULTS):
        turns.take(job.pk)

    assert fresh(job).state == State.FAILED


def test_a_failed_job_goes_on_where_it_stopped(task_rows_wait):
    once = Once()
    kinds.register("test.once", once)
    job = a_job(kind="test.once")
    for _ in range(turns.MOST_FAULTS):
        turns.take(job.pk)
    assert (fresh(job).state, fresh(job).done) == (State.FAILED, 1)

    once.mended = True
    assert services.try_again(job.pk, by=builders.organiser())
    work()

    assert (fresh(job).state, fresh(job).done) == (State.DONE, 3)
    assert not services.try_again(job.pk, by=builders.organiser())


def test_a_good_portion_forgets_the_faults_before_it(task_rows_wait):
    job = a_job()
    Job.objects.filter(pk=job.pk).update(faults=2, last_error="ValueError")
    turns.take(job.pk)
    assert (fresh(job).faults, fresh(job).last_error) == (0, "")


def test_a_job_over_which_workers_die_is_given_up(task_rows_wait):
    job = a_job()
    for _ in range(turns.MOST_FAULTS):
        assert turns._lease(job.pk)
        Job.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert turns._lease(job.pk) is None
    assert (fresh(job).state, fresh(job).last_error) == (State.FAILED, "WorkerLost")


def test_a_job_in_somebody_elses_hands_is_left_alone(task_rows_wait):
    job = a_job()
    assert turns._lease(job.pk)
    turns.take(job.pk)
    assert (fresh(job).state, counted(job)) == (State.RUNNING, 0)


def test_who_lost_the_lease_writes_nothing_more(task_rows_wait):
    job = a_job()
    late = turns._lease(job.pk)
    Job.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert turns._lease(job.pk)
    assert turns._portion(late) is False
    assert counted(job) == 0


def test_the_kind_of_an_app_that_is_gone_is_an_error_like_others(task_rows_wait):
    job = a_job(kind="test.gone")
    turns.take(job.pk)
    assert fresh(job).last_error == "UnknownKind"


def test_two_kinds_of_one_name_are_refused():
    with pytest.raises(ValueError, match="Two kinds"):
        kinds.register(KIND, Breaking())


class TestRevival:
    def test_a_job_whose_turn_was_lost_gets_another_one(self, task_rows_wait):
        job = a_job()
        DBTaskResult.objects.all().delete()
        Job.objects.update(due_at=timezone.now() - timedelta(hours=1))
        work()
        assert fresh(job).state == State.DONE

    def test_a_job_that_waits_in_line_gets_no_second_turn(self, task_rows_wait):
        a_job()
        Job.objects.update(due_at=timezone.now() - timedelta(hours=1))
        assert task_rows.revive(timezone.now()) == 0

    def test_a_task_of_anybody_that_lost_its_worker_is_done_after_all(self, task_rows_wait):
        a_job(total=10)
        row = DBTaskResult.objects.get()
        row.claim("dead worker")
        assert task_rows.revive(timezone.now()) == 0
        assert task_rows.revive(timezone.now() + timedelta(minutes=11)) == 1
        work()
        assert Job.objects.get().state == State.DONE

    def test_a_task_that_lost_worker_after_worker_is_given_up(self, task_rows_wait):
        a_job(total=10)
        row = DBTaskResult.objects.get()
        for number in range(task_rows.MOST_WORKERS):
            row.claim(f"dead worker {number}")
        task_rows.revive(timezone.now() + timedelta(minutes=11))
        row.refresh_from_db()
        assert (row.status, row.exception_class_path) == (TaskResultStatus.FAILED, task_rows.WORKER_LOST)


@task()
def break_with_a_name() -> None:
    raise ValueError(f"Nobody may read {CANARY}")


def test_a_failed_task_of_any_kind_keeps_no_words_of_its_error(task_rows_wait, caplog):
    break_with_a_name.enqueue()
    work()
    row = DBTaskResult.objects.get()
    assert (row.status, row.exception_class_path, row.traceback) == (TaskResultStatus.FAILED, "builtins.ValueError", "")
    assert CANARY not in caplog.text


def test_what_ended_long_ago_is_forgotten(task_rows_wait):
    old, young = a_job(total=10), a_job(total=10)
    work()
    now = timezone.now()
    Job.objects.filter(pk=old.pk).update(ended_at=now - timedelta(days=91))
    assert services.forget_old(now) == 1
    assert list(Job.objects.all()) == [young]
    assert task_rows.forget_old(now) == 0
    assert task_rows.forget_old(now + timedelta(days=8)) == 2
    assert not DBTaskResult.objects.exists()
