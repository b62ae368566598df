from datetime import timedelta

import pytest
from django.utils import timezone

from signatures.details import Display
from signatures.models import Signature, Source
from signatures.states import State
from tests import builders
from tests.signatures.admin.desk import LIST, QUEUE, decide, names_in_order

pytestmark = pytest.mark.django_db


def ago(**time):
    return timezone.now() - timedelta(**time)


def test_the_oldest_comes_first(statement, moderator):
    for name, days in (("Young", 1), ("Old", 9), ("Middle", 5)):
        builders.signature(statement, first_name=name, last_name="", created_at=ago(days=days))
    response = moderator.get(QUEUE)
    assert names_in_order(response, "Young", "Middle", "Old") == ["Old", "Middle", "Young"]


ORDERS = [
    ("", ["Old", "Flagged Old", "Young", "Flagged Young"]),
    ("ordinary", ["Old", "Young", "Flagged Old", "Flagged Young"]),
    ("flagged", ["Flagged Old", "Flagged Young", "Old", "Young"]),
    ("nonsense", ["Old", "Flagged Old", "Young", "Flagged Young"]),
]


@pytest.fixture
def mixed(statement):
    for name, days, flagged in (("Young", 3, False), ("Flagged Young", 1, True), ("Flagged Old", 5, True),
                                ("Old", 9, False)):  # fmt: skip
        builders.signature(statement, first_name=name, last_name="", created_at=ago(days=days), flagged=flagged)


@pytest.mark.parametrize("show", ["waiting", "held"])
@pytest.mark.parametrize(("order", "expected"), ORDERS)
def test_what_comes_first_can_be_chosen(mixed, moderator, order, expected, show):
    if show == "held":
        Signature.objects.update(state=State.HELD)
    response = moderator.get(QUEUE, {"order": order, "show": show})
    assert names_in_order(response, *sorted(expected)) == expected


def test_the_order_is_a_link_that_keeps_the_list_and_the_list_keeps_the_order(mixed, moderator, monkeypatch):
    monkeypatch.setattr("signatures.admin.queue.PAGE_SIZE", 2)
    page = moderator.get(QUEUE, {"domain": "example.org"}).content.decode()
    assert 'href="?show=waiting&amp;domain=example.org&amp;order=flagged"' in page
    response = moderator.get(QUEUE, {"domain": "example.org", "order": "flagged"})
    page = response.content.decode()
    assert names_in_order(response, "Flagged Old", "Flagged Young", "Old") == ["Flagged Old", "Flagged Young"]
    assert 'aria-current="true">to look twice at</a>' in page
    assert "?domain=example.org&amp;order=flagged&amp;p=2" in page
    assert '<input type="hidden" name="order" value="flagged">' in page
    decided = decide(moderator, Signature.objects.first(), "hold", domain="example.org", order="flagged")
    assert decided.redirect_chain == [(f"{QUEUE}?domain=example.org&order=flagged", 302)]


def test_an_order_narrows_nothing(moderator, statement):
    page = moderator.get(QUEUE, {"order": "flagged"}).content.decode()
    assert "Nobody is waiting" in page


@pytest.mark.parametrize("state", [state for state in State if state != State.WAITING])
def test_only_waiting_signatures_stand_in_it(statement, moderator, state):
    builders.signature(statement, state, first_name="Nobody", last_name="Waiting")
    response = moderator.get(QUEUE)
    assert names_in_order(response, "Nobody Waiting") == []
    assert "Nobody is waiting" in response.content.decode()


def test_what_was_set_aside_has_a_part_of_its_own(statement, moderator):
    builders.signature(statement, State.HELD, first_name="Held", last_name="")
    builders.signature(statement, first_name="Waiting", last_name="")
    response = moderator.get(QUEUE, {"show": "held"})
    assert names_in_order(response, "Held", "Waiting") == ["Held"]
    assert 'value="waiting"' in response.content.decode()


def test_a_card_holds_name_roles_domain_and_how_it_is_shown(statement, moderator):
    builders.signature(
        statement, email="ada@mail.example", first_name="Zoë", last_name="O'Neill", roles="Unite rep; CLP",
        display=Display.INITIAL,
    )  # fmt: skip
    page = moderator.get(QUEUE).content.decode()
    assert "<bdi>Zoë O&#x27;Neill</bdi>" in page
    assert "Unite rep; CLP" in page
    assert "mail.example" in page
    assert "shown as Zoë O." in page
    assert "ada@" not in page


def test_each_card_is_a_form_with_the_buttons_that_scripts_rely_on(statement, moderator):
    builders.signature(statement)
    page = moderator.get(QUEUE).content.decode()
    for decision in ("publish", "reject", "hold"):
        assert f'name="decision" value="{decision}"' in page
    assert page.count('name="seen" value="waiting"') == 1


def test_nothing_a_signer_typed_runs(statement, moderator):
    builders.signature(statement, first_name="<script>alert(1)</script>", roles="<img src=x onerror=alert(1)>")
    for page in (moderator.get(QUEUE), moderator.get(LIST)):
        text = page.content.decode()
        assert "<script>alert" not in text
        assert "<img src=x" not in text
    answer = decide(moderator, Signature.objects.get(), "hold").content.decode()
    assert "&lt;script&gt;alert(1)" in answer
    assert "<script>alert" not in answer


def test_it_can_be_narrowed_to_one_statement(statement, moderator):
    other = builders.statement(slug="other", title="Another letter")
    builders.signature(statement, first_name="Here", last_name="")
    builders.signature(other, first_name="There", last_name="")
    assert names_in_order(moderator.get(QUEUE), "Here", "There") == ["Here", "There"]
    assert names_in_order(moderator.get(QUEUE, {"statement": other.pk}), "Here", "There") == ["There"]


def test_a_decision_leads_back_to_the_same_part_and_filter(statement, moderator):
    signature = builders.signature(statement, State.HELD)
    response = decide(moderator, signature, "publish", seen="held", show="held", statement=statement.pk)
    assert response.redirect_chain == [(f"{QUEUE}?show=held&statement={statement.pk}", 302)]


def test_a_signature_without_an_address_is_shown_as_such(statement, moderator):
    builders.signature(statement)
    Signature.objects.update(source=Source.PAPER, supporter=None, confirmed_at=None)
    page = moderator.get(QUEUE).content.decode()
    assert "no address" in page
    assert "on paper" in page


STRANGE = (
    "?show=published", "?show=x", "?p=0", "?p=-3", "?p=99999", "?p=x", "?statement=x", "?statement=-1", "?p=²",
    f"?statement={'9' * 18}", f"?statement={'9' * 40}", f"?p={'9' * 40}", "?statement=１",
)  # fmt: skip


def test_strange_addresses_show_the_queue(statement, moderator):
    builders.signature(statement)
    for query in STRANGE:
        assert (query, moderator.get(QUEUE + query).status_code) == (query, 200)


def test_more_than_a_page_of_them_has_pages(statement, moderator, monkeypatch):
    monkeypatch.setattr("signatures.admin.queue.PAGE_SIZE", 2)
    for number in range(5):
        builders.signature(statement, first_name=f"N{number}", last_name="", created_at=ago(days=9 - number))
    assert names_in_order(moderator.get(QUEUE), "N0", "N1", "N2") == ["N0", "N1"]
    last = moderator.get(QUEUE, {"p": 3})
    assert names_in_order(last, "N3", "N4") == ["N4"]
    assert "Page 3 of 3" in last.content.decode()


def test_the_page_costs_the_same_queries_however_many_wait(statement, moderator, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _number in range(3):
        builders.signature(statement)
    moderator.get(QUEUE)
    with CaptureQueriesContext(
        connection,
    ) as few:
        moderator.get(QUEUE)
    for _number in range(197):
        builders.signature(statement)
    with django_assert_num_queries(len(few)):
        page = moderator.get(QUEUE).content.decode()
    assert page.count('class="desk-card"') == 200


def test_no_address_is_read_to_show_it(statement, moderator):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    builders.signature(statement)
    with CaptureQueriesContext(connection) as queries:
        moderator.get(QUEUE)
        moderator.get(LIST)
    read = " ".join(query["sql"] for query in queries)
    assert '"signatures_supporter"."domain"' in read
    assert '"signatures_supporter"."address"' not in read
    assert "address_typed" not in read


def test_looking_changes_nothing(statement, moderator):
    builders.signature(statement)
    before = list(Signature.objects.values())
    moderator.get(QUEUE)
    assert moderator.post(QUEUE).status_code == 405
    assert list(Signature.objects.values()) == before
