"""Flags as confirming finds and keeps them: once per check, with the signature, never deciding anything."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from signatures.models import Decision, ListedWord, Signature, SignatureFlag
from signatures.services import confirming, flagging, transitions, word_lists
from signatures.states import State
from tests import builders

pytestmark = pytest.mark.django_db


def confirmed(page, email: str | None = None, minutes: float = 0, **fields) -> Signature:
    """A signature confirmed on the usual way, signed so many minutes ago."""
    when = timezone.now() - timedelta(minutes=minutes)
    row = builders.signature(page, State.UNCONFIRMED, email, created_at=when, **fields)
    confirming.confirm(row.pk, row.details, row.version_id, row.supporter.address)
    row.refresh_from_db()
    return row


def names(signature: Signature) -> set[str]:
    assert Signature.objects.get(pk=signature.pk).flagged == signature.flags.exists()
    return set(signature.flags.values_list("name", flat=True))


def test_an_ordinary_signature_has_no_flag(page):
    signature = confirmed(page)
    assert names(signature) == set()
    assert not signature.flagged


def test_confirming_asks_the_checks_about_what_was_on_the_screen(page):
    signature = confirmed(page, first_name="Fuck", last_name="Off", roles="Member of Parliament")
    assert names(signature) == {"abuse", "office"}
    assert signature.state == State.WAITING
    details = dict(signature.flags.values_list("name", "detail"))
    assert details["office"] == "Member of Parliament"


def test_nothing_is_flagged_before_the_mailbox_has_proved_itself(page):
    builders.signature(page, State.UNCONFIRMED, first_name="Fuck", last_name="Off")
    assert not SignatureFlag.objects.exists()


def test_flags_go_with_their_signature(page):
    signature = confirmed(page, first_name="Fuck", last_name="Off")
    signature.delete()
    assert not SignatureFlag.objects.exists()


def test_looking_twice_flags_once(page):
    signature = confirmed(page, first_name="Fuck", last_name="Off")
    with transaction.atomic():
        flagging.look(transitions.lock(signature.pk))
    assert signature.flags.filter(name="abuse").count() == 1


def test_a_corrected_name_loses_its_flag_and_a_crowd_keeps_its_own(page):
    signature = confirmed(page, first_name="ADA", last_name="LOVELACE")
    SignatureFlag.objects.create(signature=signature, name="network")
    with transaction.atomic():
        row = transitions.lock(signature.pk)
        row.first_name, row.last_name = "Ada", "Lovelace"
        flagging.look(row)
    assert names(signature) == {"network"}


def test_a_throw_away_mailbox_is_flagged(page):
    assert names(confirmed(page, email="ada@mailinator.com")) == {"disposable"}
    assert names(confirmed(page, email="grace@sub.mailinator.com", first_name="Grace")) == {"disposable"}


# --- Namesakes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last"),
    [("Ada", "Lovelace"), ("ada", "lovelace"), ("Áda", "Lövelace"), ("Lovelace", "Ada"), ("Ada Lovelace", "")],
)
def test_both_who_wait_under_one_name_are_flagged(page, first, last):
    earlier = confirmed(page, email="one@example.org")
    later = confirmed(page, email="two@example.org", first_name=first, last_name=last)
    assert "twin" in names(later)
    assert names(earlier) == {"twin"}


def test_one_that_was_published_before_is_left_alone(page):
    earlier = builders.signature(page, State.PUBLISHED)
    later = confirmed(page)
    assert names(later) == {"twin"}
    assert names(earlier) == set()


@pytest.mark.parametrize("state", [State.UNCONFIRMED, State.WITHDRAWN])
def test_a_name_that_nobody_stands_by_has_no_twin(page, state):
    builders.signature(page, state)
    assert names(confirmed(page)) == set()


def test_the_same_name_under_another_statement_is_no_twin(page):
    confirmed(builders.statement("other", title="Another statement"))
    assert names(confirmed(page)) == set()


# --- Crowds ---------------------------------------------------------------------------------------------------

PEOPLE = ("Ada", "Grace", "Rosa", "Nawal", "Olive", "Sylvia", "Claudia", "Dolores", "Emma", "Jayaben", "Mary", "Ellen")


def crowd(page, number: int, step: float = 1, **fields) -> list[Signature]:
    people = [
        confirmed(page, f"{first.lower()}@{fields.get('domain', f'{first.lower()}.example')}", position * step,
                  first_name=first, network_hash=fields.get("network_hash", ""))
        for position, first in enumerate(PEOPLE[:number])
    ]  # fmt: skip
    return [Signature.objects.get(pk=person.pk) for person in people]


def test_the_sixth_from_one_network_within_an_hour_flags_all_six(page):
    five = crowd(page, 5, network_hash="a" * 32)
    assert all(names(person) == set() for person in five)
    sixth = confirmed(page, "last@example.org", 10, first_name="Zoë", network_hash="a" * 32)
    assert all(names(person) == {"network"} for person in [*five, sixth])


def test_six_over_a_day_are_no_crowd(page):
    assert all(names(person) == set() for person in crowd(page, 6, step=60, network_hash="a" * 32))


def test_a_table_of_five_is_no_crowd_and_other_networks_do_not_count(page):
    crowd(page, 5, network_hash="a" * 32)
    assert names(confirmed(page, first_name="Zoë", network_hash="b" * 32)) == set()
    assert names(confirmed(page, first_name="Zora")) == set()


def test_ten_new_mailboxes_of_one_domain_within_an_hour_are_flagged(page):
    nine = crowd(page, 9, domain="flood.example")
    assert all(names(person) == set() for person in nine)
    tenth = confirmed(page, "last@flood.example", 10, first_name="Zoë")
    assert all(names(person) == {"mail_domain"} for person in [*nine, tenth])


@pytest.mark.parametrize("domain", ["gmail.com", "btinternet.com", "hotmail.co.uk"])
def test_public_providers_make_no_crowd(page, domain):
    assert all(names(person) == set() for person in crowd(page, 11, domain=domain))


def test_mailboxes_that_we_have_long_known_make_no_crowd(page):
    for first in PEOPLE[:10]:
        person = builders.supporter(f"{first.lower()}@union.example")
        type(person).objects.filter(pk=person.pk).update(created_at=timezone.now() - timedelta(days=30))
    assert all(names(person) == set() for person in crowd(page, 10, domain="union.example"))


# --- The lists ------------------------------------------------------------------------------------------------


def test_the_shipped_lists_are_there_and_adding_them_again_adds_nothing():
    assert ListedWord.objects.filter(kind="abusive").count() > 1_000
    assert word_lists.add_shipped() == 0


def test_a_word_that_organisers_add_counts_from_the_next_one_on(page):
    assert names(confirmed(page, first_name="Blorbo")) == set()
    ListedWord.objects.create(kind="abusive", text="blorbo")
    assert "abuse" in names(confirmed(page, email="b@example.org", first_name="Bl0rbo"))


def test_a_word_that_is_switched_off_flags_nobody_and_does_not_come_back_with_the_shipped_ones(page):
    ListedWord.objects.filter(text="Thatcher").update(in_use=False, changed_at=timezone.now())
    word_lists.add_shipped()
    assert names(confirmed(page, first_name="Ann", last_name="Thatcher")) == set()


def test_looking_again_puts_flags_on_and_takes_them_off(page):
    flagged = confirmed(page, email="a@example.org", first_name="Ann", last_name="Thatcher")
    unflagged = confirmed(page, email="b@example.org", first_name="Blorbo")
    decisions = Decision.objects.count()
    ListedWord.objects.filter(text="Thatcher").delete()
    ListedWord.objects.create(kind="abusive", text="blorbo")
    assert flagging.look_again([flagged.pk, unflagged.pk]) == 2
    assert (names(flagged), names(unflagged)) == (set(), {"abuse"})
    assert flagging.look_again([flagged.pk, unflagged.pk]) == 0
    assert Decision.objects.count() == decisions


# --- What it costs --------------------------------------------------------------------------------------------


def cost(act) -> int:
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


@pytest.mark.parametrize("others", [0, 300])
def test_confirming_costs_a_bounded_number_of_queries_however_large_the_crowd(page, others):
    first = confirmed(page, "first@flood.example", network_hash="a" * 32)
    kept = {f.attname: getattr(first, f.attname) for f in first._meta.concrete_fields if f.attname != "id"}
    people = [
        type(first.supporter)(mailbox_key=f"{number:064x}", address="x@flood.example", domain="flood.example")
        for number in range(others)
    ]
    type(first.supporter).objects.bulk_create(people)
    Signature.objects.bulk_create(Signature(**kept | {"supporter_id": person.pk}) for person in people)
    row = builders.signature(page, State.UNCONFIRMED, "last@flood.example", network_hash="a" * 32)
    assert cost(lambda: confirming.confirm(row.pk, row.details, row.version_id, "last@flood.example")) <= 40
    again = builders.signature(page, State.UNCONFIRMED, "more@flood.example", network_hash="a" * 32)
    assert cost(lambda: confirming.confirm(again.pk, again.details, again.version_id, "more@flood.example")) <= 28
