"""Keys change while the site runs: every encrypted column moves, nobody's write is lost, nothing is ever in clear."""

import runpy
from io import StringIO

import pytest
from cryptography.fernet import Fernet
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import F, Value

from outbox.models import Message
from signatures.models import Signature, Supporter
from signatures.states import State
from tests import builders
from tests.enquiries import builders as enquiry_builders
from vault import rotation, startup
from vault.ciphers import encrypt
from vault.fields import EncryptedTextField

pytestmark = pytest.mark.django_db

OLD, NEW, LOST = (Fernet.generate_key().decode() for _ in range(3))


@pytest.fixture(autouse=True)
def _old_key(settings):
    settings.ADDRESS_KEYS = [OLD]


def rotate(*options: str) -> str:
    said = StringIO()
    call_command("rotate_address_keys", *options, stdout=said)
    return said.getvalue()


def closed(model, field: str, pk: int) -> str:
    """What stands in the database."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {field} FROM {model._meta.db_table} WHERE id = %s", [pk])  # noqa: S608
        return cursor.fetchone()[0]


def something_everywhere() -> None:
    """A row with a text in every encrypted column that there is."""
    page = builders.statement()
    builders.signature(page, State.UNCONFIRMED, email="ada@example.org")
    enquiry = enquiry_builders.enquiry(enquiry_builders.contact_page())
    enquiry.notes.create(text="Rang", written_at=enquiry.received_at)
    enquiry.notices.create(address="ann@example.org")
    Message.objects.create(kind="stored", content="{}", state="failed")


def test_the_columns_are_asked_of_the_models():
    names = {str(column) for column in rotation.columns()}
    assert names == {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, EncryptedTextField)
    }
    assert {"signatures.Supporter.address", "enquiries.Enquiry.answers", "outbox.Message.content"} <= names


def test_everything_reads_with_the_new_key_alone_afterwards(settings):
    something_everywhere()
    settings.ADDRESS_KEYS = [NEW, OLD]
    rotate()
    settings.ADDRESS_KEYS = [NEW]
    assert Supporter.objects.get().address == "ada@example.org"
    assert Signature.objects.get().address_typed == "ada@example.org"
    held = 0
    for column in rotation.columns():
        for row in column.model._base_manager.all():
            held += bool(getattr(row, column.field.name))
    assert held >= 7
    assert "ADDRESS_KEYS holds one key, and everything opens with it." in rotate()


def test_it_says_what_it_found_and_when_the_old_key_may_go(settings):
    builders.supporter("ada@example.org")
    settings.ADDRESS_KEYS = [NEW, OLD]
    first, second = rotate(), rotate()
    assert "signatures.Supporter.address: 1 moved" in first
    assert "signatures.Supporter.address: 1 current" in second
    assert "Nothing needs the other 1 any more" in second


def test_a_dry_run_counts_and_changes_nothing(settings):
    person = builders.supporter("ada@example.org")
    before = closed(Supporter, "address", person.pk)
    settings.ADDRESS_KEYS = [NEW, OLD]
    said = rotate("--dry-run")
    assert "On another key: 1. Run it without --dry-run to move them." in said
    assert "Nothing needs" not in said
    assert closed(Supporter, "address", person.pk) == before


def test_interrupted_and_begun_again_it_goes_on(settings, monkeypatch):
    monkeypatch.setattr(rotation, "AT_ONCE", 2)
    for number in range(5):
        builders.supporter(f"a{number}@example.org")
    settings.ADDRESS_KEYS = [NEW, OLD]
    column = next(column for column in rotation.columns() if column.model is Supporter)
    portions = rotation.rotate_column(column)
    assert next(portions).moved == 2
    portions.close()
    (*_, tally) = rotation.rotate_column(column)
    assert (tally.current, tally.moved) == (2, 3)


def test_rows_without_anything_stay_empty(settings):
    page = builders.statement()
    row = builders.signature(page, State.WAITING)
    settings.ADDRESS_KEYS = [NEW, OLD]
    rotate()
    assert closed(Signature, "address_typed", row.pk) == ""


def test_whoever_writes_the_row_at_that_moment_wins(settings):
    person = builders.supporter("ada@example.org")
    settings.ADDRESS_KEYS = [NEW, OLD]
    column = next(column for column in rotation.columns() if column.model is Supporter)
    read = closed(Supporter, "address", person.pk)
    Supporter.objects.filter(pk=person.pk).update(address="new@example.org")
    tally = rotation._rotate_rows(column, [(person.pk, read)], dry_run=False)
    assert (tally.changed, tally.moved) == (1, 0)
    assert Supporter.objects.get().address == "new@example.org"


def test_rows_that_no_key_opens_are_named_and_the_others_are_moved_all_the_same(settings):
    settings.ADDRESS_KEYS = [LOST]
    builders.supporter("lost@example.org")
    settings.ADDRESS_KEYS = [OLD]
    fine = builders.supporter("ada@example.org")
    settings.ADDRESS_KEYS = [NEW, OLD]
    with pytest.raises(CommandError, match=r"Supporter\.address 1"):
        rotate()
    settings.ADDRESS_KEYS = [NEW]
    fine.refresh_from_db()
    assert fine.address == "ada@example.org"


def test_the_start_is_refused_when_no_key_opens_the_latest_row(settings):
    builders.supporter("ada@example.org")
    startup.refuse_wrong_keys()
    settings.ADDRESS_KEYS = [NEW]
    with pytest.raises(ImproperlyConfigured, match=r"signatures\.Supporter\.address") as refusal:
        startup.refuse_wrong_keys()
    assert NEW not in str(refusal.value)
    (error,) = startup.keys_open_what_is_stored(None, ["default"])
    assert error.id == "vault.E001"
    assert startup.keys_open_what_is_stored(None, None) == []


def test_the_mail_worker_does_not_start_with_a_wrong_key(settings):
    builders.supporter("ada@example.org")
    settings.ADDRESS_KEYS = [NEW]
    with pytest.raises(ImproperlyConfigured):
        call_command("send_messages", "--until-empty")


def test_an_empty_site_starts_with_any_key(settings):
    settings.ADDRESS_KEYS = [NEW]
    startup.refuse_wrong_keys()
    assert startup.keys_open_what_is_stored(None, ["default"]) == []


class TestNothingIsEverWrittenInClear:
    def test_every_ordinary_way_of_writing_closes_the_text(self):
        made = builders.supporter("a@example.org")
        (bulk,) = Supporter.objects.bulk_create([Supporter(mailbox_key="b", address="b@example.org")])
        Supporter.objects.filter(pk=made.pk).update(address="c@example.org")
        bulk.address = "d@example.org"
        Supporter.objects.bulk_update([bulk], ["address"])
        for row in (made, bulk):
            assert "example" not in closed(Supporter, "address", row.pk)
        assert set(Supporter.objects.values_list("address", flat=True)) == {"c@example.org", "d@example.org"}

    def test_an_expression_that_would_pass_the_cipher_is_refused(self):
        person = builders.supporter("a@example.org")
        for expression in (Value("plain@example.org"), F("domain")):
            with pytest.raises(TypeError, match=r"Supporter\.address is encrypted"), transaction.atomic():
                Supporter.objects.update(address=expression)
        person.refresh_from_db()
        assert person.address == "a@example.org"

    def test_what_got_in_in_clear_is_never_read_as_if_it_were_ours(self):
        from vault.ciphers import Unreadable

        person = builders.supporter("a@example.org")
        with connection.cursor() as cursor:
            cursor.execute("UPDATE signatures_supporter SET address = 'plain@example.org'")
        with pytest.raises(Unreadable):
            Supporter.objects.get(pk=person.pk)

    def test_rotating_never_writes_what_it_opened(self, settings):
        person = builders.supporter("a@example.org")
        settings.ADDRESS_KEYS = [NEW, OLD]
        rotate()
        assert closed(Supporter, "address", person.pk).startswith("gAAAAA")


def test_a_rotated_text_keeps_the_time_when_it_was_closed(settings):
    from vault.ciphers import rotate as rotate_text

    text = encrypt("ada")
    settings.ADDRESS_KEYS = [NEW, OLD]
    moved = rotate_text(text)
    assert Fernet(NEW).extract_timestamp(moved.encode()) == Fernet(OLD).extract_timestamp(text.encode())


def test_the_web_server_looks_at_the_keys_before_it_answers_anybody(monkeypatch):
    def refuse() -> None:
        raise ImproperlyConfigured("the wrong key")

    monkeypatch.setattr(startup, "refuse_wrong_keys", refuse)
    with pytest.raises(ImproperlyConfigured, match="the wrong key"):
        runpy.run_module("config.wsgi")
