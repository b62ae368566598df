"""Builders of campaign pages: each makes one published page, with believable defaults."""

from itertools import count

from campaign_pages.models import ActionIndexPage, ActionPage, CampaignPage, NewsIndexPage, NewsPage, NewsTopic
from tests import builders

_numbers = count(1)


def published(parent, page):
    parent.refresh_from_db()
    page = parent.add_child(instance=page)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def action_index(**fields) -> ActionIndexPage:
    return published(builders.home(), ActionIndexPage(**{"title": "Get involved", "slug": "get-involved", **fields}))


def action(parent, **fields) -> ActionPage:
    fields.setdefault("title", f"Do this {next(_numbers)}")
    fields.setdefault("slug", f"do-{next(_numbers)}")
    return published(parent, ActionPage(**{"summary": "It helps.", **fields}))


def campaign(**fields) -> CampaignPage:
    return published(builders.home(), CampaignPage(**{"title": "Close them", "slug": "close", **fields}))


def news_index(**fields) -> NewsIndexPage:
    return published(builders.home(), NewsIndexPage(**{"title": "News", "slug": "news", **fields}))


def post(parent, topics=(), **fields) -> NewsPage:
    fields.setdefault("title", f"It happened {next(_numbers)}")
    fields.setdefault("slug", f"news-{next(_numbers)}")
    return published(parent, NewsPage(topics=list(topics), **{"summary": "In short.", **fields}))


def topic(name: str) -> NewsTopic:
    return NewsTopic.objects.create(name=name, slug=name.lower().replace(" ", "-"))
