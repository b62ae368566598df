"""Trying a word out before it joins the lists: whom it finds, that nothing is kept, and who may."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from signatures.models import ListedWord, Signature, SignatureFlag
from signatures.services import flagging, trying_words
from signatures.services.trying_words import try_out
from signatures.states import State
from tests import builders
from tests.signatures.admin.desk import page_of, refused
from tests.signatures.visitor import parsed, words

pytestmark = pytest.mark.django_db

PAGE = "/admin/signatures/words/try/"
WORDS = "/admin/snippets/signatures/listedword/"
Kind = ListedWord.Kind


def a_signature(statement, first_name: str, state: State = State.WAITING, **fields) -> Signature:
    return builders.signature(statement, state, first_name=first_name, last_name="Lovelace", **fields)


@pytest.mark.parametrize(
    ("kind", "text", "finds"),
    [
        (Kind.ABUSIVE, "blorbo", {"Bl0rbo"}),
        (Kind.ABUSIVE, "blor*", {"Bl0rbo", "Blorbina"}),
        (Kind.NAME, "Blorbina Lovelace", {"Blorbina"}),
        (Kind.OFFICE, "Grand Snork", {"Ada"}),
        (Kind.ABUSIVE, "nobody", set()),
    ],
)
def test_a_word_finds_whom_it_would_flag(statement, kind, text, finds):
    rows = {
        "Bl0rbo": a_signature(statement, "Bl0rbo"),
        "Blorbina": a_signature(statement, "Blorbina", State.HELD),
        "Ada": a_signature(statement, "Ada", roles="Grand Snork of Exampletown"),
    }
    a_signature(statement, "Blorbo", State.PUBLISHED, email="up@example.org")  # was decided about
    trial = try_out(kind, text)
    assert set(trial.found) == {rows[name].pk for name in finds}
    assert (trial.looked_at, trial.to_decide) == (3, 3)
    ListedWord.objects.create(kind=kind, text=text)
    flagging.look_again([row.pk for row in rows.values()])
    name = {Kind.ABUSIVE: "abuse", Kind.NAME: "watched_name", Kind.OFFICE: "office"}[kind]
    assert set(SignatureFlag.objects.filter(name=name).values_list("signature", flat=True)) == set(trial.found)


def test_an_innocent_word_says_whom_it_frees(statement):
    ListedWord.objects.create(kind=Kind.ABUSIVE, text="blorb*")
    freed = a_signature(statement, "Blorbina")
    a_signature(statement, "Blorbo")
    assert try_out(Kind.INNOCENT, "Blorbina").found == [freed.pk]
    ListedWord.objects.create(kind=Kind.INNOCENT, text="Blorbina")
    assert try_out(Kind.INNOCENT, "Blorbina").found == [freed.pk]  # the same once it stands there
    assert try_out(Kind.ABUSIVE, "blorb*").found != [freed.pk]


def test_of_very_many_those_are_looked_at_who_have_waited_longest(statement, monkeypatch):
    monkeypatch.setattr(trying_words, "LOOKED_AT", 2)
    rows = [a_signature(statement, "Blorbo") for _number in range(3)]
    trial = try_out(Kind.ABUSIVE, "blorbo")
    assert (set(trial.found), trial.looked_at, trial.to_decide) == ({row.pk for row in rows[:2]}, 2, 3)


def test_the_page_shows_them_without_flagging_anybody(organiser, statement):
    row = a_signature(statement, "Blorbo", email="canary@secret.example")
    answer = organiser.get(PAGE, {"kind": "abusive", "text": "blorbo"})
    shown = words(answer)
    assert "“blorbo” finds 1 of those who wait" in shown
    assert "Blorbo Lovelace" in shown
    assert page_of(row) in answer.content.decode()
    assert "canary" not in answer.content.decode()
    assert not SignatureFlag.objects.exists()
    assert not ListedWord.objects.filter(text="blorbo").exists()


def test_the_form_alone_looks_at_nobody(organiser, statement):
    a_signature(statement, "Blorbo")
    assert "of those who wait" not in words(organiser.get(PAGE)).replace("See whom of those who wait a word", "")


@pytest.mark.parametrize(("given", "says"), [({"kind": "abusive", "text": "*"}, "at least two letters"),
                                             ({"kind": "nonsense", "text": "blorbo"}, "Select a valid choice"),
                                             ({"kind": "abusive", "text": ""}, "This field is required")])  # fmt: skip
def test_a_word_that_says_nothing_is_refused(organiser, statement, given, says):
    answer = organiser.get(PAGE, given)
    assert answer.status_code == 200
    assert says in words(answer)
    assert "Add it to the list" not in words(answer)


def test_the_button_adds_it_to_the_list(organiser, statement):
    a_signature(statement, "Blorbo")
    page = BeautifulSoup(organiser.get(PAGE, {"kind": "abusive", "text": "blorbo"}).content, "html.parser")
    form = page.find("form", action=f"{WORDS}add/")
    given = {field["name"]: field["value"] for field in form.find_all("input")}
    answer = organiser.post(form["action"], given, follow=True)
    assert ListedWord.objects.get(text="blorbo").in_use
    assert f"{PAGE}?kind=abusive&amp;text=blorbo" in answer.content.decode()  # beside "are being looked at again"


def test_what_stands_on_the_list_is_changed_and_not_added_twice(organiser, statement):
    word = ListedWord.objects.create(kind=Kind.ABUSIVE, text="blorbo", in_use=False)
    answer = organiser.get(PAGE, {"kind": "abusive", "text": "blorbo"})
    assert "It is on the list, switched off." in words(answer)
    assert f"{WORDS}edit/{word.pk}/" in answer.content.decode()
    assert "Add it to the list" not in words(answer)


def test_list_and_word_lead_there(organiser, statement):
    word = ListedWord.objects.create(kind=Kind.ABUSIVE, text="blorbo")
    assert parsed(organiser.get(WORDS)).select_one(f'a.w-header-button[href="{PAGE}"]')
    assert f"{PAGE}?kind=abusive&amp;text=blorbo" in organiser.get(f"{WORDS}edit/{word.pk}/").content.decode()


@pytest.mark.parametrize("role", ["volunteer", "moderator"])
def test_others_try_nothing_out(request, role):
    assert refused(request.getfixturevalue(role).get(PAGE, {"kind": "abusive", "text": "blorbo"}))


def test_trying_only_reads(organiser, statement):
    assert organiser.post(PAGE, {"kind": "abusive", "text": "blorbo"}).status_code == 405


def test_the_page_costs_the_same_for_one_and_for_many(organiser, statement):
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            organiser.get(PAGE, {"kind": "abusive", "text": "blorbo"})
        return len(captured)

    a_signature(statement, "Blorbo")
    cost()
    one = cost()
    for _number in range(4):
        a_signature(statement, "Blorbo")
    assert cost() == one
