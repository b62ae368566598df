"""News: the list with its filters, the posts, the feed."""

from datetime import date
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from wagtail.test.utils import WagtailPageTestCase
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from campaign_pages.models import NewsIndexPage, NewsPage
from home.models import HomePage
from tests import builders
from tests.campaign_pages import pages
from tests.campaign_pages.test_actions import queries_of

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


class TreeRules(WagtailPageTestCase):
    def test_the_list_stands_beneath_the_home_page_and_holds_posts(self):
        self.assertAllowedParentPageTypes(NewsIndexPage, {HomePage})
        self.assertAllowedSubpageTypes(NewsIndexPage, {NewsPage})

    def test_a_post_stands_in_the_list_and_holds_nothing(self):
        self.assertAllowedParentPageTypes(NewsPage, {NewsIndexPage})
        self.assertAllowedSubpageTypes(NewsPage, set())


class Editing(WagtailPageTestCase):
    def test_the_list_opens_previews_and_can_be_edited(self):
        page = pages.news_index()
        form = nested_form_data({"title": "New", "slug": "new", "introduction": "", "comments": inline_formset([])})

        self.assertPageIsRoutable(page)
        self.assertPageIsRenderable(page)
        self.assertPageIsEditable(page, user=builders.organiser(), post_data=form)
        self.assertPageIsPreviewable(page, user=builders.organiser(), post_data=form)

    def test_a_volunteer_edits_and_previews_a_post(self):
        page = pages.post(pages.news_index())
        volunteer = builders.user("volunteer")
        topic = pages.topic("Conference")
        form = nested_form_data(
            {
                "title": "Carried",
                "slug": "carried",
                "date": "2019-09-25",
                "author": "Ada",
                "summary": "It was carried.",
                "picture": "",
                "picture_text": "",
                "body": streamfield([("heading", "At last")]),
                "related_action": "",
                "related_campaign": "",
                "topics": str(topic.pk),
                "comments": inline_formset([]),
            }
        )

        self.assertPageIsRoutable(page)
        self.assertPageIsRenderable(page)
        self.assertPageIsEditable(page, user=volunteer, post_data=form)
        self.assertPageIsPreviewable(page, user=volunteer, post_data=form)
        self.client.force_login(volunteer)
        self.client.post(f"/admin/pages/{page.pk}/edit/", form)
        draft = NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object()
        assert [chosen.name for chosen in draft.topics.all()] == ["Conference"]


def shown(client, query: str = "") -> list[str]:
    main = BeautifulSoup(client.get(f"/news/{query}").content, "html.parser").main
    return [title.text for title in main.select(".post-title")]


@pytest.fixture
def news():
    index = pages.news_index()
    motions, detention = pages.topic("Motions"), pages.topic("Detention")
    pages.post(index, [motions], title="First", date=date(2017, 8, 4))
    pages.post(index, [motions, detention], title="Second", date=date(2019, 9, 25))
    pages.post(index, [detention], title="Third", date=date(2019, 12, 1))
    return index


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Third", "Second", "First"]),
        ("?year=2019", ["Third", "Second"]),
        ("?topic=motions", ["Second", "First"]),
        ("?topic=motions&year=2019", ["Second"]),
        ("?topic=detention&year=2017", []),
    ],
)
def test_the_newest_comes_first_and_filters_combine(client, news, query, titles):
    assert shown(client, query) == titles


@pytest.mark.parametrize(
    "query",
    [
        "?year=1999",
        "?year=abc",
        "?year=²",
        "?topic=nothing",
        "?page=0",
        "?page=99",
        "?page=-1",
        "?utm_source=chat",
        "?q=x",
    ],
)
def test_keys_and_values_that_mean_nothing_are_ignored(client, news, query):
    assert client.get(f"/news/{query}").content == client.get("/news/").content


def test_choices_link_each_other_and_say_which_is_chosen(client, news):
    main = BeautifulSoup(client.get("/news/?year=2019&topic=motions").content, "html.parser").main
    chosen = [link.text for link in main.select(".filter [aria-current]")]

    assert chosen == ["2019", "Motions"]
    assert main.select_one('.filter a[href="/news/?year=2017&topic=motions"]')
    assert main.select_one('.filter a[href="/news/?topic=motions"]').text == "All years"


def test_empty_lists_say_so(client, news):
    assert "No news of this kind" in client.get("/news/?topic=detention&year=2017").content.decode()
    for post in NewsPage.objects.all():
        post.unpublish()
    assert "No news yet" in client.get("/news/").content.decode()


def test_long_lists_are_paged_and_keep_their_filters(client, monkeypatch, news):
    monkeypatch.setattr(NewsIndexPage, "PER_PAGE", 1)

    main = BeautifulSoup(client.get("/news/?topic=motions").content, "html.parser").main

    assert main.select_one("a[rel=next]")["href"] == "/news/?topic=motions&page=2"
    assert shown(client, "?topic=motions&page=2") == ["First"]


def test_a_post_leads_to_its_topic_campaign_and_action(client, news):
    campaign = pages.campaign(title="Close them")
    action = pages.action(pages.action_index(), title="March")
    pages.post(news, [pages.topic("Marches")], slug="go", related_campaign=campaign, related_action=action)

    main = BeautifulSoup(client.get("/news/go/").content, "html.parser").main

    assert main.select_one('a[href="/news/?topic=marches"]')
    assert main.select_one('a[href="/close/"]').text == "Close them"
    assert "March" in main.select_one(".following").text
    action.unpublish()
    campaign.unpublish()
    main = BeautifulSoup(client.get("/news/go/").content, "html.parser").main
    assert not main.select(".following, a[href='/close/']")


def test_the_front_page_shows_the_latest(client, news):
    pages.post(news, title="Fourth", date=date(2020, 1, 1))
    main = BeautifulSoup(client.get("/").content, "html.parser").main

    assert [title.text for title in main.select(".post-title")] == ["Fourth", "Third", "Second"]


def test_the_number_of_queries_does_not_grow_with_the_posts(client, news):
    topic = pages.topic("More")
    asked, home = queries_of(client, "/news/"), queries_of(client, "/")
    feed = queries_of(client, "/news/feed.xml")
    for _ in range(6):
        pages.post(news, [topic])

    assert queries_of(client, "/news/") == asked
    assert queries_of(client, "/") == home
    assert queries_of(client, "/news/feed.xml") == feed


@pytest.mark.parametrize("address", ["/news/", "/news/go/", "/news/feed.xml"])
def test_pages_and_feed_are_the_same_for_everybody_and_set_no_cookie(client, news, address):
    pages.post(news, slug="go")
    response = client.get(address)
    client.force_login(builders.organiser())

    assert not response.cookies
    assert client.get(address).content == response.content
    assert client.post(address).status_code == 405


def feed_of(client) -> ElementTree.Element:
    response = client.get("/news/feed.xml")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert "public" in response["Cache-Control"]
    return ElementTree.fromstring(response.content)  # noqa: S314 - our own words


def test_the_feed_has_what_atom_asks_for(client, news):
    feed = feed_of(client)

    assert feed.tag == f"{ATOM}feed"
    assert all(feed.find(f"{ATOM}{name}").text for name in ("id", "title", "updated"))
    own = [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert own == ["http://testserver/news/feed.xml"]
    for entry in feed.findall(f"{ATOM}entry"):
        assert all(entry.find(f"{ATOM}{name}").text for name in ("id", "title", "updated", "summary"))
        assert entry.find(f"{ATOM}author/{ATOM}name").text
        assert entry.find(f"{ATOM}link").get("href").startswith("http://testserver/news/")
    assert [entry.find(f"{ATOM}title").text for entry in feed.findall(f"{ATOM}entry")] == ["Third", "Second", "First"]


def test_identifiers_outlive_a_new_title_and_address_and_are_unique(client, news):
    def ids():
        return {entry.find(f"{ATOM}id").text for entry in feed_of(client).findall(f"{ATOM}entry")}

    before = ids()
    post = NewsPage.objects.get(title="First")
    post.title, post.slug = "Renamed", "renamed"
    post.save_revision().publish()

    assert ids() == before
    assert len(before) == 3


def test_signs_of_markup_in_the_words_stay_words(client, news):
    pages.post(news, title="You & <me>", summary="<b>1 < 2</b>", date=date(2027, 1, 1))

    entry = feed_of(client).find(f"{ATOM}entry")

    assert entry.find(f"{ATOM}title").text == "You & <me>"
    assert entry.find(f"{ATOM}summary").text == "&lt;b&gt;1 &lt; 2&lt;/b&gt;"  # it is of type html


def test_an_empty_feed_is_a_feed(client):
    pages.news_index()

    assert feed_of(client).find(f"{ATOM}updated").text


def test_drafts_are_in_no_feed_and_other_pages_have_none(client, news):
    NewsPage.objects.get(title="Third").unpublish()

    assert "Third" not in client.get("/news/feed.xml").content.decode()
    assert client.get("/nowhere/feed.xml").status_code == 404
    news.unpublish()
    assert client.get("/news/feed.xml").status_code == 404


def test_the_list_names_its_feed_to_readers(client, news):
    head = BeautifulSoup(client.get("/news/").content, "html.parser").head

    assert head.select_one('link[type="application/atom+xml"]')["href"] == "/news/feed.xml"


@pytest.mark.parametrize(("role", "status"), [("organiser", 200), ("volunteer", 302)])
def test_organisers_keep_the_list_of_topics(client, role, status):
    builders.home()
    client.force_login(builders.user(role))

    assert client.get("/admin/snippets/campaign_pages/newstopic/add/").status_code == status
