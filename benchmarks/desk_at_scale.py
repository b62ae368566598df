"""What the desk and the wall cost with a thousand signatures and with a million: queries, milliseconds, the ratio.

`python -m tests.harness.postgres -- python benchmarks/desk_at_scale.py [--signatures 1000000]` starts a PostgreSQL of
its own, invents a thousand signatures as `seed_signatures` does, asks for each page, multiplies the rows within the
database, and asks again. Every page is asked for by an organiser in one process, with nothing of ours in the cache.
"""

import argparse
import os
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

ROOT_DIR = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT_DIR), str(ROOT_DIR / "site")]

FIRST = 1_000
TRIES = 3
PAGES = {
    "admin home": "/admin/",
    "queue": "/admin/signatures/queue/",
    "queue, set aside": "/admin/signatures/queue/?show=held",
    "cards": "/admin/signatures/cards/",
    "list": "/admin/signatures/signature/",
    "list, page 9": "/admin/signatures/signature/?p=8",
    "list, waiting": "/admin/signatures/signature/?state=waiting",
    "list, last week": "/admin/signatures/signature/?confirmed=last_week",
    "list, by name": "/admin/signatures/signature/?q=emma",
    "list, by two words": "/admin/signatures/signature/?q=emma+smith",
    "list, by domain": "/admin/signatures/signature/?q={domain}",
    "list, nobody": "/admin/signatures/signature/?q=qqqqq",
    "bulk review, waiting": "/admin/signatures/bulk-review/?state=waiting",
    "bulk review, a domain": "/admin/signatures/bulk-review/?state=waiting&domains={domain}",
    "bulk review, a name": "/admin/signatures/bulk-review/?state=waiting&name_pattern=emma",
    "bulk review, published": "/admin/signatures/bulk-review/?state=published",
    "wall": "/statement/signatures/",
    "wall, by letter": "/statement/signatures/?letter=m",
    "wall, last page": "/statement/signatures/?end=1",
    "wall, search": "/statement/signatures/?q=emma",
    "statement": "/statement/",
    "count.json": "/statement/count.json",
}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--signatures", type=int, default=1_000_000)
    number = arguments.parse_args().signatures
    _set_up()

    from tests import builders

    page = builders.statement()
    _seed(page)
    client = _organiser()
    small = _measure(client)
    began = time.monotonic()
    _multiply(number // FIRST - 1)
    print(f"{number:,} signatures after {time.monotonic() - began:.0f} s", flush=True)
    large = _measure(client)
    _print(small, large, number)


def _set_up() -> None:
    """A migrated database of our own in the cluster that the harness started."""
    import psycopg

    url = urlsplit(os.environ["DATABASE_URL"])
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE at_scale TEMPLATE "{os.environ["TEST_DATABASE_TEMPLATE"]}"')
    os.environ["DATABASE_URL"] = url._replace(path="/at_scale").geturl()
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"

    import django

    django.setup()


def _seed(page) -> None:
    import random

    from signatures.services.seeding import seed

    for _done in seed(page, FIRST, random.Random(1)):  # noqa: S311  (nothing secret hangs on it)
        pass


def _organiser():
    from django.test import Client

    from tests import builders

    client = Client()
    client.force_login(builders.organiser())
    return client


def _multiply(copies: int) -> None:
    """Copies of every row, each a minute older than the last, under ids of their own."""
    from django.db import connection

    from signatures.models import Decision, Signature, SignatureWord, Supporter

    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # the copies refer to each other as the first ones do
        for model in (Supporter, Signature, SignatureWord, Decision):
            _copy(cursor, model, copies)
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE")


def _copy(cursor, model, copies: int) -> None:
    shifted = {"id", "supporter_id", "signature_id"}
    minutes = {"created_at", "confirmed_at", "decided_at", "published_at", "made_at"}
    table = model._meta.db_table
    cursor.execute(f"SELECT min(id), max(id) FROM {table}")  # noqa: S608  (our own table names)
    names, values = [], []
    for field in model._meta.concrete_fields:
        name = field.column
        names.append(f'"{name}"')
        if name in shifted:
            values.append(f'c."{name}" + g * 1000000')
        elif name in minutes:
            values.append(f"c.\"{name}\" - g * interval '1 minute'")
        elif name == "mailbox_key":
            values.append("md5(c.id || 'a' || g) || md5(c.id || 'b' || g)")
        else:
            values.append(f'c."{name}"')
    cursor.execute(
        f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(values)} "  # noqa: S608
        f"FROM {table} c CROSS JOIN generate_series(1, %s) g",
        [copies],
    )
    print(f"  {table}: {cursor.rowcount:,} rows more", flush=True)


def _measure(client) -> dict[str, tuple[float, int]]:
    from django.core.cache import cache
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from signatures.models import Supporter

    domain = Supporter.objects.exclude(domain="").order_by("pk").values_list("domain", flat=True).first()
    found = {}
    for name, address in PAGES.items():
        address = address.format(domain=domain)
        times = []
        for _try in range(TRIES):
            cache.clear()
            began = time.perf_counter()
            with CaptureQueriesContext(connection) as captured:
                response = client.get(address)
            times.append((time.perf_counter() - began) * 1000)
            if times[-1] > 10_000:
                break
        if response.status_code != 200:
            raise SystemExit(f"{address} answered {response.status_code}")
        slowest = max(captured.captured_queries, key=lambda query: float(query["time"]))
        if os.environ.get("SLOWEST"):
            print(f"  {name}: {min(times):.0f} ms; {slowest['time']} s: {slowest['sql'][:1500]}", flush=True)
        found[name] = (min(times), len(captured))
    return found


def _print(small: dict, large: dict, number: int) -> None:
    print(f"{'page':<24} {'queries':>16} {'ms at 1,000':>12} {f'ms at {number:,}':>16} {'ratio':>6}")
    for name in PAGES:
        (before, few), (after, many) = small[name], large[name]
        queries = str(few) if few == many else f"{few} -> {many}"
        print(f"{name:<24} {queries:>16} {before:>12.0f} {after:>16.0f} {after / before:>6.1f}")


if __name__ == "__main__":
    main()
