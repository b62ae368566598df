"""Those who make up one crowd confirm at the same moment: no flag is lost, and nobody waits for ever (PostgreSQL)."""

import pytest
from django.db import transaction

from signatures.models import Signature, SignatureFlag
from signatures.services import confirming
from signatures.states import State
from tests import builders
from tests.signatures.test_one_mailbox import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

NETWORK = "a" * 32


def confirm(row: Signature):
    address = row.supporter.address
    return lambda: confirming.confirm(row.pk, row.details, row.version_id, address)


def arriving(page, number: int, **fields) -> list[Signature]:
    return [
        builders.signature(page, State.UNCONFIRMED, f"one{place}@{fields.get('domain', f'd{place}.example')}",
                           first_name=fields.get("first_name", f"Person{'abcdefghijklmnopqrstuvwxyz'[place]}"),
                           network_hash=fields.get("network_hash", ""))
        for place in range(number)
    ]  # fmt: skip


def flagged(name: str) -> set[int]:
    return set(SignatureFlag.objects.filter(name=name).values_list("signature_id", flat=True))


@pytest.mark.parametrize(
    ("reason", "before", "together", "fields"),
    [
        ("twin", 0, 2, {"first_name": "Ada"}),
        ("network", 4, 2, {"network_hash": NETWORK}),
        ("mail_domain", 8, 2, {"domain": "flood.example"}),
        ("network", 0, 12, {"network_hash": NETWORK, "domain": "flood.example", "first_name": "Ada"}),
    ],
)
def test_those_who_complete_a_crowd_at_once_are_all_flagged(reason, before, together, fields):
    page = builders.statement()
    rows = arriving(page, before + together, **fields)
    for row in rows[:before]:
        confirm(row)()
    assert flagged(reason) == set()

    assert at_once(*map(confirm, rows[before:])) == [True] * together

    everybody = {row.pk for row in rows}
    assert flagged(reason) == everybody
    assert set(Signature.objects.filter(flagged=True).values_list("pk", flat=True)) == everybody


def test_of_two_namesakes_at_once_a_statement_that_publishes_by_itself_does_not_publish_both():
    page = builders.statement(publish_unflagged=True)
    rows = arriving(page, 2, first_name="Ada")
    assert at_once(*map(confirm, rows)) == [True, True]
    states = sorted(Signature.objects.values_list("state", "flagged"))
    assert states in ([("published", False), ("waiting", True)], [("waiting", True), ("waiting", True)])


def test_beside_a_crowd_that_is_known_nobody_waits():
    """A transaction that holds its turn for a namesake keeps only namesakes waiting, not the whole meeting."""
    page = builders.statement()
    rows = arriving(page, 8, network_hash=NETWORK)
    for row in rows[:6]:
        confirm(row)()
    with transaction.atomic():
        confirm(rows[6])()
        (answer,) = at_once(confirm(rows[7]))
    assert answer is True
    assert flagged("network") == {row.pk for row in rows}
