"""The pages of the bulk review: describe, look, decide, follow, undo; and who may."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from signatures import described
from signatures.models import BulkReview, Signature
from signatures.states import State
from tests import builders

pytestmark = pytest.mark.django_db

PAGE = "/admin/signatures/bulk-review/"
START = f"{PAGE}start/"
LOOK = 19  # queries of the whole page, who asks and the menu included


@pytest.fixture
def page():
    return builders.statement()


@pytest.fixture
def organiser(client, page):
    client.user = builders.organiser()
    client.force_login(client.user)
    return client


@pytest.fixture
def flood(page) -> list[Signature]:
    earlier = timezone.now() - timedelta(hours=1)
    rows = [
        builders.signature(page, email=f"secretcanary{n}@flood.example", last_name=f"Troll{n}", created_at=earlier)
        for n in range(3)
    ]
    return [*rows, builders.signature(page, email="secretcanary@real.example", created_at=earlier)]


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def text_of(response) -> str:
    return " ".join(soup(response).get_text(" ").split())


def decide(client, query: str, decision: str, **given):
    """Look, then press a button of the page that came, with every hidden field that it holds."""
    form = soup(client.get(f"{PAGE}?{query}")).find("form", action=START)
    hidden = {field["name"]: field["value"] for field in form.find_all("input", type="hidden")}
    return client.post(START, hidden | {"decision": decision, "note": "A flood"} | given)


def states() -> dict[str, int]:
    found = {}
    for state in Signature.objects.values_list("state", flat=True):
        found[state] = found.get(state, 0) + 1
    return found


def test_a_look_shows_count_sample_and_what_stands_out_and_no_address(organiser, flood):
    answer = organiser.get(f"{PAGE}?state=waiting&name_pattern=troll")
    shown = text_of(answer)
    assert "3 signatures" in shown
    assert "Ada Troll2" in shown
    assert "flood.example 3" in shown
    assert "Decide about all 3" in shown
    assert "secretcanary" not in shown


def test_nothing_is_counted_before_somebody_asks(organiser, flood):
    shown = text_of(organiser.get(PAGE))
    assert "Decide" not in shown
    assert "Nobody has needed this yet" in shown


def test_ticked_domains_narrow_the_set(organiser, flood):
    answer = organiser.get(f"{PAGE}?state=waiting&domains=flood.example&domains=other.example")
    assert "3 signatures" in text_of(answer)
    assert soup(answer).find("textarea", attrs={"name": "domains"}).text.split() == ["flood.example", "other.example"]


def test_deciding_undoing_and_what_is_said_of_it(organiser, flood):
    answer = decide(organiser, "state=waiting&domains=flood.example", "hold")
    review = BulkReview.objects.get()
    assert answer.url == f"{PAGE}{review.pk}/"
    assert states() == {"held": 3, "waiting": 1}
    shown = text_of(organiser.get(answer.url))
    assert "3 signatures moved." in shown
    assert "flood.example" in shown
    assert "A flood" in shown

    organiser.post(f"{answer.url}undo/")
    assert states() == {"waiting": 4}
    shown = text_of(organiser.get(answer.url))
    assert "3 decisions taken back." in shown
    assert "Undo it all" not in shown
    assert f"Bulk review {review.pk}" in text_of(organiser.get(PAGE))


def test_what_came_after_the_look_is_not_touched(organiser, flood, page):
    form = soup(organiser.get(f"{PAGE}?state=waiting")).find("form", action=START)
    hidden = {field["name"]: field["value"] for field in form.find_all("input", type="hidden")}
    late = builders.signature(page)
    organiser.post(START, hidden | {"decision": "reject", "note": "A flood"})
    late.refresh_from_db()
    assert late.state == State.WAITING
    assert states() == {"rejected": 4, "waiting": 1}


def test_without_a_reason_nothing_begins_and_everything_stays_on_the_screen(organiser, flood):
    answer = decide(organiser, "state=waiting&domains=flood.example", "hold", note="")
    assert answer.status_code == 422
    assert "Please choose a reason or write a note" in text_of(answer)
    assert "3 signatures" in text_of(answer)
    assert states() == {"waiting": 4}


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("state=waiting&name_pattern=*a*b*c*d", "At most 3 times"),
        ("state=waiting&since=yesterday", "Enter a valid date/time."),
        ("state=unconfirmed", "Select a valid choice."),
        ("state=waiting&network=';--", "Enter a valid value."),
        ("state=waiting&statement=999999", "Select a valid choice."),
        ("state=waiting&domains=" + "+".join(f"d{n}.example" for n in range(501)), "more than 500 domains"),
    ],
)
def test_a_description_that_cannot_be_read_says_why(organiser, flood, query, says):
    answer = organiser.get(f"{PAGE}?{query}")
    assert answer.status_code == 200
    assert says in text_of(answer)
    assert "Decide" not in text_of(answer)


@pytest.mark.parametrize(
    "broken", [{"seen_at": "soon"}, {"seen_at": "2099-01-01T00:00:00+00:00"}, {"seen_at": "2020-01-01T00:00:00"},
               {"state": "unconfirmed"}, {"reason": "nobody's"}, {"state": ""}]
)  # fmt: skip
def test_a_forged_post_begins_nothing(organiser, flood, broken):
    assert decide(organiser, "state=waiting", "hold", **broken).status_code == 422
    assert decide(organiser, "state=waiting", "burn").status_code == 422
    assert states() == {"waiting": 4}


def test_a_second_undo_is_told_so(organiser, flood):
    decide(organiser, "state=waiting", "hold")
    undo = f"{PAGE}{BulkReview.objects.get().pk}/undo/"
    organiser.post(undo)
    assert "It was undone before" in text_of(organiser.post(undo, follow=True))


def test_a_look_costs_the_same_however_many_there_are(organiser, flood, page, monkeypatch):
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            organiser.get(f"{PAGE}?state=waiting")
        return len(captured)

    for number in range(10):
        builders.signature(page, email=f"y{number}@flood.example")
    cost()
    few = cost()
    for number in range(10):
        builders.signature(page, email=f"z{number}@flood.example")
    assert cost() == few
    monkeypatch.setattr(described, "LISTED_UP_TO", 5)  # a very large set is drawn from in another way
    assert cost() == few
    assert few <= LOOK


@pytest.mark.parametrize("role", ["volunteer", "moderator"])
def test_others_neither_look_nor_decide(client, page, flood, role):
    client.force_login(builders.user(role))
    assert client.get(f"{PAGE}?state=waiting").status_code == 302
    client.post(START, {"state": "waiting", "decision": "hold", "note": "x", "seen_at": timezone.now().isoformat()})
    assert states() == {"waiting": 4}
    assert PAGE not in client.get("/admin/").content.decode()


def test_reviews_that_are_not_there_are_404(organiser):
    assert organiser.get(f"{PAGE}12345/").status_code == 404
    assert organiser.post(f"{PAGE}12345/undo/").status_code == 404
