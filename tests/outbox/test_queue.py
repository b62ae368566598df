"""What the other apps rely on: queue, merge, take back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from outbox import services
from outbox.models import Message, State, new_message_id
from tests.outbox.builders import a_message, leased, sent

pytestmark = pytest.mark.django_db

MAILBOX = "ab" * 32
MINUTES = timedelta(minutes=1)


def about(wanted, minutes):
    return abs(wanted - timezone.now() - minutes * MINUTES) < timedelta(seconds=20)


def test_a_queued_message_is_due_at_once():
    message = services.queue("test.hello", 7)
    assert list(Message.objects.due(timezone.now())) == [message]
    assert message.state == State.QUEUED


def test_a_message_may_wait():
    message = services.queue("test.hello", 7, due_at=timezone.now() + 10 * MINUTES)
    assert not Message.objects.due(timezone.now()).exists()
    assert list(Message.objects.due(timezone.now() + 11 * MINUTES)) == [message]


def test_the_same_mail_queued_twice_is_one():
    assert services.queue("test.hello", 7) == services.queue("test.hello", 7)
    assert Message.objects.count() == 1


@pytest.mark.parametrize("other", [("test.hello", 8), ("test.bye", 7)])
def test_another_subject_or_kind_is_another_mail(other):
    assert services.queue("test.hello", 7) != services.queue(*other)


def test_a_change_while_the_mail_is_being_sent_makes_another_mail():
    first = leased(services.queue("test.hello", 7))
    second = services.queue("test.hello", 7)
    assert second != first
    assert second.message_id != first.message_id


def test_a_change_after_the_mail_was_sent_makes_another_mail():
    first = sent(services.queue("test.hello", 7))
    assert services.queue("test.hello", 7) != first


def test_a_merged_mail_leaves_at_the_earlier_of_both_times():
    services.queue("test.hello", 7, due_at=timezone.now() + 10 * MINUTES)
    assert about(services.queue("test.hello", 7).due_at, 0)
    assert about(services.queue("test.hello", 7, due_at=timezone.now() + 10 * MINUTES).due_at, 0)


def test_a_mail_that_failed_keeps_to_its_retry_time_when_merged():
    first = services.queue("test.hello", 7)
    Message.objects.filter(pk=first.pk).update(attempts=3, due_at=timezone.now() + 5 * MINUTES)
    assert about(services.queue("test.hello", 7).due_at, 5)


def test_limited_mails_to_one_mailbox_wait_for_each_other():
    waits = [services.queue("test.hello", subject, mailbox=MAILBOX, limited=True).due_at for subject in range(4)]
    for due, minutes in zip(waits, (0, 10, 20, 24 * 60), strict=True):
        assert about(due, minutes)


def test_limited_mails_to_other_mailboxes_do_not_wait():
    services.queue("test.hello", 1, mailbox=MAILBOX, limited=True)
    assert about(services.queue("test.hello", 2, mailbox="cd" * 32, limited=True).due_at, 0)


def test_mails_that_no_form_caused_neither_wait_nor_count():
    services.queue("test.hello", 1, mailbox=MAILBOX, limited=True)
    assert about(services.queue("test.hello", 2, mailbox=MAILBOX).due_at, 0)
    assert about(services.queue("test.hello", 3, mailbox=MAILBOX, limited=True).due_at, 10)


@pytest.mark.parametrize("state", ["queued", "sending", "sent"])
def test_the_limits_count_what_waits_what_goes_and_what_went(state):
    message = services.queue("test.hello", 1, mailbox=MAILBOX, limited=True)
    {"queued": lambda m: m, "sending": leased, "sent": sent}[state](message)
    assert about(services.queue("test.hello", 2, mailbox=MAILBOX, limited=True).due_at, 10)


@pytest.mark.parametrize("state", [State.FAILED, State.DROPPED])
def test_the_limits_do_not_count_what_never_went(state):
    a_message(kind="test.hello", subject_id=1, mailbox=MAILBOX, limited=True, state=state)
    assert about(services.queue("test.hello", 2, mailbox=MAILBOX, limited=True).due_at, 0)


def test_the_limits_count_from_when_a_mail_really_went():
    late = a_message(kind="test.hello", mailbox=MAILBOX, limited=True, due_at=timezone.now() - timedelta(days=2))
    sent(late)
    assert about(services.queue("test.hello", 2, mailbox=MAILBOX, limited=True).due_at, 10)


def test_a_mail_that_waits_for_the_limits_goes_at_once_when_staff_cause_it_too():
    services.queue("test.hello", 1, mailbox=MAILBOX, limited=True)
    waiting = services.queue("test.hello", 2, mailbox=MAILBOX, limited=True)
    hastened = services.queue("test.hello", 2, mailbox=MAILBOX)
    assert hastened == waiting
    hastened.refresh_from_db()
    assert about(hastened.due_at, 0)
    assert not hastened.limited


def test_a_hundred_forms_make_one_waiting_mail():
    for _ in range(100):
        services.queue("test.hello", 1, mailbox=MAILBOX, limited=True)
    assert Message.objects.count() == 1


def test_queueing_takes_two_statements(django_assert_num_queries):
    services.queue("test.hello", 1, mailbox=MAILBOX, limited=True)
    with django_assert_num_queries(2):
        services.queue("test.hello", 2, mailbox=MAILBOX, limited=True)
    with django_assert_num_queries(2):
        services.queue("test.hello", 3)


def test_merging_takes_one_statement(django_assert_num_queries):
    services.queue("test.hello", 1, mailbox=MAILBOX, limited=True)
    with django_assert_num_queries(1):
        services.queue("test.hello", 1, mailbox=MAILBOX, limited=True)


def test_a_message_shares_the_fate_of_what_caused_it():
    class Refused(Exception):
        pass

    def sign() -> None:
        with transaction.atomic():
            services.queue("test.hello", 1)
            raise Refused

    with pytest.raises(Refused):
        sign()
    assert not Message.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_queueing_outside_of_a_transaction_is_refused():
    with pytest.raises(TransactionManagementError):
        services.queue("test.hello", 1)


def test_a_limited_message_must_name_its_mailbox():
    with pytest.raises(ValueError, match="mailbox"):
        services.queue("test.hello", 1, limited=True)


def test_a_waiting_mail_can_be_taken_back():
    services.queue("test.hello", 7, due_at=timezone.now() + 10 * MINUTES)
    assert services.take_back("test.hello", 7)
    assert not Message.objects.exists()
    assert not services.take_back("test.hello", 7)


@pytest.mark.parametrize("state", [leased, sent])
def test_a_mail_on_its_way_can_not_be_taken_back(state):
    message = state(services.queue("test.hello", 7))
    assert not services.take_back("test.hello", 7)
    assert Message.objects.filter(pk=message.pk).exists()


def test_the_database_itself_refuses_a_second_waiting_mail_of_the_same_kind_and_subject():
    a_message(kind="test.hello", subject_id=7)
    with pytest.raises(IntegrityError), transaction.atomic():
        a_message(kind="test.hello", subject_id=7)


def test_the_database_itself_refuses_content_in_a_sent_message():
    with pytest.raises(IntegrityError), transaction.atomic():
        a_message(state=State.SENT, content="Dear friend")


def test_the_text_of_a_message_is_a_number():
    assert str(services.queue("test.hello", 7)).isdecimal()


@pytest.mark.parametrize(
    ("base_url", "host"),
    [
        ("https://www.example.org", "www.example.org"),
        ("http://127.0.0.1:8000", "127.0.0.1"),
        ("http://[::1]:8000", "[::1]"),
        ("https://zoë.example", "xn--zo-ija.example"),
    ],
)
def test_a_message_id_is_unique_and_names_the_site(settings, base_url, host):
    settings.BASE_URL = base_url
    assert new_message_id().endswith(f"@{host}>")
    assert new_message_id() != new_message_id()
