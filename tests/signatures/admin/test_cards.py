"""Card mode, with forms alone and as its script asks: dealt by POST, decided one by one, undone, put back."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from signatures.models import Claim, Decision, Signature
from signatures.services import claims, moderation
from signatures.states import State
from tests import builders
from tests.signatures.admin.conftest import logged_in
from tests.signatures.admin.desk import names_in_order, said, state

pytestmark = pytest.mark.django_db

CARDS = "/admin/signatures/cards/"
SCRIPT = {"headers": {"accept": "application/json"}}


def url(name: str, *args) -> str:
    return reverse(f"signatures_admin:card_{name}", args=args)


def take(client: Client, **more):
    return client.post(url("take"), more, follow=True)


def press(client: Client, signature: Signature, decision: str, **more):
    """As the script does."""
    given = {"decision": decision, "seen": "waiting", "seen_text": signature.text_mark}
    return client.post(url("decide", signature.pk), given | more, **SCRIPT)


@pytest.fixture
def three(statement) -> list[Signature]:
    day = timezone.now() - timedelta(days=3)
    return [
        builders.signature(statement, first_name=name, last_name="", created_at=day + timedelta(hours=place))
        for place, name in enumerate(("Ann", "Ben", "Cat"))
    ]


def test_looking_claims_nothing_and_says_how_many_wait(three, moderator):
    page = moderator.get(CARDS).content.decode()
    assert "3 signatures wait." in page
    assert "Take the next 20" in page
    assert not Claim.objects.exists()
    for name in ("take", "leave", "keys"):
        assert moderator.get(url(name)).status_code == 405


def test_the_cards_taken_stand_there_the_oldest_first_and_nobody_else_gets_them(three, moderator):
    assert names_in_order(take(moderator), "Cat", "Ann", "Ben") == ["Ann", "Ben", "Cat"]
    assert names_in_order(moderator.get(CARDS), "Cat", "Ann", "Ben") == ["Ann", "Ben", "Cat"]
    other = logged_in("organiser")
    assert "There is no card for you just now" in said(take(other))
    assert names_in_order(other.get(CARDS), "Ann", "Ben", "Cat") == []


def test_a_card_says_what_is_needed_to_decide_and_no_address(statement, moderator):
    builders.signature(statement, email="localcanary@mail.example", first_name="Zoë", last_name="O'Neill",
                       roles="Unite rep", display="initial", created_at=timezone.now() - timedelta(days=2, hours=1),
    )  # fmt: skip
    page = take(moderator).content.decode().replace("\xa0", " ")
    for shown in ("<bdi>Zoë O&#x27;Neill</bdi>", "Unite rep", "<bdi>Zoë O.</bdi>", "mail.example", "online",
                  "2 days", statement.title):  # fmt: skip
        assert shown in page
    assert "localcanary" not in page


def test_a_press_decides_and_the_next_card_comes(three, moderator):
    take(moderator)
    given = {"decision": "publish", "seen": "waiting"}
    response = moderator.post(url("decide", three[0].pk), given, follow=True)
    assert state(three[0]) == State.PUBLISHED
    assert "Ann: published" in said(response)
    assert names_in_order(response, "Ann", "Ben", "Cat") == ["Ben", "Cat"]


def test_the_script_is_told_what_happened_and_how_to_undo_it(three, moderator):
    take(moderator)
    answer = press(moderator, three[0], "hold")
    assert answer.json() == {
        "said": "Ann: set aside", "page": "", "undo": url("undo", three[0].decisions.get().pk),
    }  # fmt: skip
    back = moderator.post(answer.json()["undo"], **SCRIPT).json()
    assert state(three[0]) == State.WAITING
    assert "Undone. Ann" in back["said"]
    assert "<bdi>Ann</bdi></h2>" in back["card"]
    assert claims.in_hand(moderator.user).first() == three[0]


def test_whoever_is_second_learns_who_was_first(three, moderator):
    take(moderator)
    boss = builders.user("organiser", "boss@example.org")
    moderation.decide(three[0].pk, State.REJECTED, by=boss)
    assert names_in_order(moderator.get(CARDS), "Ann", "Ben") == ["Ben"]
    answer = press(moderator, three[0], "publish")
    assert answer.status_code == 409
    assert "was quicker. Ann is rejected" in answer.json()["said"]
    assert answer.json()["page"].endswith(f"/inspect/{three[0].pk}/")
    plain = moderator.post(url("decide", three[0].pk), {"decision": "publish", "seen": "waiting"}, follow=True)
    assert "was quicker" in said(plain)
    assert Decision.objects.filter(signature=three[0]).count() == 1


def test_a_claim_keeps_nobody_from_deciding_in_the_plain_list(three, moderator):
    take(moderator)
    other = logged_in("organiser")
    other.post(reverse("signatures_admin:decide", args=[three[0].pk]), {"decision": "publish"})
    assert state(three[0]) == State.PUBLISHED
    assert "<bdi>Ben</bdi>" in other.get("/admin/signatures/queue/").content.decode()


def test_a_text_that_was_corrected_meanwhile_is_not_published_unread(three, moderator):
    take(moderator)
    answer = press(moderator, three[0], "publish", seen_text="0123456789abcdef")
    assert (answer.status_code, state(three[0])) == (409, State.WAITING)
    assert "corrected meanwhile" in answer.json()["said"]


@pytest.mark.parametrize("given", [{}, {"decision": "explode"}, {"decision": "publish", "reason": "nonsense"}])
def test_a_post_that_cannot_be_read_changes_nothing(three, moderator, given):
    assert moderator.post(url("decide", three[0].pk), given, **SCRIPT).status_code == 400
    assert moderator.post(url("decide", 999_999), {"decision": "publish"}).status_code == 404
    assert moderator.post(url("undo", 999_999)).status_code == 404
    assert state(three[0]) == State.WAITING


def test_a_reason_of_the_wrong_kind_brings_the_card_back(three, moderator):
    take(moderator)
    builders.reason("to_check", kind="hold")
    answer = press(moderator, three[0], "reject", reason="to_check")
    assert (answer.status_code, state(three[0])) == (422, State.WAITING)
    assert "is no reason for that" in answer.json()["said"]


def test_a_skipped_card_is_left_to_others_and_comes_back_when_asked(three, moderator):
    take(moderator)
    response = moderator.post(url("skip", three[0].pk), follow=True)
    assert names_in_order(response, "Ann", "Ben", "Cat") == ["Ben", "Cat"]
    for signature in three[1:]:
        press(moderator, signature, "publish")
    page = moderator.get(CARDS).content.decode()
    assert "also the one that I skipped" in page
    assert names_in_order(take(moderator), "Ann") == []
    assert names_in_order(take(moderator, skipped="1"), "Ann") == ["Ann"]


def test_leaving_puts_the_cards_back(three, moderator):
    take(moderator)
    response = moderator.post(url("leave"), follow=True)
    assert "3 cards were put back." in said(response)
    assert names_in_order(take(logged_in("organiser")), "Ann", "Ben", "Cat") == ["Ann", "Ben", "Cat"]


def test_one_statement_can_be_asked_for(three, moderator):
    other = builders.statement(slug="other", title="Another letter")
    builders.signature(other, first_name="There", last_name="")
    assert "Another letter" in moderator.get(CARDS).content.decode()
    assert names_in_order(take(moderator, statement=other.pk), "There", "Ann") == ["There"]
    for strange in ("x", "-1", "9" * 30):
        assert take(moderator, statement=strange).status_code == 200


def test_the_script_gets_the_whole_hand_when_it_takes_more(three, moderator):
    take(moderator)
    press(moderator, three[0], "publish")
    dealt = moderator.post(url("take"), **SCRIPT).json()["cards"]
    assert [("Ben" in card, "Cat" in card) for card in dealt] == [(True, False), (False, True)]


def test_keys_can_be_turned_off_for_good_and_on_again(three, moderator):
    take(moderator)
    assert 'data-keys="on"' in moderator.get(CARDS).content.decode()
    page = moderator.post(url("keys"), {"keys": "off"}, follow=True).content.decode()
    assert 'data-keys="off"' in page
    assert "Turn the keys on" in page
    assert 'data-keys="on"' in moderator.post(url("keys"), {"keys": "on"}, follow=True).content.decode()


def test_nothing_a_signer_typed_runs(statement, moderator):
    signature = builders.signature(statement, first_name="<script>alert(1)</script>", roles="<img src=x>")
    page = take(moderator).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert press(moderator, signature, "hold")["Content-Type"] == "application/json"


def test_a_hand_of_twenty_costs_what_a_hand_of_two_costs(statement, moderator):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            moderator.get(CARDS)
        return len(queries)

    for _number in range(2):
        builders.signature(statement)
    take(moderator)
    cost()
    two = cost()
    for _number in range(18):
        builders.signature(statement)
    take(moderator)
    assert claims.in_hand(moderator.user).count() == 20
    assert cost() == two


@pytest.mark.parametrize(
    ("order", "expected"),
    [("ordinary", ["Ann", "Cat", "Ben"]), ("flagged", ["Ben", "Ann", "Cat"]), ("", ["Ann", "Ben", "Cat"])],
)
def test_what_is_dealt_first_can_be_chosen_and_stays_so_without_a_script(
    three, moderator, order, expected, monkeypatch
):
    monkeypatch.setattr("signatures.services.claims.HAND", 2)
    Signature.objects.filter(pk=three[1].pk).update(flagged=True)
    response = take(moderator, flag=order)
    names = "Ann", "Ben", "Cat"
    assert names_in_order(response, *names) == expected[:2]
    first, second = (Signature.objects.get(first_name=name) for name in expected[:2])
    query = f"?flag={order}" if order else ""
    assert f'action="{url("decide", first.pk)}{query}"' in response.content.decode()
    skipped = moderator.post(url("skip", first.pk) + query, follow=True)
    assert names_in_order(skipped, *names) == [second.first_name]
    assert names_in_order(take(moderator, flag=order), *names) == expected[1:]


@pytest.mark.parametrize(
    ("flag", "expected"), [("none", ["Ann", "Cat"]), ("any", ["Ben"]), ("x", ["Ann", "Ben", "Cat"])]
)
def test_ordinary_ones_and_those_to_look_twice_at_can_be_taken_apart(three, moderator, flag, expected):
    Signature.objects.filter(pk=three[1].pk).update(flagged=True)
    response = take(moderator, flag=flag)
    assert names_in_order(response, "Ann", "Ben", "Cat") == expected
    kept = f'name="flag" value="{flag}"' in response.content.decode()  # so that the script goes on with the same
    assert kept == (flag != "x")
