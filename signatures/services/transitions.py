"""The only writer of a signature's state after its first save."""

from collections.abc import Mapping
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from outbox import services as outbox
from signatures.models import Act, Claim, Decision, Purpose, Reason, Signature, Supporter
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

    if before == State.WAITING:
        Claim.objects.filter(signature=signature).delete()
    _follow_up(signature, before, to, by, reason)
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
    """What `move` does, for locked signatures that are all in one state, by a member of staff, in few statements.

    `undoes` holds by the signature's id which decision is taken back. Raises: NoSuchMove; PermissionDenied.
    """
    if not signatures:
        return []
    (before,) = {State(signature.state) for signature in signatures}
    _check(by, before, to)
    now = timezone.now()
    changed = {"state": to, "decided_at": now, "published_at": now if to == State.PUBLISHED else None}
    Signature.objects.filter(pk__in=[signature.pk for signature in signatures]).update(**changed)
    if before == State.WAITING:
        Claim.objects.filter(signature__in=signatures).delete()
    for signature in signatures:
        vars(signature).update(changed)
        _follow_up(signature, before, to, by, reason)
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


def _follow_up(signature: Signature, before: State, to: State, by, reason: Reason | None) -> None:
    """The wall and the mails follow the move."""
    if to == State.PUBLISHED:
        _put_up(signature)
    elif before == State.PUBLISHED:
        _take_down(signature, by)
    if to == State.REJECTED:
        _tell_kindly(signature, reason)
    elif before == State.REJECTED:
        outbox.take_back(NOT_PUBLISHED_MAIL, signature.pk)


def _may(by, before: State, to: State, needed: str) -> bool:
    if by == Mover.SITE:
        return site_may(before, to)
    if by is None:
        return signer_may(before, to)
    return needed != Mover.SIGNER and by.has_perm(needed)


def _put_up(signature: Signature) -> None:
    wall_text.index_words(signature)
    if signature.supporter and not signature.supporter.suppressed_at:
        outbox.queue(PUBLISHED_MAIL, signature.pk, due_at=signature.published_at + UNDO_TIME)


def _tell_kindly(signature: Signature, reason: Reason | None) -> None:
    """The polite mail, for reasons that organisers gave one."""
    if reason and reason.mails_signer and signature.supporter and not signature.supporter.suppressed_at:
        outbox.queue(NOT_PUBLISHED_MAIL, signature.pk, due_at=signature.decided_at + UNDO_TIME)


def _take_down(signature: Signature, by) -> None:
    wall_text.forget_words(signature)
    # Off the wall, there is no old text to keep up: the row says what its signer said last.
    for correction in signature.corrections.pending():
        wall_text.take_over(correction, signature, timezone.now(), by=by)
    outbox.take_back(PUBLISHED_MAIL, signature.pk)
