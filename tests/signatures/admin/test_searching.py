"""Searching at the desk: what is typed finds the beginnings of words, in names and roles of every state."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from signatures.admin.searching import with_words, with_words_or_domain
from signatures.details import Display
from signatures.models import Signature
from signatures.services import desk_words
from signatures.states import State
from staff.paging import collected_first
from tests import builders
from tests.signatures.admin.desk import LIST, QUEUE, names_in_order

pytestmark = pytest.mark.django_db

FOUND = (
    "zoë", "ZOE", "zo", "nguyen", "Nguyễn", "nguy smi", "smith-j", "o'n", "oneill", "unite", "rep zoe", "Zoë, (Unite)",
)  # fmt: skip
NOT_FOUND = ("oe", "mith", "guyen", "zoe brown", "zoe x", "%", "_", "😀", "...", "zoes")


@pytest.fixture
def zoe(statement) -> Signature:
    builders.signature(statement, first_name="Grace", last_name="Brown", roles="Trades council")
    return builders.signature(statement, first_name="Zoë", last_name="Nguyễn Smith-Jones O'Neill", roles="Unite rep")


@pytest.mark.parametrize("typed", FOUND)
def test_the_beginnings_of_words_find_in_any_order_and_spelling(zoe, typed):
    assert list(with_words(Signature.objects.all(), typed)) == [zoe]


@pytest.mark.parametrize("typed", NOT_FOUND)
def test_every_word_must_be_there_and_from_its_beginning(zoe, typed):
    assert not with_words(Signature.objects.all(), typed).exists()


def test_of_a_long_text_the_longest_words_count(zoe):
    assert with_words(Signature.objects.all(), "zoe nguyen smith jones oneill unite x").get() == zoe


@pytest.mark.parametrize("state", State)
def test_the_list_finds_every_state(statement, moderator, state):
    builders.signature(statement, state, first_name="Zoë", last_name="")
    assert "<bdi>Zoë</bdi>" in moderator.get(LIST, {"q": "zoe"}).content.decode()


@pytest.mark.parametrize("display", Display)
def test_the_desk_finds_the_whole_name_whatever_of_it_is_shown(statement, moderator, display):
    builders.signature(statement, first_name="Zoë", last_name="Smith", display=display, roles="")
    assert names_in_order(moderator.get(QUEUE, {"q": "smith"}), "Zoë Smith") == ["Zoë Smith"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [("mail.example", 1), (" MAIL.Example ", 1), ("mail", 0), ("mail.exam", 0), ("j.r.r.", 1), ("st.john", 1)],
)
def test_a_whole_mail_domain_finds_and_a_part_of_one_does_not(statement, typed, found):
    builders.signature(statement, email="a@mail.example")
    builders.signature(statement, email="b@other.example", first_name="J.R.R.", last_name="St.John")
    assert with_words_or_domain(Signature.objects.all(), typed).count() == found


@pytest.mark.postgres
def test_rare_words_are_found_by_their_index(statement):
    from tests.signatures.admin.test_parallel import many_waiting
    from tests.signatures.admin.test_queue_plans import plan_of

    crowd = many_waiting(statement, 3_000)
    desk_words.add(Signature.objects.filter(pk__in=crowd[1:]))
    builders.signature(statement, first_name="Zoë")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE signatures_signature, signatures_deskword")
        found = collected_first(with_words(Signature.objects.all(), "zoe").order_by("-created_at", "-pk"))[:50]
        sql, given = found.query.sql_with_params()
        plan = plan_of(cursor.mogrify(sql, given))
    assert "deskword_prefix" in {node.get("Index Name") for node in plan}
    assert "signature_newest" not in {node.get("Index Name") for node in plan}
    assert "signatures_signature" not in {node["Relation Name"] for node in plan if node["Node Type"] == "Seq Scan"}


@pytest.mark.sqlite
def test_words_are_looked_up_in_an_index(statement):
    plan = with_words(Signature.objects.all(), "zoe").explain()
    assert "SCAN signatures_deskword" not in plan
    assert "deskword" in plan


def test_a_search_costs_the_same_queries_whatever_is_typed(statement, moderator):
    builders.signature(statement, first_name="Zoë")

    def cost(typed: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            moderator.get(QUEUE, {"q": typed})
        return len(queries)

    cost("zoe")
    assert cost("zoe") == cost("zoe unite rep") == cost("z")


@pytest.mark.parametrize("address", [LIST, QUEUE])
def test_whoever_finds_nothing_learns_how_words_are_found(zoe, moderator, address):
    assert "found from their beginning" in moderator.get(address, {"q": "guyen"}).content.decode()
    assert "found from their beginning" not in moderator.get(address, {"q": "nguyen"}).content.decode()
