"""What organisers do with an enquiry. The first act stands, every move can be undone, each has a name and a time."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from enquiries.checks import Suspicion
from enquiries.models import Enquiry, EnquiryMove, EnquiryNote
from enquiries.permissions import can_handle
from enquiries.services import receiving, retention
from enquiries.states import MOVES, State

LOG_ACTIONS = {
    State.NEW: "enquiries.reopen",
    State.ANSWERED: "enquiries.answer",
    State.CLOSED: "enquiries.close",
    State.QUARANTINED: "enquiries.quarantine",
}


class NoSuchMove(Exception):
    """There is no way from the enquiry's state to the one asked for."""


class MovedMeanwhile(Exception):
    """Somebody was quicker. `enquiry` is as it stands now, `move` the last one made (None if none was)."""

    def __init__(self, enquiry: Enquiry, move: EnquiryMove | None) -> None:
        super().__init__(_("Somebody else moved this enquiry already."))
        self.enquiry = enquiry
        self.move = move


@transaction.atomic
def move(enquiry_id: int, to: State, *, by, seen: State) -> EnquiryMove:
    """Move an enquiry that was `seen` in one state to another.

    Raises: MovedMeanwhile when it is no longer as it was seen; NoSuchMove; PermissionDenied; Enquiry.DoesNotExist.
    """
    _demand_handler(by)
    enquiry = _lock(enquiry_id)
    if enquiry.state != seen:
        raise MovedMeanwhile(enquiry, _last(enquiry))
    return _move(enquiry, to, by)


@transaction.atomic
def undo(move_id: int, *, by) -> EnquiryMove:
    """Take the last move of an enquiry back, as a move of its own.

    Raises: MovedMeanwhile when it is no longer the last one; PermissionDenied; EnquiryMove.DoesNotExist.
    """
    _demand_handler(by)
    undone = EnquiryMove.objects.get(pk=move_id)
    enquiry = _lock(undone.enquiry_id)
    last = _last(enquiry)
    if last is None or last.pk != undone.pk:
        raise MovedMeanwhile(enquiry, last)
    return _move(enquiry, State(undone.from_state), by, undoes=undone)


@transaction.atomic
def move_all(enquiry_ids: Iterable[int], to: State, *, by, seen: State) -> int:
    """Move those of the enquiries that are still as they were `seen`; returns how many were."""
    _demand_handler(by)
    rows = Enquiry.objects.select_for_update(of=("self",)).filter(pk__in=list(enquiry_ids), state=seen).order_by("pk")
    return sum(1 for enquiry in rows if _move(enquiry, to, by))


@transaction.atomic
def delete(enquiry_ids: Iterable[int], *, by) -> int:
    """Delete for good those of the enquiries that are closed or in quarantine; returns how many were."""
    _demand_handler(by)
    rows = Enquiry.objects.select_for_update(of=("self",)).deletable().filter(pk__in=list(enquiry_ids))
    gone = list(rows.only("pk").order_by("pk"))
    for enquiry in gone:
        log(instance=enquiry, action="enquiries.delete", user=by, deleted=True)
    return retention.delete([enquiry.pk for enquiry in gone])


@transaction.atomic
def assign(enquiry_id: int, to, *, by) -> None:
    """Give the enquiry to somebody who may handle it, or to nobody (None).

    Raises: PermissionDenied, also when it is given to somebody who may not handle it; Enquiry.DoesNotExist.
    """
    _demand_handler(by)
    if to is not None and not (to.is_active and can_handle(to)):
        raise PermissionDenied
    enquiry = _lock(enquiry_id)
    if enquiry.assigned_to_id != (to.pk if to else None):
        enquiry.assigned_to = to
        enquiry.save(update_fields=["assigned_to"])
        log(instance=enquiry, action="enquiries.assign", user=by)


@transaction.atomic
def add_note(enquiry_id: int, text: str, *, by) -> EnquiryNote:
    """Raises: PermissionDenied; Enquiry.DoesNotExist."""
    _demand_handler(by)
    enquiry = _lock(enquiry_id)
    note = EnquiryNote.objects.create(enquiry=enquiry, author=by, text=text, written_at=timezone.now())
    log(instance=enquiry, action="enquiries.note", user=by)
    return note


def _demand_handler(user) -> None:
    if user is None or not can_handle(user):
        raise PermissionDenied


def _lock(enquiry_id: int) -> Enquiry:
    return Enquiry.objects.select_for_update(of=("self",)).get(pk=enquiry_id)


def _last(enquiry: Enquiry) -> EnquiryMove | None:
    return enquiry.moves.select_related("made_by").order_by("-pk").first()


def _move(enquiry: Enquiry, to: State, by, undoes: EnquiryMove | None = None) -> EnquiryMove:
    """Move a locked enquiry, and do what follows from it."""
    before = State(enquiry.state)
    if (before, to) not in MOVES:
        raise NoSuchMove(f"{before} to {to}")
    now = timezone.now()
    suspected = enquiry.suspicion
    enquiry.state = to
    if to == State.QUARANTINED:
        # Undone, a release gives back the reason for which it had been held.
        enquiry.suspicion = (undoes.suspicion if undoes else "") or Suspicion.BY_HAND
        receiving.take_acknowledgement_back(enquiry)
    else:
        enquiry.suspicion = ""
    if to == State.NEW:
        enquiry.answered_at = enquiry.closed_at = None
    elif to == State.ANSWERED:
        enquiry.answered_at, enquiry.closed_at = enquiry.answered_at or now, None
    elif to == State.CLOSED:
        enquiry.closed_at = now
    enquiry.save(update_fields=["state", "suspicion", "answered_at", "closed_at"])
    if before == State.QUARANTINED:
        receiving.acknowledge(enquiry)  # whoever releases it is an organiser: the others need no mail about it
    made = EnquiryMove.objects.create(
        enquiry=enquiry,
        made_by=by,
        from_state=before,
        to_state=to,
        suspicion=suspected,
        undoes=undoes,
        made_at=now,
    )
    action = "enquiries.undo" if undoes else LOG_ACTIONS[to]
    if before == State.QUARANTINED and not undoes:
        action = "enquiries.release"
    log(instance=enquiry, action=action, user=by, data={"from": before.value, "to": to.value})
    return made
