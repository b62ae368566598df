"""What organisers put right: the capitals of a name, a slip in a role. The signer sees it on their own page."""

from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from signatures.models import Correction, Outcome, Signature
from signatures.services import moderation, transitions, wall_text
from signatures.states import CONFIRMED, MODERATE


class NotCorrectable(Exception):
    """Nobody but the signer may change it now: it is not confirmed, it was withdrawn, or their own change waits."""


@transaction.atomic
def fix(
    signature_id: int, *, first_name: str, last_name: str, roles: str, by, seen_text: str
) -> tuple[Signature, Correction | None]:
    """Correct name and roles of a signature that read as `seen_text` (its `text_mark`) on the screen.

    Returns the signature and what is on record of the change; None when there was nothing to change. On the wall it
    shows at once. Raises: NotCorrectable; moderation.TextChanged; PermissionDenied; Signature.DoesNotExist.
    """
    if not by.has_perm(MODERATE):
        raise PermissionDenied
    signature = transitions.lock(signature_id)
    if signature.state not in CONFIRMED or signature.corrections.pending().exists():
        raise NotCorrectable
    if signature.text_mark != seen_text:
        raise moderation.TextChanged(signature, None)
    before = signature.details
    after = replace(before, first_name=first_name, last_name=last_name, roles=roles)
    if after == before:
        return signature, None
    now = timezone.now()
    correction = Correction(
        signature=signature, by_signer=False, made_by=by, made_at=now, outcome=Outcome.APPLIED, settled_at=now
    )
    correction.set_old(before)
    correction.set_new(after)
    correction.save()
    wall_text.write(signature, after)
    log(instance=signature, action="signatures.fix", user=by)  # that it was done; the words are kept with the row
    return signature, correction
