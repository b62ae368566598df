"""Against a real SMTP server: outages, refusals, slowness, and mails that arrive as they were written."""

import socket
import threading
import time

import pytest
from django.core.mail import EmailMessage
from django.utils import timezone

from outbox.models import Message, State
from outbox.worker import Worker
from tests.outbox.builders import a_message, address_of
from tests.outbox.test_backends import a_rich_mail

pytestmark = pytest.mark.django_db


def make_all_due() -> None:
    Message.objects.queued().update(due_at=timezone.now())


def test_mails_go_over_one_connection(mail_server):
    for number in range(25):
        a_message(subject_id=number)
    assert Worker().run_until_empty() == 25
    assert mail_server.recipients() == [address_of(number) for number in range(25)]
    assert mail_server.connections == 1


def test_a_server_that_is_down_loses_nothing(mail_server):
    mail_server.stop()
    message = a_message(subject_id=1)
    assert Worker().run_until_empty() == 0
    message.refresh_from_db()
    assert (message.state, message.last_error) == (State.QUEUED, "ConnectionRefusedError")
    mail_server.start()
    make_all_due()
    assert Worker().run_until_empty() == 1
    assert mail_server.recipients() == [address_of(1)]


def test_the_same_worker_goes_on_when_the_server_comes_back(mail_server):
    worker = Worker()
    a_message(subject_id=1)
    worker.run_until_empty()
    mail_server.stop()
    a_message(subject_id=2)
    worker.run_until_empty()
    mail_server.start()
    make_all_due()
    worker.run_until_empty()
    assert mail_server.recipients() == [address_of(1), address_of(2)]


def test_an_address_refused_for_now_gets_its_mail_later(mail_server):
    mail_server.answer(address_of(2), "450 4.2.0 greylisted, come back")
    for number in (1, 2, 3):
        a_message(subject_id=number)
    assert Worker().run_until_empty() == 2
    make_all_due()
    assert Worker().run_until_empty() == 1
    assert sorted(mail_server.recipients()) == [address_of(number) for number in (1, 2, 3)]


def test_an_address_refused_for_good_stops_nobody_elses_mail(mail_server):
    mail_server.answer(address_of(2), "550 5.1.1 no such user")
    for number in (1, 2, 3):
        a_message(subject_id=number)
    assert Worker().run_until_empty() == 2
    make_all_due()
    assert Worker().run_until_empty() == 0
    parked = Message.objects.failed().get()
    assert (parked.subject_id, parked.last_error) == (2, "SMTPRecipientsRefused 550")


def test_a_server_that_hangs_up_after_a_while_is_called_again(mail_server):
    mail_server.answer(address_of(2), "421 4.7.0 too many mails, good bye")
    for number in (1, 2, 3):
        a_message(subject_id=number)
    assert Worker().run_until_empty() == 2
    make_all_due()
    assert Worker().run_until_empty() == 1
    assert Message.objects.filter(state=State.SENT).count() == 3


def test_a_mail_to_nobody_is_parked(mail_server, renders):
    renders("test.nobody", lambda message: EmailMessage("Hello", to=[]))
    a_message(kind="test.nobody", subject_id=1)
    Worker().run_until_empty()
    assert Message.objects.failed().get().last_error == "NothingSent"


def test_a_stored_mail_arrives_as_it_was_written(mail_server, settings):
    settings.EMAIL_BACKEND = "outbox.backends.OutboxBackend"
    a_rich_mail().send()
    assert Worker().run_until_empty() == 3
    mime = mail_server.delivered[0].mime
    assert mime["Subject"] == "Grüße an Łukasz, محمد und Nguyễn"
    assert mime["X-Campaign"] == "Frühling"
    assert str(mime["From"]) == '"Zoë, Campaign" <post@example.org>'
    body = mime.get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert body.startswith("Plain – wörds\n.\nFrom here to there\nlong long")
    assert mime.get_body(("html",)).get_content().strip() == "<p>Rich – wörds</p>"
    pdf, names = mime.iter_attachments()
    assert (pdf.get_filename(), pdf.get_content()) == ("Entschließung.pdf", b"%PDF-1.4 \x00\xff\x80 binary")
    assert names.get_content().strip() == "Zoë;Łukasz"
    assert mail_server.delivered[0].sender == "post@example.org"
    assert mail_server.recipients() == ["lukasz@example.org", "second@example.org", "hidden@example.org"]


@pytest.mark.slow
def test_a_server_that_answers_a_byte_at_a_time_can_not_outlast_the_lease(settings):
    settings.OUTBOX_LEASE_SECONDS = 2
    settings.OUTBOX_DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_TIMEOUT = 20
    with socket.create_server(("127.0.0.1", 0)) as listening:
        settings.EMAIL_HOST, settings.EMAIL_PORT = listening.getsockname()
        over = threading.Event()

        def drip() -> None:
            client, _address = listening.accept()
            with client:
                while not over.wait(0.1):
                    client.sendall(b"2")

        server = threading.Thread(target=drip, daemon=True)
        server.start()
        message = a_message(subject_id=1)
        began = time.monotonic()
        Worker().run_until_empty()
        assert time.monotonic() - began < 10  # it would drip for ever
        over.set()
        server.join()
    message.refresh_from_db()
    assert (message.state, message.last_error) == (State.QUEUED, "SMTPServerDisconnected")
