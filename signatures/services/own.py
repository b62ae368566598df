"""What the owner of a mailbox does: ask for their link, withdraw, stop or start the mails, or say "this wasn't me".

Each locks the supporter's row first and then the signature's, as confirming does.
"""

from django.db import transaction
from django.utils import timezone

from outbox import services as outbox
from signatures.addresses import Address
from signatures.models import Consent, Purpose, StatementVersion, Supporter
from signatures.services import transitions
from signatures.services.corrections import OWN_PAGE
from signatures.services.signing import lock_supporter
from signatures.states import State

LINK_MAIL = "signatures.own_link"


@transaction.atomic
def ask_for_link(address: Address) -> None:
    """Somebody asks for the private link of a mailbox. Returns nothing on purpose, and does the same for all.

    A mailbox that we don't know gets a row as if it signed, so that its owner can be told that we hold nothing;
    the purge takes it away.
    """
    supporter = lock_supporter(address)
    if not supporter.suppressed_at:
        outbox.queue(LINK_MAIL, supporter.pk, mailbox=supporter.mailbox_key, limited=True)


@transaction.atomic
def withdraw(signature_id: int) -> bool:
    """Take a signature off the wall and out of the count, in whatever state it is.

    False when it was withdrawn before. Raises: Signature.DoesNotExist.
    """
    _supporter, signature = transitions.lock_own(signature_id)
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
def keep_in_touch(supporter_id: int, version: StatementVersion) -> None:
    """Record that this mailbox wants campaign mail (again), under the wording of `version`; once is enough."""
    supporter = Supporter.objects.select_for_update().get(pk=supporter_id)
    if supporter.consents.filter(purpose=Purpose.KEEP_IN_TOUCH).active().exists():
        return
    Consent.objects.create(
        purpose=Purpose.KEEP_IN_TOUCH,
        wording_id=version.keep_in_touch_wording_id,
        version=version,
        supporter=supporter,
        channel=OWN_PAGE,
        given_at=timezone.now(),
    )


@transaction.atomic
def not_me(signature_id: int) -> None:
    """The owner of the mailbox says that they never signed: the signature goes, and no mail ever follows.

    Of a mailbox without other signatures nothing but its keyed hash is kept. Raises: Signature.DoesNotExist.
    """
    supporter, signature = transitions.lock_own(signature_id)
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
