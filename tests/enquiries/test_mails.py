"""Who is told of an enquiry, what the enquirer gets, and that nobody can be flooded or advertised to."""

from datetime import timedelta

import pytest
from django.utils import timezone

from enquiries.models import Enquiry
from enquiries.services import handling, retention
from enquiries.states import State
from outbox.models import Message
from signatures.services import own
from tests import builders as site
from tests.enquiries import builders

pytestmark = pytest.mark.django_db


def to(mails, address: str) -> list:
    return [mail for mail in mails if mail.to == [address]]


def test_those_named_on_the_page_get_a_copy_each_with_the_enquirer_to_reply_to(client, sent_mail):
    page = builders.speaker_page(notify="ann@example.org\nbob@example.org, ann@example.org")
    builders.send(client, page)

    notices = [mail for mail in sent_mail() if mail.to != ["ngoc@example.org"]]

    assert sorted(mail.to for mail in notices) == [["ann@example.org"], ["bob@example.org"]]
    for mail in notices:
        assert mail.reply_to == ["ngoc@example.org"]
        html = mail.alternatives[0].content
        for text in (mail.body, html):
            for word in ("Ngọc", "ngoc@example.org", "+44 113 496 0000", "Union branch", "20 to 50", "any Thursday"):
                assert word in text
            assert f"/admin/enquiries/enquiry/inspect/{Enquiry.objects.get().pk}/" in text


def test_when_nobody_is_named_everybody_who_may_handle_enquiries_is_told(client, sent_mail):
    page = builders.contact_page()
    for role in ("volunteer", "moderator", "organiser", "admin"):
        site.user(role, f"{role}@example.net")
    gone = site.user("organiser", "gone@example.net")
    gone.is_active = False
    gone.save()

    builders.send(client, page)

    assert {mail.to[0] for mail in sent_mail()} == {"organiser@example.net", "admin@example.net", "Zoe@example.org"}


def test_the_subject_of_the_copy_holds_nothing_that_was_typed(client, sent_mail):
    page = builders.speaker_page(notify="ann@example.org")
    builders.send(client, page, name="Free money", organisation="Click here")
    (notice,) = to(sent_mail(), "ann@example.org")
    assert notice.subject == f"Speaker request {Enquiry.objects.get().pk}"


def test_markup_in_an_enquiry_stays_text_in_the_copy(client, sent_mail):
    page = builders.contact_page(notify="ann@example.org")
    builders.send(client, page, message="<img src=x> <b>hello</b>")
    (notice,) = to(sent_mail(), "ann@example.org")
    assert "<img src=x>" in notice.body
    assert "<img" not in notice.alternatives[0].content


def test_the_enquirer_gets_the_pages_words_and_nothing_typed_but_the_name(client, sent_mail):
    page = builders.contact_page(
        notify="ann@example.org", answer_text="Thanks from {campaign}. Kept {retention}. {page}"
    )
    builders.send(client, page, message="MY-OWN-WORDS")

    (answer,) = to(sent_mail(), "Zoe@example.org")

    assert answer.extra_headers["Auto-Submitted"] == "auto-replied"
    for text in (answer.body, answer.alternatives[0].content):
        assert "Zoë O’Neill" in text
        assert "Thanks from Free Movement Campaign. Kept 12 months. Contact us" in text
        assert "MY-OWN-WORDS" not in text
        assert "Leeds" not in text


@pytest.mark.parametrize(
    "name", ["Win at casino.example", "Call 0800 123", "Buy! Now", "x" * 61, "Ada @ example", "evil.example"]
)
def test_a_name_that_advertises_is_not_carried_to_a_stranger(client, sent_mail, name):
    builders.send(client, builders.contact_page(notify="ann@example.org"), name=name)
    (answer,) = to(sent_mail(), "Zoe@example.org")
    assert name not in answer.body
    assert "Hello," in answer.body


@pytest.mark.parametrize("name", ["Zoë O’Neill", "J. R. Smith", "محمد الفاتح", "Nguyễn Thị Ánh", "李小龍", "Mary-Jane"])
def test_a_name_in_any_script_is_greeted(client, sent_mail, name):
    builders.send(client, builders.contact_page(notify="ann@example.org"), name=name)
    (answer,) = to(sent_mail(), "Zoe@example.org")
    assert f"Hello {name}," in answer.body


@pytest.mark.parametrize("spelling", ["v.ictim@gmail.com", "victim+news@gmail.com", "VICTIM@googlemail.com"])
def test_a_stranger_is_not_flooded_whatever_the_spelling(client, sent_mail, spelling):
    """One auto-answer now, the next one waits for the limits; both count with the mails of signing."""
    page = builders.contact_page(notify="ann@example.org")
    builders.send(client, page, email="victim@gmail.com")
    builders.send(client, page, email=spelling, message="Something else altogether, but to the same person again.")

    answers = [mail for mail in sent_mail() if mail.to != ["ann@example.org"]]

    assert len(answers) == 1
    waiting = Message.objects.queued().get()
    assert waiting.due_at > timezone.now() + timedelta(minutes=9)
    assert Enquiry.objects.new().count() == 2


def test_no_mail_about_what_was_taken_for_spam_before_it_left(client, sent_mail):
    page = builders.contact_page(notify="ann@example.org")
    builders.send(client, page)
    handling.move(Enquiry.objects.get().pk, State.QUARANTINED, by=site.organiser(), seen=State.NEW)
    assert sent_mail() == []


def test_what_is_released_from_quarantine_is_acknowledged_once(client, sent_mail):
    page = builders.contact_page(notify="ann@example.org")
    builders.send(client, page, message="https://a.example https://b.example https://c.example")
    assert sent_mail() == []
    enquiry, organiser = Enquiry.objects.get(), site.organiser()

    handling.move(enquiry.pk, State.NEW, by=organiser, seen=State.QUARANTINED)
    assert [mail.to for mail in sent_mail()] == [["Zoe@example.org"]]
    handling.move(enquiry.pk, State.QUARANTINED, by=organiser, seen=State.NEW)
    handling.move(enquiry.pk, State.NEW, by=organiser, seen=State.QUARANTINED)

    assert len(sent_mail()) == 1
    assert not Message.objects.queued().exists()


def test_mails_about_what_was_deleted_meanwhile_do_not_leave(client, sent_mail):
    builders.send(client, builders.contact_page(notify="ann@example.org"))
    retention.delete([Enquiry.objects.get().pk])
    assert sent_mail() == []


def test_a_mail_server_that_is_away_loses_nothing_and_the_visitor_is_answered(client, settings):
    settings.OUTBOX_DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1
    assert builders.send(client, builders.contact_page(notify="ann@example.org")).status_code == 303
    assert Message.objects.queued().count() == 2


def test_a_mailbox_that_asked_never_to_be_mailed_gets_no_answer_either(client, sent_mail):
    page = builders.contact_page()
    statement = site.statement()
    own.not_me(site.signature(statement, email="ada@example.org").pk)
    builders.send(client, page, email="ADA@example.org")
    assert [mail.to for mail in sent_mail() if "ada" in mail.to[0].lower()] == []
