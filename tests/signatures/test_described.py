"""Sets of signatures by their description: each part of it, the sample, and what stands out."""

import random
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from signatures import described
from signatures.admin.queue import for_the_desk
from signatures.described import Described, look
from signatures.models import Signature, SignatureFlag
from signatures.services import moderation
from signatures.states import State
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return builders.statement()


def found(state: State = State.WAITING, **parts) -> set[int]:
    return set(Described(state=state, **parts).signatures(timezone.now()).values_list("pk", flat=True))


def a_signature(page, state=State.WAITING, email=None, **fields) -> Signature:
    fields.setdefault("created_at", timezone.now() - timedelta(hours=1))
    return builders.signature(page, state, email, **fields)


def test_state_and_statement(page):
    other = builders.statement("letter")
    waiting, held, elsewhere = a_signature(page), a_signature(page, State.HELD), a_signature(other)
    assert found() == {waiting.pk, elsewhere.pk}
    assert found(State.HELD) == {held.pk}
    assert found(statement=page) == {waiting.pk}


def test_a_window_of_time_takes_in_its_beginning_and_not_its_end(page):
    row = a_signature(page)
    minute = timedelta(minutes=1)
    assert found(since=row.confirmed_at, until=row.confirmed_at + minute) == {row.pk}
    assert found(since=row.confirmed_at - minute, until=row.confirmed_at) == set()


def test_mail_domains_and_network(page):
    one = a_signature(page, email="ada@flood.example", network_hash="a" * 32)
    two = a_signature(page, email="bea@real.example", network_hash="b" * 32)
    assert found(domains=("flood.example",)) == {one.pk}
    assert found(domains=("flood.example", "real.example")) == {one.pk, two.pk}
    assert found(network="b" * 32) == {two.pk}


@pytest.mark.parametrize(
    ("pattern", "finds"),
    [
        ("troll", True),
        ("TROLL", True),
        ("tr?ll", True),
        ("Ann*Troll", True),
        ("Troll##", True),
        ("Troll###", False),
        ("Unite rep", True),
        ("(troll", False),
        ("tr.ll", False),
        ("50%", False),
        ("a troll12", False),
        ("*", True),
        ("*troll*", True),
        ("nn*n*rep", True),
        ("nn*nn", False),
        ("e?*t?oll#*r", True),
        ("troll*ann", False),
    ],
)
def test_a_name_pattern_knows_three_signs_and_no_other(page, pattern, finds):
    row = a_signature(page, first_name="Annette", last_name="Troll12")
    assert found(name_pattern=pattern) == ({row.pk} if finds else set())


def test_a_name_that_is_made_for_it_keeps_nobody_waiting(page):
    """On PostgreSQL it never did. Python's patterns, which SQLite asks, go back over all that a star can stand for."""
    a_signature(page, first_name="a" * 80, last_name="a" * 80, roles="a" * 200)
    began = time.thread_time()
    assert found(name_pattern="a*a*a*b") == set()
    assert time.thread_time() - began < 1


def test_reasons_to_look_twice(page):
    flagged, plain = a_signature(page), a_signature(page)
    SignatureFlag.objects.create(signature=flagged, name="network")
    Signature.objects.filter(pk=flagged.pk).update(flagged=True)
    assert found(flag="network") == found(flag=described.ANY_FLAG) == {flagged.pk}
    assert found(flag=described.NO_FLAG) == {plain.pk}
    assert found(flag="twin") == set()


def test_what_came_or_changed_since_is_no_part_of_it(page):
    early, undone = a_signature(page), a_signature(page)
    seen_at = timezone.now()
    a_signature(page, created_at=timezone.now() + timedelta(minutes=1))
    moderation.undo(moderation.decide(undone.pk, State.HELD, by=builders.organiser()).pk, by=builders.organiser())
    assert set(Described(State.WAITING).signatures(seen_at).values_list("pk", flat=True)) == {early.pk}
    assert Described(State.WAITING).next_portion(seen_at, 0, 10) == [early.pk]


def test_a_look_shows_the_newest_some_others_and_what_stands_out(page):
    rows = [a_signature(page, email=f"x{n}@flood.example", network_hash="a" * 32) for n in range(15)]
    one = look(Described(State.WAITING), timezone.now(), for_the_desk())
    assert one.count == 15
    assert [row.pk for row in one.newest] == [row.pk for row in reversed(rows)][:10]
    assert {row.pk for row in one.random} == {row.pk for row in rows[:5]}
    assert one.domains == [("flood.example", 15)]
    assert one.networks == [("a" * 32, 15)]


@pytest.mark.parametrize("parts", [{}, {"name_pattern": "love"}, {"flag": "twin"}, {"domains": ("example.org",)}])
def test_of_a_very_large_set_some_are_drawn_without_listing_it(page, monkeypatch, parts):
    monkeypatch.setattr(described, "LISTED_UP_TO", 5)
    monkeypatch.setattr(described, "GROUPED_UP_TO", 5)
    monkeypatch.setattr(described, "_CHANCE", random.Random(2))  # noqa: S311  (nothing secret hangs on it)
    others = {a_signature(page, State.HELD).pk for _ in range(5)}
    rows = {a_signature(page).pk for _ in range(25)}
    SignatureFlag.objects.bulk_create(SignatureFlag(signature_id=pk, name="twin") for pk in rows | others)
    one = look(Described(State.WAITING, **parts), timezone.now(), for_the_desk())
    assert one.count == 25
    assert {row.pk for row in one.newest} == set(sorted(rows)[-10:])
    drawn = {row.pk for row in one.random}
    assert len(drawn) > 2
    assert drawn <= rows - {row.pk for row in one.newest}
    assert one.domains == one.networks == []


@pytest.mark.parametrize("listed", [5, 20_000])
def test_a_look_costs_the_same_for_a_few_and_for_many(page, monkeypatch, listed):
    monkeypatch.setattr(described, "LISTED_UP_TO", listed)

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            look(Described(State.WAITING, name_pattern="love"), timezone.now(), for_the_desk())
        return len(captured)

    for _ in range(12):
        a_signature(page)
    few = cost()
    for _ in range(12):
        a_signature(page)
    assert cost() == few <= 8
