"""The wall, the count and the page for passing a statement on: the same bytes for everybody."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page
from wagtail.views import serve as wagtail_serve

from signatures import wall as walls
from signatures.counts import COUNT_SECONDS, signature_count, uncounted_names
from signatures.embedding import Embedding
from signatures.models import StatementPage
from signatures.presentation import names_are_hidden


@require_safe
def count(request: HttpRequest, page_path: str) -> HttpResponse:
    """`{"count": 1234}`, at most 5 seconds old."""
    statement = statement_at(request, page_path)
    if statement is None:
        raise Http404
    response = JsonResponse({"count": signature_count(statement)})
    patch_cache_control(response, public=True, max_age=5 - COUNT_SECONDS)
    response["Access-Control-Allow-Origin"] = "*"  # an open figure
    return response


@require_safe
def wall(request: HttpRequest, page_path: str) -> HttpResponse:
    """The published names of a statement, a page at a time."""
    statement = statement_at(request, page_path)
    if statement is None:
        return other_page(request, f"{page_path}signatures/")
    asked = walls.WallRequest.from_query(request.GET)
    names_hidden = names_are_hidden()
    shown = walls.NOTHING if names_hidden else walls.page_of_names(statement, asked)
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
        "names_hidden": names_hidden,
        "hidden_count": uncounted_names(statement),
        "indexed": statement.wall_indexed,
    }
    response = render(request, "signatures/wall.html", context)
    if not statement.wall_indexed or asked.query:
        response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def share(request: HttpRequest, page_path: str) -> HttpResponse:
    """The statement to pass on, for whoever comes back for it; and what other sites may show of it."""
    statement = statement_at(request, page_path)
    if statement is None:
        return other_page(request, f"{page_path}share/")
    context = {"statement": statement, "count": signature_count(statement), "embedding": Embedding(statement)}
    return render(request, "signatures/share.html", context)


def other_page(request: HttpRequest, path: str) -> HttpResponse:
    """What Wagtail has at `path`: another page than a statement may have a child of the same name as our views."""
    vars(request).pop("_wagtail_route_for_request", None)  # it remembers the route of the path that we asked for
    return wagtail_serve(request, path)


def statement_at(request: HttpRequest, page_path: str) -> StatementPage | None:
    route = Page.route_for_request(request, page_path)
    page = route.page.specific if route and not route.args else None
    return page if isinstance(page, StatementPage) else None
