"""The wall: each published name once, in either order, found by what it shows, at addresses that tell nothing."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from campaign_pages.models import InformationPage
from signatures import wall
from signatures.models import Signature
from signatures.services import moderation
from signatures.states import State
from signatures.wall import WallRequest
from tests import builders
from tests.signatures.visitor import Visitor, parsed, words

pytestmark = pytest.mark.django_db

FIRST_NAMES = ["Ada", "Zoë", "Łucja", "bell", "محمد", "Ö", "Ada"]


@pytest.fixture
def small_pages(monkeypatch):
    monkeypatch.setattr(wall, "PAGE_SIZE", 5)


@pytest.fixture
def crowd(page, small_pages) -> list[str]:
    """23 names on 5 pages, four of them published in the same moment; the latest first."""
    now = timezone.now()
    rows = [
        builders.signature(
            page,
            State.PUBLISHED,
            first_name=FIRST_NAMES[number % 7],
            last_name=f"{'zyxcba'[number % 6]}{number}",
        )
        for number in range(23)
    ]
    for number, row in enumerate(rows):
        moment = now - timedelta(minutes=number if number not in range(8, 12) else 8)
        Signature.objects.filter(pk=row.pk).update(published_at=moment)
    return [row.public_name for row in rows]


def names_on(shown) -> list[str]:
    return [name.get_text() for name in parsed(shown).find_all(class_="names-name")]


def step(page, shown, label: str):
    """The page behind the link First, Previous, Next or Last; None where there is none."""
    found = [link for link in parsed(shown).select("nav.pages a") if link.get_text(strip=True) == label]
    return Visitor().get(page.wall_url + found[0]["href"].removeprefix("./")) if found else None


def walk(page, shown, label: str) -> list[list[str]]:
    """The names of this page and of all that follow in one direction."""
    pages = []
    while shown is not None:
        assert shown.status_code == 200
        pages.append(names_on(shown))
        assert len(pages) < 20
        shown = step(page, shown, label)
    return pages


def flat(pages: list[list[str]]) -> list[str]:
    return [name for names in pages for name in names]


# --- Walking ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["", "?order=letter", "?q=rep", "?q=rep&order=letter"])
def test_walking_forwards_shows_each_name_once(page, crowd, query):
    forwards = walk(page, Visitor().get(page.wall_url + query), "Next")
    assert sorted(flat(forwards)) == sorted(crowd)
    assert [len(names) for names in forwards] == [5, 5, 5, 5, 3]


@pytest.mark.parametrize("query", ["", "?order=letter"])
def test_walking_backwards_from_the_end_shows_the_same_names_in_the_same_order(page, crowd, query):
    first = Visitor().get(page.wall_url + query)
    forwards = flat(walk(page, first, "Next"))
    backwards = walk(page, step(page, first, "Last"), "Previous")
    assert flat(reversed(backwards)) == forwards


@pytest.mark.parametrize("query", ["", "?order=letter"])
def test_a_step_forwards_and_back_leads_to_where_it_began(page, crowd, query):
    first = Visitor().get(page.wall_url + query)
    second = step(page, first, "Next")
    assert names_on(step(page, second, "Previous")) == names_on(first)
    assert names_on(step(page, second, "First")) == names_on(first)


def test_the_first_page_leads_nowhere_before_and_the_last_nowhere_after(page, crowd):
    first = Visitor().get(page.wall_url)
    last = step(page, first, "Last")
    assert step(page, first, "First") is None
    assert step(page, first, "Previous") is None
    assert step(page, last, "Next") is None
    assert step(page, last, "Last") is None


def test_a_wall_of_one_page_has_no_paging(page):
    builders.signature(page, State.PUBLISHED)
    shown = Visitor().get(page.wall_url)
    assert not parsed(shown).select("nav.pages a")


def test_a_page_that_is_just_full_has_nothing_after_it(page, small_pages):
    for _ in range(5):
        builders.signature(page, State.PUBLISHED)
    assert step(page, Visitor().get(page.wall_url), "Next") is None


def test_the_newest_come_first(page, crowd):
    shown = flat(walk(page, Visitor().get(page.wall_url), "Next"))
    assert shown[:8] == crowd[:8]
    assert sorted(shown[8:12]) == sorted(crowd[8:12])  # published in the same moment
    assert shown[12:] == crowd[12:]


def test_names_are_sorted_by_what_is_shown_without_case_or_accents(page):
    for first, last in [("Ada", "Łovelace"), ("Ada", "lovelock"), ("Zoë", "Ábel"), ("Bo", "O'Neill"), ("Cy", "Zed")]:
        builders.signature(page, State.PUBLISHED, first_name=first, last_name=last)
    shown = names_on(Visitor().get(f"{page.wall_url}?order=letter"))
    assert shown == ["Zoë Ábel", "Ada Łovelace", "Ada lovelock", "Bo O'Neill", "Cy Zed"]


def test_a_name_published_while_somebody_reads_disturbs_no_later_page(page, crowd):
    first = Visitor().get(page.wall_url)
    builders.signature(page, State.PUBLISHED, first_name="Brand", last_name="New")
    assert flat(walk(page, step(page, first, "Next"), "Next")) == flat(walk(page, first, "Next"))[5:]


# --- Letters ---------------------------------------------------------------------------------------------------------


def test_a_letter_leads_to_where_its_names_begin(page, crowd):
    shown = names_on(Visitor().get(f"{page.wall_url}?letter=c"))
    everybody = flat(walk(page, Visitor().get(f"{page.wall_url}?order=letter"), "Next"))
    begin = next(place for place, name in enumerate(everybody) if name.split()[-1] >= "c")
    assert shown == everybody[begin : begin + 5]


def test_a_letter_nobody_has_leads_to_the_next_one(page, crowd):
    visitor = Visitor()
    assert names_on(visitor.get(f"{page.wall_url}?letter=d")) == names_on(visitor.get(f"{page.wall_url}?letter=x"))


def test_names_in_other_alphabets_stand_behind_the_dots(page):
    builders.signature(page, State.PUBLISHED, first_name="Ada", last_name="Zed")
    builders.signature(page, State.PUBLISHED, first_name="محمد", last_name="علي")
    assert names_on(Visitor().get(f"{page.wall_url}?letter=other")) == ["محمد علي"]


def test_no_letter_is_a_dead_end(page):
    """Nobody from that letter on: the page must not say that nobody signed."""
    builders.signature(page, State.PUBLISHED, last_name="Able")
    shown = Visitor().get(f"{page.wall_url}?letter=z")
    assert "No name is up yet" not in words(shown)


def test_the_page_before_the_first_names_does_not_say_that_nobody_signed(page):
    builders.signature(page, State.PUBLISHED, last_name="Able")
    before = step(page, Visitor().get(f"{page.wall_url}?letter=a"), "Previous")
    assert before is None or names_on(before)


def test_names_by_letter_stand_under_their_letters(page):
    for last in ("Able", "Ámos", "Baker", "علي"):
        builders.signature(page, State.PUBLISHED, last_name=last)
    shown = parsed(Visitor().get(f"{page.wall_url}?order=letter"))
    sections = {
        heading.get_text(strip=True): len(heading.find_next("ul").find_all("li"))
        for heading in shown.find_all(class_="names-letter")
    }
    assert list(sections.values()) == [2, 1, 1]
    assert list(sections)[:2] == ["A", "B"]
    assert "None" not in sections


# --- Search ----------------------------------------------------------------------------------------------------------


@pytest.fixture(params=[wall.RARE, -1], ids=["collected", "met along the wall"])
def _either_way(request, monkeypatch):
    monkeypatch.setattr(wall, "RARE", request.param)


@pytest.mark.usefixtures("_either_way")
@pytest.mark.parametrize(
    "query",
    [
        "love",
        "LOVELACE",
        "ada love",
        "love ada",
        "zoe",
        "Zoë",
        "oneill",
        "o'n",
        "neill",
        "unite",
        "exampletown clp",
        "sec",
    ],
)
def test_names_and_roles_are_found_by_the_beginnings_of_their_words(page, query):
    builders.signature(
        page,
        State.PUBLISHED,
        first_name="Ada Zoë",
        last_name="Lovelace O’Neill",
        roles="Secretary, Exampletown CLP; Unite rep",
    )
    builders.signature(page, State.PUBLISHED, first_name="Grace", last_name="Hopper", roles="GMB")
    assert names_on(Visitor().get(page.wall_url, data={"q": query})) == ["Ada Zoë Lovelace O’Neill"]


@pytest.mark.usefixtures("_either_way")
@pytest.mark.parametrize("query", ["ovelace", "lovelacex", "ada hopper", "%", "_", "' OR 1=1 --", "\\", "😀"])
def test_nothing_else_is_found(page, query):
    builders.signature(page, State.PUBLISHED, first_name="Ada", last_name="Lovelace")
    shown = Visitor().get(page.wall_url, data={"q": query})
    assert names_on(shown) == []
    assert "Nobody found" in words(shown)


def test_an_initial_is_not_found_by_the_name_it_hides(page):
    builders.signature(page, State.PUBLISHED, first_name="Ada", last_name="Lovelace", display="initial")
    visitor = Visitor()
    assert names_on(visitor.get(page.wall_url, data={"q": "love"})) == []
    assert names_on(visitor.get(page.wall_url, data={"q": "ada l"})) == ["Ada L."]


def test_an_initial_is_not_given_away_by_its_place_among_the_others(page):
    """Sorted by what is shown: hidden surnames with the same first letter are in the order they came."""
    for last in ("Lzzz", "Laaa", "Lmmm"):
        builders.signature(page, State.PUBLISHED, first_name="Ada", last_name=last, display="initial")
    keys = set(Signature.objects.values_list("wall_key", flat=True))
    assert len(keys) == 1


def test_who_is_only_counted_is_neither_shown_nor_found(page):
    builders.signature(
        page, State.PUBLISHED, first_name="Secret", last_name="Signer", roles="Mole", display="count_only"
    )
    visitor = Visitor()
    for query in ("", "?q=secret", "?q=signer", "?q=mole", "?order=letter"):
        shown = visitor.get(page.wall_url + query)
        assert names_on(shown) == []
        assert "Signer" not in words(shown)
    assert visitor.get(f"{page.url}count.json").json() == {"count": 1}


@pytest.mark.parametrize("state", [state for state in State if state != State.PUBLISHED])
def test_only_published_names_are_shown_and_found(page, state):
    builders.signature(page, state)
    visitor = Visitor()
    assert names_on(visitor.get(page.wall_url)) == []
    assert names_on(visitor.get(page.wall_url, data={"q": "ada"})) == []


def test_a_name_taken_down_and_put_up_again_is_found_again(page):
    signature = builders.signature(page, State.PUBLISHED)
    organiser = builders.organiser()
    moderation.decide(signature.pk, State.REJECTED, by=organiser, seen=State.PUBLISHED)
    assert names_on(Visitor().get(page.wall_url, data={"q": "love"})) == []
    moderation.decide(signature.pk, State.PUBLISHED, by=organiser, seen=State.REJECTED)
    assert names_on(Visitor().get(page.wall_url, data={"q": "love"})) == ["Ada Lovelace"]


def test_another_statements_names_are_not_here(page):
    other = builders.statement("other", title="Another statement")
    builders.signature(other, State.PUBLISHED)
    visitor = Visitor()
    assert names_on(visitor.get(page.wall_url)) == []
    assert names_on(visitor.get(page.wall_url, data={"q": "ada"})) == []


# --- Addresses -------------------------------------------------------------------------------------------------------


def cursor(page, query: str = "") -> str:
    href = parsed(Visitor().get(page.wall_url + query)).find("a", rel="next")["href"]
    return re.search(r"after=([\w-]+)", href)[1]


def test_a_cursor_shows_neither_times_nor_numbers(page, crowd):
    assert not re.search(r"20\d\d-|T\d\d:", cursor(page))
    assert len(cursor(page)) > 40


def test_every_visitor_gets_the_same_cursor(page, crowd):
    assert cursor(page) == cursor(page)


def test_a_forged_cursor_is_refused(page, crowd):
    real = cursor(page)
    for place in range(0, len(real) - 1, 7):
        forged = real[:place] + ("A" if real[place] != "A" else "B") + real[place + 1 :]
        assert Visitor().get(f"{page.wall_url}?after={forged}").status_code == 400


def test_a_cursor_of_the_other_order_is_refused(page, crowd):
    assert Visitor().get(f"{page.wall_url}?order=letter&after={cursor(page)}").status_code == 400
    assert Visitor().get(f"{page.wall_url}?after={cursor(page, '?order=letter')}").status_code == 400


def test_a_cursor_of_another_statement_is_refused(page, crowd):
    other = builders.statement("other", title="Another statement")
    assert Visitor().get(f"{other.wall_url}?after={cursor(page)}").status_code == 400


def test_query_keys_that_mean_nothing_are_ignored(page, crowd):
    visitor = Visitor()
    plain = visitor.get(page.wall_url)
    assert visitor.get(f"{page.wall_url}?utm_source=x&page=3&fbclid=y").content == plain.content


def test_the_search_is_kept_from_page_to_page(page, crowd):
    shown = Visitor().get(f"{page.wall_url}?q=unite")
    assert sorted(flat(walk(page, shown, "Next"))) == sorted(crowd)


def test_what_was_searched_for_is_shown_again_escaped(page):
    builders.signature(page, State.PUBLISHED)
    asked = '"><script>alert(1)</script>'
    shown = Visitor().get(page.wall_url, data={"q": asked})
    assert b"<script>alert" not in shown.content
    assert parsed(shown).find("input", {"name": "q"})["value"] == asked


# --- Search engines, and nobody yet ----------------------------------------------------------------------------------


def test_search_engines_are_asked_to_stay_away_unless_editors_say_otherwise(page):
    shown = Visitor().get(page.wall_url)
    assert shown["X-Robots-Tag"] == "noindex"
    assert "noindex" in parsed(shown).find("meta", {"name": "robots"})["content"]
    page.wall_indexed = True
    page.save_revision().publish()
    shown = Visitor().get(page.wall_url)
    assert "X-Robots-Tag" not in shown
    assert parsed(shown).find("meta", {"name": "robots"}) is None


def test_searches_are_never_indexed(page):
    page.wall_indexed = True
    page.save_revision().publish()
    assert Visitor().get(f"{page.wall_url}?q=ada")["X-Robots-Tag"] == "noindex"


def test_a_wall_without_names_invites_to_be_among_the_first(page):
    shown = Visitor().get(page.wall_url)
    assert "No name is up yet" in words(shown)
    assert parsed(shown).find("a", href=f"{page.url}#sign")


def test_those_without_a_public_name_are_told_in_one_number(page):
    for _ in range(2):
        builders.signature(page, State.PUBLISHED, display="count_only")
    builders.signature(page, State.PUBLISHED)
    assert "2 of them asked to be counted without a name" in words(Visitor().get(page.wall_url))


def test_what_signers_type_runs_nowhere(page):
    attack = "<img src=x onerror=alert(1)>"
    builders.signature(page, State.PUBLISHED, first_name=attack, roles=attack)
    for url in (page.wall_url, page.url):
        shown = Visitor().get(url)
        assert b"<img src=x" not in shown.content
        assert attack in words(shown)


def test_the_wall_of_a_page_that_is_no_statement_is_for_wagtail_to_answer(client, page):
    assert client.get("/signatures/").status_code == 404


def test_paging_holds_for_a_request_of_the_largest_size(page):
    assert wall.page_of_names(page, WallRequest(query="a " * 50)).names == []


def test_only_a_statement_has_a_wall(client):
    front = builders.home()
    other = front.add_child(instance=InformationPage(title="About", slug="about"))
    other.save_revision().publish()
    assert client.get("/about/signatures/").status_code == 404
    child = other.add_child(instance=InformationPage(title="Signatures", slug="signatures"))
    child.save_revision().publish()
    assert client.get("/about/signatures/").status_code == 200
