"""The wall and the count: the same bytes for everybody."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page
from wagtail.views import serve as wagtail_serve

from signatures import wall as walls
from signatures.counts import COUNT_SECONDS, signature_count, uncounted_names
from signatures.models import StatementPage


@require_safe
def count(request: HttpRequest, page_path: str) -> HttpResponse:
    """`{"count": 1234}`, at most 5 seconds old."""
    statement = _statement(request, page_path)
    if statement is None:
        raise Http404
    response = JsonResponse({"count": signature_count(statement)})
    patch_cache_control(response, public=True, max_age=5 - COUNT_SECONDS)
    response["Access-Control-Allow-Origin"] = "*"  # an open figure
    return response


@require_safe
def wall(request: HttpRequest, page_path: str) -> HttpResponse:
    """The published names of a statement, a page at a time."""
    statement = _statement(request, page_path)
    if statement is None:
        # Another page may have a child of this name. Wagtail remembers the route of the path asked for above.
        vars(request).pop("_wagtail_route_for_request", None)
        return wagtail_serve(request, f"{page_path}signatures/")
    asked = walls.WallRequest.from_query(request.GET)
    shown = walls.page_of_names(statement, asked)
    context = {
        "statement": statement,
        "count": signature_count(statement),
        "names": shown.names,
        "order": asked.order,
        "query": asked.query,
        "first_url": shown.first_url,
        "previous_url": shown.previous_url,
        "next_url": shown.next_url,
        "last_url": shown.last_url,
        "letters": walls.letters(asked),
        "newest_url": "./",
        "by_letter_url": "?order=letter",
        "hidden_count": uncounted_names(statement),
        "indexed": statement.wall_indexed,
    }
    response = render(request, "signatures/wall.html", context)
    if not statement.wall_indexed or asked.query:
        response["X-Robots-Tag"] = "noindex"
    return response


def _statement(request: HttpRequest, page_path: str) -> StatementPage | None:
    route = Page.route_for_request(request, page_path)
    page = route.page.specific if route and not route.args else None
    return page if isinstance(page, StatementPage) else None
