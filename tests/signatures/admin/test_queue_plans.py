"""The queue costs the same however many wait: its first page and the dealing of cards follow an index."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from signatures.admin import queue as queues
from signatures.admin.narrowing import Narrowing
from signatures.models import Signature
from signatures.models.signature import Order
from signatures.services import claims
from tests import builders
from tests.signatures.admin.test_parallel import many_waiting

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


def nodes(plan: dict) -> list[dict]:
    return [plan, *(node for below in plan.get("Plans", ()) for node in nodes(below))]


def plan_of(sql: str) -> list[dict]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}")
        (found,) = cursor.fetchone()
    return nodes((json.loads(found) if isinstance(found, str) else found)[0]["Plan"])


def follows_the_index(plan: list[dict]) -> bool:
    indexes = {node.get("Index Name", "") for node in plan}
    whole_sorts = [node for node in plan if node["Node Type"] == "Sort"]
    return any(name.startswith("signature_queue") for name in indexes) and not whole_sorts


@pytest.fixture
def crowd():
    numbers = many_waiting(builders.statement(), 5_000)
    Signature.objects.filter(pk__in=numbers[::3]).update(flagged=True)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE signatures_signature")


@pytest.mark.parametrize("order", Order.values)
@pytest.mark.parametrize("flag", ["", "any", "none"])
def test_the_first_page_reads_no_more_than_it_shows(crowd, flag, order):
    rows = Narrowing(flag=flag, order=order).of(queues.for_the_desk().prefetch_related(None))[: queues.PAGE_SIZE]
    sql, given = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        assert follows_the_index(plan_of(cursor.mogrify(sql, given)))


@pytest.mark.parametrize("order", Order)
def test_dealing_cards_reads_no_more_than_it_deals(crowd, order):
    holder = builders.user("moderator")
    with CaptureQueriesContext(connection) as queries:
        assert claims.take(holder, order=order) == claims.HAND
    (dealing,) = [query["sql"] for query in queries if "SKIP LOCKED" in query["sql"]]
    assert follows_the_index(plan_of(dealing))
    assert Signature.objects.waiting().count() == 5_000
