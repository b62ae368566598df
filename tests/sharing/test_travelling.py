"""The word of a link goes along from page to page, in the addresses of links and nowhere else."""

from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from home import starter
from sharing.sources import SourceTag
from sharing.travelling import onward, travelling, word
from signatures.models import Signature, StatementPage
from signatures.states import State
from tests import builders
from tests.campaign_pages import pages
from tests.signatures.visitor import Visitor

WITHOUT_THE_WORD = ("/my-signature/",)  # nobody signs beneath it


@pytest.fixture(autouse=True)
def _address(settings):
    settings.BASE_URL = "https://campaign.example"


# --- Addresses -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/", "/?source=x"),
        ("/statement/#sign", "/statement/?source=x#sign"),
        ("/news/?topic=law", "/news/?topic=law&source=x"),
        ("https://campaign.example/statement/", "https://campaign.example/statement/?source=x"),
        ("?after=abc", "?after=abc&source=x"),
        ("./", "./?source=x"),
    ],
)
def test_an_address_of_ours_gets_the_word(url, expected):
    with travelling("x"):
        assert onward(url) == expected


@pytest.mark.parametrize(
    "url",
    [
        "",
        "#sign",
        "//elsewhere.example/",
        "https://elsewhere.example/statement/",
        "https://campaign.example.evil.example/",
        "mailto:us@campaign.example",
        "/documents/3/leaflet.pdf",
        "/media/images/march.jpg",
        "/static/css/base.css",
        "/admin/",
        "/statement/?source=badge",
    ],
)
def test_any_other_address_stays_as_it_is(url):
    with travelling("x"):
        assert onward(url) == url


@pytest.mark.parametrize("strange", ["", None, "6f1c0a-ada", "WHATSAPP", "x&y=1"])
def test_only_words_of_the_list_travel(strange):
    with travelling(strange):
        assert word() == ""
        assert onward("/statement/") == "/statement/"


def test_it_ends_with_the_answer_even_when_that_failed():
    with pytest.raises(ZeroDivisionError), travelling("sms"):
        _ = 1 / 0
    assert word() == ""


def test_two_visitors_at_the_same_time_keep_their_own():
    def answer(tag: str) -> set[str]:
        with travelling(tag):
            return {onward("/") for _ in range(500)}

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(answer, [tag.value for tag in SourceTag]))
    assert found == [{f"/?source={tag.value}"} for tag in SourceTag]


# --- Pages -----------------------------------------------------------------------------------------------------------

ADDRESSES = ("/statement/signatures/", "/statement/signatures/?order=letter", "/statement/share/", "/no-such-page/")
SEARCHES = ("/search/", "/search/?q=movement", "/search/?q=zymurgy")


@pytest.fixture
def site(settings, tmp_path, db) -> list[str]:
    """The addresses of every public page of the starter content, and of what is made for a statement."""
    settings.MEDIA_ROOT = str(tmp_path)
    settings.BASE_URL = "http://testserver"
    starter.load()
    statement = StatementPage.objects.get(slug="statement")
    for number in range(3):
        builders.signature(statement, State.PUBLISHED, first_name=f"Name{number}")
    found = [page.get_url() for page in Page.objects.live().filter(depth__gt=1).order_by("path")]
    return [*found, *ADDRESSES, *SEARCHES]


def asked(url: str, tag: str = "") -> BeautifulSoup:
    with_word = f"{url}{'&' if '?' in url else '?'}source={tag}" if tag else url
    return BeautifulSoup(Client().get(with_word).content, "html.parser")


def links_to_pages(shown: BeautifulSoup) -> list[str]:
    """Links of the page itself that lead to another page of ours: no file, nothing shared, nothing private."""
    found = []
    for link in shown.select("a[href]"):
        url = urlsplit(link["href"].removeprefix("http://testserver"))
        is_page = not url.scheme and not url.netloc and (url.query or (url.path and url.path.endswith("/")))
        if is_page and not url.path.startswith(WITHOUT_THE_WORD) and not url.path.endswith((".pdf", ".docx", ".txt")):
            found.append(link["href"])
    return found


def words_of(url: str) -> list[str]:
    return parse_qs(urlsplit(url).query).get("source", [])


@pytest.mark.slow
def test_every_link_and_every_form_that_asks_for_a_page_takes_the_word_along(site):
    forgotten, forms = set(), []
    for url in site:
        shown = asked(url, "telegram")
        forgotten |= {(url, link) for link in links_to_pages(shown) if words_of(link) != ["telegram"]}
        forms += [(url, str(form)) for form in shown.select("form[method=get]")]
    assert forgotten == set()
    assert len(forms) > 3
    assert [url for url, form in forms if '<input name="source" type="hidden" value="telegram"/>' not in form] == []


@pytest.mark.slow
def test_without_a_word_nothing_is_added_and_a_strange_one_changes_no_byte(site):
    client = Client()
    for url in site:
        plain = client.get(url)
        shown = BeautifulSoup(plain.content, "html.parser")
        assert [link for link in links_to_pages(shown) if words_of(link)] == [], url
        assert shown.select("form[method=get] [name=source]") == [], url
        strange = client.get(f"{url}{'&' if '?' in url else '?'}source=6f1c0a-ada")
        assert strange.content == plain.content, url


def test_search_engines_are_shown_the_plain_address_and_networks_the_one_they_asked_for(db, settings):
    settings.BASE_URL = "http://testserver"
    pages.action(pages.action_index(), slug="meet")
    for url in ("/", "/get-involved/", "/get-involved/meet/"):
        head = asked(url, "facebook").head
        assert head.select_one("link[rel=canonical]")["href"] == f"http://testserver{url}"
        assert head.select_one("meta[property='og:url']")["content"] == f"http://testserver{url}?source=facebook"


def test_links_that_editors_wrote_take_it_along(db):
    page = builders.statement()
    link = f'<p><a linktype="page" id="{page.pk}">Sign it</a> and <a href="https://elsewhere.example/">read</a></p>'
    with travelling("link"):
        assert expand_db_html(link) == (
            '<p><a href="/statement/?source=link">Sign it</a> and <a href="https://elsewhere.example/">read</a></p>'
        )
    assert '<a href="/statement/">' in expand_db_html(link)


def test_a_link_to_a_page_that_has_gone_stays_words(db):
    with travelling("link"):
        assert expand_db_html('<a linktype="page" id="999999">Gone</a>') == "<a>Gone</a>"


def test_the_admins_own_filter_is_no_word(db):
    client = Client()
    client.force_login(builders.organiser())
    shown = BeautifulSoup(client.get("/admin/signatures/queue/?source=paper").content, "html.parser")
    assert [link["href"] for link in shown.select("a[href]") if "source=paper" in link["href"]] == []


def test_whoever_signs_by_way_of_the_front_page_is_counted_under_the_link_to_it(db):
    page = builders.statement()
    front = builders.home()
    front.statement_id = page.pk
    front.save_revision().publish()
    visitor = Visitor()
    shown = BeautifulSoup(visitor.get("/?source=bluesky").content, "html.parser")
    form = visitor.get(shown.select_one(".banner-act a")["href"].partition("#")[0])
    filled = {"first_name": "Ada", "email": "ada@example.org", "publish_consent": "on"}
    assert visitor.press(form, "/sign/", **filled).status_code == 303
    assert Signature.objects.get().source_tag == "bluesky"
    assert not visitor.client.cookies
