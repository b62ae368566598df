"""What the rest of the site may ask of the outbox."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.db.transaction import TransactionManagementError
from django.utils import timezone
from wagtail.log_actions import log

from outbox import limits
from outbox.models import STORED, UNFINISHED, Message, State, Suppression, counted_for
from personal_data.retention import kept

FINISHED_KEPT = limits.MEMORY  # sent ones are what the limits count
TRIED_AGAIN = "outbox.try_again"  # the act's name in the admin's log
NEVER_TRIED = {"attempts": 0, "lost_leases": 0, "first_tried_at": None, "last_error": ""}
HASTENED = ("limited", "due_at")
AT_ONCE = 1_000  # rows deleted by one statement, so that nobody waits long behind it


def queue(
    kind: str,
    subject_id: int,
    *,
    mailbox: str = "",
    limited: bool = False,
    due_at: datetime | None = None,
) -> Message:
    """Note that a mail of this kind about this subject must leave; at `due_at`, or else as soon as possible.

    Call it in the transaction that changes what the mail tells of, while holding the lock of the mailbox's
    row. A mail of the same kind and subject that still waits is that mail: it is rendered when it goes, from
    the facts of then. One that is being sent right now may have missed this change, so another follows it.

    `limited` says that a public form caused it: then it waits until the limits of `mailbox` (a keyed hash,
    never an address) allow it. Two statements, one when merged.

    Raises: TransactionManagementError outside of a transaction; ValueError when `limited` names no mailbox.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("A message is queued in the transaction of what causes it.")
    if limited and not mailbox:
        raise ValueError("A limited message names the mailbox it counts for.")
    now = timezone.now()
    wanted = due_at or now

    same = Q(kind=kind, subject_id=subject_id, state__in=UNFINISHED)
    if limited:
        same |= counted_for(mailbox)
    # The lock keeps the worker from rendering a waiting mail before the caller's changes can be read,
    # and from putting one back that failed while we insert its double.
    related = list(Message.objects.without_content().filter(same).select_for_update())

    for message in related:
        if (message.kind, message.subject_id, message.state) == (kind, subject_id, State.QUEUED):
            if not limited and _hasten(message, wanted):
                message.save(update_fields=HASTENED)
            return message
    if limited:
        wanted = limits.earliest(max(wanted, now), [other.slot(now) for other in related if other.limited])
    return Message.objects.create(
        kind=kind, subject_id=subject_id, mailbox=mailbox, limited=limited, due_at=wanted, created_at=now
    )


def queue_many(kind: str, subject_ids: Iterable[int], *, due_at: datetime | None = None) -> None:
    """What `queue` does about each subject, for mails that no limit holds back: a few statements for any number.

    Raises: TransactionManagementError outside of a transaction.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("Messages are queued in the transaction of what causes them.")
    now = timezone.now()
    wanted, subject_ids = due_at or now, set(subject_ids)
    same = Message.objects.without_content().filter(kind=kind, subject_id__in=subject_ids, state__in=UNFINISHED)
    waiting = [message for message in same.order_by("pk").select_for_update() if message.state == State.QUEUED]
    changed = [message for message in waiting if _hasten(message, wanted)]
    Message.objects.bulk_update(changed, HASTENED)
    missing = subject_ids - {message.subject_id for message in waiting}
    Message.objects.bulk_create(
        Message(kind=kind, subject_id=subject_id, due_at=wanted, created_at=now) for subject_id in sorted(missing)
    )


def _hasten(message: Message, wanted: datetime) -> bool:
    """Tell a waiting message that it has a cause now which no limit holds back; whether it is to be saved."""
    tried = message.attempts > 0  # then it keeps to its retry time
    if not message.limited and (tried or message.due_at <= wanted):
        return False
    message.limited = False
    message.due_at = message.due_at if tried else min(wanted, message.due_at)
    return True


def queue_to_stranger(kind: str, address: str) -> Message:
    """Note that one mail of this kind must leave to an address that is kept nowhere else.

    The address is the message's content: encrypted, read by the renderer, emptied once sent. No limits hold, so
    only for what the owner of the mailbox or an organiser caused.
    """
    return Message.objects.create(kind=kind, content=address)


def is_never_mailed(mailbox: str) -> bool:
    """Whether the owner of this mailbox (a keyed hash) asked never to be mailed."""
    return Suppression.objects.filter(mailbox=mailbox).exists()


def never_mail(mailbox: str) -> None:
    """From now on no public form causes mail to this mailbox (a keyed hash); what waits is dropped when it is due.

    Saying it again changes nothing. There is no way back but through the campaign's own hands.
    """
    Suppression.objects.get_or_create(mailbox=mailbox)


def take_back(kind: str, *subject_ids: int) -> int:
    """Remove mails that still wait (an act was undone). Returns how many: not those that are on their way."""
    return _delete(Message.objects.filter(kind=kind, subject_id__in=subject_ids).queued())


def forget_about(kinds: Iterable[str], subject_ids: Iterable[int]) -> int:
    """Delete every message of these kinds about these subjects, whether it left or not; how many there were."""
    return _delete(Message.objects.filter(kind__in=list(kinds), subject_id__in=list(subject_ids)))


def try_again(*message_ids: int, by: AbstractBaseUser | None = None) -> int:
    """Queue failed messages anew, as if never tried; returns how many. Without ids: all of them.

    Left as they are: stored mails whose content is gone. One whose double waits already has no need to go. `by`
    is who asked for it, for the admin's log.
    """
    failed = Message.objects.failed().exclude(kind=STORED, content="").without_content()
    if message_ids:
        failed = failed.filter(pk__in=message_ids)
    return sum(_try_again(message, by) for message in list(failed))


def _try_again(message: Message, by: AbstractBaseUser | None) -> bool:
    still_failed = Message.objects.failed().filter(pk=message.pk)
    try:
        with transaction.atomic():
            changed = still_failed.update(state=State.QUEUED, due_at=timezone.now(), **NEVER_TRIED)
    except IntegrityError:  # its double waits
        changed = still_failed.update(state=State.DROPPED, content="")
    if changed and by:
        log(message, TRIED_AGAIN, user=by)
    return bool(changed)


def forget_old(now: datetime) -> int:
    """Delete what nobody needs any more; returns how many rows went.

    Sent and dropped messages after 30 days (the limits count them until then), failed ones as long after as the
    setting KEPT_DAYS says, which also says when the content of a stored mail that failed is emptied.
    """
    gone = 0
    while portion := forget_some_old(now):
        gone += portion
    return gone


def forget_some_old(now: datetime) -> int:
    """One portion of what `forget_old` does; 0 when nothing is left."""
    given_up = Message.objects.failed().filter(due_at__lt=now - kept("failed_mail_content"))
    given_up.exclude(content="").update(content="")
    for old in _old(now):
        if portion := list(old.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
            return _delete(Message.objects.filter(pk__in=portion))
    return 0


def count_old(now: datetime) -> int:
    """How many rows `forget_old` would delete."""
    return sum(old.count() for old in _old(now))


def _old(now: datetime) -> tuple:
    sent = Message.objects.filter(state=State.SENT, sent_at__lt=now - FINISHED_KEPT)
    dropped = Message.objects.filter(state=State.DROPPED, created_at__lt=now - FINISHED_KEPT)
    failed = Message.objects.failed().filter(due_at__lt=now - kept("failed_mail"))
    return sent, dropped, failed


def _delete(messages) -> int:
    """One DELETE. Django's own would first read every row whole, ciphertexts included, to tell listeners."""
    return messages._raw_delete(messages.db) or 0  # for no ids at all it answers nothing
