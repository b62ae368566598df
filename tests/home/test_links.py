"""Every way that the starter content offers: pages, files, feeds, pictures. None is broken or leads off unasked."""

import re
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.views import serve
from django.http import HttpResponse
from django.test import Client, RequestFactory
from wagtail.models import Page

from home import starter

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

HOME = "http://testserver"
BESIDES = (
    "/statement/signatures/",
    "/statement/count.json",
    "/statement/share/",
    "/statement/embed/",
    "/statement/badge.svg",
    "/counts.json",
    "/close-detention-centres/open-letter/signatures/",
    "/close-detention-centres/open-letter/count.json",
    "/model-motion/motion.docx",
    "/model-motion/motion.pdf",
    "/model-motion/motion.txt",
    "/news/feed.xml",
    "/search/",
    "/search/?q=motion",
    "/sitemap.xml",
    "/robots.txt",
)
ADDRESSES_IN = {"href": "[href]", "src": "[src]", "poster": "[poster]", "action": "form:not([method=post])[action]"}
SHARING = ".share-list"  # what a reader presses to pass a page on
METADATA = "meta[property='og:url'], meta[property='og:image'], meta[name='twitter:image']"


@pytest.fixture
def pages(settings, tmp_path) -> list[str]:
    """The address of every page of the starter content."""
    settings.BASE_URL = HOME
    settings.MEDIA_ROOT = str(tmp_path)
    starter.load()
    return [page.get_url() for page in Page.objects.live().filter(depth__gt=1)]


class Crawl:
    """Follows every link of the site from its pages, each address once."""

    def __init__(self, start: list[str]) -> None:
        self.client = Client()
        self.waiting = [(urljoin(HOME, address), "the start") for address in start]
        self.answers: dict[str, HttpResponse] = {}
        self.broken: list[str] = []
        self.foreign: dict[str, str] = {}  # address: the page that leads there
        self.places: list[tuple[str, str, str]] = []  # address, the id in it, and the page that leads there

    def run(self) -> "Crawl":
        while self.waiting:
            address, source = self.waiting.pop()
            if address not in self.answers:
                self.visit(address, source)
        return self

    def visit(self, address: str, source: str) -> None:
        parts = urlsplit(address)
        response = self.get(parts.path, parts.query)
        self.answers[address] = response
        if response.status_code != 200 or any(status not in (301, 302) for _url, status in _redirects(response)):
            self.broken.append(f"{response.status_code} {address} on {source}")
        else:
            for link in links(response):
                self.note(urljoin(address, link), address)

    def get(self, path: str, query: str) -> HttpResponse:
        if path.startswith(settings.STATIC_URL):  # tests collect no files for WhiteNoise
            name = path.removeprefix(settings.STATIC_URL)
            if not finders.find(name):
                return HttpResponse(status=404)
            return serve(RequestFactory().get(path), name, insecure=True)
        return self.client.get(f"{path}?{query}" if query else path, follow=True)

    def note(self, link: str, source: str) -> None:
        address, place = urldefrag(link)
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https"):
            assert parts.scheme in ("mailto", "sms", "data"), f"{link} on {source}"
        elif parts.netloc == urlsplit(HOME).netloc:
            self.waiting.append((address, source))
            if place:
                self.places.append((address, unquote(place), source))
        else:
            self.foreign[address] = source


def _redirects(response: HttpResponse) -> list[tuple[str, int]]:
    return getattr(response, "redirect_chain", [])


def body(response: HttpResponse) -> str:
    """The whole answer. A file is sent piece by piece, once: what was read is kept."""
    if response.streaming and not hasattr(response, "read_before"):
        response.read_before = response.getvalue()
    return (response.read_before if response.streaming else response.content).decode()


def links(response: HttpResponse) -> list[str]:
    """Every address that a page, a style sheet, a feed or a site map names."""
    kind = response["Content-Type"].partition(";")[0]
    if kind == "text/css":
        return [link for link in re.findall(r"url\(\s*[\"']?([^\"')]+)", body(response)) if not link.startswith("#")]
    if kind.endswith("xml"):
        return re.findall(r"(?:<loc>|<link [^>]*href=\")([^<\"]+)", body(response))
    return links_of_page(BeautifulSoup(body(response), "html.parser")) if kind == "text/html" else []


def links_of_page(page: BeautifulSoup) -> list[str]:
    for tag in page.select(f"{SHARING} a[href^=http]"):
        tag.extract()
    found = [tag[name] for name, selector in ADDRESSES_IN.items() for tag in page.select(selector)]
    found += [tag["content"] for tag in page.select(METADATA)]
    return found + [candidate.split()[0] for tag in page.select("[srcset]") for candidate in _candidates(tag)]


def _candidates(tag: Tag) -> list[str]:
    return [candidate for candidate in tag["srcset"].split(",") if candidate.strip()]


def test_every_link_on_the_whole_site_is_answered_and_leads_to_a_place_that_is_there(pages):
    crawl = Crawl([*pages, *BESIDES]).run()

    assert len(pages) > 25
    assert {".css", ".js", ".pdf", ".docx", ".xml", ".svg"} <= {
        Path(urlsplit(met).path).suffix for met in crawl.answers
    }
    assert crawl.broken == []
    lost = [
        f"#{place} of {address} on {source}"
        for address, place, source in crawl.places
        if not BeautifulSoup(body(crawl.answers[address]), "html.parser").find(id=place)
    ]
    assert lost == []


def test_what_leads_off_the_site_was_written_by_an_editor(pages):
    crawl = Crawl(pages).run()
    written = "\n".join(path.read_text(encoding="utf-8") for path in starter.CONTENT_DIR.rglob("*.yaml"))

    ours = {address: source for address, source in crawl.foreign.items() if address not in written}

    assert ours == {}


def test_nothing_is_loaded_from_anybody_else(pages):
    client = Client()

    for address in pages:
        page = BeautifulSoup(client.get(address).content, "html.parser")
        loaded = [tag["src"] for tag in page.select("[src]")] + [tag["href"] for tag in page.select("head link[href]")]
        hosts = {urlsplit(link).netloc for link in loaded}
        assert hosts <= {"", urlsplit(HOME).netloc}, address
