"""What other sites may show: a badge, a card in a frame, open figures. Nothing in them runs, remembers or tells."""

import json
import re
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client
from django.utils import translation

from campaign_pages.models import CampaignPage, InformationPage
from signatures.counts import COUNT_SECONDS
from signatures.models import StatementPage
from signatures.states import State
from switches import services
from switches.models import Kind
from tests import builders
from tests.signatures.visitor import parsed, words

pytestmark = pytest.mark.django_db

CARD, BADGE, COUNT, COUNTS = "/statement/embed/", "/statement/badge.svg", "/statement/count.json", "/counts.json"
EMBEDS = (CARD, BADGE, COUNT, COUNTS)


@pytest.fixture
def signed(page):
    for _ in range(3):
        builders.signature(page, State.PUBLISHED)
    return page


def get(url: str):
    answer = Client().get(url)
    assert answer.status_code == 200, url
    return answer


@pytest.mark.parametrize("url", EMBEDS)
def test_no_embed_sets_a_cookie_or_differs_for_anybody(signed, url):
    plain = get(url)
    other = Client().get(
        url, headers={"Cookie": "sessionid=x", "Accept-Language": "ar", "Referer": "https://a.example/"}
    )
    assert (other.content, dict(other.items())) == (plain.content, dict(plain.items()))
    assert not plain.cookies
    assert "Vary" not in plain or plain["Vary"].lower() == "accept-encoding"


@pytest.mark.parametrize(("url", "oldest"), [(CARD, 60), (BADGE, 60), (COUNT, 5), (COUNTS, 5)])
def test_the_figure_is_never_older_than_promised(signed, url, oldest):
    header = get(url)["Cache-Control"]
    assert "public" in header
    assert 0 < int(re.search(r"max-age=(\d+)", header)[1]) <= oldest - COUNT_SECONDS


@pytest.mark.parametrize("url", [BADGE, COUNT, COUNTS])
def test_other_sites_may_read_the_figures_and_the_picture(signed, url):
    assert get(url)["Access-Control-Allow-Origin"] == "*"


def test_only_the_card_may_stand_in_a_frame_of_any_site(signed):
    def ancestors(answer) -> list[str]:
        return re.search(r"frame-ancestors ([^;]*)", answer["Content-Security-Policy"])[1].split()

    card = get(CARD)
    assert ancestors(card) == ["*"]
    assert "X-Frame-Options" not in card
    for url in ("/", "/statement/", "/statement/share/", "/statement/signatures/", "/statement/?source=embed"):
        assert ancestors(get(url)) == ["'self'"], url
        assert get(url)["X-Frame-Options"] == "DENY", url
    missing = Client().get("/nowhere/embed/")
    assert (missing.status_code, missing["X-Frame-Options"], ancestors(missing)) == (404, "DENY", ["'self'"])


def test_all_else_of_the_content_policy_holds_in_the_card(signed):
    policy = get(CARD)["Content-Security-Policy"].replace("frame-ancestors *", "frame-ancestors 'self'")
    assert policy == get("/")["Content-Security-Policy"]


def test_the_card_says_what_who_and_how_many_and_leads_to_the_form_in_a_new_tab(signed):
    card = parsed(get(CARD))
    assert "3 people have signed" in " ".join(card.get_text(" ").split())
    links = {link["href"]: link for link in card.select("a")}
    assert set(links) == {"http://testserver/statement/?source=embed", "http://testserver/statement/?source=embed#sign"}
    assert all(link["target"] == "_blank" and link["rel"] == ["noopener"] for link in links.values())
    assert not card.select("script, form, img, [style], [onclick]")


def test_the_card_of_a_closed_statement_says_so_instead(page):
    page.signing_open = False
    page.save_revision().publish()
    card = get(CARD)
    assert "not open for signing" in words(card)
    assert not parsed(card).select("a[href$='#sign']")


def test_while_signing_is_paused_the_card_says_why_and_the_figures_say_so(signed):
    services.turn_on(Kind.PAUSE, by=builders.organiser(), reason="A flood", text="Back in an hour")
    cache.clear()  # a test's own transaction never commits, which is what tells the cache
    card = get(CARD)
    assert "Back in an hour" in words(card)
    assert not parsed(card).select("a[href$='#sign']")
    assert [statement["open"] for statement in json.loads(get(COUNTS).content)["statements"]] == [False]


def test_the_badge_is_a_picture_that_says_the_number(signed):
    answer = get(BADGE)
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    badge = ElementTree.fromstring(answer.content)  # noqa: S314  (our own)
    assert badge.get("aria-label") == "3 people have signed: People move, rights travel"
    assert [node.text for node in badge.iter("{http://www.w3.org/2000/svg}text")] == ["3", "people have signed"]
    assert not re.search(rb"<script|<style|href=|https?://(?!www\.w3\.org/2000/svg)", answer.content)


def test_a_title_can_not_break_out_of_the_badge_or_the_lines_to_paste(page):
    page.title = "“Rights” & \"roses\" <script>alert('x')</script>"
    page.save_revision().publish()
    root = ElementTree.fromstring(get(BADGE).content)  # noqa: S314
    assert page.title in root.get("aria-label")
    for box in parsed(get("/statement/share/")).select(".embedding textarea"):
        pasted = BeautifulSoup(box.get_text(), "html.parser")
        assert not pasted.find("script")
        shown = (pasted.iframe or pasted.img).attrs
        assert page.title in (shown.get("title") or shown.get("alt"))


def test_the_lines_to_paste_lead_to_the_card_and_the_badge(signed):
    boxes = parsed(get("/statement/share/")).select(".embedding textarea")
    card, badge = (BeautifulSoup(box.get_text(), "html.parser") for box in boxes)
    assert card.iframe["src"] == "http://testserver/statement/embed/"
    assert badge.img["src"] == "http://testserver/statement/badge.svg"
    assert badge.a["href"] == "http://testserver/statement/?source=badge"
    assert all("script" not in box.get_text() for box in boxes)


def test_the_open_figures_hold_every_public_statement_and_no_other(signed):
    home = builders.home()
    campaign = home.add_child(instance=CampaignPage(title="Close them", slug="close"))
    campaign.save_revision().publish()
    letter = campaign.add_child(instance=StatementPage(title="Letter", slug="letter", text="<p>Close them.</p>"))
    letter.save_revision().publish()
    home.add_child(instance=StatementPage(title="Draft", slug="draft", text="<p>Not yet.</p>", live=False))
    found = json.loads(get(COUNTS).content)
    assert found == {
        "statements": [
            {"title": signed.title, "url": "http://testserver/statement/", "count": 3, "open": True},
            {"title": "Letter", "url": "http://testserver/close/letter/", "count": 0, "open": True},
        ]
    }


@pytest.mark.parametrize("name", ["share", "embed"])
def test_another_page_may_have_a_child_of_the_same_name(page, name):
    parent = builders.home().add_child(instance=InformationPage(title="About", slug="about"))
    parent.save_revision().publish()
    parent.add_child(instance=InformationPage(title="A child of that name", slug=name)).save_revision().publish()
    answer = get(f"/about/{name}/")
    assert "A child of that name" in answer.content.decode()
    assert answer["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("url", [*EMBEDS, "/statement/share/"])
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_can_be_sent_to_them(page, url, method):
    assert getattr(Client(), method)(url).status_code == 405


# --- Languages and looks ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("url", [COUNT, COUNTS, BADGE])
def test_the_figures_are_the_same_for_any_site_and_take_no_credentials(signed, url):
    answer = Client().get(url, headers={"Origin": "https://union.example", "Cookie": "sessionid=x"})
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer


@pytest.mark.parametrize(("language", "direction"), [("en-gb", "ltr"), ("ar", "rtl"), ("fr", "ltr")])
def test_the_card_and_the_page_speak_the_sites_language_in_its_direction(signed, settings, language, direction):
    with translation.override(language):
        for url in (CARD, "/statement/", "/no-such-page/"):
            html = parsed(Client().get(url)).html
            assert (html["lang"], html["dir"]) == (language, direction)


def test_a_title_in_another_script_keeps_its_own_direction(page):
    page.title, page.kicker, page.button_label = "حرية التنقل للجميع!", "رسالة مفتوحة", "أضف اسمك"
    page.save_revision().publish()
    card = parsed(get(CARD))
    written = {node.get_text(): node["dir"] for node in card.select("[dir=auto]")}
    assert {page.title, page.kicker} <= set(written)
    assert any(words.startswith(page.button_label) for words in written)
    assert parsed(get("/statement/")).h1["dir"] == "auto"


def test_where_one_reads_from_right_to_left_the_badges_number_comes_first_there(signed):
    def boxes(language: str) -> tuple[str, list[float]]:
        with translation.override(language):
            badge = ElementTree.fromstring(get(BADGE).content)  # noqa: S314  (our own)
        return badge.get("{http://www.w3.org/XML/1998/namespace}lang"), [
            float(node.get("x")) for node in badge.iter("{http://www.w3.org/2000/svg}text")
        ]

    for language, turned in (("en-gb", False), ("ar", True)):
        said, (number, label) = boxes(language)
        assert said == language
        assert (number > label) is turned


def test_a_statement_of_a_campaign_by_night_has_its_look_here_and_on_other_sites(signed):
    campaign = builders.home().add_child(instance=CampaignPage(title="Close them", slug="close", look="night"))
    campaign.save_revision().publish()
    letter = campaign.add_child(instance=StatementPage(title="Letter", slug="letter", text="<p>Close them.</p>"))
    letter.save_revision().publish()
    assert parsed(get("/close/letter/embed/")).body["class"] == ["card", "look-night"]
    assert parsed(get(CARD)).body["class"] == ["card"]
    for part in ("", "signatures/", "share/"):
        assert "look-night" in parsed(get(f"/close/letter/{part}")).body["class"], part
        assert "look-night" not in parsed(get(f"/statement/{part}")).body["class"], part
