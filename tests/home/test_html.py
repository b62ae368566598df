"""The HTML of every page of the starter content, read by a parser that forgives nothing."""

from collections import Counter

import html5lib
import pytest
from bs4 import BeautifulSoup
from wagtail.models import Page

from home import starter

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

BESIDES = (
    "/statement/signatures/",
    "/close-detention-centres/open-letter/signatures/",
    "/model-motion/?variant=union",
    "/search/",
    "/search/?q=motion",
    "/search/?q=<nothing>",
    "/no-such-page/",
)
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "popovertarget", "list", "form")
NEVER_INSIDE = {
    "a": ("a", "button", "input"),
    "button": ("a", "button", "input"),
    "form": ("form",),
    "label": ("label",),
}


@pytest.fixture
def sources(settings, tmp_path, client) -> dict[str, str]:
    """The HTML at every address."""
    settings.BASE_URL = "http://testserver"
    settings.MEDIA_ROOT = str(tmp_path)
    starter.load()
    pages = [page.specific for page in Page.objects.live().filter(depth__gt=1)]
    found = {address: client.get(address).content.decode() for address in [page.get_url() for page in pages]}
    found |= {address: client.get(address).content.decode() for address in BESIDES}
    forms = {page.get_url(): page.pk for page in pages if page.specific_class.__name__ in ENQUIRIES}
    found |= {
        f"{address} refused": client.post(f"/enquire/{pk}/", {}).content.decode() for address, pk in forms.items()
    }
    statement = Page.objects.get(slug="statement")
    found["/statement/ refused"] = client.post(f"/sign/{statement.pk}/", {}).content.decode()
    return found


ENQUIRIES = ("ContactPage", "SpeakerRequestPage")


def mistakes(source: str) -> list[str]:
    """What is wrong with a page, whether or not browsers would find their way."""
    parser = html5lib.HTMLParser()
    parser.parse(source)
    found = [f"line {line}: {code} {details}" for (line, _column), code, details in parser.errors]
    page = BeautifulSoup(source, "html.parser")
    ids = Counter(tag["id"] for tag in page.select("[id]"))
    found += [f"the id {name} {times} times" for name, times in ids.items() if times > 1]
    found += [
        f"{attribute} leads to {name}, which is not there"
        for attribute in REFERENCES
        for tag in page.select(f"[{attribute}]")
        for name in tag[attribute].split()
        if name not in ids
    ]
    found += [
        f"{inner.name} inside {outer}"
        for outer, forbidden in NEVER_INSIDE.items()
        for tag in page.select(outer)
        for inner in tag.find_all(forbidden)
        if inner.get("type") != "hidden"
    ]
    found += [f"no alt: {tag}" for tag in page.select("img:not([alt])")]
    if len(page.select("h1")) != 1:
        found.append(f"{len(page.select('h1'))} headings of the first level")
    return found


def test_every_page_is_strict_html(sources):
    assert len(sources) > 30
    assert {address: found for address, source in sources.items() if (found := mistakes(source))} == {}


@pytest.mark.parametrize(
    "wrong",
    [
        "<p><div></p>",
        '<i id="a"></i><i id="a"></i>',
        '<label for="nobody">x</label>',
        '<a href="/"><button>x</button></a>',
        '<img src="/x.png">',
        "<h1>Another</h1>",
        "<p>&nonsense;</p>",
    ],
)
def test_a_mistake_is_seen(wrong):
    page = '<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><h1>x</h1>{}</body></html>'

    assert mistakes(page.format("<p>Fine</p>")) == []
    assert mistakes(page.format(wrong)) != []
