"""A name's capitals, a slip in a role: put right under the rules of the signing form, on record, seen by the signer."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import ModelLogEntry

from signatures.models import Correction, Signature, SignatureWord
from signatures.services import corrections, fixing, moderation
from signatures.states import State
from tests import builders
from tests.signatures.admin.desk import said

pytestmark = pytest.mark.django_db


def address(signature: Signature) -> str:
    return reverse("signatures_admin:correct", args=[signature.pk])


def fix(client, signature: Signature, **fields):
    given = {
        "first_name": signature.first_name,
        "last_name": signature.last_name,
        "roles": signature.roles,
        "seen_text": signature.text_mark,
    }
    return client.post(address(signature), given | fields, follow=True)


@pytest.fixture
def shouted(statement) -> Signature:
    return builders.signature(statement, first_name="ADA", last_name="LOVELACE", roles="Unite rpe")


def test_a_name_is_put_right_and_what_it_was_is_on_record(shouted, moderator):
    response = fix(moderator, shouted, first_name="Ada", last_name="Lovelace", roles="Unite rep")
    shouted.refresh_from_db()
    assert (shouted.full_name, shouted.roles) == ("Ada Lovelace", "Unite rep")
    assert "Corrected: Ada Lovelace" in said(response)
    made = Correction.objects.get()
    assert (made.old_name, made.old_roles, made.new_name, made.new_roles) == (
        "ADA LOVELACE", "Unite rpe", "Ada Lovelace", "Unite rep",
    )  # fmt: skip
    assert (made.made_by, made.by_signer, made.outcome) == (moderator.user, False, "applied")
    page = response.content.decode()
    assert "ADA LOVELACE" in page
    assert str(moderator.user) in page


def test_wagtails_log_says_that_and_not_what(shouted, moderator):
    fix(moderator, shouted, first_name="Adacanary")
    entry = ModelLogEntry.objects.get(action="signatures.fix")
    assert entry.user == moderator.user
    assert "Adacanary" not in f"{entry.label} {entry.data}"


def test_a_published_one_is_found_by_its_new_words_and_sorted_by_its_new_name(statement, moderator):
    up = builders.signature(statement, State.PUBLISHED, first_name="Ada", last_name="Zovelace")
    fix(moderator, up, last_name="Lovelace")
    up.refresh_from_db()
    assert up.wall_key.startswith("lovelace")
    assert set(SignatureWord.objects.values_list("word", flat=True)) >= {"ada", "lovelace"}
    assert not SignatureWord.objects.filter(word="zovelace").exists()


@pytest.mark.parametrize(
    "fields", [{"first_name": ""}, {"first_name": "https://x.example"}, {"roles": "x" * 300}, {"last_name": "a\u202eb"}]
)
def test_what_the_signing_form_refuses_is_refused_here_with_its_reason(shouted, moderator, fields):
    response = fix(moderator, shouted, **fields)
    assert response.status_code == 422
    assert "desk-error" in response.content.decode()
    shouted.refresh_from_db()
    assert shouted.full_name == "ADA LOVELACE"
    assert not Correction.objects.exists()


def test_whoever_saw_an_older_text_is_shown_the_new_one_first(shouted, moderator):
    late = fix(moderator, shouted, first_name="Ada")
    assert late.status_code == 200
    response = fix(moderator, shouted, first_name="Adele")  # still with the mark of the first text
    assert response.status_code == 409
    assert "corrected meanwhile" in said(response)
    assert 'value="Ada"' in response.content.decode()
    assert Signature.objects.get().first_name == "Ada"


def test_a_decision_about_the_text_before_does_not_stand(shouted, moderator):
    mark = shouted.text_mark
    fix(moderator, shouted, first_name="Ada")
    with pytest.raises(moderation.TextChanged):
        moderation.decide(shouted.pk, State.PUBLISHED, by=builders.organiser(), seen_text=mark)


def test_saving_the_same_leaves_no_record(shouted, moderator):
    assert "stays as it is" in said(fix(moderator, shouted))
    assert not Correction.objects.exists()


@pytest.mark.parametrize("state", [State.UNCONFIRMED, State.WITHDRAWN])
def test_what_is_not_confirmed_or_was_withdrawn_is_its_signers_alone(statement, moderator, state):
    signature = builders.signature(statement, state)
    assert "Nothing changed" in said(fix(moderator, signature, first_name="Eve"))
    assert not Correction.objects.exists()


def test_a_correction_that_its_signer_waits_for_comes_first(statement, moderator):
    up = builders.signature(statement, State.PUBLISHED)
    corrections.correct(up.pk, builders.details(first_name="Adelaide"))
    assert "own correction waits" in said(fix(moderator, up, first_name="Eve"))
    assert Signature.objects.get().first_name == "Ada"


def test_it_leads_back_to_where_one_came_from(shouted, moderator):
    for after, end in (
        ("cards", "/cards/"),
        ("queue", "/queue/"),
        ("", f"/inspect/{shouted.pk}/"),
        ("//x", "/inspect/"),
    ):
        response = fix(moderator, shouted, after=after)
        assert end in response.redirect_chain[-1][0]
        assert "//x" not in response.redirect_chain[-1][0]


def test_the_old_text_is_put_back_from_the_history_with_one_press(shouted, moderator):
    page = fix(moderator, shouted, first_name="Ada").content.decode()
    assert "Put the old text back" in page
    now = Signature.objects.get()
    fix(moderator, now, first_name="ADA")
    assert Signature.objects.get().first_name == "ADA"
    assert Correction.objects.count() == 2


def test_only_who_may_moderate_puts_things_right(shouted, volunteer):
    fix(volunteer, shouted, first_name="Eve")
    with pytest.raises(PermissionDenied):
        fixing.fix(shouted.pk, first_name="Eve", last_name="", roles="", by=volunteer.user, seen_text=shouted.text_mark)
    assert Signature.objects.get().first_name == "ADA"


def test_what_is_on_record_goes_with_the_signature(shouted, moderator):
    fix(moderator, shouted, first_name="Ada")
    Signature.objects.get().delete()
    assert not Correction.objects.exists()
