"""What each public page costs the database: a small fixed number of queries, the same for 3 signatures and for 300.

The numbers are what was found, written down so that a change of them is noticed.
"""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from signatures.models import Signature, SignatureWord, Supporter
from signatures.states import State
from tests import builders
from tests.signatures.visitor import Visitor

pytestmark = pytest.mark.django_db

# With nothing in the cache. Every page has these 9: the site (by its host, and again for its settings) 2, settings 1,
# switches 1, the page itself 1, and a menu at its head and one at its foot with the restrictions of views 2 each.
READING = {
    # and: aliases 1, restrictions 1, the statement 1, count 1, names hidden? 1, newest names 1, actions 2, news 2
    "/": 19,
    # and: the way down to it 2, aliases 1, restrictions 1, version 1, count 1, names hidden? 1, newest names 1
    "/statement/": 17,
    "/statement/signatures/": 15,  # and: the way down to it 2, names hidden? 1, names 1, count 1, those without 1
    "/statement/signatures/?order=letter": 15,
    "/statement/signatures/?letter=l": 15,
    "/statement/signatures/?letter=z": 16,  # nobody from there on: looked for once more, from the end
    "/statement/signatures/?end=1": 15,
    "/statement/signatures/?q=love": 16,  # and: whether the word is rare 1
    "/statement/?source=whatsapp": 17,
    "/statement/share/": 16,  # and: the way down to it 2, count 1, the site of the page 2, the actions 1, the frames 1
    "/statement/count.json": 5,  # site 1, the way down 3, count 1
    "/statement/badge.svg": 5,
    "/statement/embed/": 8,  # and: switches 1, settings 2
    "/counts.json": 5,  # site 2, statements 1, count 1, switches 1
}
# Statement, its version, the version on the screen 3; switches 1; savepoint 2; mailbox made and locked 2; signature
# sought and written 2; the desk's words written, or read to be compared, 1; outbox looked at and written 2.
SIGNING = {
    "a new mailbox": 13,
    "unconfirmed": 13,
    "published": 11,  # nothing written to the signature
    "suppressed": 8,  # neither signature nor mail
}


@pytest.fixture(params=[3, 300])
def crowded(page, request):
    """So many published signatures: copies of one, since each on the usual way costs a dozen queries."""
    first = builders.signature(page, State.PUBLISHED)
    fields = {
        field.attname: getattr(first, field.attname) for field in first._meta.concrete_fields if field.attname != "id"
    }
    people = Supporter.objects.bulk_create(
        Supporter(mailbox_key=f"{number:064x}", address="x@example.org") for number in range(request.param - 1)
    )
    rows = Signature.objects.bulk_create(Signature(**fields | {"supporter_id": person.pk}) for person in people)
    SignatureWord.objects.bulk_create(
        SignatureWord(signature=row, statement=page, word=word) for row in rows for word in ("ada", "lovelace")
    )
    home = builders.home()
    home.statement = page
    home.save_revision().publish()
    return page


def cost_of(act) -> tuple[int, list[str]]:
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured), [query["sql"][:150] for query in captured]


@pytest.mark.parametrize("url", READING)
def test_reading_costs_a_fixed_number_of_queries(crowded, url):
    visitor = Visitor()
    visitor.get(url)  # content types are remembered by the process
    number, queries = cost_of(lambda: visitor.get(url))
    assert number == READING[url], "\n".join(queries)


@pytest.mark.parametrize("mailbox", SIGNING)
def test_signing_costs_a_fixed_number_of_queries(crowded, mailbox):
    if mailbox in set(State):
        builders.signature(crowded, State(mailbox), email="ada@example.org")
    elif mailbox == "suppressed":
        builders.supporter("ada@example.org", suppressed_at=crowded.first_published_at)
    data = builders.form_data(crowded)
    visitor = Visitor()
    visitor.client.post(f"/sign/{crowded.pk}/", data | {"email": "first@example.org"})
    number, queries = cost_of(lambda: visitor.client.post(f"/sign/{crowded.pk}/", data))
    assert number == SIGNING[mailbox], "\n".join(queries)
