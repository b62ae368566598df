"""What organisers do with an enquiry: every move there is, by whom, and how each is taken back."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from wagtail.models import ModelLogEntry

from enquiries.checks import Suspicion
from enquiries.models import Enquiry, EnquiryNote
from enquiries.services import handling
from enquiries.states import MOVES, State
from tests import builders as site
from tests.enquiries import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return builders.contact_page()


@pytest.fixture
def organiser():
    return site.organiser()


def now(enquiry: Enquiry) -> Enquiry:
    return Enquiry.objects.get(pk=enquiry.pk)


@pytest.mark.parametrize("old", list(State))
@pytest.mark.parametrize("new", list(State))
def test_only_the_moves_of_the_table_are_made(page, organiser, old, new):
    enquiry = builders.enquiry(page, old)
    if (old, new) in MOVES:
        made = handling.move(enquiry.pk, new, by=organiser, seen=old)
        assert now(enquiry).state == new
        assert (made.from_state, made.to_state, made.made_by) == (old, new, organiser)
    else:
        with pytest.raises(handling.NoSuchMove):
            handling.move(enquiry.pk, new, by=organiser, seen=old)
        assert now(enquiry).state == old


@pytest.mark.parametrize(("old", "new"), sorted(MOVES))
def test_every_move_can_be_taken_back(page, organiser, old, new):
    enquiry = builders.enquiry(page, old)
    made = handling.move(enquiry.pk, new, by=organiser, seen=old)

    undone = handling.undo(made.pk, by=organiser)

    assert undone.undoes == made
    assert now(enquiry).state == old
    assert now(enquiry).suspicion == enquiry.suspicion, "the reason for which it was held is remembered"


def test_times_are_kept_of_answering_and_closing(page, organiser):
    enquiry = builders.enquiry(page)
    handling.move(enquiry.pk, State.ANSWERED, by=organiser, seen=State.NEW)
    answered = now(enquiry).answered_at
    handling.move(enquiry.pk, State.CLOSED, by=organiser, seen=State.ANSWERED)
    assert answered
    assert now(enquiry).answered_at == answered
    assert now(enquiry).closed_at
    handling.move(enquiry.pk, State.NEW, by=organiser, seen=State.CLOSED)
    assert now(enquiry).answered_at is None
    assert now(enquiry).closed_at is None


def test_what_an_organiser_takes_for_spam_says_so(page, organiser):
    enquiry = builders.enquiry(page)
    handling.move(enquiry.pk, State.QUARANTINED, by=organiser, seen=State.NEW)
    assert now(enquiry).suspicion == Suspicion.BY_HAND


def test_who_is_second_learns_who_was_first(page, organiser):
    enquiry, second = builders.enquiry(page), site.user("organiser")
    handling.move(enquiry.pk, State.ANSWERED, by=organiser, seen=State.NEW)

    with pytest.raises(handling.MovedMeanwhile) as late:
        handling.move(enquiry.pk, State.CLOSED, by=second, seen=State.NEW)

    assert late.value.move.made_by == organiser
    assert now(enquiry).state == State.ANSWERED


def test_only_the_last_move_is_taken_back(page, organiser):
    enquiry = builders.enquiry(page)
    first = handling.move(enquiry.pk, State.ANSWERED, by=organiser, seen=State.NEW)
    handling.move(enquiry.pk, State.CLOSED, by=organiser, seen=State.ANSWERED)
    with pytest.raises(handling.MovedMeanwhile):
        handling.undo(first.pk, by=organiser)
    assert now(enquiry).state == State.CLOSED


@pytest.mark.parametrize("role", ["volunteer", "moderator"])
def test_nobody_else_does_anything(page, organiser, role):
    enquiry, stranger = builders.enquiry(page), site.user(role)
    made = handling.move(enquiry.pk, State.ANSWERED, by=organiser, seen=State.NEW)
    for act in (
        lambda: handling.move(enquiry.pk, State.NEW, by=stranger, seen=State.ANSWERED),
        lambda: handling.undo(made.pk, by=stranger),
        lambda: handling.assign(enquiry.pk, organiser, by=stranger),
        lambda: handling.add_note(enquiry.pk, "Hello", by=stranger),
        lambda: handling.move_all([enquiry.pk], State.QUARANTINED, by=stranger, seen=State.NEW),
        lambda: handling.delete([enquiry.pk], by=stranger),
        lambda: handling.move(enquiry.pk, State.NEW, by=None, seen=State.ANSWERED),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_it_is_given_to_those_who_may_handle_it_only(page, organiser):
    enquiry = builders.enquiry(page)
    handling.assign(enquiry.pk, organiser, by=organiser)
    assert now(enquiry).assigned_to == organiser
    with pytest.raises(PermissionDenied):
        handling.assign(enquiry.pk, site.user("volunteer"), by=organiser)
    handling.assign(enquiry.pk, None, by=organiser)
    assert now(enquiry).assigned_to is None


def test_bulk_acts_touch_only_what_is_still_as_it_was_seen(page, organiser):
    spam = [builders.enquiry(page, State.QUARANTINED, email=f"s{number}@example.org") for number in range(3)]
    real = builders.enquiry(page)
    handling.move(spam[0].pk, State.NEW, by=organiser, seen=State.QUARANTINED)

    assert handling.delete([*(row.pk for row in spam), real.pk], by=organiser) == 2
    assert set(Enquiry.objects.values_list("pk", flat=True)) == {spam[0].pk, real.pk}
    assert handling.move_all([spam[0].pk, spam[1].pk, real.pk], State.QUARANTINED, by=organiser, seen=State.NEW) == 2


@pytest.mark.parametrize("state", list(State))
def test_what_may_still_need_an_answer_is_not_deleted(page, organiser, state):
    enquiry = builders.enquiry(page, state)
    gone = state in (State.CLOSED, State.QUARANTINED)
    assert handling.delete([enquiry.pk], by=organiser) == gone
    assert Enquiry.objects.exists() is not gone


def test_the_log_keeps_who_and_what_and_no_word_of_anybody(page, organiser):
    enquiry = builders.enquiry(page, State.QUARANTINED, name="Canary", email="canary@example.org", message="CANARY")
    released = handling.move(enquiry.pk, State.NEW, by=organiser, seen=State.QUARANTINED)
    handling.undo(released.pk, by=organiser)
    handling.move(enquiry.pk, State.NEW, by=organiser, seen=State.QUARANTINED)
    handling.assign(enquiry.pk, organiser, by=organiser)
    handling.add_note(enquiry.pk, "Canary again", by=organiser)
    handling.move(enquiry.pk, State.ANSWERED, by=organiser, seen=State.NEW)
    handling.move(enquiry.pk, State.CLOSED, by=organiser, seen=State.ANSWERED)
    handling.move(enquiry.pk, State.NEW, by=organiser, seen=State.CLOSED)
    handling.move(enquiry.pk, State.QUARANTINED, by=organiser, seen=State.NEW)
    handling.delete([enquiry.pk], by=organiser)

    entries = ModelLogEntry.objects.filter(content_type__app_label="enquiries").order_by("pk")
    assert [entry.action.removeprefix("enquiries.") for entry in entries] == [
        "release", "undo", "release", "assign", "note", "answer", "close", "reopen", "quarantine", "delete",
    ]  # fmt: skip
    assert {entry.user for entry in entries} == {organiser}
    assert {entry.label for entry in entries} == {f"enquiry {enquiry.pk}"}
    assert all(entry.message for entry in entries), "each reads in plain words"
    assert "canary" not in str(list(entries.values())).lower()


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "lost"},
        {"kind": "gossip"},
        {"suspicion": Suspicion.LINKS},
        {"state": State.QUARANTINED},
        {"state": State.ANSWERED},
        {"state": State.CLOSED},
        {"topic": ""},
    ],
    ids=str,
)
def test_the_database_refuses_what_makes_no_sense(page, wrong):
    enquiry = builders.enquiry(page)
    with pytest.raises(IntegrityError), transaction.atomic():
        Enquiry.objects.filter(pk=enquiry.pk).update(**wrong)


def test_an_empty_note_is_none(page, organiser):
    enquiry = builders.enquiry(page)
    with pytest.raises(IntegrityError), transaction.atomic():
        EnquiryNote.objects.create(enquiry=enquiry, author=organiser, text="", written_at=enquiry.received_at)
