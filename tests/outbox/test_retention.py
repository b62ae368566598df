"""How long which messages are kept, and trying failed ones again."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.utils import timezone

from outbox import services
from outbox.models import STORED, Message, State
from outbox.worker import Worker
from tests.outbox.builders import a_message, sent

pytestmark = pytest.mark.django_db


def ago(days: float):
    return timezone.now() - timedelta(days=days)


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ({"state": State.SENT, "sent_at": ago(29), "created_at": ago(59)}, True),
        ({"state": State.SENT, "sent_at": ago(31)}, False),
        ({"state": State.DROPPED, "created_at": ago(29)}, True),
        ({"state": State.DROPPED, "created_at": ago(31)}, False),
        ({"state": State.FAILED, "due_at": ago(89)}, True),
        ({"state": State.FAILED, "due_at": ago(91)}, False),
        ({"state": State.QUEUED, "created_at": ago(400), "due_at": ago(400)}, True),
    ],
)
def test_what_nobody_needs_any_more_is_forgotten(fields, kept):
    a_message(subject_id=1, **fields)
    assert services.forget_old(timezone.now()) == (0 if kept else 1)
    assert Message.objects.exists() == kept


def test_more_than_a_portion_is_forgotten(monkeypatch):
    monkeypatch.setattr(services, "AT_ONCE", 3)
    for subject in range(10):
        sent(a_message(subject_id=subject))
    assert services.forget_old(timezone.now() + timedelta(days=31)) == 10


@pytest.mark.parametrize(("days", "kept"), [(13, True), (15, False)])
def test_the_content_of_a_failed_mail_is_emptied_after_two_weeks(days, kept):
    a_message(kind=STORED, state=State.FAILED, content="a mail", due_at=ago(days))
    services.forget_old(timezone.now())
    assert bool(Message.objects.get().content) == kept


def test_the_worker_forgets_once_an_hour(monkeypatch):
    calls = []
    monkeypatch.setattr(services, "forget_old", calls.append)
    worker = Worker()
    worker.run_until_empty()
    worker.run_until_empty()
    assert len(calls) == 1
    worker._cleared_at -= 3601
    worker.run_until_empty()
    assert len(calls) == 2


def test_a_failed_message_can_be_tried_again_as_if_new():
    message = a_message(
        subject_id=1, state=State.FAILED, attempts=5, lost_leases=5, first_tried_at=ago(3), last_error="KeyError"
    )
    assert services.try_again(message.pk) == 1
    assert Worker().run_until_empty() == 1
    assert len(mail.outbox) == 1


def test_all_failed_messages_can_be_tried_again_at_once():
    for subject in (1, 2):
        a_message(subject_id=subject, state=State.FAILED)
    a_message(subject_id=3, state=State.DROPPED)
    assert services.try_again() == 2


def test_only_failed_messages_are_tried_again():
    message = sent(a_message(subject_id=1))
    assert services.try_again(message.pk) == 0


def test_a_failed_message_whose_double_waits_is_dropped_when_tried_again():
    failed = a_message(subject_id=1, state=State.FAILED)
    waiting = a_message(subject_id=1)
    assert services.try_again(failed.pk) == 1
    assert list(Message.objects.queued()) == [waiting]


def test_a_stored_mail_whose_content_is_gone_can_not_be_tried_again():
    message = a_message(kind=STORED, state=State.FAILED)
    assert services.try_again(message.pk) == 0


def test_a_failed_stored_mail_keeps_its_content_for_another_try(settings):
    settings.EMAIL_BACKEND = "outbox.backends.OutboxBackend"
    EmailMessage("Reset", "Here is the link", to=["ada@example.org"]).send()
    Message.objects.update(state=State.FAILED)
    services.try_again()
    assert Worker().run_until_empty() == 1
    assert mail.outbox[0].body == "Here is the link"
