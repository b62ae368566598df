"""A campaign of its own: what stands on its page, and beneath it."""

import pytest
from bs4 import BeautifulSoup
from wagtail.test.utils import WagtailPageTestCase
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from campaign_pages.models import ActionPage, CampaignPage
from home.models import HomePage
from signatures.models import StatementPage
from signatures.states import State
from tests import builders
from tests.campaign_pages import pages

pytestmark = pytest.mark.django_db


class TreeRules(WagtailPageTestCase):
    def test_it_stands_beneath_the_home_page_with_actions_and_statements_of_its_own(self):
        self.assertAllowedParentPageTypes(CampaignPage, {HomePage})
        self.assertAllowedSubpageTypes(CampaignPage, {ActionPage, StatementPage})

    def test_a_statement_may_stand_beneath_it(self):
        self.assertAllowedParentPageTypes(StatementPage, {HomePage, CampaignPage})


class Editing(WagtailPageTestCase):
    def test_it_opens_previews_and_can_be_edited(self):
        page = filled_campaign()
        fact = {"figure": "3", "meaning": "of four", "source": "A count", "source_url": ""}
        form = nested_form_data(
            {
                "title": "Open the gates",
                "slug": "gates",
                "kicker": "",
                "introduction": "",
                "sign_label": "Sign",
                "look": "day",
                "picture": "",
                "picture_text": "",
                "facts": streamfield([("fact", fact)]),
                "demands": streamfield([("demand", {"demand": "Open them", "meaning": ""})]),
                "body": streamfield([]),
                "comments": inline_formset([]),
            }
        )

        self.assertPageIsRoutable(page)
        self.assertPageIsRenderable(page)
        for user in (builders.organiser(), builders.user("volunteer")):
            self.assertPageIsEditable(page, user=user, post_data=form)
            self.assertPageIsPreviewable(page, user=user, post_data=form)


def filled_campaign(**fields) -> CampaignPage:
    fact = {"figure": "84 %", "meaning": "were not told.", "source": "Survey, 2018", "source_url": "https://s.example/"}
    return pages.campaign(
        facts=[("fact", fact)],
        demands=[("demand", {"demand": "Shut them", "meaning": "All."}), ("demand", {"demand": "Now", "meaning": ""})],
        **fields,
    )


def open_letter(parent) -> StatementPage:
    return pages.published(parent, StatementPage(title="Shut them", slug="letter", text="<p>Shut them.</p>"))


def main_of(client, address="/close/") -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser").main


def test_facts_name_their_sources_and_demands_are_a_numbered_list(client):
    filled_campaign()

    main = main_of(client)

    assert main.select_one(".fact-figure").text == "84 %"
    assert main.select_one(".fact figcaption a")["href"] == "https://s.example/"
    assert [words.text for words in main.select("ol.demands .placard-words")] == ["Shut them", "Now"]


def test_its_own_statement_is_counted_and_its_names_are_shown(client):
    page = filled_campaign()
    letter = open_letter(page)
    builders.signature(letter, State.PUBLISHED, first_name="Rosa", last_name="May")
    builders.signature(builders.statement(), State.PUBLISHED, first_name="Somebody", last_name="Else")

    main = main_of(client)

    assert main.select_one(".count-number").text == "1"
    assert main.select_one(".button--red")["href"] == "/close/letter/#sign"
    assert "Rosa May" in main.text
    assert "Somebody Else" not in main.text


def test_without_a_statement_there_is_no_button(client):
    page = filled_campaign()
    open_letter(page).unpublish()

    assert not main_of(client).select(".button--red")


def test_it_lists_its_own_news_and_actions_only(client):
    page = filled_campaign()
    news = pages.news_index()
    pages.post(news, title="Ours", related_campaign=page)
    pages.post(news, title="Not ours")
    pages.action(page, title="Our deed")
    pages.action(pages.action_index(), title="Their deed")

    main = main_of(client)

    assert [title.text for title in main.select(".post-title")] == ["Ours"]
    assert [title.text for title in main.select(".acts-title")] == ["Our deed"]


@pytest.mark.parametrize("look", ["night", "day"])
def test_it_and_its_actions_wear_the_look_that_was_chosen(client, look):
    page = filled_campaign(look=look)
    pages.action(page, slug="go")

    for address in ("/close/", "/close/go/"):
        body = BeautifulSoup(client.get(address).content, "html.parser").body
        assert body["class"] == [f"look-{look}"]


def test_an_empty_campaign_opens(client):
    pages.campaign()

    assert client.get("/close/").status_code == 200


def test_the_page_is_the_same_for_everybody_and_sets_no_cookie(client):
    open_letter(filled_campaign())
    response = client.get("/close/")

    assert not response.cookies
    assert client.get("/close/?look=day").content == response.content
    assert client.post("/close/").status_code == 405


def test_the_number_of_queries_does_not_grow_with_what_it_holds(client):
    from tests.campaign_pages.test_actions import queries_of

    page = filled_campaign()
    letter = open_letter(page)
    news = pages.news_index()
    topics = [pages.topic("One"), pages.topic("Two")]

    def add(number: int) -> None:
        for _ in range(number):
            pages.action(page, target=[("page", letter)], button_label="Sign")
            pages.post(news, topics, related_campaign=page)

    add(3)
    asked = queries_of(client, "/close/")
    add(5)

    assert queries_of(client, "/close/") == asked
