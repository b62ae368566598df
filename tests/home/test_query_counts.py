"""What each kind of page costs the database: a small number of queries, the same when the site has grown."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, get_page_models

from home import starter
from tests.campaign_pages import pages
from tests.test_layout import APPS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MOST = 30  # of any page with nothing cached; the site, its settings and the two menus take 8 of them, the switches 1
MORE = 10  # how many pages of a kind are added


@pytest.fixture
def one_of_each_kind(settings, tmp_path) -> dict[str, str]:
    """For each of our page types the address of a page of the starter content."""
    settings.BASE_URL = "http://testserver"
    settings.MEDIA_ROOT = str(tmp_path)
    starter.load()
    shown = Page.objects.live().filter(depth__gt=1).specific()
    return {type(page).__name__: page.get_url() for page in shown}


def costs(addresses: dict[str, str]) -> dict[str, int]:
    client, found = Client(), {}
    for kind, address in addresses.items():
        client.get(address)  # what is made at a first visit is made: renditions of pictures
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        found[kind] = len(captured)
    return found


def grow() -> None:
    """Ten more of whatever pages list: actions, campaigns, posts, information."""
    from campaign_pages.models import ActionIndexPage, CampaignPage, InformationPage, NewsIndexPage

    leaflet, campaign, news = (kind.objects.first() for kind in (ActionIndexPage, CampaignPage, NewsIndexPage))
    home = campaign.get_parent()
    for number in range(MORE):
        pages.action(leaflet)
        pages.action(campaign)
        pages.post(news, related_campaign=campaign)
        pages.published(home, InformationPage(title=f"More {number}", slug=f"more-{number}"))


def test_every_kind_of_page_is_in_the_starter_content(one_of_each_kind):
    ours = {model.__name__ for model in get_page_models() if model._meta.app_label in APPS}

    assert ours <= set(one_of_each_kind)


def test_every_kind_of_page_costs_few_queries_and_no_more_when_the_site_has_grown(one_of_each_kind):
    before = costs(one_of_each_kind)
    grow()

    assert costs(one_of_each_kind) == before
    assert {kind: cost for kind, cost in before.items() if cost > MOST} == {}
