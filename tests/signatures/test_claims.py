"""Cards: dealt to one hand only, kept while their holder is there, and no hindrance to anybody's decision."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from signatures.models import Claim, Signature, StatementPage
from signatures.services import acts, claims, moderation, own
from signatures.states import State
from tests import builders
from tests.signatures.admin.test_parallel import at_once

pytestmark = pytest.mark.django_db


def queue_of(page: StatementPage, number: int) -> list[int]:
    """So many waiting signatures; their ids, the oldest first."""
    first = builders.signature(page, created_at=timezone.now() - timedelta(days=1))
    fields = {
        field.attname: getattr(first, field.attname) for field in first._meta.concrete_fields if field.attname != "id"
    }
    people = [builders.supporter() for _number in range(number - 1)]
    rows = [
        Signature(**fields | {"supporter_id": person.pk, "confirmed_at": first.confirmed_at + timedelta(minutes=place)})
        for place, person in enumerate(people, start=1)
    ]
    return [first.pk, *(row.pk for row in Signature.objects.bulk_create(rows))]


def hand(holder) -> list[int]:
    return list(claims.in_hand(holder).values_list("pk", flat=True))


def wait(**time) -> None:
    Claim.objects.update(until=timezone.now() + claims.IDLE - timedelta(**time))


@pytest.fixture
def ann(page):
    return builders.user("moderator")


@pytest.fixture
def ben(page):
    return builders.user("organiser")


def test_each_takes_the_next_twenty_and_none_is_dealt_twice(page, ann, ben):
    waiting = queue_of(page, 45)
    assert claims.take(ann) == claims.take(ben) == 20
    assert hand(ann) == waiting[:20]
    assert hand(ben) == waiting[20:40]
    assert claims.take(builders.user("admin")) == 5


def test_taking_again_fills_the_hand_up_and_no_more(page, ann):
    waiting = queue_of(page, 30)
    assert claims.take(ann) == claims.take(ann) == 20
    moderation.decide(waiting[3], State.PUBLISHED, by=ann)
    assert len(hand(ann)) == 19
    assert claims.take(ann) == 20
    assert waiting[20] in hand(ann)


def test_only_what_waits_is_dealt_and_of_one_statement_if_asked(page, ann):
    other = builders.statement(slug="other")
    there = builders.signature(other)
    builders.signature(page, State.HELD)
    builders.signature(page, State.UNCONFIRMED)
    here = builders.signature(page)
    assert claims.take(ann, statement_id=other.pk) == 1
    assert hand(ann) == [there.pk]
    assert claims.take(ann) == 2
    assert set(hand(ann)) == {there.pk, here.pk}


def test_who_may_not_moderate_takes_nothing(page):
    queue_of(page, 1)
    with pytest.raises(PermissionDenied):
        claims.take(builders.user("volunteer"))


def test_after_ten_idle_minutes_others_get_them(page, ann, ben):
    waiting = queue_of(page, 3)
    claims.take(ann)
    wait(minutes=9, seconds=50)
    assert claims.take(ben) == 0
    wait(minutes=10)
    assert hand(ann) == []
    assert claims.take(ben) == 3
    assert hand(ben) == waiting


def test_doing_something_keeps_the_hand_and_revives_none_that_ran_out(page, ann):
    queue_of(page, 2)
    claims.take(ann)
    wait(minutes=9)
    claims.stay(ann)
    assert Claim.objects.filter(until__gt=timezone.now() + timedelta(minutes=9)).count() == 2
    wait(minutes=11)
    claims.stay(ann)
    assert hand(ann) == []


def test_leaving_puts_them_back(page, ann, ben):
    waiting = queue_of(page, 3)
    claims.take(ann)
    assert claims.release(ann) == 3
    claims.take(ben)
    assert hand(ben) == waiting


@pytest.mark.parametrize("how", ["another's decision", "a bulk act", "the signer's withdrawal", "its end"])
def test_a_card_leaves_the_hand_when_it_is_decided_elsewhere(page, ann, ben, how):
    waiting = queue_of(page, 2)
    claims.take(ann)
    if how == "another's decision":
        moderation.decide(waiting[0], State.PUBLISHED, by=ben)
    elif how == "a bulk act":
        acts.decide(acts.begin("ticked", State.HELD, by=ben), {waiting[0]: State.WAITING}, by=ben)
    elif how == "the signer's withdrawal":
        own.withdraw(waiting[0])
    else:
        Signature.objects.get(pk=waiting[0]).delete()
    assert hand(ann) == waiting[1:]
    assert list(Claim.objects.values_list("signature", flat=True)) == waiting[1:]


def test_what_is_undone_waits_for_anybody_and_can_be_held_again(page, ann, ben):
    waiting = queue_of(page, 1)
    claims.take(ann)
    made = moderation.decide(waiting[0], State.PUBLISHED, by=ann)
    assert not claims.hold(ann, waiting[0])  # it doesn't wait
    moderation.undo(made.pk, by=ann)
    assert claims.hold(ann, waiting[0])
    assert not claims.hold(ben, waiting[0])
    assert hand(ann) == waiting
    wait(minutes=10)
    assert claims.hold(ben, waiting[0])
    assert (hand(ann), hand(ben)) == ([], waiting)


def test_a_skipped_card_goes_to_others_and_comes_back_when_asked_for(page, ann, ben):
    waiting = queue_of(page, 3)
    claims.take(ann)
    claims.skip(ann, waiting[0])
    assert hand(ann) == waiting[1:]
    assert claims.take(ann) == 2
    claims.ask_for_skipped(ann)
    assert claims.take(ann) == 3
    claims.skip(ann, waiting[0])
    assert claims.take(ben) == 1
    assert hand(ben) == waiting[:1]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_takers_at_the_same_moment_never_hold_the_same_card():
    """Five takers, over and over, while their cards are decided, put back and skipped."""
    waiting = queue_of(builders.statement(), 200)
    people = [builders.user("moderator") for _number in range(5)]
    overlaps = []

    def taker(me):
        def work() -> None:
            for _round in range(4):
                claims.take(me)
                mine = hand(me)
                others = Claim.objects.filter(signature__in=mine, skipped=False).exclude(holder=me)
                overlaps.extend(others.values_list("signature", flat=True))
                for pk in mine[:7]:
                    moderation.decide(pk, State.PUBLISHED, by=me)
                claims.skip(me, mine[-1])
                if _round == 2:
                    claims.release(me)

        return work

    at_once(*(taker(me) for me in people))
    assert overlaps == []
    # Whoever decided a card was its only holder: nobody met a decision of somebody else.
    assert Signature.objects.published().count() == 5 * 4 * 7
    assert Signature.objects.waiting().count() == len(waiting) - 140
