from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from outbox.models import Message
from signatures.models import Decision, Signature
from signatures.services import own
from signatures.services.transitions import PUBLISHED_MAIL
from signatures.states import State
from tests import builders
from tests.signatures.admin.conftest import logged_in
from tests.signatures.admin.desk import QUEUE, decide, page_of, refused, said, state, undo

pytestmark = pytest.mark.django_db

DECISIONS = {"publish": State.PUBLISHED, "reject": State.REJECTED, "hold": State.HELD}


def mails_about(signature) -> list[Message]:
    return list(Message.objects.about(PUBLISHED_MAIL, signature.pk).queued())


@pytest.mark.parametrize(("button", "to_state"), DECISIONS.items())
def test_a_bare_press_decides(statement, moderator, button, to_state):
    signature = builders.signature(statement, first_name="Ada", last_name="Lovelace")
    response = decide(moderator, signature, button)
    assert state(signature) == to_state
    assert "Ada Lovelace" in said(response)
    made = signature.decisions.get()
    assert (made.made_by, made.from_state, made.to_state, made.reason) == (moderator.user, "waiting", to_state, None)


@pytest.mark.parametrize("button", ["reject", "hold"])
def test_a_reason_and_a_note_may_go_with_it(statement, moderator, button):
    signature = builders.signature(statement)
    builders.reason()
    decide(moderator, signature, button, reason="abuse", note="see the chat")
    made = signature.decisions.get()
    assert (made.reason_id, made.note) == ("abuse", "see the chat")
    page = moderator.get(page_of(signature)).content.decode()
    assert "abusive or a joke" in page
    assert "see the chat" in page


def test_what_was_set_aside_can_be_decided_or_put_back(statement, moderator):
    for button, to_state in (("publish", State.PUBLISHED), ("reject", State.REJECTED), ("waiting", State.WAITING)):
        signature = builders.signature(statement, State.HELD)
        decide(moderator, signature, button, seen="held")
        assert state(signature) == to_state


def test_a_published_signature_can_be_taken_down_on_its_page(statement, moderator):
    signature = builders.signature(statement, State.PUBLISHED)
    page = moderator.get(page_of(signature)).content.decode()
    assert 'name="seen" value="published"' in page
    response = decide(moderator, signature, "hold", seen="published", after="inspect")
    assert state(signature) == State.HELD
    assert response.redirect_chain == [(page_of(signature), 302)]


@pytest.mark.parametrize("button", DECISIONS)
def test_ones_own_last_decision_is_undone_from_the_queue(statement, moderator, button):
    signature = builders.signature(statement)
    page = decide(moderator, signature, button).content.decode()
    made = signature.decisions.get()
    assert reverse("signatures_admin:undo", args=[made.pk]) in page
    undo(moderator, made)
    assert state(signature) == State.WAITING
    assert Decision.objects.latest().undoes == made
    assert reverse("signatures_admin:undo", args=[made.pk]) not in moderator.get(QUEUE).content.decode()


def test_only_ones_own_decisions_are_offered_for_undo_in_the_queue(statement, moderator):
    signature = builders.signature(statement)
    decide(logged_in("moderator"), signature, "publish")
    assert "/undo/" not in moderator.get(QUEUE).content.decode()


def test_the_second_is_told_who_was_first_and_may_undo_it(statement, moderator):
    signature = builders.signature(statement)
    first = logged_in("moderator")
    first.user.first_name, first.user.last_name = "Frida", "First"
    first.user.save()
    decide(first, signature, "publish")

    told = said(decide(moderator, signature, "reject"))
    assert "Nothing changed: Frida First was quicker" in told
    assert "published" in told
    assert page_of(signature) in told
    assert state(signature) == State.PUBLISHED
    assert signature.decisions.count() == 1

    made = signature.decisions.get()
    assert reverse("signatures_admin:undo", args=[made.pk]) in moderator.get(page_of(signature)).content.decode()
    undo(moderator, made)
    assert state(signature) == State.WAITING


def test_the_second_is_told_when_the_first_has_left(statement, moderator):
    signature = builders.signature(statement)
    first = logged_in("moderator")
    decide(first, signature, "publish")
    first.user.delete()
    assert "somebody who has left was quicker" in said(decide(moderator, signature, "reject"))


def test_a_signer_who_withdrew_meanwhile_wins(statement, moderator):
    signature = builders.signature(statement)
    own.withdraw(signature.pk)
    assert "is withdrawn by now" in said(decide(moderator, signature, "publish"))
    assert state(signature) == State.WITHDRAWN


@pytest.mark.parametrize("seen", ["held", "published", "rejected"])
def test_a_decision_about_another_state_than_seen_changes_nothing(statement, moderator, seen):
    signature = builders.signature(statement)
    assert "Nothing changed" in said(decide(moderator, signature, "publish", seen=seen))
    assert state(signature) == State.WAITING


@pytest.mark.parametrize("current", [State.UNCONFIRMED, State.WITHDRAWN])
def test_nobody_decides_about_what_is_not_confirmed(statement, moderator, current):
    signature = builders.signature(statement, current)
    assert "/decide/" not in moderator.get(page_of(signature)).content.decode()
    decide(moderator, signature, "publish")
    assert state(signature) == current


@pytest.mark.parametrize(
    "posted",
    [{}, {"decision": ""}, {"decision": "withdrawn"}, {"decision": "published"}, {"decision": "publish", "seen": "x"},
     {"decision": "publish", "seen": "unconfirmed"}, {"decision": "reject", "reason": "x"},
     {"decision": "reject", "note": "n" * 201}, {"decision": "reject", "note": "a\0b"}],
)  # fmt: skip
def test_what_the_form_never_offers_is_a_bad_request(statement, moderator, posted):
    signature = builders.signature(statement)
    response = moderator.post(reverse("signatures_admin:decide", args=[signature.pk]), posted)
    assert response.status_code == 400
    assert state(signature) == State.WAITING


@pytest.mark.parametrize("forged", [0, 987654321, 10**30])
@pytest.mark.parametrize("name", ["decide", "undo", "address"])
def test_forged_numbers_are_not_found(statement, organiser, name, forged):
    url = reverse(f"signatures_admin:{name}", args=[forged])
    assert organiser.post(url, {"decision": "publish"}).status_code == 404


@pytest.mark.parametrize("name", ["decide", "undo", "address"])
def test_acts_are_posts(statement, organiser, name):
    signature = builders.signature(statement, State.PUBLISHED)
    target = signature.decisions.get() if name == "undo" else signature
    url = reverse(f"signatures_admin:{name}", args=[target.pk])
    for method in (organiser.get, organiser.head, organiser.options, organiser.put):
        assert method(url).status_code == 405
    assert state(signature) == State.PUBLISHED


def test_acts_ask_for_the_csrf_token(statement, client, moderator):
    from django.test import Client

    signature = builders.signature(statement)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(moderator.user)
    response = strict.post(reverse("signatures_admin:decide", args=[signature.pk]), {"decision": "publish"})
    assert response.status_code == 403
    assert state(signature) == State.WAITING


def test_an_undo_is_refused_once_something_followed(statement, moderator):
    signature = builders.signature(statement)
    decide(moderator, signature, "hold")
    first = signature.decisions.get()
    decide(logged_in("moderator"), signature, "publish", seen="held")
    assert "Nothing changed" in said(undo(moderator, first))
    assert state(signature) == State.PUBLISHED


def test_an_undo_is_refused_once_the_signer_withdrew(statement, moderator):
    signature = builders.signature(statement, State.PUBLISHED)
    made = signature.decisions.get()
    own.withdraw(signature.pk)
    assert "Nothing changed" in said(undo(moderator, made))
    assert "Nothing changed" in said(undo(moderator, signature.decisions.latest()))
    assert state(signature) == State.WITHDRAWN


def test_undoing_twice_changes_nothing(statement, moderator):
    signature = builders.signature(statement, State.PUBLISHED)
    made = signature.decisions.get()
    undo(moderator, made)
    assert "Nothing changed" in said(undo(moderator, made))
    assert state(signature) == State.WAITING
    assert signature.decisions.count() == 2


def test_an_undo_can_be_undone(statement, moderator):
    signature = builders.signature(statement, State.PUBLISHED)
    undo(moderator, signature.decisions.get())
    undo(moderator, signature.decisions.latest())
    assert state(signature) == State.PUBLISHED


def test_the_mail_waits_ten_minutes_and_undo_takes_it_back(statement, moderator):
    signature = builders.signature(statement)
    decide(moderator, signature, "publish")
    [mail] = mails_about(signature)
    assert timedelta(minutes=9) < mail.due_at - timezone.now() <= timedelta(minutes=10)
    undo(moderator, signature.decisions.get())
    assert mails_about(signature) == []


def test_taking_down_takes_the_mail_back_as_well(statement, moderator):
    signature = builders.signature(statement)
    decide(moderator, signature, "publish")
    decide(moderator, signature, "reject", seen="published")
    assert mails_about(signature) == []


def test_state_cannot_be_posted_through_any_stock_form(statement, admin):
    signature = builders.signature(statement)
    fields = {"state": "published", "first_name": "Mallory", "statement": statement.pk}
    for address in ("create/", f"edit/{signature.pk}/", f"delete/{signature.pk}/", f"inspect/{signature.pk}/", ""):
        admin.post(f"/admin/signatures/signature/{address}", fields)
    kept = Signature.objects.get()
    assert (kept.state, kept.first_name) == (State.WAITING, "Ada")


@pytest.mark.parametrize("role", ["volunteer", None])
def test_who_may_not_moderate_decides_nothing(statement, client, role):
    signature = builders.signature(statement)
    published = builders.signature(statement, State.PUBLISHED)
    browser = logged_in(role) if role else client
    assert refused(browser.get(QUEUE))
    assert refused(browser.post(reverse("signatures_admin:decide", args=[signature.pk]), {"decision": "publish"}))
    assert refused(browser.post(reverse("signatures_admin:undo", args=[published.decisions.get().pk])))
    assert (state(signature), state(published)) == (State.WAITING, State.PUBLISHED)
