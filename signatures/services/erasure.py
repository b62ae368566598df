"""Erasing everything about a mailbox: here, in every other room, and in what was about to be mailed."""

from collections import Counter
from contextlib import suppress

from django.db import OperationalError, connection, transaction
from django.utils import timezone

from outbox import services as outbox
from personal_data import services as personal_data
from personal_data.registry import Mailbox
from signatures.addresses import Address
from signatures.models import Signature, Supporter
from signatures.models.supporter import mailbox_key
from signatures.services.reminding import REMINDER_MAIL
from signatures.services.signing import ANSWER_MAIL
from signatures.services.transitions import NOT_PUBLISHED_MAIL, PUBLISHED_MAIL

ERASED_MAIL = "signatures.erased"
MAILS_ABOUT_SIGNATURES = (
    ANSWER_MAIL,
    REMINDER_MAIL,
    PUBLISHED_MAIL,
    NOT_PUBLISHED_MAIL,
)  # those of the mailbox go with it


def mailbox_of(address: Address) -> Mailbox:
    """The mailbox of an address that somebody typed, with the spelling on file."""
    key = mailbox_key(address)
    return _mailbox(Supporter.objects.filter(mailbox_key=key).first(), key, address.normal)


def mailbox_of_supporter(supporter: Supporter) -> Mailbox:
    return _mailbox(supporter, supporter.mailbox_key)


def _mailbox(supporter: Supporter | None, key: str, *typed: str) -> Mailbox:
    on_file = supporter.address if supporter else ""
    return Mailbox(key, tuple(dict.fromkeys(address for address in (on_file, *typed) if address)))


@transaction.atomic
def erase_everything(mailbox: Mailbox, *, never_mail: bool = False, dry_run: bool = False) -> dict[str, int]:
    """Erase all that any room holds of this mailbox; how much of what kind went, or in a dry run would go.

    Nothing stays but, if its owner wants no mail ever (now or before), the keyed hash on the suppression list. The
    others get one last mail that it is done: its address waits encrypted in the outbox and is emptied once sent.
    Whatever a moderator does at the same moment either comes before it, and is erased too, or finds nothing.
    """
    supporter = Supporter.objects.select_for_update().filter(mailbox_key=mailbox.key).first()
    wants_none = never_mail or outbox.is_never_mailed(mailbox.key)
    if supporter and never_mail and not supporter.suppressed_at:
        supporter.suppressed_at = timezone.now()
        supporter.save(update_fields=["suppressed_at"])
    gone = personal_data.erase(mailbox, dry_run=dry_run)
    if never_mail:
        outbox.never_mail(mailbox.key)
    elif gone and not wants_none and mailbox.addresses:
        outbox.queue_to_stranger(ERASED_MAIL, mailbox.addresses[0])
    if dry_run:
        transaction.set_rollback(True)
    else:
        transaction.on_commit(_empty_the_journal)
    return gone


def _empty_the_journal() -> None:
    """SQLite keeps old pages in its write-ahead log until they are written over; PostgreSQL has no such file to read.

    When other connections are busy it does what it can, and the next one does the rest.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with suppress(OperationalError), connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def erase_ours(mailbox: Mailbox) -> dict[str, int]:
    """What this room deletes, in the caller's transaction: the person, the signatures and all that hangs on them."""
    supporter = Supporter.objects.select_for_update().filter(mailbox_key=mailbox.key).first()
    if supporter is None:
        return {}
    held = Signature.objects.select_for_update(of=("self",)).filter(supporter=supporter).order_by("pk")
    ids = list(held.values_list("pk", flat=True))
    gone = Counter()
    gone["outbox.Message"] = outbox.forget_about(MAILS_ABOUT_SIGNATURES, ids)
    gone.update(Signature.objects.filter(pk__in=ids).delete()[1])
    gone.update(supporter.consents.all().delete()[1])
    if supporter.suppressed_at:
        gone["signatures.Supporter"] = int(bool(supporter.address))
        supporter.address = supporter.domain = ""
        supporter.save(update_fields=["address", "domain"])
    else:
        gone.update(supporter.delete()[1])
    return dict(gone)
