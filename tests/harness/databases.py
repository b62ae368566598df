"""A pytest plugin: the test database starts as a copy of a migrated one (see `migrated`), on SQLite and PostgreSQL."""

import os
import sqlite3

import pytest

from tests.harness import migrated

# SQLite's test database lives in memory for as long as a connection to it is open.
_held_open: list[sqlite3.Connection] = []


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef) -> None:
    """Before pytest-django makes the test database, the first time that a test asks for one."""
    if fixturedef.argname != "django_db_setup":
        return

    from django.db import connection

    test_settings = connection.settings_dict["TEST"]
    if connection.vendor == "sqlite":
        name = connection.creation._get_test_db_name()
        if not connection.is_in_memory_db() and "mode=memory" not in name:
            return
        _fill(name)
    elif template := os.environ.get(migrated.TEMPLATE_VARIABLE):
        test_settings["TEMPLATE"] = template
    else:
        return
    # Everything is there already. `migrate` would say so after loading each migration; this way it need not look.
    test_settings["MIGRATE"] = False


def _fill(name: str) -> None:
    """Copies the kept SQLite file into the database in memory called `name`, and keeps that one alive."""
    target = sqlite3.connect(name, uri=True)
    source = sqlite3.connect(f"file:{migrated.sqlite_file()}?mode=ro", uri=True)
    source.backup(target)
    source.close()
    _held_open.append(target)


def pytest_unconfigure() -> None:
    while _held_open:
        _held_open.pop().close()
