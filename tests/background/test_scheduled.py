"""The worker publishes and takes down at the times that organisers gave; a page that breaks doesn't stop it."""

import logging
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from background import scheduled
from background.worker import Worker
from campaign_pages.models import InformationPage
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("task_rows_wait")]

CANARY = "Zebedeecanary"


def a_page(**fields) -> InformationPage:
    return builders.home().add_child(instance=InformationPage(title="About us", **fields))


def work() -> None:
    Worker().run_until_empty()


def test_what_was_given_a_time_goes_up_once_it_has_come():
    due, later = timezone.now() - timedelta(minutes=1), timezone.now() + timedelta(hours=1)
    now_due, still_waits = a_page(live=False, slug="now"), a_page(live=False, slug="later")
    for page, time in ((now_due, due), (still_waits, later)):
        page.go_live_at = time
        page.save_revision(approved_go_live_at=time)
    work()
    assert set(InformationPage.objects.live()) == {now_due}


def test_what_has_passed_its_last_day_comes_down():
    over = a_page(slug="over", expire_at=timezone.now() - timedelta(minutes=1))
    stays = a_page(slug="stays", expire_at=timezone.now() + timedelta(days=1))
    work()
    assert set(InformationPage.objects.live()) == {stays}
    over.refresh_from_db()
    assert over.expired


def test_a_page_that_breaks_stops_nothing_else_and_the_log_quotes_nobody(caplog, monkeypatch):
    def breaks(*args, **options):
        raise ValueError(CANARY)

    monkeypatch.setattr(scheduled, "call_command", breaks)
    monkeypatch.setattr(logging.getLogger("background"), "propagate", True)
    work()
    assert "publishing what is due failed: ValueError" in caplog.text
    assert CANARY not in caplog.text


def test_a_database_that_is_away_is_the_workers_to_wait_for(monkeypatch):
    def away(*args, **options):
        raise OperationalError

    monkeypatch.setattr(scheduled, "call_command", away)
    with pytest.raises(OperationalError):
        scheduled.publish_due()
