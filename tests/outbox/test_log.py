"""Nothing that was written or to whom ever reaches the log, on any path."""

import smtplib

import pytest
from django.core.mail import EmailMessage, send_mail
from django.core.mail.backends.locmem import EmailBackend

from outbox.models import Message
from outbox.worker import Worker
from tests.outbox.builders import a_message, leased

pytestmark = pytest.mark.django_db

ADDRESS = "canary-51c9@example.org"
WORDS = "Canary words"


class Server(EmailBackend):
    connecting: Exception | None = None
    sending: Exception | None = None

    def open(self):
        if self.connecting:
            raise self.connecting

    def send_messages(self, messages):
        if self.sending:
            raise self.sending
        return super().send_messages(messages)


def a_canary(message: Message) -> EmailMessage:
    return EmailMessage(WORDS, WORDS, to=[ADDRESS])


def stumbling(message: Message) -> EmailMessage:
    raise ValueError(f"{ADDRESS} {WORDS}")


REFUSED = smtplib.SMTPRecipientsRefused({ADDRESS: (550, ADDRESS.encode())})


@pytest.mark.parametrize(
    ("renderer", "connecting", "sending"),
    [
        (a_canary, None, None),
        (a_canary, ConnectionRefusedError(ADDRESS), None),
        (a_canary, None, REFUSED),
        (a_canary, None, smtplib.SMTPDataError(451, ADDRESS.encode())),
        (a_canary, None, ValueError(f"Invalid address {ADDRESS}")),
        (a_canary, None, RuntimeError(ADDRESS)),
        (stumbling, None, None),
        (lambda message: None, None, None),
    ],
)
def test_no_path_of_the_worker_tells_an_address_or_a_word(
    renderer, connecting, sending, settings, renders, caplog, capfd, monkeypatch
):
    settings.OUTBOX_DELIVERY_BACKEND = f"{__name__}.Server"
    settings.EMAIL_BACKEND = "outbox.backends.OutboxBackend"
    monkeypatch.setattr(Server, "connecting", connecting)
    monkeypatch.setattr(Server, "sending", sending)
    caplog.set_level("DEBUG", logger="outbox")
    renders("test.canary", renderer)
    a_message(kind="test.canary", subject_id=1)
    leased(a_message(kind="test.canary", subject_id=2, lost_leases=9), seconds=-1)
    send_mail(WORDS, WORDS, None, [ADDRESS])
    Worker().run_until_empty()

    told = caplog.text + "".join(capfd.readouterr()) + "".join(Message.objects.values_list("last_error", flat=True))
    assert "message" in told  # the lost worker's, at the least: the log was listened to
    assert ADDRESS not in told
    assert "canary-51c9" not in told
    assert WORDS not in told
    assert {record.exc_info for record in caplog.records} <= {None}
