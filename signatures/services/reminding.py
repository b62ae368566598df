"""Asking once more those who signed and never confirmed: the site by itself, once, and organisers by hand."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import Enum, auto

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from outbox import services as outbox
from personal_data.retention import kept
from signatures.models import Signature, Supporter
from signatures.models.signature import SignatureQuerySet
from signatures.services import transitions
from signatures.services.signing import ANSWER_MAIL
from signatures.states import State

REMINDER_MAIL = "signatures.reminder"
REMIND_AFTER = timedelta(hours=48)
TIME_TO_ACT = timedelta(hours=24)  # a reminder that came later than this before the end would only annoy
AT_ONCE = 200
LOG_ACTION = "signatures.resend"


class Resent(Enum):
    """What became of one signature whose confirming mail an organiser wants sent again."""

    NOW = auto()
    LATER = auto()  # the limits of the mailbox ask it to wait
    NOT_NEEDED = auto()  # confirmed, withdrawn or deleted meanwhile, or its owner asked never to be mailed


def due(now: datetime) -> SignatureQuerySet:
    """Who is to be reminded: two days after they signed, with a day or more left, and never twice."""
    rows = Signature.objects.unconfirmed().filter(reminded_at__isnull=True, supporter__suppressed_at__isnull=True)
    return rows.filter(created_at__lte=now - REMIND_AFTER, created_at__gt=now - kept("unconfirmed") + TIME_TO_ACT)


def remind(now: datetime) -> int:
    """Queue a portion of the reminders that are due; returns how many. The limits of each mailbox hold for them."""
    portion = list(due(now).order_by("created_at", "pk").values_list("pk", "supporter_id")[:AT_ONCE])
    return sum(_remind(signature_id, supporter_id, now) for signature_id, supporter_id in portion)


def remind_a_portion(now: datetime) -> bool:
    """The worker's chore. Returns whether more is left."""
    return remind(now) > 0 and due(now).exists()


@transaction.atomic
def _remind(signature_id: int, supporter_id: int, now: datetime) -> bool:
    supporter = Supporter.objects.select_for_update().filter(pk=supporter_id).first()
    if supporter is None:  # said "this wasn't me" at this moment
        return False
    # Asked again under the lock: another worker may have been quicker, or the signer.
    if not due(now).filter(pk=signature_id).update(reminded_at=now):
        return False
    outbox.queue(REMINDER_MAIL, signature_id, mailbox=supporter.mailbox_key, limited=True)
    return True


def resend(signature_ids: Iterable[int], *, by) -> Counter[Resent]:
    """Send the confirming mails of these signatures again, as far as the limits of each mailbox allow by now."""
    return Counter(_resend(signature_id, by) for signature_id in sorted(set(signature_ids)))


@transaction.atomic
def _resend(signature_id: int, by) -> Resent:
    supporter_id = Signature.objects.unconfirmed().values_list("supporter_id", flat=True).filter(pk=signature_id)
    supporter = Supporter.objects.select_for_update().filter(pk__in=list(supporter_id)).first()
    if supporter is None or supporter.suppressed_at:
        return Resent.NOT_NEEDED
    try:
        signature = transitions.lock(signature_id)
    except Signature.DoesNotExist:
        return Resent.NOT_NEEDED
    if signature.state != State.UNCONFIRMED:
        return Resent.NOT_NEEDED
    message = outbox.queue(ANSWER_MAIL, signature_id, mailbox=supporter.mailbox_key, limited=True)
    log(instance=signature, action=LOG_ACTION, user=by)
    return Resent.NOW if message.due_at <= timezone.now() else Resent.LATER
