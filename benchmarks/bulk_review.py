"""How long a bulk review of many signatures takes, and its undo: seconds, signatures a second, statements a portion.

`python -m tests.harness.postgres -- python benchmarks/bulk_review.py [--signatures 10000]` starts a PostgreSQL of its
own, invents that many waiting signatures as `seed_signatures` does, and has a background worker publish them, take
that back, set them aside and release them, portion after portion as on a real site.
"""

import argparse
import os
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

ROOT_DIR = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT_DIR), str(ROOT_DIR / "site")]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--signatures", type=int, default=10_000)
    number = arguments.parse_args().signatures
    _set_up()

    from signatures.services import bulk_review as reviews
    from signatures.states import State
    from tests import builders

    by = builders.organiser()
    _seed(builders.statement(), number)
    print(f"{f'{number:,} signatures':<28} {'seconds':>8} {'a second':>9} {'statements':>11} {'a portion':>10}")
    published = _review(State.WAITING, State.PUBLISHED, "published", number, by)
    _timed("published, undone", number, lambda: reviews.undo(published, by=by))
    _review(State.WAITING, State.HELD, "set aside", number, by)
    _review(State.HELD, State.WAITING, "released", number, by)
    _review(State.WAITING, State.PUBLISHED, "published again", number, by)
    hidden = _review(State.PUBLISHED, State.HELD, "hidden", number, by)
    _timed("hidden, undone", number, lambda: reviews.undo(hidden, by=by))


def _set_up() -> None:
    """A migrated database of our own in the cluster that the harness started; background work waits for a worker."""
    import psycopg

    url = urlsplit(os.environ["DATABASE_URL"])
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE bulk_review TEMPLATE "{os.environ["TEST_DATABASE_TEMPLATE"]}"')
    os.environ["DATABASE_URL"] = url._replace(path="/bulk_review").geturl()
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"

    import django
    from django.conf import settings

    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    django.setup()


def _seed(page, number: int) -> None:
    """Invented people, all of them waiting."""
    import random

    from django.db import connection
    from django.db.models import F
    from django.utils import timezone

    from signatures.models import Decision, Signature, SignatureWord
    from signatures.services.seeding import seed
    from signatures.states import State

    for _done in seed(page, number, random.Random(1)):  # noqa: S311  (nothing secret hangs on it)
        pass
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {SignatureWord._meta.db_table}, {Decision._meta.db_table} CASCADE")
    Signature.objects.filter(created_at__gt=timezone.now()).update(created_at=timezone.now())
    Signature.objects.update(state=State.WAITING, confirmed_at=F("created_at"), decided_at=None, published_at=None)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _review(from_state, to, label: str, number: int, by):
    from django.utils import timezone

    from signatures.described import Described
    from signatures.services import bulk_review as reviews

    started = []

    def start() -> None:
        started.append(reviews.start(Described(from_state), timezone.now(), to, by=by, note="A benchmark"))

    _timed(label, number, start)
    return started[0]


def _timed(label: str, number: int, begin) -> None:
    """Begin background work and do it, with one worker."""
    from django.db import connection

    from background.models import Job
    from background.worker import Worker
    from signatures.services import bulk_review as reviews

    statements = 0

    def count(execute, *given):
        nonlocal statements
        statements += 1
        return execute(*given)

    began = time.perf_counter()
    begin()
    with connection.execute_wrapper(count):
        Worker().run_until_empty()
    seconds = time.perf_counter() - began
    job = Job.objects.filter(kind__in=(reviews.REVIEW, reviews.UNDO)).latest("pk")  # the worker begins others
    if job.state != "done" or job.result.get("moved") != number:
        raise SystemExit(f"{label}: {job.state}, {job.result}, {job.last_error}")
    portions = -(-number // reviews.PORTION)
    print(
        f"{label:<28} {seconds:>8.1f} {number / seconds:>9,.0f} {statements:>11,} {statements / portions:>10.1f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
