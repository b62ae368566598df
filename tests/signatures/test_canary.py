"""Erased is erased (promise 7): a canary with unusual values goes through everything, and then nothing is left of it.

A dump is searched byte by byte: on SQLite the database's file with its free pages and its write-ahead log, on
PostgreSQL what COPY gives of every table.
"""

import io
import re
import sqlite3
from collections.abc import Callable

import pytest
from django.core.mail import EmailMessage
from django.db import connection
from django.utils import timezone

from outbox.models import Message
from outbox.worker import Worker
from signatures import links, names
from signatures.models import Correction, Signature, Supporter
from signatures.services import corrections, fixing, moderation
from signatures.states import State
from tests import builders
from tests.enquiries import builders as enquiries
from tests.signatures.test_logs import log  # noqa: F401  (a fixture)
from tests.signatures.visitor import Visitor

EMAIL = "Quetzal.Canary+sings@Kanarienvogel.example"
TYPED = {
    "first_name": "Ñandúbird",
    "last_name": "Quetzalcoatlsson",
    "roles": "Canaryrep of Brontosaurus Branch",
    "email": EMAIL,
    "keep_in_touch": "on",
}
LATER = {"first_name": "Archaeopteryxa", "last_name": "Pterodactylova", "roles": "Dodotreasurer"}
ENQUIRY = {"name": "Ñandúbird Quetzalcoatlsson", "email": EMAIL, "message": "The Coelacanthmeeting is on Friday"}
NOTE = "Megatheriumnote of a colleague"
ADDRESS = ("quetzal.canary", "kanarienvogel.example/quetzal")
TEXTS = (*TYPED.values(), *LATER.values(), *ENQUIRY.values(), NOTE)


def canaries() -> set[bytes]:
    """Every word that must be gone: as typed, as mail servers write it, and folded as the wall's search has it."""
    found = set()
    for text in TEXTS:
        for word in re.findall(r"[\w.+@-]{6,}", text):
            found |= {word.lower(), *(folded for folded in names.words(word) if len(folded) > 5)}
    plain = {"friday", "meeting", "branch", "example", "colleague"}
    return {word.encode() for word in found - plain} | {b"quetzal.canary", b"kanarienvogel"}


def left_in(dump: bytes) -> list[bytes]:
    dump = dump.lower()
    return sorted(word for word in canaries() if word in dump)


def live_through_everything(settings, organiser) -> list[str]:
    """Sign, be put right, published, corrected and mailed; write, ask, download. Answers the tokens that were used."""
    page = builders.statement()
    contact = enquiries.contact_page()
    visitor = Visitor()
    visitor.follow(visitor.sign(page, **TYPED))
    mails = deliver()
    confirm = re.search(r"https?://\S+/confirm/(\S+)/", mails[-1].body)
    assert visitor.press(visitor.get(confirm[0])).status_code == 303
    signature = Signature.objects.latest("pk")
    fixed, _correction = fixing.fix(
        signature.pk,
        first_name=TYPED["first_name"],
        last_name=TYPED["last_name"].upper(),
        roles=TYPED["roles"],
        by=organiser,
        seen_text=signature.text_mark,
    )
    moderation.decide(fixed.pk, State.PUBLISHED, by=organiser, note=NOTE)
    corrections.correct(signature.pk, builders.details(**LATER))
    correction = Correction.objects.pending().get()
    corrections.settle(correction.pk, "applied", by=organiser, seen_text=correction.new_mark)
    corrections.correct(signature.pk, builders.details(**LATER | {"roles": TYPED["roles"]}))
    enquiries.send(visitor.client, contact, **ENQUIRY)
    EmailMessage("For you", "Hello", to=[EMAIL]).send()  # stored whole, and the mail server is away
    Message.objects.update(due_at=timezone.now())
    deliver()
    visitor.press(visitor.get("/my-signature/"), email=EMAIL)
    mailed = path_of(links.own_url(signature.supporter))
    for tail in ("", "data/"):
        token = mailed.split("/")[-2]
        assert visitor.get(f"/my-signature/{tail}{token}/").status_code == 200
    return [confirm[1], token]


def path_of(url: str) -> str:
    return url.removeprefix("http://testserver")


def deliver() -> list:
    from django.core import mail

    Worker().run_until_empty()
    return mail.outbox


def erase_through_the_page(supporter: Supporter) -> None:
    token = links.own_url(supporter).split("/")[-2]
    visitor = Visitor()
    assert visitor.press(visitor.get(f"/my-signature/erase/{token}/")).status_code == 303


def expect_nothing_left(dump: Callable[[], bytes], settings, written: io.StringIO) -> None:
    """The story itself: what can be read before, and that nothing can be read after."""
    organiser = builders.organiser()
    bystander = builders.signature(
        builders.statement("other", title="Other"), State.PUBLISHED, email="grace@example.org"
    )
    tokens = live_through_everything(settings, organiser)
    before = dump()
    assert left_in(before)  # names of a published signature can be read; so the search does search
    for unreadable in (b"quetzal.canary", b"coelacanth", *(token.encode() for token in tokens)):
        assert unreadable not in before
        assert unreadable not in before.lower()

    erase_through_the_page(Signature.objects.exclude(pk=bystander.pk).get().supporter)
    assert left_in(dump()) == []  # even while the last mail still waits
    mails = deliver()
    assert "erased" in mails[-1].subject
    after = dump()
    assert left_in(after) == []
    assert not [token for token in tokens if token.encode() in after]
    assert Signature.objects.get() == bystander
    shown = [Visitor().get(url) for url in ("/statement/", "/statement/signatures/", "/", "/search/?q=archaeopteryxa")]
    assert not [word for answer in shown for word in canaries() - {b"archaeopteryxa"} if word in answer.content.lower()]
    assert Visitor().get("/statement/count.json").json() == {"count": 0}
    assert left_in(written.getvalue().encode()) == []
    media = [path for path in settings.VAR_DIR.rglob("*") if path.is_file() and "mail" not in path.parts]
    assert [path for path in media if left_in(path.read_bytes())] == []


@pytest.fixture
def database_file(transactional_db, tmp_path):
    """The test's database as a file in WAL mode, with the options of a real run."""
    connection.ensure_connection()
    memory, name = connection.connection, connection.settings_dict["NAME"]
    file = tmp_path / "campaign.sqlite3"
    with sqlite3.connect(file) as copy:
        memory.backup(copy)
    copy.close()
    connection.connection, connection.settings_dict["NAME"] = None, str(file)
    connection.ensure_connection()
    yield file
    connection.close()
    connection.connection, connection.settings_dict["NAME"] = memory, name


@pytest.mark.sqlite
def test_of_an_erased_person_no_byte_is_left_in_the_file_of_the_database(database_file, settings, log):  # noqa: F811
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

    def dump() -> bytes:
        files = sorted(database_file.parent.glob("campaign.sqlite3*"))
        assert len(files) > 1  # the write-ahead log is looked through as well
        return b"".join(path.read_bytes() for path in files)

    assert connection.cursor().execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    expect_nothing_left(dump, settings, log)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_an_erased_person_no_word_is_left_in_a_dump_of_postgresql(settings, log):  # noqa: F811
    def dump() -> bytes:
        found = []
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                with cursor.copy(f'COPY "{table}" TO STDOUT') as rows:
                    found += [table.encode(), *(bytes(row) for row in rows)]
        return b"\n".join(found)

    expect_nothing_left(dump, settings, log)
