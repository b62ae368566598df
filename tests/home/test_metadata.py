"""What pages tell search engines, chats and networks, and how they show where they stand."""

import json

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Site

from campaign_pages.models import InformationPage
from home.models import SiteSettings
from home.navigation import trail
from tests import builders

pytestmark = pytest.mark.django_db

ATTACK = '</script><script>alert("1")</script><!-- & \u2028'


def page(title: str, parent=None, **fields) -> InformationPage:
    made = InformationPage(title=title, slug=title.lower(), **fields)
    return (parent or builders.home()).add_child(instance=made)


def shown(url: str) -> BeautifulSoup:
    return BeautifulSoup(Client().get(url).content, "html.parser")


def meta(url: str, name: str) -> str | None:
    tag = shown(url).find("meta", attrs={"name": name}) or shown(url).find("meta", property=name)
    return tag["content"] if tag else None


def data_of(url: str) -> dict:
    [block] = shown(url).find_all("script", type="application/ld+json")
    return json.loads(block.string)


def change_settings(**values) -> SiteSettings:
    builders.home()
    settings = SiteSettings.for_site(Site.objects.get())
    for name, value in values.items():
        setattr(settings, name, value)
    settings.save()
    return settings


# --- The way down ----------------------------------------------------------------------------------------------------


def steps(url: str) -> list[tuple[str, str | None]]:
    nav = shown(url).find("nav", attrs={"aria-label": "You are here"})
    if nav is None:
        return []
    return [(step.get_text(strip=True), step.a["href"] if step.a else None) for step in nav.find_all("li")]


def test_an_inner_page_shows_the_way_down_to_it():
    about = page("About")
    page("People", parent=about)

    assert steps("/about/") == [("Home", "/"), ("About", None)]
    assert steps("/about/people/") == [("Home", "/"), ("About", "/about/"), ("People", None)]
    [current] = shown("/about/people/").select("nav[aria-label='You are here'] [aria-current]")
    assert (current["aria-current"], current.get_text()) == ("page", "People")


@pytest.mark.parametrize("url", ["/", "/search/", "/no-such-page/"])
def test_what_is_no_inner_page_shows_none(url):
    builders.home()

    assert steps(url) == []


def test_an_unpublished_page_above_is_left_out():
    about = page("About")
    page("People", parent=about)
    InformationPage.objects.filter(pk=about.pk).update(live=False)

    assert steps("/about/people/") == [("Home", "/"), ("People", None)]


def test_the_way_down_costs_one_query_however_deep_and_none_below_the_home_page():
    builders.home()
    site = Site.objects.select_related("root_page").get()
    deep = here = page("One")
    for title in ("Two", "Three", "Four"):
        deep = page(title, parent=deep)

    def cost(of) -> int:
        with CaptureQueriesContext(connection) as captured:
            trail(of, site)
        return len(captured)

    assert cost(here) == 0
    assert cost(deep) == 1
    assert len(trail(deep, site)) == 5


# --- Descriptions, pictures, addresses -------------------------------------------------------------------------------


def test_a_page_is_described_by_what_its_editors_wrote_for_it():
    page("About", search_description="Who we are.", introduction="Something else.")

    assert meta("/about/", "description") == meta("/about/", "og:description") == "Who we are."


def test_or_by_its_introduction_or_by_the_campaigns_strapline():
    change_settings(strapline="For the free movement of people")
    page("About", introduction="We & our branches.")
    page("Bare")

    assert meta("/about/", "description") == "We & our branches."
    assert meta("/bare/", "description") == "For the free movement of people"


def test_rich_text_is_described_in_plain_words():
    builders.statement(introduction="<p>Labour <b>moves</b>, &amp; so do we.</p><p>Sign it.</p>")

    assert meta("/statement/", "description") == "Labour moves, & so do we. Sign it."


def test_a_long_introduction_is_cut():
    page("About", introduction="word " * 79)

    assert len(meta("/about/", "description")) <= 200


def test_the_canonical_address_has_no_query():
    page("About")

    link = shown("/about/?utm_source=chat&fbclid=1").find("link", rel="canonical")

    assert link["href"] == "http://testserver/about/"
    assert meta("/about/", "og:url") == "http://testserver/about/"


def image(title: str):
    return get_image_model().objects.create(title=title, file=get_test_image_file(f"{title}.png", size=(1600, 900)))


def test_a_page_is_shared_with_its_own_picture_or_the_nearest_above_or_the_campaigns():
    change_settings(share_image=image("campaign"))
    page("Bare")
    about = page("About", share_image=image("about"))
    people = page("People", parent=about)
    page("Ada", parent=people)
    page("Zoe", parent=people, share_image=image("zoe"))

    assert "/images/campaign" in meta("/bare/", "og:image")
    assert "/images/campaign" in meta("/", "og:image")
    assert "/images/about" in meta("/about/", "og:image")
    assert "/images/about" in meta("/about/people/ada/", "og:image")
    assert "/images/zoe" in meta("/about/people/zoe/", "og:image")
    assert meta("/about/", "twitter:card") == "summary_large_image"
    assert meta("/about/", "og:image").startswith("http://testserver/")


def test_what_is_no_page_has_no_picture():
    builders.home()

    assert meta("/search/", "og:image") is None


# --- Structured data -------------------------------------------------------------------------------------------------


def test_the_home_page_says_who_we_are_and_where_to_search():
    change_settings(
        campaign_name="Free Movement",
        social_links=[("account", {"label": "Mastodon", "url": "https://social.example/@fm"})],
    )

    organisation, website = data_of("/")["@graph"]

    assert organisation["@type"] == "Organization"
    assert organisation["name"] == "Free Movement"
    assert organisation["sameAs"] == ["https://social.example/@fm"]
    assert organisation["url"] == website["url"] == "http://testserver/"
    assert website["potentialAction"]["target"]["urlTemplate"] == "http://testserver/search/?q={search_term_string}"


def test_an_inner_page_says_where_it_stands():
    page("People", parent=page("About"))

    data = data_of("/about/people/")

    assert data["@type"] == "BreadcrumbList"
    assert [(step["position"], step["name"], step["item"]) for step in data["itemListElement"]] == [
        (1, "Campaign", "http://testserver/"),
        (2, "About", "http://testserver/about/"),
        (3, "People", "http://testserver/about/people/"),
    ]


def test_no_title_ends_the_block_of_data_early():
    builders.home().add_child(instance=InformationPage(title=ATTACK, slug="attack"))
    change_settings(campaign_name=ATTACK, strapline=ATTACK)

    assert data_of("/attack/")["itemListElement"][1]["name"] == ATTACK
    assert data_of("/")["@graph"][0]["name"] == ATTACK
    for url in ("/", "/attack/", "/search/"):
        assert b"<script>alert" not in Client().get(url).content
        assert [tag for tag in shown(url).find_all("script") if "alert" in tag.text and not tag.get("type")] == []


def test_an_error_page_says_nothing():
    builders.home()

    assert shown("/no-such-page/").find("script", type="application/ld+json") is None
