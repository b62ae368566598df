"""Mail servers that listen, databases of a test's own, and renderers of invented mails."""

import os
import shutil
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.db import connections

from outbox import renderers
from tests.harness import migrated
from tests.outbox.builders import letter
from tests.outbox.mail_server import MailServer
from tests.outbox.processes import Workers


@pytest.fixture(autouse=True)
def _test_kinds(monkeypatch) -> None:
    """`test.hello` writes a letter to its subject; whatever else a test registers is forgotten after it."""
    monkeypatch.setattr(renderers, "_renderers", renderers._renderers | {"test.hello": letter})


@pytest.fixture
def renders():
    """`renders(kind, renderer)` for a test's own kinds of mail; the renderer gets the message, too."""

    def add(kind: str, renderer) -> None:
        renderers._renderers[kind] = renderer

    return add


@pytest.fixture
def mail_server(settings) -> Iterator[MailServer]:
    """A real SMTP server, and the worker set to deliver to it."""
    with MailServer() as server:
        settings.OUTBOX_DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = server.host, server.port, 5
        yield server


@pytest.fixture
def own_database(django_db_setup, django_db_blocker, tmp_path, request) -> Iterator[str]:
    """A migrated database of the test's own, whose commits other processes and threads see. Yields its URL."""
    default = connections["default"]
    with django_db_blocker.unblock():
        mine = default.copy()
        if default.vendor == "sqlite":
            name = str(shutil.copy(migrated.sqlite_file(), tmp_path / "own.sqlite3"))
            url = f"sqlite:///{name}"
        else:
            name = f"own_{os.getpid()}_{abs(hash(request.node.nodeid))}"
            template = os.environ.get(migrated.TEMPLATE_VARIABLE) or default.settings_dict["NAME"]
            with default._nodb_cursor() as cursor:
                cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
            url = _postgres_url(name)
        mine.settings_dict["NAME"] = name
        settings_before = connections.settings["default"]
        connections["default"], connections.settings["default"] = mine, mine.settings_dict
        try:
            yield url
        finally:
            mine.close()
            connections["default"], connections.settings["default"] = default, settings_before
            if default.vendor == "postgresql":
                with default._nodb_cursor() as cursor:
                    cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def workers(own_database, mail_server) -> Iterator[Workers]:
    """Starts workers as processes of their own, on the test's own database and mail server."""
    started = Workers(own_database, mail_server.port)
    yield started
    started.end()


def _postgres_url(name: str) -> str:
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
