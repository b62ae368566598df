"""A mailbox whose owner asked never to be mailed gets nothing from any public form, for ever."""

import pytest
from django.core import mail

from outbox import renderers, services
from outbox.models import State, Suppression
from outbox.worker import Worker
from tests.outbox import builders

pytestmark = pytest.mark.django_db

MAILBOX = "f" * 64


@pytest.fixture
def says_hello(monkeypatch):
    def hello(message):
        return mail.EmailMessage("Hello", "Hello.", to=[builders.address_of(message.subject_id)])

    monkeypatch.setitem(renderers._renderers, "test.hello", hello)


@pytest.mark.usefixtures("says_hello")
def test_what_a_form_causes_is_dropped_and_everything_else_leaves():
    services.never_mail(MAILBOX)
    from_a_form = builders.a_message(subject_id=1, mailbox=MAILBOX, limited=True)
    from_an_organiser = builders.a_message(subject_id=2, mailbox=MAILBOX)
    somebody_elses = builders.a_message(subject_id=3, mailbox="e" * 64, limited=True)
    Worker().run_until_empty()
    for message in (from_a_form, from_an_organiser, somebody_elses):
        message.refresh_from_db()
    assert [each.state for each in (from_a_form, from_an_organiser, somebody_elses)] == [
        State.DROPPED,
        State.SENT,
        State.SENT,
    ]


def test_asking_twice_is_asking_once():
    services.never_mail(MAILBOX)
    services.never_mail(MAILBOX)
    assert Suppression.objects.count() == 1
