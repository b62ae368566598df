"""The worker in one process: what it sends, puts back, parks and drops."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from outbox import failures, leases, services
from outbox.models import Message, State
from outbox.worker import WORKERS_LOST, Worker
from tests.outbox.builders import a_message, address_of, leased, letter, sent

pytestmark = pytest.mark.django_db

MAILBOX = "ab" * 32
BACKEND = f"{__name__}.RefusingBackend"


class RefusingBackend(EmailBackend):
    """Raises, for an address, what the test wrote down for it; delivers everything else."""

    errors: dict[str, Exception] = {}
    opened = 0

    def open(self):
        type(self).opened += 1
        if "everybody" in self.errors:
            raise self.errors["everybody"]

    def send_messages(self, messages):
        for message in messages:
            if error := self.errors.get(message.to[0]):
                raise error
        return super().send_messages(messages)


@pytest.fixture
def refuse(settings, monkeypatch):
    """`refuse(subject_id, error)`: the mail server answers its mail so. `refuse("everybody", …)`: it is down."""
    settings.OUTBOX_DELIVERY_BACKEND = BACKEND
    errors: dict[str, Exception] = {}
    monkeypatch.setattr(RefusingBackend, "errors", errors)
    monkeypatch.setattr(RefusingBackend, "opened", 0)

    def add(whom: int | str, error: Exception) -> None:
        errors[whom if isinstance(whom, str) else address_of(whom)] = error

    return add


def refused(code: int) -> smtplib.SMTPException:
    return smtplib.SMTPRecipientsRefused({"ada@example.org": (code, b"no such ada@example.org")})


def seconds_until_due(message: Message) -> float:
    message.refresh_from_db()
    return (message.due_at - timezone.now()).total_seconds()


def test_what_is_due_is_sent_once():
    message = a_message(subject_id=7)
    assert Worker().run_until_empty() == 1
    assert Worker().run_until_empty() == 0
    assert [each.to for each in mail.outbox] == [[address_of(7)]]
    message.refresh_from_db()
    assert message.state == State.SENT
    assert message.sent_at is not None


def test_a_rendered_mail_carries_the_message_id_of_its_row(renders):
    renders("test.own-id", lambda message: EmailMessage(to=["ada@example.org"], headers={"message-id": "<other>"}))
    message = a_message(kind="test.own-id", subject_id=1)
    Worker().run_until_empty()
    assert mail.outbox[0].message().get_all("Message-ID") == [message.message_id]


def test_the_longest_due_go_first():
    for subject, minutes in ((1, 5), (2, 15), (3, 10)):
        a_message(subject_id=subject, due_at=timezone.now() - timedelta(minutes=minutes))
    Worker().run_until_empty()
    assert [each.subject for each in mail.outbox] == ["Hello 2", "Hello 3", "Hello 1"]


def test_what_is_not_due_waits():
    a_message(subject_id=1, due_at=timezone.now() + timedelta(minutes=1))
    assert Worker().run_until_empty() == 0


def test_more_than_a_batch_is_sent():
    for subject in range(50):
        a_message(subject_id=subject)
    assert Worker().run_until_empty() == 50


def test_one_connection_serves_many_mails(refuse):
    for subject in range(50):
        a_message(subject_id=subject)
    Worker().run_until_empty()
    assert RefusingBackend.opened == 1


def test_the_facts_of_the_sending_time_are_mailed(renders):
    facts = {"name": "Ada"}
    renders("test.facts", lambda message: EmailMessage(facts["name"], to=["ada@example.org"]))
    services.queue("test.facts", 1)
    facts["name"] = "Augusta"
    services.queue("test.facts", 1)
    Worker().run_until_empty()
    assert [each.subject for each in mail.outbox] == ["Augusta"]


def test_a_mail_with_nothing_to_say_any_more_is_dropped(renders):
    renders("test.nothing", lambda message: None)
    message = a_message(kind="test.nothing", subject_id=1)
    assert Worker().run_until_empty() == 0
    message.refresh_from_db()
    assert message.state == State.DROPPED
    assert mail.outbox == []


def test_a_refused_mail_is_parked_and_the_others_go(refuse):
    refuse(2, refused(550))
    for subject in (1, 2, 3):
        a_message(subject_id=subject)
    assert Worker().run_until_empty() == 2
    parked = Message.objects.failed().get()
    assert (parked.subject_id, parked.last_error) == (2, "SMTPRecipientsRefused 550")


@pytest.mark.parametrize(
    ("error", "state", "label"),
    [
        (refused(450), "queued", "SMTPRecipientsRefused 450"),
        (refused(550), "failed", "SMTPRecipientsRefused 550"),
        (smtplib.SMTPDataError(451, b"ada@example.org later"), "queued", "SMTPDataError 451"),
        (smtplib.SMTPDataError(554, b"ada@example.org is spam"), "failed", "SMTPDataError 554"),
        (smtplib.SMTPSenderRefused(421, b"too many", "us@example.org"), "queued", "SMTPSenderRefused 421"),
        (smtplib.SMTPSenderRefused(530, b"log in first", "us@example.org"), "queued", "SMTPSenderRefused 530"),
        (smtplib.SMTPSenderRefused(552, b"too big", "us@example.org"), "failed", "SMTPSenderRefused 552"),
        (smtplib.SMTPServerDisconnected("ada@example.org"), "queued", "SMTPServerDisconnected"),
        (smtplib.SMTPNotSupportedError("SMTPUTF8"), "failed", "SMTPNotSupportedError"),
        (TimeoutError("ada@example.org"), "queued", "TimeoutError"),
        (ConnectionResetError(), "queued", "ConnectionResetError"),
        (ValueError("Invalid address ada@example.org"), "failed", "ValueError"),
        (KeyError("ada@example.org"), "queued", "KeyError"),
    ],
)
def test_passing_faults_are_tried_again_and_lasting_ones_parked(refuse, error, state, label):
    refuse(1, error)
    message = a_message(subject_id=1)
    Worker().run_until_empty()
    message.refresh_from_db()
    assert (message.state, message.last_error) == (state, label)


def test_a_mail_put_off_by_the_server_goes_at_the_next_try(refuse):
    refuse(1, refused(450))
    message = a_message(subject_id=1)
    Worker().run_until_empty()
    RefusingBackend.errors.clear()
    Message.objects.update(due_at=timezone.now())
    assert Worker().run_until_empty() == 1
    assert mail.outbox[0].message()["Message-ID"] == message.message_id


def test_after_two_days_of_trying_a_mail_is_parked(refuse):
    refuse(1, refused(450))
    message = a_message(subject_id=1, first_tried_at=timezone.now() - timedelta(days=2), attempts=50)
    Worker().run_until_empty()
    message.refresh_from_db()
    assert message.state == State.FAILED


def test_a_mail_that_waited_long_for_its_first_try_is_not_given_up(refuse):
    refuse(1, refused(450))
    message = a_message(subject_id=1, created_at=timezone.now() - timedelta(days=29))
    Worker().run_until_empty()
    message.refresh_from_db()
    assert message.state == State.QUEUED


def test_while_the_server_is_down_one_try_stands_for_all_and_counts_for_none(refuse):
    refuse("everybody", ConnectionRefusedError())
    for subject in range(10):
        a_message(subject_id=subject)
    assert Worker().run_until_empty() == 0
    assert RefusingBackend.opened == 1
    assert {m.state for m in Message.objects.all()} == {State.QUEUED}
    assert {m.attempts for m in Message.objects.all()} == {0}
    assert {m.last_error for m in Message.objects.all()} == {"ConnectionRefusedError"}


def test_after_a_long_outage_a_mail_is_tried_again_within_a_minute_or_so(refuse):
    refuse("everybody", TimeoutError())
    message = a_message(subject_id=1, first_tried_at=timezone.now() - timedelta(hours=30))
    Worker().run_until_empty()
    assert seconds_until_due(message) < 80


def test_a_wrong_password_of_ours_parks_nobodys_mail(refuse):
    refuse("everybody", smtplib.SMTPAuthenticationError(535, b"no"))
    message = a_message(subject_id=1)
    Worker().run_until_empty()
    message.refresh_from_db()
    assert (message.state, message.last_error) == (State.QUEUED, "SMTPAuthenticationError 535")


def test_a_renderer_that_stumbles_is_asked_a_few_times_and_stops_nobody_elses_mail(renders):
    renders("test.broken", lambda message: {}[message.subject_id])
    broken = a_message(kind="test.broken", subject_id=1)
    for attempt in range(1, failures.MISTAKES + 1):
        a_message(subject_id=attempt)
        Message.objects.filter(pk=broken.pk).update(due_at=timezone.now())
        assert Worker().run_until_empty() == 1
        broken.refresh_from_db()
        assert broken.state == (State.FAILED if attempt == failures.MISTAKES else State.QUEUED)
    assert broken.last_error == "KeyError"


def test_a_kind_that_nobody_renders_is_parked():
    message = a_message(kind="test.unknown", subject_id=1)
    Worker().run_until_empty()
    message.refresh_from_db()
    assert (message.state, message.last_error) == (State.FAILED, "UnknownKind")


def test_a_dead_workers_message_is_taken_over():
    message = leased(a_message(subject_id=1), seconds=-1)
    assert Worker().run_until_empty() == 1
    message.refresh_from_db()
    assert (message.state, message.attempts, message.lost_leases) == (State.SENT, 2, 1)


def test_a_living_workers_message_is_left_alone():
    leased(a_message(subject_id=1))
    assert Worker().run_until_empty() == 0


def test_what_dead_workers_left_is_taken_one_by_one():
    for subject in (1, 2):
        leased(a_message(subject_id=subject), seconds=-subject)
    a_message(subject_id=3)
    assert [len(leases.take(timezone.now(), 20)) for _ in range(4)] == [1, 1, 1, 0]


def test_a_message_over_which_many_workers_died_is_parked_unrendered(renders):
    renders("test.deadly", lambda message: pytest.fail("was rendered"))
    message = leased(a_message(kind="test.deadly", subject_id=1, lost_leases=WORKERS_LOST - 1), seconds=-1)
    a_message(subject_id=2)
    assert Worker().run_until_empty() == 1
    message.refresh_from_db()
    assert (message.state, message.last_error) == (State.FAILED, "WorkerLost")


def test_a_failed_mail_whose_double_waits_makes_way_for_it(refuse):
    refuse(1, refused(450))
    first = leased(a_message(subject_id=1), seconds=-1)
    second = services.queue("test.hello", 1, due_at=timezone.now() + timedelta(hours=5))
    Worker().run_until_empty()
    first.refresh_from_db()
    assert first.state == State.DROPPED
    assert seconds_until_due(second) < 60


def test_a_worker_that_lost_its_lease_while_rendering_does_not_send(renders):
    def taken_by_another(message: Message) -> EmailMessage:
        message.leased_until = timezone.now()
        leased(Message.objects.get(pk=message.pk))
        return letter(message)

    renders("test.slow", taken_by_another)
    message = a_message(kind="test.slow", subject_id=1)
    assert Worker().run_until_empty() == 0
    assert mail.outbox == []
    message.refresh_from_db()
    assert message.state == State.SENDING


def test_holding_a_message_keeps_the_rest_of_the_batch_as_well(settings):
    settings.OUTBOX_LEASE_SECONDS = 100
    for subject in (1, 2):
        a_message(subject_id=subject)
    first, second = leases.take(timezone.now(), 20)
    Message.objects.update(leased_until=timezone.now() + timedelta(seconds=1))
    first.leased_until = timezone.now() + timedelta(seconds=1)
    assert leases.hold(first)
    second.refresh_from_db()
    assert second.leased_until > timezone.now() + timedelta(seconds=90)


def test_two_limited_mails_to_one_mailbox_are_never_under_way_together():
    for subject in (1, 2):
        a_message(subject_id=subject, mailbox=MAILBOX, limited=True)
    assert len(leases.take(timezone.now(), 20)) == 1
    assert leases.take(timezone.now(), 20) == []


def test_a_mailbox_that_must_wait_holds_up_no_other():
    long_due = timezone.now() - timedelta(hours=1)
    leased(a_message(subject_id=1, mailbox=MAILBOX, limited=True))
    a_message(subject_id=2, mailbox=MAILBOX, limited=True, due_at=long_due)
    a_message(subject_id=3, mailbox="cd" * 32, limited=True)
    assert [message.subject_id for message in leases.take(timezone.now(), 20)] == [3]


def test_limited_mails_that_were_held_up_still_keep_their_distance():
    """Both fell due while the worker was down."""
    for subject in (1, 2):
        a_message(subject_id=subject, mailbox=MAILBOX, limited=True, due_at=timezone.now() - timedelta(minutes=60))
    assert Worker().run_until_empty() == 1
    waiting = Message.objects.queued().get()
    assert 590 < seconds_until_due(waiting) < 610
    assert (waiting.attempts, waiting.first_tried_at) == (0, None)


def test_a_limited_mail_goes_when_its_mailbox_has_had_its_rest():
    sent(a_message(subject_id=1, mailbox=MAILBOX, limited=True))
    Message.objects.update(sent_at=timezone.now() - timedelta(minutes=11))
    a_message(subject_id=2, mailbox=MAILBOX, limited=True)
    assert Worker().run_until_empty() == 1


def test_mails_that_no_form_caused_go_at_once_whatever_was_sent_before():
    sent(a_message(subject_id=1, mailbox=MAILBOX, limited=True))
    a_message(subject_id=2, mailbox=MAILBOX)
    assert Worker().run_until_empty() == 1


def test_a_worker_told_to_stop_gives_back_the_rest_untried(renders):
    worker = Worker()

    def stop_then(message: Message) -> EmailMessage:
        worker.stopping = True
        return letter(message)

    renders("test.stop", stop_then)
    for subject in (1, 2, 3):
        a_message(kind="test.stop", subject_id=subject)
    assert worker.run_until_empty() == 1
    rest = Message.objects.queued()
    assert rest.count() == 2
    assert {(message.attempts, message.first_tried_at, message.lease) for message in rest} == {(0, None, None)}


def test_polling_an_empty_outbox_costs_two_small_queries(django_assert_num_queries):
    worker = Worker()
    worker.run_until_empty()
    with django_assert_num_queries(2):
        worker.run_until_empty()
