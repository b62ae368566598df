"""Many rows in one act: only what was on the screen, only as it was there, with one undo for all of it."""

import re
from html import unescape

import pytest
from django.core import signing
from django.urls import reverse

from signatures.admin import seen_rows
from signatures.models import Act, Decision, Signature
from signatures.services import moderation
from signatures.states import State
from tests import builders
from tests.signatures.admin.conftest import logged_in
from tests.signatures.admin.desk import LIST, QUEUE, said, state

pytestmark = pytest.mark.django_db

TICKED = "/admin/signatures/ticked/"


@pytest.fixture
def three(statement) -> list[Signature]:
    return [builders.signature(statement, first_name=name, last_name="") for name in ("Ann", "Ben", "Cat")]


def rows_on(client, address: str = QUEUE, **query) -> str:
    """The signed list of the rows that a page shows."""
    page = client.get(address, query).content.decode()
    return unescape(re.search(r'name="rows" value="([^"]+)"', page)[1])


def tick(client, rows: str, signatures, decision: str = "reject", **more):
    given = {"rows": rows, "tick": [getattr(one, "pk", one) for one in signatures], "decision": decision}
    return client.post(TICKED, given | more, follow=True)


def states(*signatures: Signature) -> list[str]:
    return [state(signature) for signature in signatures]


def test_the_ticked_rows_are_decided_as_one_act_with_its_reason(three, moderator):
    response = tick(moderator, rows_on(moderator), three[:2], reason=builders.reason().code, note="one hand")
    assert states(*three) == ["rejected", "rejected", "waiting"]
    assert "2 signatures: rejected" in said(response)
    act = Act.objects.get()
    assert (act.kind, act.made_by, act.number, act.description) == ("ticked", moderator.user, 2, "2 ticked rows")
    assert set(act.decisions.values_list("reason", "note")) == {("abuse", "one hand")}


def test_each_box_and_button_works_without_javascript(three, moderator):
    page = moderator.get(QUEUE).content.decode()
    for signature in three:
        assert f'name="tick" value="{signature.pk}" form="ticked"' in page
    assert 'id="ticked"' in page


def test_the_whole_act_is_undone_with_one_press(three, moderator):
    response = tick(moderator, rows_on(moderator), three, "publish")
    act = Act.objects.get()
    assert reverse("signatures_admin:ticked_undo", args=[act.pk]) in response.content.decode()
    response = moderator.post(reverse("signatures_admin:ticked_undo", args=[act.pk]), follow=True)
    assert "Undone: 3 signatures." in said(response)
    assert states(*three) == ["waiting"] * 3


def test_an_undo_names_what_was_decided_since(three, moderator):
    tick(moderator, rows_on(moderator), three, "hold")
    moderation.decide(three[1].pk, State.PUBLISHED, by=builders.organiser(), seen=State.HELD)
    response = moderator.post(reverse("signatures_admin:ticked_undo", args=[Act.objects.get().pk]), follow=True)
    assert "Undone: 2 signatures." in said(response)
    assert "because something followed: Ben" in said(response)
    assert states(*three) == ["waiting", "published", "waiting"]


@pytest.mark.parametrize("what", ["decided", "corrected", "erased"])
def test_what_changed_since_the_page_was_loaded_is_left_and_named(three, moderator, what):
    rows = rows_on(moderator)
    if what == "decided":
        moderation.decide(three[0].pk, State.HELD, by=builders.organiser())
    elif what == "corrected":
        Signature.objects.filter(pk=three[0].pk).update(roles="King of Spain")
    else:
        three[0].delete()
    response = tick(moderator, rows, three, "publish") if what != "erased" else tick(
        moderator, rows, [signature for signature in three if signature.pk] + _erased(rows, moderator, three), "publish"
    )  # fmt: skip
    assert "2 signatures: published" in said(response)
    assert "Not changed" in said(response)
    assert states(*three[1:]) == ["published", "published"]
    assert not Signature.objects.filter(first_name="Ann", state=State.PUBLISHED).exists()


def _erased(rows: str, client, left: list[Signature]) -> list[int]:
    """The ids that were on the screen and are gone."""
    return sorted(set(seen_rows.read(client.user, rows)) - {signature.pk for signature in left})


def test_a_row_that_was_not_on_the_screen_is_refused_with_all_the_others(three, moderator):
    other = builders.statement(slug="other")
    elsewhere = builders.signature(other)
    rows = rows_on(moderator, statement=three[0].statement_id)
    assert tick(moderator, rows, [*three, elsewhere], "publish").status_code == 400
    assert states(*three, elsewhere) == ["waiting"] * 4
    assert not Act.objects.exists()


@pytest.mark.parametrize("forged", ["x", "-1", "1; DROP", "9" * 40, "1.5"])
def test_a_forged_id_is_refused(three, moderator, forged):
    assert tick(moderator, rows_on(moderator), [three[0], forged], "publish").status_code == 400
    assert states(*three) == ["waiting"] * 3


def test_the_list_of_rows_cannot_be_made_up_or_borrowed(three, moderator):
    wider = signing.dumps([[one.pk, "waiting", one.text_mark] for one in three], salt="guessed", compress=True)
    borrowed = rows_on(logged_in("organiser"))
    for rows in (wider, borrowed, rows_on(moderator)[:-2], "x"):
        assert "this page was open for too long" in said(tick(moderator, rows, three, "publish"))
    assert tick(moderator, "", three, "publish").status_code == 400
    assert states(*three) == ["waiting"] * 3


def test_a_page_that_lay_open_over_night_asks_to_look_again(three, moderator, monkeypatch):
    rows = rows_on(moderator)
    monkeypatch.setattr(seen_rows, "HOURS", -1)
    assert "open for too long" in said(tick(moderator, rows, three, "publish"))
    assert states(*three) == ["waiting"] * 3


def test_nothing_ticked_does_nothing_and_says_so(three, moderator):
    assert "tick some rows first" in said(tick(moderator, rows_on(moderator), [], "publish"))
    assert tick(moderator, rows_on(moderator), three, "explode").status_code == 400
    assert not Decision.objects.filter(made_by=moderator.user).exists()


def test_at_most_two_hundred_rows_stand_in_a_page(moderator):
    class Row:
        state, text_mark = "waiting", "m"

        def __init__(self, pk: int) -> None:
            self.pk = pk

    assert len(seen_rows.read(moderator.user, seen_rows.sign(moderator.user, map(Row, range(250))))) == 200


def test_it_leads_back_to_the_same_list(three, moderator):
    rows = rows_on(moderator, q="rep")
    response = tick(moderator, rows, three[:1], "hold", list_query="q=rep&evil=//x&show=waiting")
    assert response.redirect_chain == [(f"{QUEUE}?q=rep", 302)]
    rows = rows_on(moderator, LIST, state="waiting")
    response = tick(moderator, rows, three[1:2], "hold", after="list", list_query="state=waiting&p=1&evil=1")
    assert response.redirect_chain == [(f"{LIST}?state=waiting&p=1", 302)]


def test_in_the_list_of_all_only_what_staff_may_decide_has_a_box(statement, moderator):
    rows = {one: builders.signature(statement, one) for one in State}
    page = moderator.get(LIST).content.decode()
    for one, signature in rows.items():
        boxed = f'name="tick" value="{signature.pk}"' in page
        assert boxed == (one not in {State.UNCONFIRMED, State.WITHDRAWN}), one
    response = tick(
        moderator, rows_on(moderator, LIST), [rows[State.PUBLISHED], rows[State.WAITING]], "hold", after="list"
    )
    assert "2 signatures: set aside" in said(response)
    response = tick(moderator, rows_on(moderator, LIST), [rows[State.HELD], rows[State.REJECTED]], "hold", after="list")
    assert "1 signature: set aside" in said(response)
    assert "Not changed" in said(response)


def test_another_kind_of_act_has_its_own_undo(three, moderator):
    review = Act.objects.create(kind=Act.Kind.REVIEW, made_at=three[0].created_at)
    assert moderator.post(reverse("signatures_admin:ticked_undo", args=[review.pk])).status_code == 404


# --- Narrowing the queue --------------------------------------------------------------------------------------


def shown(response, *names: str) -> list[str]:
    page = response.content.decode()
    return [name for name in names if f"<bdi>{name}</bdi></h2>" in page]


def test_name_role_domain_and_statement_combine(statement, moderator):
    other = builders.statement(slug="other", title="Another letter")
    builders.signature(statement, email="a@one.example", first_name="Ann", last_name="Bee", roles="Unite rep")
    builders.signature(statement, email="b@two.example", first_name="Ann", last_name="Cee", roles="CLP chair")
    builders.signature(other, email="c@one.example", first_name="Ann", last_name="Dee", roles="Unite rep")
    everybody = ("Ann Bee", "Ann Cee", "Ann Dee")
    for query, expected in (
        ({"q": "ann"}, everybody),
        ({"q": "ann unite"}, ("Ann Bee", "Ann Dee")),
        ({"q": "ann", "domain": "ONE.example "}, ("Ann Bee", "Ann Dee")),
        ({"q": "unite", "domain": "one.example", "statement": statement.pk}, ("Ann Bee",)),
        ({"q": "nobody"}, ()),
    ):
        assert shown(moderator.get(QUEUE, query), *everybody) == list(expected), query
    assert "Nothing matches." in moderator.get(QUEUE, {"q": "nobody"}).content.decode()


def test_what_was_set_aside_is_found_by_its_last_reason(statement, moderator):
    by = builders.organiser()
    for name, codes in (("Ann", ["abuse"]), ("Ben", ["to_check"]), ("Cat", ["abuse", "to_check"])):
        row = builders.signature(statement, first_name=name, last_name="")
        for code in codes:
            if state(row) == State.HELD:
                moderation.decide(row.pk, State.WAITING, by=by, seen=State.HELD)
            moderation.decide(row.pk, State.HELD, by=by, reason=builders.reason(code))
    found = moderator.get(QUEUE, {"show": "held", "why": "to_check"})
    assert shown(found, "Ann", "Ben", "Cat") == ["Ben", "Cat"]
    assert shown(moderator.get(QUEUE, {"show": "held", "why": "nonsense"}), "Ann", "Ben", "Cat") == []


def test_a_decision_leads_back_to_the_narrowed_list(three, moderator):
    url = reverse("signatures_admin:decide", args=[three[0].pk])
    response = moderator.post(url, {"decision": "publish", "q": "an", "domain": "example.org"})
    assert response.url == f"{QUEUE}?q=an&domain=example.org"


@pytest.mark.parametrize("query", ["?q=%25_%27%22", "?q=" + "x" * 900, "?domain=%C3%A9", "?why=%27", "?q=a&q=b"])
def test_strange_searches_find_nothing_and_break_nothing(three, moderator, query):
    assert moderator.get(QUEUE + query).status_code == 200
