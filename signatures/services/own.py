"""What the signer does with a private link: withdraw, stop the mails, or say "this wasn't me"."""

from django.db import transaction
from django.utils import timezone

from outbox import services as outbox
from signatures.models import Purpose, Signature, Supporter
from signatures.services import transitions
from signatures.states import State


@transaction.atomic
def withdraw(signature_id: int) -> bool:
    """Take a signature off the wall and out of the count, in whatever state it is.

    False when it was withdrawn before. Raises: Signature.DoesNotExist.
    """
    signature = transitions.lock(signature_id)
    if signature.state == State.WITHDRAWN:
        return False
    transitions.move(signature, State.WITHDRAWN)
    return True


@transaction.atomic
def unsubscribe(supporter_id: int) -> None:
    """Stop campaign mail to this mailbox. The signatures stay. Doing it again changes nothing."""
    supporter = Supporter.objects.select_for_update().get(pk=supporter_id)
    supporter.consents.filter(purpose=Purpose.KEEP_IN_TOUCH).active().update(withdrawn_at=timezone.now())


@transaction.atomic
def not_me(signature_id: int) -> None:
    """The owner of the mailbox says that they never signed: the signature goes, and no mail ever follows.

    Of a mailbox without other signatures nothing but its keyed hash is kept. Raises: Signature.DoesNotExist.
    """
    supporter_id = Signature.objects.values_list("supporter_id", flat=True).get(pk=signature_id)
    supporter = Supporter.objects.select_for_update().get(pk=supporter_id)
    signature = transitions.lock(signature_id)
    if signature.state != State.WITHDRAWN:
        transitions.move(signature, State.WITHDRAWN)
    signature.delete()
    now = timezone.now()
    supporter.consents.active().update(withdrawn_at=now)
    supporter.suppressed_at = supporter.suppressed_at or now
    if not supporter.signatures.exists():
        supporter.address = supporter.domain = ""
        supporter.consents.all().delete()
    supporter.save(update_fields=["suppressed_at", "address", "domain"])
    outbox.never_mail(supporter.mailbox_key)  # no other form of the site either
