"""The site that is measured: starter content in a database of its own, asked in one process by Django's client."""

import io
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

TRIES = 3
TOO_LONG = 10_000  # milliseconds after which nobody tries again


def set_up() -> None:
    """A migrated database of our own in the cluster that the harness started, with the starter content in it."""
    import psycopg

    url = urlsplit(os.environ["DATABASE_URL"])
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE measured TEMPLATE "{os.environ["TEST_DATABASE_TEMPLATE"]}"')
        # One process for each query, as when others ask at the same time; so its processor's time can be told as well.
        connection.execute("ALTER DATABASE measured SET max_parallel_workers_per_gather = 0")
    os.environ["DATABASE_URL"] = url._replace(path="/measured").geturl()
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"

    import logging

    import django

    django.setup()
    logging.getLogger("access").setLevel(logging.WARNING)

    from django.conf import settings
    from django.core.management import call_command

    (settings.VAR_DIR / "static").mkdir(parents=True, exist_ok=True)
    call_command("load_starter_content", verbosity=0, stdout=io.StringIO())


@cache
def statement():
    from signatures.models import StatementPage

    return StatementPage.objects.get(slug="statement")


def organiser():
    """A browser in which an organiser is logged in."""
    from django.test import Client

    from tests import builders

    client = Client()
    client.force_login(builders.organiser())
    return client


@dataclass(frozen=True)
class Cost:
    """The quickest of a few tries, with nothing of ours in the cache; and the queries of the last.

    `cpu_ms` is the processor's time in our process and the database's: what the machine does besides leaves it alone.
    """

    ms: float
    cpu_ms: float
    queries: int


def cost(ask: Callable[[], object], expected: int = 200) -> Cost:
    """What `ask`, which makes a request, takes. Raises: SystemExit when it is answered otherwise than `expected`."""
    from django.core.cache import cache as kept
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    times, processor = [], []
    for _try in range(TRIES):
        kept.clear()
        began, busy = time.perf_counter(), _processor_seconds()
        with CaptureQueriesContext(connection) as captured:
            response = ask()
        times.append((time.perf_counter() - began) * 1000)
        processor.append((_processor_seconds() - busy) * 1000)
        if response.status_code != expected:
            raise SystemExit(f"{response.request['PATH_INFO']} answered {response.status_code}")
        if times[-1] > TOO_LONG:
            break
    if os.environ.get("SLOWEST"):
        slowest = max(captured.captured_queries, key=lambda query: float(query["time"]))
        print(f"  {response.request['PATH_INFO']}: {min(times):.0f} ms; {slowest['time']} s: {slowest['sql'][:2000]}")
    return Cost(min(times), min(processor), len(captured))


def _processor_seconds() -> float:
    """Of this process and, where the system tells (Linux), of the database's that serves it."""
    from django.db import connection

    connection.ensure_connection()
    told = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return time.process_time() + (int(told.read_text().split()[0]) / 1e9 if told.exists() else 0)
