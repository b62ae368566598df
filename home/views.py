"""Addresses of the site as a whole that are no page."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Site

from home.search import SearchRequest, find

# The wall is absent on purpose: a crawler must be able to read there that it should not be indexed.
PRIVATE_PATHS = ("/admin/", "/enquire/", "/my-signature/", "/sign/")


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    """Asks crawlers to stay away from what is private, and shows them the list of pages."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in PRIVATE_PATHS), ""]
    lines += [f"Sitemap: {settings.BASE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=60)
def search(request: HttpRequest) -> HttpResponse:
    """Published pages that hold the words asked for."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    asked = SearchRequest.from_query(request.GET)
    found = find(site, asked)
    pages = found.pages
    context = {
        "query": asked.query,
        "found": pages,
        "number": pages.paginator.count,
        "every_word": found.every_word,
        "previous_url": asked.url(pages.previous_page_number()) if pages.has_previous() else None,
        "next_url": asked.url(pages.next_page_number()) if pages.has_next() else None,
    }
    response = render(request, "home/search.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
