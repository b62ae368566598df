"""The page of corrections by signers: both texts side by side, publish or keep, undo; and who may."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from signatures.admin import corrections as page_of_corrections
from signatures.details import Display
from signatures.models import Correction, Outcome, Signature, SignatureWord
from signatures.services import corrections, erasure, own
from signatures.states import State
from tests import builders
from tests.signatures.admin.desk import refused, said

pytestmark = pytest.mark.django_db

PAGE = "/admin/signatures/corrections/"


def asked_for(statement, number: int = 1, **wanted) -> Correction:
    """A published signature whose signer asks for another text."""
    row = builders.signature(statement, State.PUBLISHED, f"canary{number}@secret.example", first_name="Ada")
    corrections.correct(row.pk, builders.details(**{"first_name": "Augusta", "roles": "Unite branch chair"} | wanted))
    return row.corrections.get()


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def text_of(response) -> str:
    return " ".join(soup(response).find("main").get_text(" ").split())


def press(client, correction: Correction, answer: str, **given):
    """Open the page and press one of the correction's buttons, with every hidden field that its form holds."""
    address = reverse("signatures_admin:correction_settle", args=[correction.pk])
    form = soup(client.get(PAGE)).find("form", action=address)
    hidden = {field["name"]: field["value"] for field in form.find_all("input", type="hidden")}
    assert form.find("button", attrs={"name": "answer", "value": answer})
    return client.post(address, hidden | {"answer": answer} | given, follow=True)


def undo(client, correction: Correction):
    return client.post(reverse("signatures_admin:correction_undo", args=[correction.pk]), follow=True)


def words_of(correction: Correction) -> set[str]:
    return set(SignatureWord.objects.filter(signature=correction.signature_id).values_list("word", flat=True))


def test_without_corrections_the_page_says_so(moderator):
    shown = text_of(moderator.get(PAGE))
    assert "No correction waits." in shown
    assert "Publish the new text" not in shown


def test_both_texts_stand_side_by_side_and_no_address(moderator, statement):
    asked_for(statement)
    answer = moderator.get(PAGE)
    shown = text_of(answer)
    assert "New text: Augusta Lovelace Unite branch chair" in shown
    assert "Up now: Ada Lovelace , Unite rep" in shown
    assert "shown as Augusta Lovelace" in shown
    assert "canary" not in answer.content.decode()
    assert "secret.example" not in answer.content.decode()


def test_what_is_typed_is_shown_as_text(moderator, statement):
    correction = asked_for(statement)
    Correction.objects.filter(pk=correction.pk).update(new_roles="<script>alert(1)</script>")
    assert "<script>alert(1)" not in moderator.get(PAGE).content.decode()


def test_one_who_was_only_counted_and_wants_to_be_named_waits_too(moderator, statement):
    row = builders.signature(statement, State.PUBLISHED, display=Display.COUNT_ONLY, publish_consent=False)
    corrections.correct(row.pk, builders.details(first_name="Ada"))
    assert "Up now: counted, not shown" in text_of(moderator.get(PAGE))


def test_publishing_the_new_text_puts_it_on_the_wall_and_into_the_log(moderator, statement):
    correction = asked_for(statement)
    answer = press(moderator, correction, "publish")
    assert "Augusta Lovelace" in said(answer)
    assert "No correction waits." in text_of(answer)
    correction.refresh_from_db()
    assert (correction.outcome, correction.settled_by) == (Outcome.APPLIED, moderator.user)
    assert Signature.objects.get().public_name == "Augusta Lovelace"
    assert "augusta" in words_of(correction)
    assert "ada" not in words_of(correction)
    logged = ModelLogEntry.objects.latest("pk")
    assert (logged.action, logged.user) == ("signatures.correction_publish", moderator.user)
    assert "Augusta" not in f"{logged.label}{logged.data}"


def test_keeping_the_old_text_changes_nothing_but_that_it_is_settled(moderator, statement):
    correction = asked_for(statement)
    answer = press(moderator, correction, "keep")
    assert "not taken over" in said(answer)
    correction.refresh_from_db()
    assert (correction.outcome, correction.settled_by) == (Outcome.DECLINED, moderator.user)
    assert Signature.objects.get().public_name == "Ada Lovelace"
    assert "ada" in words_of(correction)
    assert ModelLogEntry.objects.latest("pk").action == "signatures.correction_decline"


@pytest.mark.parametrize("answer", ["publish", "keep"])
def test_what_somebody_settled_can_be_undone_from_the_page(moderator, statement, answer):
    correction = asked_for(statement)
    shown = press(moderator, correction, answer)
    address = reverse("signatures_admin:correction_undo", args=[correction.pk])
    assert soup(shown).find("form", action=address)
    assert "the correction waits again" in said(undo(moderator, correction))
    correction.refresh_from_db()
    assert (correction.outcome, correction.settled_by) == (Outcome.PENDING, None)
    assert Signature.objects.get().public_name == "Ada Lovelace"
    assert "ada" in words_of(correction)
    assert "Publish the new text" in text_of(moderator.get(PAGE))


def test_nobody_is_offered_the_undo_of_what_others_settled(moderator, organiser, statement):
    correction = asked_for(statement)
    press(organiser, correction, "keep")
    assert not soup(moderator.get(PAGE)).find("form", action=lambda action: action and "/undo/" in action)


def signer_changes_again(correction: Correction) -> None:
    corrections.correct(correction.signature_id, builders.details(first_name="Countess"))


def signer_withdraws(correction: Correction) -> None:
    own.withdraw(correction.signature_id)


def signer_erases(correction: Correction) -> None:
    erasure.erase_everything(erasure.mailbox_of_supporter(correction.signature.supporter))


def colleague_settles(correction: Correction) -> None:
    corrections.settle(correction.pk, Outcome.DECLINED, by=builders.organiser(), seen_text=correction.new_mark)


@pytest.mark.parametrize("meanwhile", [signer_changes_again, signer_withdraws, signer_erases, colleague_settles])
@pytest.mark.parametrize("answer", ["publish", "keep"])
def test_what_changed_since_it_was_on_the_screen_is_left_alone(moderator, statement, meanwhile, answer):
    correction = asked_for(statement)
    seen = {"seen_text": correction.new_mark, "answer": answer}
    meanwhile(correction)
    before = list(Signature.objects.values("first_name", "roles", "state"))
    address = reverse("signatures_admin:correction_settle", args=[correction.pk])
    shown = moderator.post(address, seen, follow=True)
    assert "Nothing changed" in said(shown)
    assert list(Signature.objects.values("first_name", "roles", "state")) == before
    assert not ModelLogEntry.objects.filter(user=moderator.user, action__startswith="signatures.correction").exists()


def test_a_text_that_nobody_was_shown_is_not_published(moderator, statement):
    correction = asked_for(statement)
    assert "Nothing changed" in said(press(moderator, correction, "publish", seen_text="forged"))
    assert Signature.objects.get().public_name == "Ada Lovelace"


@pytest.mark.parametrize("meanwhile", [signer_changes_again, signer_withdraws, signer_erases])
def test_an_undo_that_something_followed_is_told_so(moderator, statement, meanwhile):
    correction = asked_for(statement)
    press(moderator, correction, "publish")
    meanwhile(correction)
    assert "Nothing changed" in said(undo(moderator, correction))


@pytest.mark.parametrize("answer", ["", "burn", "applied"])
def test_an_answer_that_is_none_is_refused(moderator, statement, answer):
    correction = asked_for(statement)
    address = reverse("signatures_admin:correction_settle", args=[correction.pk])
    assert moderator.post(address, {"answer": answer, "seen_text": correction.new_mark}).status_code == 400
    correction.refresh_from_db()
    assert correction.outcome == Outcome.PENDING


@pytest.mark.parametrize("name", ["correction_settle", "correction_undo"])
def test_looking_at_the_addresses_that_change_something_changes_nothing(moderator, statement, name):
    correction = asked_for(statement)
    address = reverse(f"signatures_admin:{name}", args=[correction.pk])
    assert moderator.get(address, {"answer": "publish", "seen_text": correction.new_mark}).status_code == 405
    assert moderator.post(PAGE).status_code == 405
    correction.refresh_from_db()
    assert correction.outcome == Outcome.PENDING


def test_volunteers_and_strangers_neither_see_nor_settle(volunteer, client, statement):
    correction = asked_for(statement)
    given = {"answer": "publish", "seen_text": correction.new_mark}
    for browser in (volunteer, client):
        assert refused(browser.get(PAGE))
        for name in ("correction_settle", "correction_undo"):
            assert refused(browser.post(reverse(f"signatures_admin:{name}", args=[correction.pk]), given))
    correction.refresh_from_db()
    assert correction.outcome == Outcome.PENDING


def test_a_long_list_comes_in_pages_the_oldest_first(moderator, statement, monkeypatch):
    monkeypatch.setattr(page_of_corrections, "PAGE_SIZE", 2)
    for number, first_name in enumerate(("First", "Second", "Third")):
        asked_for(statement, number, first_name=first_name)
    one, two = moderator.get(PAGE), moderator.get(PAGE, {"p": "2"})
    assert "First Lovelace" in text_of(one)
    assert "Second Lovelace" in text_of(one)
    assert "Third" not in text_of(one)
    assert "Page 1 of 2" in text_of(one)
    assert soup(one).find("a", rel="next")["href"] == "?p=2"
    assert "Third Lovelace" in text_of(two)
    assert soup(two).find("a", rel="prev")["href"] == "?p=1"
    assert "First" in text_of(moderator.get(PAGE, {"p": "nonsense"}))


def test_the_page_costs_the_same_for_one_and_for_many(moderator, statement):
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            moderator.get(PAGE)
        return len(captured)

    asked_for(statement, 1)
    cost()
    one = cost()
    for number in range(2, 6):
        asked_for(statement, number)
    assert cost() == one
