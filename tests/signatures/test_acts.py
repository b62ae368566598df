"""Many decisions as one act: made in portions, each once; undone in portions, what stands is reported."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from outbox.models import Message
from signatures.models import Act, Decision, Signature
from signatures.services import acts, moderation, own
from signatures.services.transitions import PUBLISHED_MAIL
from signatures.states import State
from tests import builders

pytestmark = pytest.mark.django_db


def seen(*signatures: Signature) -> dict[int, State]:
    return {signature.pk: State(signature.state) for signature in signatures}


def states(*signatures: Signature) -> list[str]:
    found = dict(Signature.objects.values_list("pk", "state"))
    return [found[signature.pk] for signature in signatures]


@pytest.fixture
def three(page):
    return [builders.signature(page, first_name=name) for name in ("Ann", "Ben", "Cat")]


def begun(to: State = State.REJECTED, **more) -> Act:
    return acts.begin(Act.Kind.TICKED, to, by=builders.organiser(), **more)


def test_each_signature_gets_a_decision_of_its_own_with_the_acts_reason(three):
    act = begun(reason=builders.reason(), note="the same hand", description="three from one domain")
    outcome = acts.decide(act, seen(*three), by=builders.organiser())
    assert (outcome.moved, outcome.left) == (3, [])
    assert states(*three) == ["rejected"] * 3
    made = Decision.objects.filter(act=act)
    assert {(one.reason_id, one.note, one.made_by) for one in made} == {
        ("abuse", "the same hand", builders.organiser())
    }
    act.refresh_from_db()
    assert (act.number, act.description) == (3, "three from one domain")


def test_what_changed_since_it_was_seen_is_left_alone_and_reported(three):
    what_was_seen = seen(*three)
    moderation.decide(three[0].pk, State.HELD, by=builders.organiser())
    own.withdraw(three[1].pk)
    outcome = acts.decide(begun(State.PUBLISHED), what_was_seen | {999_999: State.WAITING}, by=builders.organiser())
    assert (outcome.moved, outcome.left) == (1, [three[0].pk, three[1].pk, 999_999])
    assert states(*three) == ["held", "withdrawn", "published"]


def test_a_portion_that_is_repeated_moves_nothing_twice(three):
    act = begun(State.HELD)
    first = acts.decide_portion(act, seen(*three[:2]), by=builders.organiser())
    again = acts.decide_portion(act, seen(*three), by=builders.organiser())
    assert (first.moved, again.moved, again.left) == (2, 1, [])
    assert Decision.objects.filter(act=act).count() == act.number == 3


def test_who_may_not_decide_moves_nothing(three):
    with pytest.raises(PermissionDenied):
        acts.decide(begun(), seen(*three), by=builders.user("volunteer"))
    assert states(*three) == ["waiting"] * 3


def test_an_undo_takes_all_back_with_their_mails_as_an_act_of_its_own(three):
    act = begun(State.PUBLISHED)
    acts.decide(act, seen(*three), by=builders.organiser())
    assert Message.objects.filter(kind=PUBLISHED_MAIL).count() == 3
    colleague = builders.user("moderator")
    outcome = acts.undo(act, by=colleague)
    assert (outcome.moved, outcome.left) == (3, [])
    assert states(*three) == ["waiting"] * 3
    assert not Message.objects.filter(kind=PUBLISHED_MAIL).exists()
    undo = Act.objects.get(undoes=act)
    assert (undo.kind, undo.made_by, undo.number) == ("undo", colleague, 3)
    assert set(undo.decisions.values_list("made_by", flat=True)) == {colleague.pk}


def test_an_undo_leaves_what_was_decided_since_and_says_so(three):
    act = begun(State.HELD)
    acts.decide(act, seen(*three), by=builders.organiser())
    moderation.decide(three[0].pk, State.PUBLISHED, by=builders.organiser(), seen=State.HELD)
    own.withdraw(three[2].pk)
    outcome = acts.undo(act, by=builders.organiser())
    assert (outcome.moved, outcome.left) == (1, [three[0].pk, three[2].pk])
    assert states(*three) == ["published", "waiting", "withdrawn"]


def test_an_undo_goes_on_where_it_stopped(three):
    act = begun(State.HELD)
    acts.decide(act, seen(*three), by=builders.organiser())
    undo = acts.begin_undo(act, by=builders.organiser())
    first = acts.undo_portion(undo, by=builders.organiser(), size=2)
    assert (first.moved, first.cursor) == (2, three[1].pk)
    second = acts.undo_portion(undo, by=builders.organiser(), after=first.cursor, size=2)
    assert (second.moved, second.cursor) == (1, three[2].pk)
    assert acts.undo_portion(undo, by=builders.organiser(), after=second.cursor, size=2).cursor is None
    from_the_start = acts.undo(act, by=builders.organiser())
    assert (from_the_start.moved, from_the_start.left) == (0, [])
    assert Act.objects.filter(undoes=act).count() == 1


def test_an_undo_can_be_undone(three):
    act = begun(State.HELD)
    acts.decide(act, seen(*three), by=builders.organiser())
    acts.undo(act, by=builders.organiser())
    outcome = acts.undo(Act.objects.get(undoes=act), by=builders.organiser())
    assert outcome.moved == 3
    assert states(*three) == ["held"] * 3


def test_a_signature_that_is_deleted_takes_its_decision_along_and_the_act_stays(three):
    act = begun(State.REJECTED)
    acts.decide(act, seen(*three), by=builders.organiser())
    three[0].delete()
    act.refresh_from_db()
    assert (act.number, act.decisions.count()) == (3, 2)
    assert acts.undo(act, by=builders.organiser()).moved == 2


def test_the_rows_of_a_portion_are_read_at_once(page):
    def cost(number: int) -> int:
        rows = seen(*(builders.signature(page) for _ in range(number)))
        act = begun(State.HELD)
        with CaptureQueriesContext(connection) as queries:
            acts.decide_portion(act, rows, by=builders.organiser())
        return len(queries)

    cost(1)  # content types and permissions are remembered from here on
    one, two, three = cost(1), cost(2), cost(3)
    assert three - two == two - one <= 6  # what a single decision writes, and nothing that grows
