"""Who works on which message. Every change is one UPDATE that asks whether the lease is still ours.

It is the same on SQLite and PostgreSQL. A worker that dies leaves its lease to run out; the next one takes over.
"""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Case, F, QuerySet, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from outbox import limits
from outbox.models import Message, State, Suppression

COLLISIONS = 5

_FREE = {"lease": None, "leased_until": None}


def length() -> timedelta:
    return timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)


def take(due_by: datetime, size: int) -> list[Message]:
    """Up to `size` messages that were due at `due_by`, longest first. From now on only the caller may send them.

    One that a dead worker left behind comes alone: should it be what kills workers, it takes no other with it.
    """
    for _ in range(COLLISIONS):
        abandoned, due = Message.objects.abandoned(due_by), Message.objects.due(due_by)
        if abandoned.exists():
            leasable, size = abandoned.order_by("leased_until", "pk"), 1
        elif due.exists():  # asked first, because on SQLite a transaction shuts out every other writer
            leasable = due.beside_no_other().order_by("due_at", "pk")
        else:
            return []
        try:
            return _take(leasable, size)
        except IntegrityError:
            continue  # another worker has just begun to mail one of these mailboxes; look again
    return []


def _take(leasable: QuerySet[Message], size: int) -> list[Message]:
    lease, now = uuid.uuid4(), timezone.now()
    with transaction.atomic():
        # Rows that somebody holds, in order to merge or to take back, are passed over instead of waited for:
        # whoever waits for one row while holding another can be part of a deadlock. SQLite has no such locks.
        free = leasable.select_for_update(skip_locked=True, of=("self",)).only("pk", "mailbox", "limited")
        chosen = _one_a_mailbox(free[:size])
        leasable.filter(pk__in=chosen).order_by().update(
            state=State.SENDING,
            lease=lease,
            leased_until=now + length(),
            attempts=F("attempts") + 1,
            lost_leases=F("lost_leases") + Case(When(state=State.SENDING, then=1), default=0),
            first_tried_at=Coalesce("first_tried_at", now),
        )
    return list(Message.objects.without_content().filter(pk__in=chosen, lease=lease).order_by("due_at", "pk"))


def _one_a_mailbox(messages: Iterable[Message]) -> list[int]:
    """Their ids; of those whose mailbox has limits, each mailbox's first."""
    chosen: dict[str | int, int] = {}
    for message in messages:
        chosen.setdefault(message.mailbox if message.limited else message.pk, message.pk)
    return list(chosen.values())


def hold(message: Message) -> bool:
    """See to it that the lease lasts for one more sending. False: it ran out and somebody else took the message."""
    now = timezone.now()
    if message.leased_until - now > length() * 3 / 4:
        return True
    until = now + length()
    if not _ours(message).update(leased_until=until):
        return False
    # A slow mail server must not make the rest of the batch look abandoned.
    batch = Message.objects.filter(lease=message.lease, state=State.SENDING)
    with transaction.atomic():
        free = batch.select_for_update(skip_locked=True).values_list("pk", flat=True)
        batch.filter(pk__in=list(free)).update(leased_until=until)
    return True


def is_suppressed(message: Message) -> bool:
    """Whether a public form caused this mail and its mailbox asked never to be mailed."""
    return message.limited and Suppression.objects.filter(mailbox=message.mailbox).exists()


def limits_ask_to_wait_until(message: Message) -> datetime | None:
    """None when a limited message may go now.

    Its due time kept the limits when it was queued. Since then it, or one before it, may have been held up.
    """
    if not message.limited:
        return None
    now = timezone.now()
    others = Message.objects.counted(message.mailbox).exclude(pk=message.pk).without_content()
    went, will_go = [], []
    for other in others:
        (went if other.sent_at else will_go).append(other.slot(now))
    if limits.earliest(now, went) <= now:
        return None
    return limits.earliest(now, went + will_go)


def sent(message: Message) -> bool:
    """False: the lease had run out and is somebody else's, so a second copy may leave."""
    return _finish(message, State.SENT, sent_at=timezone.now())


def dropped(message: Message) -> bool:
    return _finish(message, State.DROPPED)


def _finish(message: Message, state: State, **fields) -> bool:
    return bool(_ours(message).update(state=state, content="", last_error="", **_FREE, **fields))


def failed(message: Message, label: str) -> bool:
    """Park it until somebody of the staff tries it again."""
    return bool(_ours(message).update(state=State.FAILED, last_error=label, **_FREE))


def put_back(message: Message, due_at: datetime, label: str, *, counts: bool) -> None:
    """Try it again at `due_at`; `counts` unless it was no try of this message itself."""
    attempts = message.attempts - (0 if counts else 1)
    _queue_again(message, due_at, attempts=attempts, last_error=label)


def release(message: Message, due_at: datetime | None = None) -> None:
    """Give it back as it was, untried; to be sent later if `due_at` says so."""
    never_tried = {} if message.last_error else {"first_tried_at": None}
    _queue_again(message, due_at or message.due_at, attempts=message.attempts - 1, **never_tried)


def _queue_again(message: Message, due_at: datetime, **fields) -> None:
    try:
        with transaction.atomic():
            _ours(message).update(state=State.QUEUED, due_at=due_at, **_FREE, **fields)
    except IntegrityError:
        # The same mail was queued anew meanwhile: that one takes this one's place, at this one's time if earlier.
        double = Message.objects.about(message.kind, message.subject_id).queued()
        double.filter(due_at__gt=due_at).update(due_at=due_at)
        dropped(message)


def _ours(message: Message) -> QuerySet[Message]:
    return Message.objects.filter(pk=message.pk, lease=message.lease, state=State.SENDING)
