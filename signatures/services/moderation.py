"""What organisers and moderators decide. The first decision stands; everything can be undone."""

from collections.abc import Collection, Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context, log, registry

from signatures.models import Correction, Decision, Outcome, Reason, Signature
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
    return bool(corrected_since_any([decision]))


def corrected_since_any(decisions: Collection[Decision]) -> set[int]:
    """Those of the decisions' signatures, each of which has one decision here, whose signer changed the text since."""
    numbers = [decision.signature_id for decision in decisions]
    applied = Correction.objects.filter(signature__in=numbers, by_signer=True, outcome=Outcome.APPLIED)
    last = dict(applied.order_by().values_list("signature").annotate(Max("settled_at")))
    made = {decision.signature_id: decision.made_at for decision in decisions}
    return {number for number, when in last.items() if when >= made[number]}


def _last(signature: Signature) -> Decision | None:
    return signature.decisions.select_related("made_by").order_by("-pk").first()


def record(decision: Decision, action: str) -> None:
    """Wagtail's log is kept for ever: it gets the states, never a name, a reason in words or an address."""
    log(instance=decision.signature, action=action, user=decision.made_by, data=_moved(decision))


def record_many(decisions: Iterable[Decision], action: str) -> None:
    """What `record` does for each, as one insert: Wagtail's own `log` asks some questions for every entry."""
    entries = registry.get_log_model_for_model(Signature)
    content_type, context = ContentType.objects.get_for_model(Signature), get_active_log_context()
    entries.objects.bulk_create(
        entries(
            content_type=content_type,
            object_id=str(decision.signature_id),
            label=str(decision.signature),
            action=action,
            data=_moved(decision),
            timestamp=decision.made_at,
            user=decision.made_by,
            uuid=context.uuid,
        )
        for decision in decisions
    )


def _moved(decision: Decision) -> dict[str, str]:
    return {"from": decision.from_state, "to": decision.to_state}
