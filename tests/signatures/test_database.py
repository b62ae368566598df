"""What the database itself refuses, whoever writes; and what a dump of it shows."""

import json

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision

from signatures.models import (
    Consent,
    ConsentWording,
    Decision,
    Purpose,
    Signature,
    SignatureWord,
    StatementVersion,
    Supporter,
)
from signatures.states import State
from tests import builders

pytestmark = pytest.mark.django_db

ADDRESS = "ada.of.the.dump@example.org"
OURS = (Supporter, Signature, SignatureWord, Consent, ConsentWording, Decision, StatementVersion)


def refuses(constraint: str):
    """Nothing but this constraint refuses what follows. SQLite names the columns of a unique one instead of it."""
    return _Refusal(constraint)


class _Refusal:
    def __init__(self, constraint: str) -> None:
        self.constraint = constraint

    def __enter__(self) -> None:
        self._raises = pytest.raises(IntegrityError)
        self._error = self._raises.__enter__()
        self._savepoint = transaction.atomic()
        self._savepoint.__enter__()

    def __exit__(self, *exception) -> bool:
        self._savepoint.__exit__(*exception)
        if not self._raises.__exit__(*exception):
            return False
        message = str(self._error.value)
        if connection.vendor == "postgresql" or "CHECK" in message:
            assert self.constraint in message
        else:
            assert "UNIQUE" in message
        return True


def changed(row, **fields) -> None:
    """As any writer could who goes round the services."""
    type(row).objects.filter(pk=row.pk).update(**fields)


# --- Constraints -----------------------------------------------------------------------------------------------------


def test_a_mailbox_is_one_supporter(page):
    supporter = builders.supporter("ada@example.org")
    with refuses("mailbox_key"):
        Supporter.objects.create(mailbox_key=supporter.mailbox_key, address="other@example.org")


def test_only_a_suppressed_supporter_may_have_no_address(page):
    supporter = builders.supporter("ada@example.org")
    with refuses("supporter_address_or_suppressed"):
        changed(supporter, address="")
    changed(supporter, address="", suppressed_at=timezone.now())


def test_a_mailbox_signs_a_statement_once(page):
    signature = builders.signature(page, email="ada@example.org")
    again = Signature(
        statement=page, version=page.version, supporter=signature.supporter, first_name="A", created_at=timezone.now()
    )
    with refuses("signature_once_per_mailbox"):
        again.save()


def test_paper_signers_may_have_no_mailbox_however_many_they_are(page):
    for _ in range(2):
        Signature.objects.create(
            statement=page, version=page.version, source="paper", first_name="Ada", created_at=timezone.now()
        )


@pytest.mark.parametrize(
    ("constraint", "state", "fields"),
    [
        ("signature_state_known", State.WAITING, {"state": "lost"}),
        ("signature_display_known", State.WAITING, {"display": "capitals"}),
        ("signature_online_has_mailbox", State.WAITING, {"supporter": None}),
        ("signature_online_confirmed_first", State.WAITING, {"confirmed_at": None}),
        ("signature_online_confirmed_first", State.PUBLISHED, {"confirmed_at": None}),
        ("signature_online_confirmed_first", State.HELD, {"confirmed_at": None}),
        ("signature_online_confirmed_first", State.REJECTED, {"confirmed_at": None}),
        ("signature_published_has_time", State.PUBLISHED, {"published_at": None}),
        ("signature_unconfirmed_has_no_times", State.UNCONFIRMED, {"confirmed_at": timezone.now()}),
        ("signature_unconfirmed_has_no_times", State.UNCONFIRMED, {"published_at": timezone.now()}),
    ],
)
def test_a_signature_cannot_be_in_a_state_without_its_facts(page, constraint, state, fields):
    signature = builders.signature(page, state)
    with refuses(constraint):
        changed(signature, **fields)


def consent(page, **fields) -> Consent:
    given = {
        "purpose": Purpose.PUBLISH,
        "wording": page.version.publish_wording,
        "version": page.version,
        "channel": "online",
        "given_at": timezone.now(),
    }
    return Consent.objects.create(**given | fields)


def test_consent_to_publish_belongs_to_a_signature_and_keeping_in_touch_to_a_supporter(page):
    signature = builders.signature(page, State.UNCONFIRMED)
    both = {"signature": signature, "supporter": signature.supporter}
    for fields in (
        {"purpose": Purpose.PUBLISH},
        {"purpose": Purpose.PUBLISH, "supporter": signature.supporter},
        {"purpose": Purpose.PUBLISH, **both},
        {"purpose": Purpose.KEEP_IN_TOUCH},
        {"purpose": Purpose.KEEP_IN_TOUCH, "signature": signature},
        {"purpose": Purpose.KEEP_IN_TOUCH, **both},
        {"purpose": "anything", "signature": signature},
    ):
        with refuses("consent_belongs_to_one"):
            consent(page, **fields)


@pytest.mark.parametrize(
    ("constraint", "purpose", "whose"),
    [
        ("consent_publish_active_once", Purpose.PUBLISH, "signature"),
        ("consent_keep_in_touch_active_once", Purpose.KEEP_IN_TOUCH, "supporter"),
    ],
)
def test_one_consent_for_a_purpose_is_active_at_a_time(page, constraint, purpose, whose):
    signature = builders.signature(page, State.UNCONFIRMED)
    fields = {"purpose": purpose, whose: signature if whose == "signature" else signature.supporter}
    first = consent(page, **fields)
    with refuses(constraint):
        consent(page, **fields)
    changed(first, withdrawn_at=timezone.now())
    consent(page, **fields)


def test_a_wording_is_stored_once(page):
    wording = page.version.publish_wording
    with refuses("digest"):
        ConsentWording.objects.create(purpose=wording.purpose, text="other", digest=wording.digest)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [("statementversion_number", {"digest": "other"}), ("statementversion_wording", {"number": 99})],
)
def test_versions_of_a_statement_differ_in_number_and_in_words(page, constraint, fields):
    version = StatementVersion.objects.get(pk=page.version.pk)
    version.pk = None
    for name, value in fields.items():
        setattr(version, name, value)
    with refuses(constraint):
        version.save(force_insert=True)


def test_a_name_is_indexed_once_by_each_word(page):
    signature = builders.signature(page, State.PUBLISHED)
    word = signature.search_words.first()
    with refuses("signatureword_prefix"):
        SignatureWord.objects.create(signature=signature, statement=page, word=word.word)


def test_a_decision_is_undone_once(page):
    signature = builders.signature(page, State.PUBLISHED)
    decision = signature.decisions.get()
    fields = {"signature": signature, "by_signer": False, "from_state": "published", "to_state": "waiting"}
    Decision.objects.create(undoes=decision, made_at=timezone.now(), **fields)
    with refuses("undoes"):
        Decision.objects.create(undoes=decision, made_at=timezone.now(), **fields)


def test_what_was_signed_cannot_be_deleted(page):
    signature = builders.signature(page)
    for row in (signature.version, signature.supporter, signature.version.publish_wording):
        with pytest.raises(ProtectedError):
            row.delete()


# --- What a dump shows -----------------------------------------------------------------------------------------------


def raw(table: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")  # noqa: S608  (the names of our own tables)
        return cursor.fetchall()


def tables() -> list[str]:
    return connection.introspection.table_names()


def test_no_table_shows_the_address_that_signed(page):
    """From the form on, through confirming, publishing, mails and their log."""
    from signatures import links
    from signatures.services import moderation
    from tests.signatures.visitor import Visitor

    visitor = Visitor()
    visitor.sign(page, email=ADDRESS)
    signature = Signature.objects.get()
    visitor.press(visitor.get(links.confirm_url(signature)), keep_in_touch="on")
    moderation.decide(signature.pk, State.PUBLISHED, by=builders.organiser())
    visitor.sign(page, email=ADDRESS)
    showing = [table for table in tables() if "ada.of.the.dump" in repr(raw(table)).lower()]
    assert showing == []


def test_the_address_can_be_read_with_the_key_only(page, settings):
    from cryptography.fernet import Fernet

    from vault.ciphers import Unreadable

    supporter = builders.supporter(ADDRESS)
    assert Supporter.objects.get(pk=supporter.pk).address == ADDRESS
    settings.ADDRESS_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(Unreadable):
        Supporter.objects.get(pk=supporter.pk)


def test_the_typed_address_is_closed_too(page):
    builders.signature(page, State.UNCONFIRMED, email=ADDRESS)
    assert Signature.objects.get().address_typed == ADDRESS
    assert "ada.of.the.dump" not in repr(raw("signatures_signature"))


def test_the_mailbox_key_is_useless_without_the_pepper(page, settings):
    from signatures import addresses
    from signatures.models.supporter import mailbox_key

    address = addresses.parse(ADDRESS)
    key = mailbox_key(address)
    settings.MAILBOX_PEPPER = "another pepper of enough length for this"
    assert mailbox_key(address) != key


def test_a_closed_address_can_be_asked_for_nothing_but_emptiness(page):
    from django.core.exceptions import FieldError

    supporter = builders.supporter(ADDRESS)
    assert not Supporter.objects.filter(address=ADDRESS).exists()
    assert not Supporter.objects.filter(address="").exists()
    assert list(Supporter.objects.exclude(address="")) == [supporter]
    for lookup in ("contains", "icontains", "startswith", "iexact", "regex", "gt", "in"):
        with pytest.raises(FieldError):
            Supporter.objects.filter(**{f"address__{lookup}": ADDRESS}).exists()


def test_in_texts_and_logs_people_are_numbers(page):
    signature = builders.signature(page, State.PUBLISHED, email=ADDRESS)
    word = signature.search_words.first()
    for row in (signature, signature.supporter, signature.consents.get(), signature.decisions.get(), word):
        text = f"{row} {row!r}"
        assert str(row.pk) in text
        assert not [part for part in ("Ada", "ada", "Lovelace", "lovelace", "example.org") if part in text]


def test_wagtails_log_of_a_decision_holds_states_and_no_name(page):
    builders.signature(page, State.PUBLISHED, first_name="Dumpling", email=ADDRESS)
    entries = ModelLogEntry.objects.filter(action__startswith="signatures.")
    assert entries.count() == 1
    kept = json.dumps([[entry.label, entry.data, str(entry.object_id)] for entry in entries])
    assert "Dumpling" not in kept
    assert "published" in kept


def test_nothing_of_ours_is_in_the_reference_index(page):
    builders.signature(page, State.PUBLISHED)
    for model in OURS:
        assert not ReferenceIndex.model_is_indexable(model), model
    names = [model._meta.model_name for model in OURS]
    assert not ReferenceIndex.objects.filter(base_content_type__model__in=names).exists()
    assert not ReferenceIndex.objects.filter(content_type__model__in=names).exists()


def test_no_revision_and_no_search_entry_holds_a_signer(page):
    builders.signature(page, State.PUBLISHED, first_name="Dumpling")
    assert not [revision for revision in Revision.objects.all() if "Dumpling" in json.dumps(revision.content)]
    index = [table for table in tables() if "indexentry" in table]
    assert index
    assert not [table for table in index if "umpling" in repr(raw(table))]
