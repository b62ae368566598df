"""What other sites show of a statement: an image, a small page in a frame, and open figures.

These addresses alone may stand in another site's page. They set no cookie, run no script and ask nobody else.
"""

from collections.abc import Callable
from functools import wraps

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe
from wagtail.models import Site

from sharing.sources import SourceTag, tagged
from signatures.badge import Badge
from signatures.counts import COUNT_SECONDS, signature_count
from signatures.models import StatementPage
from signatures.presentation import look_of
from signatures.views.reading import other_page, statement_at
from switches import present as switches

CARD_SECONDS = 60  # a count inside a page is at most this old
JSON_SECONDS = 5


def open_to_other_sites(seconds: int) -> Callable:
    """A view whose answers other sites may show, and caches may keep until the count in them is `seconds` old."""

    def decorator(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def wrapper(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            response = view(request, *args, **kwargs)
            patch_cache_control(response, public=True, max_age=seconds - COUNT_SECONDS)
            response["Cross-Origin-Resource-Policy"] = "cross-origin"
            response["Access-Control-Allow-Origin"] = "*"
            response["X-Robots-Tag"] = "noindex"  # the statement's own page is the one to find
            return response

        return require_safe(wrapper)

    return decorator


@open_to_other_sites(JSON_SECONDS)
def counts(request: HttpRequest) -> HttpResponse:
    """`{"statements": [{"title": …, "url": …, "count": 1234, "open": true}]}`: every statement of the site."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    statements = StatementPage.objects.live().descendant_of(site.root_page).order_by("path")
    statements = statements.only("title", "path", "url_path", "depth", "counting", "signing_open", "locale_id")
    found = [
        {
            "title": statement.title,
            "url": statement.get_full_url(request),
            "count": signature_count(statement),
            "open": statement.signing_open and not switches.on().pause_of(statement.pk),
        }
        for statement in statements
    ]
    return JsonResponse({"statements": found})


@open_to_other_sites(CARD_SECONDS)
def badge(request: HttpRequest, page_path: str) -> HttpResponse:
    """The count as a small picture."""
    statement = statement_at(request, page_path)
    if statement is None:
        raise Http404
    badge = Badge.of(statement.title, signature_count(statement))
    return render(request, "signatures/badge.svg", {"badge": badge}, content_type="image/svg+xml")


def card(request: HttpRequest, page_path: str) -> HttpResponse:
    """A statement's title, count and button, for a frame on another site."""
    statement = statement_at(request, page_path)
    return other_page(request, f"{page_path}embed/") if statement is None else _card(request, statement)


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@open_to_other_sites(CARD_SECONDS)
def _card(request: HttpRequest, statement: StatementPage) -> HttpResponse:
    pause = switches.on().pause_of(statement.pk)
    context = {
        "statement": statement,
        "signing_open": statement.signing_open and not pause,
        "closed_note": pause or statement.closed_note,
        "count": signature_count(statement),
        "look": look_of(statement),
        "sign_url": tagged(f"{statement.full_url}#sign", SourceTag.EMBED),
        "read_url": tagged(statement.full_url, SourceTag.EMBED),
    }
    return render(request, "signatures/card.html", context)
