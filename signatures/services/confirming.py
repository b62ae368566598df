"""Confirming: the mailbox has proved itself, and what was on the screen is what is stored."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from signatures.details import Details, Display
from signatures.models import Consent, Purpose, Signature, StatementVersion, Supporter
from signatures.services import automatic, desk_words, flagging, transitions
from signatures.states import Mover, State
from switches import present as switches

# Stored in one language, as whatever stands in a decision.
HELD_NOTE = gettext_noop("Everything new was set aside at that time (emergency switch).")


class ChangedMeanwhile(Exception):
    """Another wording of the statement was signed since the page was shown; show it again."""


@transaction.atomic
def confirm(signature_id: int, details: Details, version_id: int, address: str) -> bool:
    """Confirm an unconfirmed signature with the details and the version that were on the screen.

    `address` is the one that the link used was mailed to: it has proved itself, and is the one on file from now on.

    True when this call confirmed it, False when it was confirmed (or withdrawn) before: then nothing changes.
    Raises: ChangedMeanwhile; ValueError when a name would be published without consent.
    """
    if details.display != Display.COUNT_ONLY and not details.publish_consent:
        raise ValueError("A name is published with consent only.")
    supporter_id = Signature.objects.values_list("supporter_id", flat=True).get(pk=signature_id)
    supporter = Supporter.objects.select_for_update().get(pk=supporter_id)
    signature = transitions.lock(signature_id)
    if signature.state != State.UNCONFIRMED:
        return False
    if signature.version_id != version_id:
        raise ChangedMeanwhile

    supporter.address = address
    supporter.save(update_fields=["address"])
    signature.set_details(details)
    signature.address_typed = ""
    signature.save()
    desk_words.follow(signature)
    _record_consents(signature, supporter, details)
    transitions.move(signature, State.WAITING)
    flagged = flagging.look_on_arrival(signature)
    if switches.on_now().holds_new:
        transitions.move(signature, State.HELD, by=Mover.SITE, note=HELD_NOTE)
    elif not flagged:
        automatic.publish(signature)
    return True


def _record_consents(signature: Signature, supporter: Supporter, details: Details) -> None:
    version = StatementVersion.objects.get(pk=signature.version_id)
    given = {"version": version, "channel": signature.source, "given_at": timezone.now()}
    if details.display != Display.COUNT_ONLY:
        Consent.objects.create(
            purpose=Purpose.PUBLISH, wording_id=version.publish_wording_id, signature=signature, **given
        )
    keeps = supporter.consents.filter(purpose=Purpose.KEEP_IN_TOUCH).active().exists()
    if details.keep_in_touch and not keeps:
        Consent.objects.create(
            purpose=Purpose.KEEP_IN_TOUCH, wording_id=version.keep_in_touch_wording_id, supporter=supporter, **given
        )
