"""Kinds of work that tests do, tasks that wait to be done by hand, and workers in processes of their own."""

from collections.abc import Iterator

import pytest
from django_tasks_db.management.commands import db_worker

from background import daily, kinds, turns
from tests.background.processes import JobWorkers
from tests.background.work import KIND, Counting
from tests.outbox.conftest import own_database

__all__ = ["own_database"]


@pytest.fixture(autouse=True)
def _test_kinds(monkeypatch) -> None:
    """`test.counting` is known and nothing is done daily; whatever else a test registers is forgotten after it."""
    monkeypatch.setattr(kinds, "_kinds", kinds._kinds | {KIND: Counting()})
    monkeypatch.setattr(daily, "_daily", {})
    turns.stopping.clear()


@pytest.fixture
def task_rows_wait(settings, monkeypatch) -> None:
    """Tasks become rows, as in production, and wait until a test runs a worker."""
    # The worker drops connections that are old, and those within a test's transaction look as if they were.
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def job_workers(own_database, task_rows_wait) -> Iterator[JobWorkers]:
    """Starts background workers as processes of their own, on the test's own database."""
    started = JobWorkers(own_database)
    yield started
    started.end()
