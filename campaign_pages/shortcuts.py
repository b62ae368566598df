"""Short ways from the admin's first page to a job whose page nobody should have to look for."""

from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import path
from wagtail.models import Page

from campaign_pages.models import ActionIndexPage, NewsIndexPage, NewsPage


def add_news(request: HttpRequest) -> HttpResponseRedirect:
    """To the empty editor of a news post, or to the list of pages while there is no list of news."""
    news = _first(NewsIndexPage)
    if news is None:
        return redirect("wagtailadmin_explore_root")
    return redirect("wagtailadmin_pages:add", NewsPage._meta.app_label, NewsPage._meta.model_name, news.pk)


def actions(request: HttpRequest) -> HttpResponseRedirect:
    """To the actions in the order in which they are shown, or to the list of pages while there are none."""
    shown = _first(ActionIndexPage)
    if shown is None:
        return redirect("wagtailadmin_explore_root")
    return redirect("wagtailadmin_explore", shown.pk)


def _first(kind: type[Page]) -> Page | None:
    """The one that stands highest in the tree."""
    return kind.objects.order_by("depth", "path").first()


urlpatterns = [
    path("campaign/add-news/", add_news, name="campaign_add_news"),
    path("campaign/actions/", actions, name="campaign_actions"),
]
