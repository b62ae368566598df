"""The only writer of a signature's state after its first save."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from outbox import services as outbox
from signatures.models import Act, Claim, Correction, Decision, Purpose, Reason, Signature, Supporter
from signatures.services import wall_text
from signatures.states import CONFIRMED, Mover, State, needed_for, signer_may, site_may

PUBLISHED_MAIL = "signatures.published"
NOT_PUBLISHED_MAIL = "signatures.not_published"
UNDO_TIME = timedelta(minutes=10)  # mails about a decision wait this long, and undo takes them back


class NoSuchMove(Exception):
    """The table of moves knows no way from the signature's state to the one asked for."""


def lock(signature_id: int) -> Signature:
    """The signature's row, locked until the surrounding transaction ends. Raises: Signature.DoesNotExist."""
    return Signature.objects.select_for_update(of=("self",)).select_related("supporter").get(pk=signature_id)


def lock_own(signature_id: int) -> tuple[Supporter | None, Signature]:
    """The supporter's row and then the signature's, locked in the order of all that a signer does.

    Raises: Signature.DoesNotExist.
    """
    supporter_id = Signature.objects.values_list("supporter_id", flat=True).get(pk=signature_id)
    supporter = Supporter.objects.select_for_update().filter(pk=supporter_id).first()
    return supporter, lock(signature_id)


def move(
    signature: Signature,
    to: State,
    *,
    by=None,
    reason: Reason | None = None,
    note: str = "",
    undoes: Decision | None = None,
    act: Act | None = None,
) -> Decision:
    """Move a locked signature to `to`, with all that follows from it, and return the decision that records it.

    `by` is the member of staff who decided, None for the signer's own move, `Mover.SITE` for one that the site makes
    by itself; `act` is what it is a part of. Must run in the transaction that locked the row.

    Raises: NoSuchMove; PermissionDenied when the move isn't theirs to make.
    """
    before = State(signature.state)
    _check(by, before, to)
    now = timezone.now()
    signature.state = to
    if to == State.UNCONFIRMED:
        signature.confirmed_at = signature.decided_at = None
    elif before == State.UNCONFIRMED and to in CONFIRMED:
        signature.confirmed_at = now
    if by is not None:
        signature.decided_at = now
    signature.published_at = now if to == State.PUBLISHED else None
    signature.save(update_fields=["state", "confirmed_at", "decided_at", "published_at"])

    _follow_up([signature], before, to, by, reason, now)
    if to == State.WITHDRAWN:
        signature.consents.filter(purpose=Purpose.PUBLISH).active().update(withdrawn_at=now)
    return Decision.objects.create(
        signature=signature,
        made_by=None if by == Mover.SITE else by,
        by_signer=by is None,
        by_site=by == Mover.SITE,
        from_state=before,
        to_state=to,
        reason=reason,
        note=note,
        undoes=undoes,
        act=act,
        made_at=now,
    )


def move_many(
    signatures: list[Signature],
    to: State,
    *,
    by,
    act: Act,
    reason: Reason | None = None,
    note: str = "",
    undoes: Mapping[int, Decision] | None = None,
) -> list[Decision]:
    """What `move` does, for locked signatures that are all in one state, by a member of staff.

    It costs the same few statements for any number. `undoes` holds by the signature's id which decision is taken
    back. Raises: NoSuchMove; PermissionDenied; RuntimeError when they are in another state, so were not locked.
    """
    if not signatures:
        return []
    (before,) = {State(signature.state) for signature in signatures}
    _check(by, before, to)
    now = timezone.now()
    changed = {"state": to, "decided_at": now, "published_at": now if to == State.PUBLISHED else None}
    as_they_were = Signature.objects.filter(pk__in=_ids(signatures), state=before)
    if as_they_were.update(**changed) != len(signatures):
        raise RuntimeError("Signatures that move together are locked together.")
    for signature in signatures:
        vars(signature).update(changed)
    _follow_up(signatures, before, to, by, reason, now)
    return Decision.objects.bulk_create(
        Decision(
            signature=signature,
            made_by=by,
            by_signer=False,
            from_state=before,
            to_state=to,
            reason=reason,
            note=note,
            undoes=(undoes or {}).get(signature.pk),
            act=act,
            made_at=now,
        )
        for signature in signatures
    )


def _check(by, before: State, to: State) -> None:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A signature moves inside a transaction only.")
    needed = needed_for(before, to)
    if needed is None:
        raise NoSuchMove(f"{before} to {to}")
    if not _may(by, before, to, needed):
        raise PermissionDenied


def _follow_up(signatures: list[Signature], before: State, to: State, by, reason: Reason | None, now: datetime) -> None:
    """The desk's cards, the wall and the mails follow the move, for one signature as for many."""
    if before == State.WAITING:
        cards = Claim.objects.filter(signature__in=signatures)
        cards._raw_delete(cards.db)  # Django's own would read each first, to tell listeners
    if to == State.PUBLISHED:
        _put_up(signatures, now)
    elif before == State.PUBLISHED:
        _take_down(signatures, by, now)
    if to == State.REJECTED:
        _tell_kindly(signatures, reason, now)
    elif before == State.REJECTED:
        outbox.take_back(NOT_PUBLISHED_MAIL, *_ids(signatures))


def _may(by, before: State, to: State, needed: str) -> bool:
    if by == Mover.SITE:
        return site_may(before, to)
    if by is None:
        return signer_may(before, to)
    return needed != Mover.SIGNER and by.has_perm(needed)


def _put_up(signatures: list[Signature], now: datetime) -> None:
    wall_text.index_words(*signatures)
    outbox.queue_many(PUBLISHED_MAIL, _ids(filter(_may_be_mailed, signatures)), due_at=now + UNDO_TIME)


def _tell_kindly(signatures: list[Signature], reason: Reason | None, now: datetime) -> None:
    """The polite mail, for reasons that organisers gave one."""
    if reason and reason.mails_signer:
        outbox.queue_many(NOT_PUBLISHED_MAIL, _ids(filter(_may_be_mailed, signatures)), due_at=now + UNDO_TIME)


def _take_down(signatures: list[Signature], by, now: datetime) -> None:
    wall_text.forget_words(*signatures)
    # Off the wall, there is no old text to keep up: the row says what its signer said last.
    by_id = {signature.pk: signature for signature in signatures}
    for correction in Correction.objects.pending().filter(signature__in=signatures):
        wall_text.take_over(correction, by_id[correction.signature_id], now, by=by)
    outbox.take_back(PUBLISHED_MAIL, *by_id)


def _may_be_mailed(signature: Signature) -> bool:
    return bool(signature.supporter and not signature.supporter.suppressed_at)


def _ids(signatures: Iterable[Signature]) -> list[int]:
    return [signature.pk for signature in signatures]
