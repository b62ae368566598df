"""An act costs as few statements for two hundred signatures as for twenty, and does to each what one act does."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry

from outbox import services as outbox
from outbox.models import Message
from signatures.details import Display
from signatures.models import Act, Claim, Correction, Decision, Signature, SignatureWord, Source, Supporter
from signatures.services import acts, corrections, moderation
from signatures.services.transitions import PUBLISHED_MAIL
from signatures.states import State
from tests import builders

pytestmark = pytest.mark.django_db

FEW, MANY = 20, 200
WAYS = [
    (State.WAITING, State.PUBLISHED),
    (State.WAITING, State.REJECTED),
    (State.HELD, State.WAITING),
    (State.HELD, State.PUBLISHED),
    (State.PUBLISHED, State.HELD),
    (State.PUBLISHED, State.REJECTED),
    (State.REJECTED, State.PUBLISHED),
]


def many(page, number: int, state: State) -> dict[int, State]:
    """So many signatures of as many mailboxes in that state, as an act sees them."""
    now = timezone.now()
    before = Supporter.objects.count()
    people = Supporter.objects.bulk_create(
        Supporter(mailbox_key=f"{before + place:064x}", address="x@example.org", domain="example.org")
        for place in range(number)
    )
    rows = []
    for person in people:
        row = Signature(
            statement=page, version=page.version, supporter=person, state=state, created_at=now, confirmed_at=now,
            published_at=now if state == State.PUBLISHED else None,
        )  # fmt: skip
        row.set_details(builders.details())
        rows.append(row)
    return dict.fromkeys((row.pk for row in Signature.objects.bulk_create(rows)), state)


def begun(to: State, kind: Act.Kind = Act.Kind.TICKED) -> Act:
    return acts.begin(kind, to, by=builders.organiser(), reason=kindly(to))


def kindly(to: State):
    """For rejecting, a reason that mails the signer: the costliest."""
    return builders.reason("kindly", mails_signer=True) if to == State.REJECTED else None


def statements(work) -> int:
    """How many `work` takes. SQLite holds few values in one statement: an insert in several pieces counts as one."""
    with CaptureQueriesContext(connection) as captured:
        work()
    heads = [re.match(r"INSERT INTO \S+|", query["sql"]).group() for query in captured]
    return sum(not head or head != before for before, head in zip(["", *heads], heads, strict=False))


@pytest.mark.parametrize("kind", [Act.Kind.TICKED, Act.Kind.REVIEW])
@pytest.mark.parametrize(("from_state", "to"), WAYS)
def test_deciding_and_undoing_cost_the_same_for_twenty_and_for_two_hundred(page, from_state, to, kind):
    by = builders.organiser()

    def costs(number: int) -> tuple[int, int]:
        rows, act = many(page, number, from_state), begun(to, kind)
        deciding = statements(lambda: acts.decide_portion(act, rows, by=by))
        undo = acts.begin_undo(act, by=by)
        undoing = statements(lambda: acts.undo_portion(undo, by=by, size=number))
        assert (act.decisions.count(), undo.decisions.count()) == (number, number)
        return deciding, undoing

    costs(1)  # content types and permissions are remembered from here on
    few = costs(FEW)
    assert costs(MANY) == few
    assert max(few) <= 16


def people(page) -> list[Signature]:
    """One of each kind that something follows differently for."""
    ada = builders.signature(page, first_name="Ada")
    initial = builders.signature(page, first_name="Ben", display=Display.INITIAL)
    counted = builders.signature(page, first_name="Cat", display=Display.COUNT_ONLY, publish_consent=False)
    silent = builders.signature(page, first_name="Dan")
    Supporter.objects.filter(pk=silent.supporter_id).update(suppressed_at=timezone.now())
    paper = builders.signature(page, first_name="Eve")
    Signature.objects.filter(pk=paper.pk).update(supporter=None, source=Source.PAPER)
    in_a_hand = builders.signature(page, first_name="Fay")
    Claim.objects.create(signature=in_a_hand, holder=builders.organiser(), until=timezone.now())
    mailed_later = builders.signature(page, first_name="Gil")
    outbox.queue(PUBLISHED_MAIL, mailed_later.pk, due_at=timezone.now() + timedelta(days=2))
    tried = builders.signature(page, first_name="Hal")
    outbox.queue(PUBLISHED_MAIL, tried.pk, due_at=timezone.now() + timedelta(days=3))
    Message.objects.filter(subject_id=tried.pk).update(attempts=2)
    return [ada, initial, counted, silent, paper, in_a_hand, mailed_later, tried]


def what_stands(page) -> dict:
    """All that a decision leaves behind, by the signer's first name, with times as whole hours from now."""
    now = timezone.now()

    def hours(when) -> int | None:
        return when and round((when - now).total_seconds() / 3600)

    found = {}
    for row in page.signatures.order_by("pk"):
        decisions = row.decisions.order_by("pk").values_list(
            "from_state", "to_state", "reason", "note", "made_by", "by_signer", "by_site", "undoes__to_state"
        )
        mails = Message.objects.filter(subject_id=row.pk).order_by("kind")
        minutes = {mail.kind: (round((mail.due_at - now).total_seconds() / 60), mail.limited) for mail in mails}
        logged = ModelLogEntry.objects.filter(object_id=str(row.pk)).order_by("pk")
        found[row.created_at.microsecond] = {
            "text": (row.first_name, row.roles, row.display, row.wall_key, row.name_key),
            "state": (row.state, hours(row.decided_at), hours(row.published_at), bool(row.confirmed_at)),
            "decisions": list(decisions),
            "words": sorted(row.search_words.values_list("word", "statement")),
            "cards": row.claims.count(),
            "mails": minutes,
            "corrections": list(row.corrections.order_by("pk").values_list("outcome", "settled_by", "new_roles")),
            "flags": sorted(row.flags.values_list("name", "detail")),
            "log": [(entry.action, entry.data, entry.user_id, entry.label == str(row)) for entry in logged],
        }
    return found


def correct_some(page) -> None:
    """Some signers whose names are up ask for other roles: until somebody has read it, the old text stays up."""
    for row in page.signatures.published().filter(first_name__in=["Ada", "Fay"]):
        corrections.correct(row.pk, builders.details(first_name=row.first_name, roles="MP for Exampletown"))


@pytest.mark.parametrize(
    "way",
    [
        (State.WAITING, State.PUBLISHED, State.WAITING),
        (State.WAITING, State.REJECTED, State.PUBLISHED),
        (State.PUBLISHED, State.HELD, State.PUBLISHED),
        (State.PUBLISHED, State.REJECTED, State.WAITING),
    ],
    ids=" ".join,
)
def test_an_act_does_to_each_what_a_single_decision_does(page, way):
    """The same people are moved twice over, one by one and together; all that is left behind is the same."""
    by = builders.organiser()
    start, *rest = way

    def one_by_one(rows, before, to) -> list[Decision]:
        given = {"by": by, "seen": before, "reason": kindly(to), "note": "Monday"}
        return [moderation.decide(row.pk, to, **given) for row in rows]

    def together(rows, before, to) -> list[Act]:
        act = acts.begin(Act.Kind.TICKED, to, by=by, reason=kindly(to), note="Monday")
        assert acts.decide(act, dict.fromkeys((row.pk for row in rows), before), by=by).moved == len(rows)
        return [act]

    def run(decide, undo) -> dict:
        ModelLogEntry.objects.all().delete()
        rows = people(page)
        for place, row in enumerate(rows):
            Signature.objects.filter(pk=row.pk).update(created_at=row.created_at.replace(microsecond=place))
        if start != State.WAITING:
            decide(rows, State.WAITING, start)
            correct_some(page)
        before, last = start, []
        for to in rest:
            last = decide(rows, before, to)
            before = to
        for each in last:
            undo(each)
        stands = what_stands(page)
        for model in (SignatureWord, Message, Claim, Correction, Decision):
            model.objects.all().delete()
        page.signatures.all().delete()
        return stands

    first = run(one_by_one, lambda decision: moderation.undo(decision.pk, by=by))
    second = run(together, lambda act: acts.undo(act, by=by))
    assert first == second
    assert any(each["log"] for each in first.values())


def test_rows_that_moved_meanwhile_are_never_moved_together(page):
    """The last line of defence, should anybody call it without the rows' locks."""
    from django.db import transaction

    from signatures.services import transitions

    rows = [builders.signature(page) for _number in range(3)]
    Signature.objects.filter(pk=rows[0].pk).update(state=State.HELD)
    with pytest.raises(RuntimeError), transaction.atomic():
        transitions.move_many(rows, State.REJECTED, by=builders.organiser(), act=begun(State.REJECTED))
    assert set(Signature.objects.values_list("state", flat=True)) == {State.HELD, State.WAITING}
    assert not Decision.objects.exists()
