"""Files beside pages: the same bytes for everybody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from campaign_pages.calendar_files import calendar_of
from campaign_pages.feeds import feed_of
from campaign_pages.models import ActionPage, NewsIndexPage


@require_safe
@cache_control(public=True, max_age=300)
def event(request: HttpRequest, page_path: str) -> HttpResponse:
    """A meet-up or protest, for the visitor's calendar."""
    action = _page(request, page_path, ActionPage)
    if not action.starts_at:
        raise Http404
    response = HttpResponse(calendar_of(action, action.full_url), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{action.slug}.ics"'
    return response


@require_safe
@cache_control(public=True, max_age=300)
def feed(request: HttpRequest, page_path: str) -> HttpResponse:
    """The newest posts of a list of news."""
    page = _page(request, page_path, NewsIndexPage)
    site = Site.find_for_request(request)
    return HttpResponse(feed_of(page, site.site_name, request), content_type="application/atom+xml; charset=utf-8")


def _page(request: HttpRequest, page_path: str, page_type: type[Page]) -> Page:
    route = Page.route_for_request(request, page_path)
    page = route.page.specific if route and not route.args else None
    if not isinstance(page, page_type) or not page.live or page.get_view_restrictions():
        raise Http404
    return page
