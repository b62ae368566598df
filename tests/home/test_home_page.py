"""The front page: where it stands, and which statement it asks to sign."""

import pytest
from django.test import RequestFactory
from wagtail.models import Page
from wagtail.test.utils import WagtailPageTestCase

from campaign_pages.models import (
    ActionIndexPage,
    ActionPage,
    CampaignPage,
    InformationPage,
    NewsIndexPage,
    NewsPage,
)
from home.models import HomePage
from signatures.models import StatementPage
from tests import builders


class TreeRules(WagtailPageTestCase):
    def test_it_stands_at_the_top(self):
        self.assertAllowedParentPageTypes(HomePage, {Page})

    def test_sections_statements_and_information_stand_beneath_it(self):
        allowed = set(HomePage.allowed_subpage_models())

        assert {ActionIndexPage, CampaignPage, InformationPage, NewsIndexPage, StatementPage} <= allowed
        assert not {ActionPage, NewsPage, HomePage} & allowed

    def test_there_is_only_one(self):
        home = builders.home()

        assert not HomePage.can_create_at(home.get_parent())


def context_of(home: HomePage) -> dict:
    return home.get_context(RequestFactory().get("/"))


def asking_for(statement) -> HomePage:
    home = builders.home()
    home.statement = statement
    home.save_revision().publish()
    return HomePage.objects.get(pk=home.pk)


@pytest.mark.django_db
def test_a_template_meets_the_statement_itself_at_the_price_of_one_query(django_assert_num_queries):
    home = asking_for(builders.statement(kicker="A letter"))

    with django_assert_num_queries(1):
        statement = context_of(home)["page"].statement

    assert isinstance(statement, StatementPage)
    assert statement.kicker == "A letter"


@pytest.mark.django_db
def test_an_unpublished_statement_is_not_offered(client):
    statement = builders.statement()
    home = asking_for(statement)
    statement.unpublish()

    assert context_of(home)["page"].statement is None
    assert client.get("/").status_code == 200
    assert HomePage.objects.get(pk=home.pk).statement_id == statement.pk


@pytest.mark.django_db
def test_without_a_statement_the_page_still_opens(client):
    asking_for(None)

    assert client.get("/").status_code == 200


@pytest.mark.django_db
def test_the_first_screen_says_what_this_is_and_leads_to_the_form(client):
    home = asking_for(builders.statement())
    home.introduction, home.sign_label = "Everybody may move.", "Put my name to it"
    home.save_revision().publish()

    shown = client.get("/").content.decode()

    assert "Open the door" in shown
    assert "Everybody may move." in shown
    assert "Put my name to it" in shown
    assert "/statement/" in shown


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_it_is_read_and_nothing_else(client, method):
    builders.home()

    assert getattr(client, method)("/").status_code == 405


@pytest.mark.django_db
def test_the_statement_chooser_offers_statements_only(client):
    home = builders.home()
    client.force_login(builders.user("volunteer"))

    form = client.get(f"/admin/pages/{home.pk}/edit/").content.decode()

    assert "signatures.statementpage" in form
