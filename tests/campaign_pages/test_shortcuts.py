"""The short ways from the admin's first page: the right page opens, also on a site that lacks it."""

import pytest
from django.urls import reverse

from tests import builders
from tests.campaign_pages import pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def volunteer(client):
    client.force_login(builders.user("volunteer"))
    return client


def test_add_news_opens_the_empty_editor_of_a_post(volunteer):
    news = pages.news_index()
    answer = volunteer.get(reverse("campaign_add_news"), follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0] == f"/admin/pages/add/campaign_pages/newspage/{news.pk}/"


def test_the_actions_open_as_a_list_that_can_be_sorted(volunteer):
    index = pages.action_index()
    pages.action(index, title="Sign the statement")
    answer = volunteer.get(reverse("campaign_actions"), follow=True)
    assert answer.redirect_chain[-1][0] == f"/admin/pages/{index.pk}/"
    assert "Sign the statement" in answer.content.decode()


@pytest.mark.parametrize("name", ["campaign_add_news", "campaign_actions"])
def test_without_such_a_page_one_arrives_at_the_list_of_pages(volunteer, name):
    answer = volunteer.get(reverse(name), follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain[0][0] == reverse("wagtailadmin_explore_root")


def test_a_moderator_gets_no_further_than_wagtail_lets_them(client):
    pages.news_index()
    client.force_login(builders.user("moderator"))
    answer = client.get(reverse("campaign_add_news"), follow=True)
    assert answer.redirect_chain[-1][0] == "/admin/"
