"""Your name is printed as you write it (promise 4): every real name on its whole way, from the form to the wall.

The way is gone once, all names together, and each test looks at one station of it; a failure lists the mangled ones.
"""

import re
import unicodedata
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from outbox import renderers
from outbox.models import Message
from signatures import links, wall
from signatures.models import Signature, StatementPage
from signatures.services import moderation
from signatures.services.signing import ANSWER_MAIL
from signatures.services.transitions import PUBLISHED_MAIL
from signatures.states import State
from signatures.wall import WallRequest
from tests import builders
from tests.signatures.real_names import REAL_NAMES
from tests.signatures.visitor import Visitor, parsed, post_form, values

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


OLDER_HAN = re.compile("([\uf900-\ufaff]+)")  # forms that NFC would replace by newer ones


def as_printed(text: str) -> str:
    """What is kept of a name: accents typed apart are put together, nothing else."""
    pieces = OLDER_HAN.split(text)
    pieces[::2] = [unicodedata.normalize("NFC", piece) for piece in pieces[::2]]
    return "".join(pieces)


def full(first_name: str, last_name: str) -> str:
    return as_printed(f"{first_name} {last_name}".strip())


NAMES = [(first, last) for first, last, *_where in REAL_NAMES]
PRINTED = sorted(full(first, last) for first, last in NAMES)


@pytest.fixture(scope="module")
def way(_shared_statement, django_db_blocker):
    """Everybody signs, gets the mail, confirms, is published: what each station showed, by number."""
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        page = StatementPage.objects.get(pk=_shared_statement)
        found = SimpleNamespace(page=page)
        visitor = Visitor()
        hidden = values(post_form(visitor.get(page.url), "/sign/"))

        def sign(number: int, first: str, last: str) -> int:
            typed = {"first_name": first, "last_name": last, "email": f"signer{number}@example.org"}
            typed |= {"roles": full(first, last), "display": "full", "publish_consent": "on"}
            return visitor.client.post(f"/sign/{page.pk}/", hidden | typed).status_code

        found.answers = [sign(number, first, last) for number, (first, last) in enumerate(NAMES)]
        found.signed = list(Signature.objects.order_by("pk"))
        found.mails = [renderers.render(each) for each in Message.objects.filter(kind=ANSWER_MAIL).order_by("pk")]
        found.confirm_pages = [visitor.get(links.confirm_url(row)) for row in found.signed]
        found.confirmed = [visitor.press(shown).status_code for shown in found.confirm_pages]
        found.stored = list(Signature.objects.order_by("pk"))
        staff = Client()
        staff.force_login(builders.user("moderator"))
        found.queue = staff.get("/admin/signatures/queue/")
        organiser = builders.organiser()
        for row in found.stored:
            moderation.decide(row.pk, State.PUBLISHED, by=organiser)
        found.news = [renderers.render(each) for each in Message.objects.filter(kind=PUBLISHED_MAIL).order_by("pk")]
        cache.clear()
        url, found.wall = page.wall_url, []
        while url:
            found.wall.append(parsed(visitor.get(url)))
            following = found.wall[-1].find("a", rel="next")
            url = page.wall_url + following["href"] if following else None
        found.by_search = [
            [row.full_name for row in wall.page_of_names(page, WallRequest(query=full(*name)[:100])).names]
            for name in NAMES
        ]
        yield found
        transaction.set_rollback(True)


def test_the_form_takes_every_real_name(way):
    assert [name for name, status in zip(NAMES, way.answers, strict=True) if status != 303] == []


def test_every_name_is_stored_as_it_was_typed(way):
    for rows in (way.signed, way.stored):
        stored = [(row.first_name, row.last_name, row.roles) for row in rows]
        assert stored == [(as_printed(first), as_printed(last), full(first, last)) for first, last in NAMES]


def test_every_mail_greets_with_the_name_as_typed(way):
    greetings = [mail.body.split("\n")[0] for mail in way.mails]
    assert greetings == [f"Hello {as_printed(first)}," for first, _last in NAMES]
    in_html = [BeautifulSoup(mail.alternatives[0][0], "html.parser").get_text() for mail in way.mails]
    assert [greeting for greeting, text in zip(greetings, in_html, strict=True) if greeting not in text] == []


def test_every_mail_can_be_sent(way):
    for mail in (*way.mails, *way.news):
        assert mail.message().as_bytes()


def test_the_confirm_page_prints_every_name(way):
    printed = [parsed(shown).find(class_="printed-name").get_text() for shown in way.confirm_pages]
    assert printed == [full(*name) for name in NAMES]


def test_the_confirm_page_sends_every_name_back_unchanged(way):
    held = [values(post_form(shown)) for shown in way.confirm_pages]
    assert [(each["first_name"], each["last_name"]) for each in held] == [
        (as_printed(first), as_printed(last)) for first, last in NAMES
    ]
    assert set(way.confirmed) == {303}


def test_the_moderators_queue_shows_every_name(way):
    cards = parsed(way.queue).select("form:has(h2)")
    assert sorted(card.find("h2").get_text(strip=True) for card in cards) == PRINTED


def test_the_wall_shows_every_name(way):
    shown = [name.get_text() for page in way.wall for name in page.find_all(class_="names-name")]
    assert sorted(shown) == PRINTED


def test_every_name_is_found_by_its_own_letters(way):
    found = zip([full(*name) for name in NAMES], way.by_search, strict=True)
    assert [name for name, names in found if name not in names] == []


def test_the_mail_that_it_is_up_prints_every_name(way):
    assert [re.search(r"You signed as: (.*)", mail.body)[1] for mail in way.news] == [full(*name) for name in NAMES]
