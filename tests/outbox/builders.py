"""Messages in the states that a story needs."""

import uuid
from datetime import timedelta

from django.core.mail import EmailMessage
from django.utils import timezone

from outbox.models import Message, State


def a_message(**fields) -> Message:
    return Message.objects.create(**({"kind": "test.hello"} | fields))


def leased(message: Message, seconds: int = 60) -> Message:
    """As a worker has it that began to send it; with negative `seconds`, a worker that died since."""
    return _changed(
        message,
        state=State.SENDING,
        lease=uuid.uuid4(),
        leased_until=timezone.now() + timedelta(seconds=seconds),
        attempts=1,
    )


def sent(message: Message, **fields) -> Message:
    return _changed(message, state=State.SENT, sent_at=timezone.now(), content="", **fields)


def _changed(message: Message, **fields) -> Message:
    Message.objects.filter(pk=message.pk).update(**fields)
    message.refresh_from_db()
    return message


def address_of(subject_id: int) -> str:
    return f"supporter-{subject_id}@example.org"


def letter(message: Message) -> EmailMessage:
    """What `test.hello` says."""
    return EmailMessage(f"Hello {message.subject_id}", "Dear friend", to=[address_of(message.subject_id)])
