"""Many decisions made as one act, in portions: each portion is a transaction of its own, and none is made twice.

The first decision stands here too: a signature that is no longer as it was seen is left alone and reported.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from signatures.models import Act, Decision, Reason, Signature
from signatures.services import moderation, transitions
from signatures.states import State, needed_for

PORTION = 100  # so many rows are locked at once


@dataclass
class Outcome:
    """What came of an act, or of a portion of it."""

    moved: int = 0
    left: list[int] = field(default_factory=list)  # signatures that were decided, withdrawn or deleted meanwhile
    cursor: int | None = None  # the last signature looked at; None when there was none left

    def add(self, portion: "Outcome") -> None:
        self.moved += portion.moved
        self.left += portion.left


def begin(kind: Act.Kind, to: State, *, by, reason: Reason | None = None, note: str = "", description: str = "") -> Act:
    """Write down who is about to move many signatures to `to`, why, and which ones in words."""
    return Act.objects.create(
        kind=kind, made_by=by, made_at=timezone.now(), to_state=to, reason=reason, note=note, description=description
    )


@transaction.atomic
def decide_portion(act: Act, seen: Mapping[int, State], *, by, seen_texts: Mapping[int, str] | None = None) -> Outcome:
    """Move each signature in `seen` (its id, and the state it was seen in) to where the act moves them.

    `seen_texts` are the `text_mark`s of what was on a screen; one that reads otherwise by now is left alone.
    Those that the act has moved before are passed over, so that a portion may be repeated.
    Raises: PermissionDenied.
    """
    to = State(act.to_state)
    rows = _lock(seen)
    before = set(act.decisions.filter(signature__in=rows).values_list("signature", flat=True))
    outcome, chosen = Outcome(cursor=max(seen, default=None)), defaultdict(list)
    for pk in sorted(set(seen) - before):
        signature = rows.get(pk)
        text = (seen_texts or {}).get(pk)
        changed = signature is None or signature.state != seen[pk] or (text and text != signature.text_mark)
        if changed or needed_for(seen[pk], to) is None:
            outcome.left.append(pk)
            continue
        chosen[seen[pk]].append(signature)
    for group in chosen.values():
        decisions = transitions.move_many(group, to, by=by, reason=act.reason, note=act.note, act=act)
        _record(decisions, act, moderation.LOG_ACTIONS[to])
        outcome.moved += len(decisions)
    _count(act, outcome.moved)
    return outcome


def decide(act: Act, seen: Mapping[int, State], *, by, seen_texts: Mapping[int, str] | None = None) -> Outcome:
    """All of `seen`, portion by portion. Raises: PermissionDenied."""
    whole = Outcome()
    for ids in _portions(sorted(seen)):
        whole.add(decide_portion(act, {pk: seen[pk] for pk in ids}, by=by, seen_texts=seen_texts))
    return whole


def begin_undo(act: Act, *, by) -> Act:
    """The act that undoes `act`; the same one when somebody began it before."""
    fresh = {"kind": Act.Kind.UNDO, "made_by": by, "made_at": timezone.now()}
    undo, _created = Act.objects.get_or_create(undoes=act, defaults=fresh)
    return undo


@transaction.atomic
def undo_portion(undo: Act, *, by, after: int = 0, size: int = PORTION) -> Outcome:
    """Take back the next decisions of the act that `undo` undoes, beyond the signature `after`.

    A decision that is no longer the last one about its signature stands, and is reported. Go on with the outcome's
    cursor until that is None; beginning again does no harm. Raises: PermissionDenied.
    """
    decisions = undo.undoes.decisions.filter(signature__gt=after).order_by("signature")[:size]
    decisions = {decision.signature_id: decision for decision in decisions}
    rows = _lock(decisions)
    latest = Decision.objects.filter(signature__in=rows).values_list("signature").annotate(Max("pk"))
    latest = dict(latest.order_by())
    done = set(undo.decisions.filter(signature__in=rows).values_list("signature", flat=True))
    unread = [decision for decision in decisions.values() if decision.from_state == State.PUBLISHED]
    unread = moderation.corrected_since_any(unread)
    outcome, chosen = Outcome(cursor=max(decisions, default=None)), defaultdict(list)
    for pk, decision in decisions.items():
        if latest.get(pk) != decision.pk:
            outcome.left += [] if pk in done else [pk]
        elif pk in unread:
            outcome.left.append(pk)
        else:
            chosen[rows[pk].state, decision.from_state].append(rows[pk])
    for (_state, to), group in chosen.items():
        moved = transitions.move_many(group, State(to), by=by, undoes=decisions, act=undo)
        _record(moved, undo.undoes, "signatures.undo")
        outcome.moved += len(moved)
    _count(undo, outcome.moved)
    return outcome


def undo(act: Act, *, by, size: int = PORTION) -> Outcome:
    """Take a whole act back, portion by portion. Raises: PermissionDenied."""
    whole, undoing = Outcome(), begin_undo(act, by=by)
    portion = undo_portion(undoing, by=by, size=size)
    while portion.cursor is not None:
        whole.add(portion)
        portion = undo_portion(undoing, by=by, after=portion.cursor, size=size)
    return whole


def _lock(ids) -> dict[int, Signature]:
    """The signatures with these ids that there are, locked in the order of their ids, as everybody must."""
    rows = Signature.objects.select_for_update(of=("self",)).select_related("supporter")
    rows = rows.defer("address_typed", "supporter__address")  # nobody mails them here, so nothing is deciphered
    return {row.pk: row for row in rows.filter(pk__in=list(ids)).order_by("pk")}


def _record(decisions: Iterable[Decision], act: Act, action: str) -> None:
    """Each in Wagtail's log. A bulk review may hold a million: it stands there once, as background work."""
    if act.kind != Act.Kind.REVIEW:
        moderation.record_many(decisions, action)


def _count(act: Act, moved: int) -> None:
    if moved:
        Act.objects.filter(pk=act.pk).update(number=F("number") + moved)
        act.refresh_from_db(fields=["number"])


def _portions(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), PORTION):
        yield ids[start : start + PORTION]
