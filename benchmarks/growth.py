"""What the desk, the wall and the form cost with a thousand signatures and with a million: queries, ms, the ratio.

A thousand are invented as `seed_signatures` does; for more the rows are copied within the database. Every page is asked
for in one process, the desk's by an organiser, with nothing of ours in the cache.
"""

import random
import time
from collections.abc import Callable
from functools import partial
from itertools import count

from benchmarks import trial

FIRST = 1_000
MILLION = 1_000_000
DESK = {
    "admin home": "/admin/",
    "queue": "/admin/signatures/queue/",
    "queue, ordinary first": "/admin/signatures/queue/?order=ordinary",
    "queue, flagged first": "/admin/signatures/queue/?order=flagged",
    "queue, page 40": "/admin/signatures/queue/?p=40",
    "queue, by name": "/admin/signatures/queue/?q={name}",
    "queue, by domain": "/admin/signatures/queue/?domain={domain}",
    "queue, set aside": "/admin/signatures/queue/?show=held",
    "set aside, flagged first": "/admin/signatures/queue/?show=held&order=flagged",
    "cards": "/admin/signatures/cards/",
    "corrections": "/admin/signatures/corrections/",
    "list": "/admin/signatures/signature/",
    "list, page 9": "/admin/signatures/signature/?p=9",
    "list, page 400": "/admin/signatures/signature/?p=400",
    "list, waiting": "/admin/signatures/signature/?state=waiting",
    "list, flagged": "/admin/signatures/signature/?flag=any",
    "list, last week": "/admin/signatures/signature/?confirmed=last_week",
    "list, by name": "/admin/signatures/signature/?q={name}",
    "list, by a letter": "/admin/signatures/signature/?q=s",
    "list, by role": "/admin/signatures/signature/?q=branch",
    "list, by two words": "/admin/signatures/signature/?q={name}+{surname}",
    "list, by two roles": "/admin/signatures/signature/?q=unite+branch",
    "list, by name and state": "/admin/signatures/signature/?q={name}&state=held",
    "list, by domain": "/admin/signatures/signature/?q={domain}",
    "list, nobody": "/admin/signatures/signature/?q=qqqqq",
    "list, two who never meet": "/admin/signatures/signature/?q={name}+qqqqq",
    "consents": "/admin/signatures/consents/",
    "charts": "/admin/signatures/charts/",
    "charts, a year": "/admin/signatures/charts/?days=365",
    "bulk review, waiting": "/admin/signatures/bulk-review/?state=waiting",
    "bulk review, a domain": "/admin/signatures/bulk-review/?state=waiting&domains={domain}",
    "bulk review, a name": "/admin/signatures/bulk-review/?state=waiting&name_pattern={name}",
    "bulk review, published": "/admin/signatures/bulk-review/?state=published",
}
PUBLIC = {
    "wall": "/statement/signatures/",
    "wall, by letter": "/statement/signatures/?letter=m",
    "wall, last page": "/statement/signatures/?end=1",
    "wall, search": "/statement/signatures/?q={name}",
    "wall, by two words": "/statement/signatures/?q={name}+{surname}",
    "wall, by two roles": "/statement/signatures/?q=unite+branch",
    "wall, two who never meet": "/statement/signatures/?q=branch+qqqqq",
    "statement": "/statement/",
    "count.json": "/statement/count.json",
}
SIGNING = "signing: the form's post"


def measure(signatures: int) -> dict[str, dict[str, float]]:
    """By what is asked: the milliseconds at each number of signatures up to `signatures`."""
    asked = _questions()
    found: dict[int, dict[str, trial.Cost]] = {}
    for number in sorted({FIRST, min(MILLION, signatures), signatures}):
        grow_to(number)
        found[number] = {name: trial.cost(ask, expected) for name, (ask, expected) in asked.items()}
    _print(found)
    return {name: _figures({number: costs[name] for number, costs in found.items()}) for name in asked}


def _figures(costs: dict[int, trial.Cost]) -> dict[str, float]:
    ms = {f"{_short(number)}_ms": round(cost.ms, 1) for number, cost in costs.items()}
    return ms | {f"{_short(number)}_cpu_ms": round(cost.cpu_ms, 1) for number, cost in costs.items()}


def grow_to(number: int) -> None:
    """Invent the first thousand; then add copies of them until there are about `number`."""
    from django.db import connection

    from signatures.models import Signature
    from signatures.services.seeding import seed

    if not Signature.objects.exists():
        for _done in seed(trial.statement(), FIRST, random.Random(1)):  # noqa: S311  (nothing secret hangs on it)
            pass
        _flag_some()
        connection.cursor().execute("VACUUM ANALYZE")
    began = time.monotonic()
    there = Signature.objects.count() // FIRST
    if number // FIRST > there:
        _multiply(there, number // FIRST)
        print(f"{number:,} signatures after {time.monotonic() - began:.0f} s", flush=True)


def _flag_some() -> None:
    """One in thirty, as of real names and a few others."""
    from signatures.models import Signature, SignatureFlag

    numbers = list(Signature.objects.filter(confirmed_at__isnull=False).values_list("pk", flat=True)[::30])
    Signature.objects.filter(pk__in=numbers).update(flagged=True)
    SignatureFlag.objects.bulk_create(SignatureFlag(signature_id=number, name="abuse") for number in numbers)


def _questions() -> dict[str, tuple[Callable, int]]:
    """By name: what makes the request, and the status that it must be answered with."""
    from django.test import Client

    from signatures.models import Signature, Supporter

    grow_to(FIRST)
    desk, public = trial.organiser(), Client()
    somebody = Signature.objects.filter(state="published").exclude(last_name="").order_by("pk").first()
    domain = Supporter.objects.exclude(domain="").order_by("pk").values_list("domain", flat=True).first()
    words = {"domain": domain, "name": somebody.first_name, "surname": somebody.last_name}
    asked = {}
    for client, addresses in ((desk, DESK), (public, PUBLIC)):
        for name, address in addresses.items():
            asked[name] = partial(client.get, address.format(**words)), 200
    asked[SIGNING] = _signing(public), 303
    return asked


def _signing(client) -> Callable:
    from tests import builders

    page, numbers = trial.statement(), count()
    data = builders.form_data(page)
    return lambda: client.post(f"/sign/{page.pk}/", data | {"email": f"signer-{next(numbers)}@example.org"})


def _multiply(there: int, wanted: int) -> None:
    """Copies of the first rows, each a minute older than the last, under ids of their own."""
    from django.db import connection

    from signatures.models import Consent, Decision, DeskWord, Signature, SignatureFlag, SignatureWord, Supporter

    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # the copies refer to each other as the first ones do
        for model in (Supporter, Signature, SignatureWord, DeskWord, SignatureFlag, Decision, Consent):
            _copy(cursor, model, there, wanted)
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE")


def _copy(cursor, model, there: int, wanted: int) -> None:
    shifted = {"id", "supporter_id", "signature_id"}
    moments = {"created_at", "confirmed_at", "decided_at", "published_at", "made_at", "given_at", "withdrawn_at"}
    table, key = model._meta.db_table, "id" if model._meta.pk.column else "signature_id"
    names, values = [], []
    for field in model._meta.concrete_fields:
        name = field.column
        names.append(f'"{name}"')
        if name in shifted:
            values.append(f'c."{name}" + g * {MILLION}')
        elif name in moments:
            values.append(f"c.\"{name}\" - g * interval '1 minute'")
        elif name == "mailbox_key":
            values.append("md5(c.id || 'a' || g) || md5(c.id || 'b' || g)")
        else:
            values.append(f'c."{name}"')
    cursor.execute(
        f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(values)} "  # noqa: S608  (our own table names)
        f'FROM {table} c CROSS JOIN generate_series(%s, %s) g WHERE c."{key}" < {MILLION}',
        [there, wanted - 1],
    )
    print(f"  {table}: {cursor.rowcount:,} rows more", flush=True)


def _short(number: int) -> str:
    """1000 as 1e3, 2500000 as 2.5e6."""
    digits = f"{number:.6e}".split("e")
    return f"{float(digits[0]):g}e{int(digits[1])}"


def _print(found: dict[int, dict[str, trial.Cost]]) -> None:
    first, last = min(found), max(found)
    columns = "".join(f" {f'ms at {number:,}':>17} {'processor':>9}" for number in found)
    print(f"{'growth':<28} {'queries':>10}{columns} {'ratio':>6}")
    for name in found[first]:
        queries = list(dict.fromkeys(costs[name].queries for costs in found.values()))
        times = "".join(f" {costs[name].ms:>17.0f} {costs[name].cpu_ms:>9.0f}" for costs in found.values())
        ratio = found[last][name].cpu_ms / found[first][name].cpu_ms
        print(f"{name:<28} {' -> '.join(map(str, queries)):>10}{times} {ratio:>6.1f}")
    print()
