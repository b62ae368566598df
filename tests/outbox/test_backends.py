"""Mails that Django and Wagtail send are stored encrypted, and leave as they came; a local run finds them as files."""

import email
import email.policy

import pytest
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection, send_mail
from django.db import connection, transaction

from outbox.backends import FileBackend
from outbox.models import STORED, Message, State
from outbox.worker import Worker

CANARY = "canary-7f3a@example.org"


@pytest.fixture(autouse=True)
def _stored(settings):
    settings.EMAIL_BACKEND = "outbox.backends.OutboxBackend"


def whole_database() -> str:
    """The text of every value in the message table, as a dump would show it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM outbox_message")
        return repr(cursor.fetchall())


def a_rich_mail() -> EmailMultiAlternatives:
    rich = EmailMultiAlternatives(
        subject="Grüße an Łukasz, محمد und Nguyễn",
        body="Plain – wörds\n.\nFrom here to there\n" + "long " * 400,
        from_email='"Zoë, Campaign" <post@example.org>',
        to=["Łukasz <lukasz@example.org>"],
        cc=["second@example.org"],
        bcc=["hidden@example.org"],
        reply_to=["Zoë <zoe@example.org>"],
        headers={"X-Campaign": "Frühling", "List-Unsubscribe": "<https://example.org/u/1>"},
    )
    rich.attach_alternative("<p>Rich – wörds</p>", "text/html")
    rich.attach("Entschließung.pdf", b"%PDF-1.4 \x00\xff\x80 binary", "application/pdf")
    rich.attach("names.csv", "Zoë;Łukasz\n", "text/csv")
    return rich


@pytest.mark.django_db
class TestStoring:
    def test_sending_stores_and_delivers_nothing_yet(self):
        assert send_mail("Reset", "Here is the link", None, [CANARY]) == 1
        assert mail.outbox == []
        assert Message.objects.get().kind == STORED

    def test_the_worker_delivers_it(self):
        send_mail("Reset", "Here is the link", None, [CANARY])
        assert Worker().run_until_empty() == 1
        assert (mail.outbox[0].subject, mail.outbox[0].body) == ("Reset", "Here is the link")
        assert mail.outbox[0].recipients() == [CANARY]

    def test_nothing_of_it_can_be_read_in_the_database(self):
        send_mail("Secret subject", "Secret body", "secret-sender@example.org", [CANARY])
        dump = whole_database()
        assert not any(word in dump for word in ("Secret", "secret", CANARY, "example.org"))

    def test_its_content_is_gone_once_sent(self):
        send_mail("Reset", "Here is the link", None, [CANARY])
        Worker().run_until_empty()
        message = Message.objects.get()
        assert (message.state, message.content) == (State.SENT, "")

    def test_it_is_not_stored_when_what_caused_it_is_undone(self):
        class Undone(Exception):
            pass

        def act() -> None:
            with transaction.atomic():
                send_mail("Reset", "Here is the link", None, [CANARY])
                raise Undone

        with pytest.raises(Undone):
            act()
        assert not Message.objects.exists()

    def test_several_mails_are_stored_by_one_statement(self, django_assert_num_queries):
        mails = [EmailMessage(str(number), "", to=[f"{number}@example.org"]) for number in range(5)]
        with django_assert_num_queries(1):
            assert get_connection().send_messages(mails) == 5

    def test_each_recipient_has_a_copy_of_their_own_that_can_fail_alone(self):
        a_rich_mail().send()
        Worker().run_until_empty()
        assert [each.recipients() for each in mail.outbox] == [
            ["Łukasz <lukasz@example.org>"],
            ["second@example.org"],
            ["hidden@example.org"],
        ]
        assert len({each.message()["Message-ID"] for each in mail.outbox}) == 1

    def test_a_mail_to_nobody_is_not_stored(self):
        assert get_connection().send_messages([EmailMessage("Hello", "")]) == 0
        assert not Message.objects.exists()

    def test_it_leaves_byte_for_byte_as_django_would_have_sent_it(self):
        rich = a_rich_mail()
        rich.extra_headers |= {"Message-ID": "<1@example.org>", "Date": "Thu, 05 Nov 2026 12:00:00 -0000"}
        (row, *_copies) = _stored_by(rich)
        ours = _rendered(row).message().as_bytes(linesep="\r\n")
        theirs = rich.message().as_bytes(linesep="\r\n")
        # Django makes a new boundary each time.
        assert _without_boundary(ours) == _without_boundary(theirs)
        assert b"\n" not in ours.replace(b"\r\n", b"")

    def test_everything_of_a_rich_mail_can_be_read_again(self):
        a_rich_mail().send()
        Worker().run_until_empty()
        got = mail.outbox[0]
        assert got.subject == "Grüße an Łukasz, محمد und Nguyễn"
        assert got.body.startswith("Plain – wörds\n.\nFrom here to there\nlong long")
        assert got.alternatives == [("<p>Rich – wörds</p>", "text/html")]
        assert got.from_email == '"Zoë, Campaign" <post@example.org>'
        assert got.reply_to == ["Zoë <zoe@example.org>"]
        assert got.extra_headers["X-Campaign"] == "Frühling"
        assert got.extra_headers["List-Unsubscribe"] == "<https://example.org/u/1>"
        assert got.attachments == [
            ("Entschließung.pdf", b"%PDF-1.4 \x00\xff\x80 binary", "application/pdf"),
            ("names.csv", "Zoë;Łukasz\n", "text/csv"),
        ]
        assert "hidden" not in got.message().as_string()

    def test_a_mail_inside_of_a_mail_survives(self):
        outer = EmailMessage("Fwd", "See below", to=[CANARY])
        outer.attach("forwarded.eml", EmailMessage("Inner", "Inside", to=["b@example.org"]), "message/rfc822")
        outer.send()
        Worker().run_until_empty()
        assert b"Subject: Inner" in mail.outbox[0].attachments[0].content

    def test_html_alone_survives(self):
        page = EmailMessage("Hello", "<p>Hi</p>", to=[CANARY])
        page.content_subtype = "html"
        page.send()
        Worker().run_until_empty()
        assert (mail.outbox[0].body, mail.outbox[0].content_subtype) == ("<p>Hi</p>", "html")
        assert mail.outbox[0].message().get_content_type() == "text/html"

    def test_a_message_id_that_the_sender_chose_is_kept(self):
        EmailMessage("Hello", "", to=[CANARY], headers={"message-id": "<chosen@example.org>"}).send()
        Worker().run_until_empty()
        assert mail.outbox[0].message().get_all("Message-ID") == ["<chosen@example.org>"]

    def test_otherwise_it_is_the_rows_own(self):
        send_mail("Hello", "", None, [CANARY])
        Worker().run_until_empty()
        assert mail.outbox[0].message().get_all("Message-ID") == [Message.objects.get().message_id]

    def test_one_that_was_closed_with_a_lost_key_stops_nobody_elses(self, settings):
        send_mail("Lost", "", None, [CANARY])
        keys = settings.ADDRESS_KEYS
        settings.ADDRESS_KEYS = ["b3RoZXIta2V5LWZvci10ZXN0cy0zMi1ieXRlcyEhISE="]
        send_mail("Found", "", None, [CANARY])
        Worker().run_until_empty()
        assert [each.subject for each in mail.outbox] == ["Found"]
        assert Message.objects.queued().without_content().get().last_error == "Unreadable"
        settings.ADDRESS_KEYS = keys


class TestFiles:
    def test_each_mail_is_one_file_and_their_names_sort_by_time(self, tmp_path):
        backend = FileBackend(folder=tmp_path / "mail")
        for number in range(20):
            assert backend.send_messages([EmailMessage(f"Number {number}", "Hi", to=[CANARY])]) == 1
        files = sorted((tmp_path / "mail").iterdir())
        assert [_read(file)["Subject"] for file in files] == [f"Number {number}" for number in range(20)]
        assert {file.suffix for file in files} == {".eml"}

    def test_the_folder_is_the_one_of_the_settings(self, settings, tmp_path):
        settings.OUTBOX_FILE_DIR = tmp_path / "var" / "mail"
        get_connection("outbox.backends.FileBackend").send_messages([EmailMessage("Hi", "", to=[CANARY])])
        assert len(list((tmp_path / "var" / "mail").glob("*.eml"))) == 1

    def test_blind_copies_are_not_in_the_file(self, tmp_path):
        FileBackend(folder=tmp_path).send_messages([EmailMessage("Hi", "", to=[CANARY], bcc=["hidden@example.org"])])
        (file,) = tmp_path.iterdir()
        assert b"hidden" not in file.read_bytes()

    def test_a_file_is_not_to_be_seen_before_it_is_whole_and_on_the_disk(self, tmp_path, monkeypatch):
        seen_while_written = []

        def look_around(_descriptor) -> None:
            seen_while_written.append(list(tmp_path.glob("*.eml")))
            (draft,) = tmp_path.iterdir()
            assert draft.read_bytes().endswith(b"The end.")

        monkeypatch.setattr("outbox.backends.os.fsync", look_around)
        FileBackend(folder=tmp_path).send_messages([EmailMessage("Hi", "All of it. The end.", to=[CANARY])])
        assert seen_while_written == [[]]
        assert len(list(tmp_path.glob("*.eml"))) == 1

    def test_a_full_disk_leaves_no_half_file_behind(self, tmp_path, monkeypatch):
        def full(_descriptor) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("outbox.backends.os.fsync", full)
        backend = FileBackend(folder=tmp_path)
        with pytest.raises(OSError, match="No space"):
            backend.send_messages([EmailMessage("Hi", "", to=[CANARY])])
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.django_db
    def test_the_worker_delivers_stored_and_rendered_mails_into_the_folder(self, settings, tmp_path):
        settings.OUTBOX_DELIVERY_BACKEND = "outbox.backends.FileBackend"
        settings.OUTBOX_FILE_DIR = tmp_path
        send_mail("Stored – mäil", "Hi", None, [CANARY])
        Message.objects.create(kind="test.hello", subject_id=7)
        assert Worker().run_until_empty() == 2
        subjects = [_read(file)["Subject"] for file in sorted(tmp_path.glob("*.eml"))]
        assert subjects == ["Stored – mäil", "Hello 7"]


def _stored_by(rich: EmailMessage) -> list[Message]:
    rich.send()
    return list(Message.objects.order_by("pk"))


def _rendered(row: Message) -> EmailMessage:
    from outbox import renderers

    return renderers.render(row)


def _without_boundary(mime: bytes) -> bytes:
    boundaries = {part.get_boundary() for part in email.message_from_bytes(mime).walk() if part.is_multipart()}
    for boundary in boundaries:
        mime = mime.replace(boundary.encode(), b"boundary")
    return mime


def _read(file):
    return email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
