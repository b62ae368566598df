"""The words under which the desk finds a signature are those of its row, whatever happened to it; and go with it."""

import importlib
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from signatures import addresses
from signatures.details import Display
from signatures.models import Correction, DeskWord, Signature
from signatures.services import (
    confirming,
    corrections,
    desk_words,
    erasure,
    fixing,
    moderation,
    own,
    retention,
    signing,
)
from signatures.services.seeding import seed
from signatures.states import State
from tests import builders
from tests.signatures.visitor import Visitor

pytestmark = pytest.mark.django_db

ZOE = {"first_name": "Zoë", "last_name": "Nguyễn-Smith", "roles": "UNISON"}
WORDS_OF_ZOE = {"zoe", "nguyensmith", "nguyen", "smith", "unison"}


def words(signature: Signature) -> set[str]:
    return set(signature.desk_words.values_list("word", flat=True))


def out_of_step() -> list[Signature]:
    rows = Signature.objects.prefetch_related("desk_words")
    return [row for row in rows if {each.word for each in row.desk_words.all()} != set(desk_words.words_of(row))]


def signed(page, **given) -> Signature:
    signing.sign(page.version, addresses.parse("ada@example.org"), builders.details(**given))
    return Signature.objects.get()


def test_a_signature_is_found_from_the_moment_of_signing(page):
    assert words(signed(page, **ZOE)) == WORDS_OF_ZOE


def test_signing_again_with_another_name_leaves_no_word_of_the_first(page):
    signed(page)
    assert words(signed(page, **ZOE)) == WORDS_OF_ZOE


def test_what_is_put_right_while_confirming_is_found_and_the_slip_is_not(page):
    signature = signed(page, first_name="Zope", last_name="Slip")
    confirming.confirm(signature.pk, builders.details(**ZOE), signature.version_id, "ada@example.org")
    assert words(signature) == WORDS_OF_ZOE


def test_an_organisers_fix_changes_the_words(page):
    signature = builders.signature(page, first_name="Zoevsky")
    fixing.fix(signature.pk, **ZOE, by=builders.organiser(), seen_text=signature.text_mark)
    assert words(signature) == WORDS_OF_ZOE


def test_a_correction_that_waits_is_not_found_and_once_taken_over_the_old_text_is_not(page):
    signature = builders.signature(page, State.PUBLISHED)
    before = words(signature)
    corrections.correct(signature.pk, builders.details(**ZOE))
    assert words(signature) == before
    waiting = Correction.objects.pending().get()
    settled = corrections.settle(waiting.pk, "applied", by=builders.organiser(), seen_text=waiting.new_mark)
    assert words(signature) == WORDS_OF_ZOE
    corrections.undo(settled.pk, by=builders.organiser())
    assert words(signature) == before


@pytest.mark.parametrize("display", [Display.INITIAL, Display.COUNT_ONLY])
def test_whoever_is_shown_less_is_still_found_by_the_desk_alone(page, display):
    signature = builders.signature(page, State.PUBLISHED, **ZOE)
    corrections.show_less(signature.pk, display)
    assert words(signature) == WORDS_OF_ZOE
    assert not signature.search_words.filter(word="smith").exists()


@pytest.mark.parametrize("state", State)
def test_whatever_its_state_a_signature_is_found(page, state):
    assert words(builders.signature(page, state, **ZOE)) == WORDS_OF_ZOE


def test_deciding_and_undoing_touch_no_word(page):
    signature = builders.signature(page, **ZOE)
    organiser = builders.organiser()
    with CaptureQueriesContext(connection) as queries:
        decision = moderation.decide(signature.pk, State.PUBLISHED, by=organiser)
        moderation.undo(decision.pk, by=organiser)
    assert not [query["sql"] for query in queries if DeskWord._meta.db_table in query["sql"]]


def test_erasing_takes_the_words_along(page):
    builders.signature(page, State.PUBLISHED, email="zoe@example.org", **ZOE)
    other = builders.signature(page)
    erasure.erase_everything(erasure.mailbox_of(addresses.parse("zoe@example.org")))
    assert set(DeskWord.objects.values_list("signature", flat=True)) == {other.pk}


def test_who_was_not_them_leaves_no_word(page):
    own.not_me(builders.signature(page, State.UNCONFIRMED, **ZOE).pk)
    assert not DeskWord.objects.exists()


@pytest.mark.parametrize("state", [State.UNCONFIRMED, State.REJECTED, State.WITHDRAWN])
def test_what_is_purged_leaves_no_word(page, state):
    builders.signature(page, state, **ZOE)
    retention.purge(timezone.now() + timedelta(days=40))
    assert not Signature.objects.exists()
    assert not DeskWord.objects.exists()


def test_invented_signatures_are_found_too(page):
    assert list(seed(page, 30)) == [30]
    assert out_of_step() == []


@pytest.mark.parametrize("state", [state for state in State if state != State.PUBLISHED])
def test_the_wall_reads_none_of_them(page, state):
    builders.signature(page, state, **ZOE)
    visitor = Visitor()
    visitor.get(page.wall_url)
    with CaptureQueriesContext(connection) as queries:
        answers = [visitor.get(f"{page.wall_url}{query}").content.decode() for query in ("?q=zoe", "?q=smith", "")]
    assert not [answer for answer in answers if "Zoë" in answer]
    assert not [query["sql"] for query in queries if DeskWord._meta.db_table in query["sql"]]


def test_after_an_upgrade_what_the_old_release_wrote_is_followed(page, capsys):
    missing, outdated, _right = [builders.signature(page) for _number in range(3)]
    missing.desk_words.all().delete()
    Signature.objects.filter(pk=outdated.pk).update(**ZOE)
    assert out_of_step() == [missing, outdated]
    call_command("index_names")
    assert out_of_step() == []
    assert words(outdated) == WORDS_OF_ZOE
    assert "3 signatures" in capsys.readouterr().out
    with CaptureQueriesContext(connection) as queries:
        call_command("index_names")
    assert not [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "DELETE", "UPDATE"))]


def test_signatures_from_before_the_table_get_their_words_in_portions(page, monkeypatch):
    migration = importlib.import_module("signatures.migrations.0016_fill_desk_words")
    monkeypatch.setattr(migration, "AT_ONCE", 2)
    rows = [builders.signature(page, state) for state in (State.UNCONFIRMED, *[State.PUBLISHED] * 3, State.HELD)]
    DeskWord.objects.exclude(signature=rows[0]).delete()  # as if it had been interrupted after the first
    migration.fill(apps, None)
    assert out_of_step() == []
    migration.empty(apps, None)
    assert not DeskWord.objects.exists()
