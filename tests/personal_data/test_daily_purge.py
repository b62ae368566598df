"""The background worker purges once a day by itself, a portion at a time."""

import logging
from datetime import timedelta
from itertools import count

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from background import daily, services
from background.models import Job, State
from background.worker import Worker
from personal_data import daily_purge, retention
from personal_data.daily_purge import PURGE
from personal_data.retention import Purged, Rule
from signatures.models import Signature
from signatures.services import retention as of_signatures
from signatures.services.seeding import seed
from signatures.states import State as SignatureState
from tests import builders
from tests.background.conftest import task_rows_wait

__all__ = ["task_rows_wait"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("task_rows_wait")]

DAY = timedelta(days=1)


def overdue(number: int = 1) -> None:
    page = builders.statement()
    for _ in range(number):
        builders.signature(page, SignatureState.UNCONFIRMED, created_at=timezone.now() - 8 * DAY)


def work() -> None:
    Worker().run_until_empty()


def test_a_worker_purges_without_being_asked():
    overdue()
    Session.objects.create(session_key="x", expire_date=timezone.now() - timedelta(hours=1))
    builders.signature(builders.statement("other"), SignatureState.PUBLISHED)

    work()

    job = Job.objects.get()
    assert (job.kind, job.state, job.made_by) == (PURGE, State.DONE, None)
    assert job.result == {"unconfirmed signatures": 1, "ended logins": 1}
    assert Signature.objects.get().state == SignatureState.PUBLISHED
    assert not Session.objects.exists()


def test_once_a_day_is_enough_for_any_number_of_workers():
    work()
    overdue()
    work()
    assert Signature.objects.count() == 1
    assert daily.start_due(timezone.now()) == 0
    assert daily.start_due(timezone.now() + DAY) == 1
    work()
    assert not Signature.objects.exists()
    assert Job.objects.filter(state=State.DONE).count() == 2


def test_of_two_workers_that_ask_at_the_same_moment_one_starts_it(monkeypatch):
    """The second looked before the first had written: the database has the last word."""
    now = timezone.now()
    daily.start_due(now)
    monkeypatch.setattr(daily.Job.objects, "filter", lambda **_conditions: Job.objects.none())
    assert daily.start_due(now) == 0
    monkeypatch.undo()
    assert Job.objects.count() == 1


def test_while_yesterdays_is_at_work_no_other_follows_it():
    daily.start_due(timezone.now())
    assert daily.start_due(timezone.now() + DAY) == 0


def test_after_a_failure_there_is_a_new_one_the_next_day():
    daily.start_due(timezone.now())
    Job.objects.update(state=State.FAILED, ended_at=timezone.now())
    assert daily.start_due(timezone.now()) == 0
    assert daily.start_due(timezone.now() + DAY) == 1


def test_it_goes_in_portions_and_from_room_to_room(monkeypatch):
    monkeypatch.setattr(daily_purge, "SECONDS", -1)
    monkeypatch.setattr(of_signatures, "AT_ONCE", 2)
    overdue(5)
    job = Job(kind=PURGE)
    gone = []
    for _ in count():
        portion = daily_purge.PurgeWork().portion(job)
        gone.append(portion.done)
        if portion.is_last:
            break
        job.cursor = portion.cursor
    assert [number for number in gone if number] == [2, 2, 1]
    assert len(gone) == 3 + len([rule for rule in retention.rules() if rule.purge])


def test_a_cancelled_purge_keeps_what_it_did_and_goes_on_the_next_day(monkeypatch):
    overdue(3)
    daily.start_due(timezone.now())
    services.cancel(Job.objects.get().pk, by=builders.organiser())
    work()
    assert Signature.objects.count() == 3
    daily.start_due(timezone.now() + DAY)
    work()
    assert not Signature.objects.exists()


def test_a_room_that_stumbles_keeps_what_went_before_and_is_tried_again(monkeypatch):
    def stumble(now, dry_run):
        raise ValueError

    rules = {"logins": retention._rules["logins"], "broken": Rule("broken", list, stumble)}
    monkeypatch.setattr(retention, "_rules", rules)
    Session.objects.create(session_key="x", expire_date=timezone.now() - timedelta(hours=1))
    work()
    job = Job.objects.get()
    assert (job.state, job.cursor, job.last_error) == (State.WAITING, "broken", "ValueError")
    assert not Session.objects.exists()


def test_the_log_says_what_went_and_of_whom_nothing(caplog, monkeypatch):
    monkeypatch.setattr(logging.getLogger("background"), "propagate", True)
    overdue(2)
    with caplog.at_level(logging.INFO, "background"):
        work()
    assert "purge: unconfirmed signatures deleted: 2" in caplog.text
    assert "Lovelace" not in caplog.text


def test_organisers_see_what_the_last_ones_did(client):
    overdue()
    work()
    client.force_login(builders.organiser())
    shown = " ".join(client.get(reverse("background_modeladmin_index")).content.decode().split())
    assert "Deleting what was kept for as long as we say" in shown
    assert "1 row deleted. unconfirmed signatures: 1" in shown
    assert "started by the site itself" in shown


def test_the_daily_ones_are_on_record_for_two_weeks():
    now = timezone.now()
    for days in (13, 15):
        Job.objects.create(kind=PURGE, title="Old", day=now - days * DAY, state=State.DONE, ended_at=now - days * DAY)
    assert services.forget_old(now) == 1


def test_portions_are_added_up_kind_by_kind():
    portions = [Purged("a", 2), Purged("a", 1), Purged("b", 0)]
    assert retention.added_up(portions) == [Purged("a", 3), Purged("b", 0)]


def test_a_purge_by_hand_does_the_same_at_any_time(capsys):
    work()
    overdue()
    call_command("purge")
    assert "signatures: unconfirmed signatures deleted: 1" in capsys.readouterr().out


def test_a_trial_that_was_just_seeded_loses_nothing():
    for _ in seed(builders.statement(), 400):
        pass
    before = Signature.objects.count()
    assert Signature.objects.filter(state__in=[SignatureState.REJECTED, SignatureState.WITHDRAWN]).exists()
    work()
    assert Job.objects.get().result == {}
    assert Signature.objects.count() == before
