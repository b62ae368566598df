"""Signing again with the same mailbox: for each state, what the form does, and which one mail goes to which address."""

from datetime import timedelta

import pytest
from django.utils import timezone

from outbox.models import Message
from signatures.models import Consent, Decision, Signature, Supporter
from signatures.services import own
from signatures.states import State
from tests import builders
from tests.signatures.visitor import Visitor, link, links

pytestmark = pytest.mark.django_db

ON_FILE = "ada.lovelace@gmail.com"
TYPED = "AdaLovelace+list@googlemail.com"  # the same mailbox
NEW = {"first_name": "Augusta", "last_name": "King", "roles": "Countess", "display": "initial", "keep_in_touch": "on"}


def everything() -> list:
    """All that the form might have changed."""
    tables = (Signature, Supporter, Consent, Decision)
    return [list(table.objects.order_by("pk").values()) for table in tables]


def test_a_new_mailbox_is_asked_to_confirm_at_the_address_typed(page, sent_mail):
    Visitor().sign(page, email=TYPED, **NEW)
    (mail,) = sent_mail()
    assert mail.to == [TYPED]
    assert "/my-signature/confirm/" in links(mail)[0]
    signature = Signature.objects.get()
    assert (signature.state, signature.first_name) == (State.UNCONFIRMED, "Augusta")
    assert not Consent.objects.exists()


def test_the_newest_details_replace_those_that_nobody_confirmed(page, sent_mail):
    before = builders.signature(page, State.UNCONFIRMED, email=ON_FILE)
    Visitor().sign(page, email=TYPED, **NEW)
    signature = Signature.objects.get()
    assert signature.pk == before.pk
    assert signature.state == State.UNCONFIRMED
    assert signature.details == builders.details(**NEW | {"keep_in_touch": True})
    (mail,) = sent_mail()
    assert mail.to == [TYPED]
    assert "/confirm/" in links(mail)[0]


@pytest.mark.parametrize("state", [State.WAITING, State.HELD, State.PUBLISHED, State.REJECTED])
def test_after_confirming_the_form_changes_nothing_and_the_mail_goes_to_the_address_on_file(page, sent_mail, state):
    builders.signature(page, state, email=ON_FILE)
    Message.objects.all().delete()
    before = everything()
    Visitor().sign(page, email=TYPED, **NEW)
    assert everything() == before
    (mail,) = sent_mail()
    assert mail.to == [ON_FILE]


@pytest.mark.parametrize(
    ("state", "subject"),
    [
        (State.WAITING, "checking_subject"),
        (State.HELD, "checking_subject"),
        (State.PUBLISHED, "signed_subject"),
        (State.REJECTED, "rejected_subject"),
    ],
)
def test_the_mail_says_how_the_signature_stands_and_never_asks_to_confirm(page, sent_mail, state, subject):
    builders.signature(page, state, email=ON_FILE)
    Message.objects.all().delete()
    Visitor().sign(page, email=TYPED, **NEW)
    (mail,) = sent_mail()
    assert mail.subject == getattr(page, subject).replace("{statement}", page.title)
    assert "/confirm/" not in mail.body
    assert "Augusta" not in mail.body  # what a stranger may have typed
    assert Visitor().get(links(mail)[0]).status_code == 200


def test_a_held_signature_is_told_the_same_as_a_waiting_one(page, sent_mail):
    """That somebody set it aside is not for the signer to hear from a form."""
    builders.signature(page, State.WAITING, email="waiting@example.org")
    builders.signature(page, State.HELD, email="held@example.org")
    Visitor().sign(page, email="waiting@example.org")
    Visitor().sign(page, email="held@example.org")
    waiting, held = (mail.body.split("My signature:")[0] for mail in sent_mail())
    assert waiting == held


def test_a_withdrawn_signature_can_be_signed_again_from_the_start(page, sent_mail):
    before = builders.signature(page, State.WITHDRAWN, email=ON_FILE)
    Visitor().sign(page, email=TYPED, **NEW)
    signature = Signature.objects.get()
    assert signature.pk == before.pk
    assert signature.state == State.UNCONFIRMED
    assert signature.details == builders.details(**NEW | {"keep_in_touch": True})
    assert signature.confirmed_at is None
    assert not Consent.objects.active().exists()
    (mail,) = sent_mail()
    assert mail.to == [TYPED]


def test_links_from_before_a_withdrawal_do_not_open_what_came_after(page, sent_mail):
    visitor = Visitor()
    visitor.sign(page)
    confirm = link(sent_mail()[0], "/confirm/")
    visitor.press(visitor.get(confirm))
    own.withdraw(Signature.objects.get().pk)
    visitor.sign(page)
    assert visitor.get(confirm).status_code == 404


def test_who_said_never_mail_me_gets_no_mail_and_no_row(page, sent_mail):
    signature = builders.signature(page, State.UNCONFIRMED, email=ON_FILE)
    own.not_me(signature.pk)
    before = everything()
    Visitor().sign(page, email=TYPED, **NEW)
    assert everything() == before
    assert sent_mail() == []
    assert not Message.objects.exists()


def test_never_mail_me_holds_for_every_statement(page, sent_mail):
    other = builders.statement("other", title="Another statement")
    own.not_me(builders.signature(page, State.UNCONFIRMED, email=ON_FILE).pk)
    Visitor().sign(other, email=TYPED)
    assert not Signature.objects.exists()
    assert sent_mail() == []


@pytest.mark.parametrize(
    "spelling",
    [
        "ADA.LOVELACE@GMAIL.COM",
        "adalovelace@gmail.com",
        "a.d.a.lovelace@googlemail.com",
        "ada.lovelace+anything@gmail.com",
        "  ada.lovelace@gmail.com ",
        "<ada.lovelace@gmail.com>",
        "mailto:ada.lovelace@gmail.com",
        "ada.lovelace＠gmail.com",
        "ada.lovelace@ｇｍａｉｌ.com",
        "ada.lovelace@gmail。com",
    ],
)
def test_every_spelling_of_a_mailbox_is_the_same_signer(page, spelling):
    builders.signature(page, State.WAITING, email=ON_FILE)
    assert Visitor().sign(page, email=spelling).status_code == 303
    assert Signature.objects.count() == Supporter.objects.count() == 1


@pytest.mark.parametrize("other", ["ada.lovelace@example.org", "ada-lovelace@gmail.com", "ada.lovelace2@gmail.com"])
def test_another_mailbox_is_another_signer(page, other):
    builders.signature(page, State.WAITING, email=ON_FILE)
    Visitor().sign(page, email=other)
    assert Signature.objects.count() == 2


def test_one_mailbox_signs_each_statement_once(page, sent_mail):
    other = builders.statement("other", title="Another statement")
    builders.signature(page, State.WAITING, email=ON_FILE)
    Visitor().sign(other, email=TYPED)
    assert Supporter.objects.count() == 1
    assert Signature.objects.for_statement(other).get().state == State.UNCONFIRMED
    (mail,) = sent_mail()
    assert mail.to == [TYPED]
    assert other.title in mail.subject


def test_the_address_on_file_changes_only_when_the_new_spelling_confirms(page, sent_mail):
    other = builders.statement("other", title="Another statement")
    supporter = builders.signature(page, State.WAITING, email=ON_FILE).supporter
    visitor = Visitor()
    visitor.sign(other, email=TYPED)
    supporter.refresh_from_db()
    assert supporter.address == ON_FILE
    visitor.press(visitor.get(link(sent_mail()[0], "/confirm/")))
    supporter.refresh_from_db()
    assert supporter.address == TYPED


def test_several_posts_are_one_mail_that_waits(page, sent_mail):
    for number in range(5):
        Visitor().sign(page, first_name=f"Ada the {number}th")
    (mail,) = sent_mail()
    assert "Ada the 4th" in mail.body


def test_a_mail_asked_for_within_ten_minutes_waits_and_is_not_lost(page, sent_mail):
    Visitor().sign(page)
    assert len(sent_mail()) == 1
    Visitor().sign(page)
    assert len(sent_mail()) == 1
    waiting = Message.objects.get(sent_at=None)
    assert timedelta(minutes=8) < waiting.due_at - timezone.now() <= timedelta(minutes=10)


def test_a_waiting_mail_says_what_is_true_when_it_leaves(page, sent_mail):
    """Queued while unconfirmed, sent after the signer used the first mail: it must not ask to confirm again."""
    visitor = Visitor()
    visitor.sign(page)
    first = sent_mail()[0]
    visitor.sign(page)
    visitor.press(visitor.get(link(first, "/confirm/")))
    Message.objects.filter(sent_at=None).update(due_at=timezone.now(), limited=False)
    assert page.checking_subject.replace("{statement}", page.title) in [mail.subject for mail in sent_mail()]
