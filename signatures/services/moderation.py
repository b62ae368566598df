"""What organisers and moderators decide. The first decision stands; everything can be undone."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from signatures.models import Decision, Outcome, Reason, Signature
from signatures.services import transitions
from signatures.states import State

LOG_ACTIONS = {
    State.PUBLISHED: "signatures.publish",
    State.REJECTED: "signatures.reject",
    State.HELD: "signatures.hold",
    State.WAITING: "signatures.undo",
}


class AlreadyDecided(Exception):
    """Somebody was quicker. `signature` is as it stands now, `decision` the last one made (None if none was)."""

    def __init__(self, signature: Signature, decision: Decision | None) -> None:
        super().__init__(_("This signature was decided already."))
        self.signature = signature
        self.decision = decision


class TextChanged(AlreadyDecided):
    """The signer corrected the text since it was on the screen: nobody publishes what nobody has read."""


@transaction.atomic
def decide(
    signature_id: int,
    to: State,
    *,
    by,
    seen: State = State.WAITING,
    seen_text: str = "",
    reason: Reason | None = None,
    note: str = "",
) -> Decision:
    """Move a signature that was `seen` in one state to another. `seen_text` is the `text_mark` of what was shown.

    Raises: AlreadyDecided when it is no longer as it was seen (TextChanged when that is its text);
    PermissionDenied; Signature.DoesNotExist when it was erased.
    """
    signature = transitions.lock(signature_id)
    if signature.state != seen:
        raise AlreadyDecided(signature, _last(signature))
    if seen_text and seen_text != signature.text_mark:
        raise TextChanged(signature, _last(signature))
    decision = transitions.move(signature, to, by=by, reason=reason, note=note)
    record(decision, LOG_ACTIONS[to])
    return decision


@transaction.atomic
def undo(decision_id: int, *, by) -> Decision:
    """Take a member of staff's decision back, as a decision of its own.

    Raises: AlreadyDecided when it is no longer the last one; PermissionDenied; Decision.DoesNotExist.
    """
    undone = Decision.objects.get(pk=decision_id)
    signature = transitions.lock(undone.signature_id)
    last = _last(signature)
    if undone.by_signer or last is None or last.pk != undone.pk:
        raise AlreadyDecided(signature, last)
    if undone.from_state == State.PUBLISHED and corrected_since(undone):
        raise TextChanged(signature, last)  # back on the wall would go what nobody has read
    decision = transitions.move(signature, State(undone.from_state), by=by, undoes=undone)
    record(decision, "signatures.undo")
    return decision


def corrected_since(decision: Decision) -> bool:
    """Whether its signer changed the text since: nobody has read what an undo would put back on the wall."""
    applied = decision.signature.corrections.filter(by_signer=True, outcome=Outcome.APPLIED)
    return applied.filter(settled_at__gte=decision.made_at).exists()


def _last(signature: Signature) -> Decision | None:
    return signature.decisions.select_related("made_by").order_by("-pk").first()


def record(decision: Decision, action: str) -> None:
    """Wagtail's log is kept for ever: it gets the states, never a name, a reason in words or an address."""
    moved = {"from": decision.from_state, "to": decision.to_state}
    log(instance=decision.signature, action=action, user=decision.made_by, data=moved)
