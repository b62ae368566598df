"""The public sheet and the poster of a statement: PDFs that are the same for everybody and kept by what they say."""

import hashlib
from datetime import datetime

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_safe
from wagtail.models import Page

from paper import codes
from paper.content import PosterContent, SheetContent, poster_content, sheet_content
from paper.drawing import poster as posters
from paper.drawing import sheet as sheets
from signatures.models import StatementPage, StatementVersion

# Raise it when a sheet or poster looks different, or caches keep the old look.
EDITION = 3
KEPT_SECONDS = 60 * 60 * 24 * 30
FRESH_SECONDS = 60


@require_safe
def petition(request: HttpRequest, page_path: str) -> HttpResponse:
    """The sheet of the words that people sign now; `?sides=2` adds a back with more rows."""
    statement = _statement(request, page_path)
    version = statement.version if statement.signing_open else None
    if version is None:
        return _nothing_to_sign(request, statement)
    content = sheet_content(statement, version)
    two_sided = request.GET.get("sides") == "2"

    def made() -> bytes:
        one = [sheets.Printed(codes.printed(content.code))]
        return sheets.render(content, one, two_sided=two_sided, changed=version.published_at)

    return _pdf(request, (content, two_sided), made, f"petition-{slugify(version.title)[:50]}-{version.number}.pdf")


@require_safe
def poster(request: HttpRequest, page_path: str) -> HttpResponse:
    """The poster with the way to the form."""
    statement = _statement(request, page_path)
    version: StatementVersion | None = statement.version if statement.signing_open else None
    if version is None:
        return _nothing_to_sign(request, statement)
    content = poster_content(statement)
    changed: datetime = statement.last_published_at or version.published_at
    name = f"poster-{slugify(statement.title)[:50]}.pdf"
    return _pdf(request, (content, changed), lambda: posters.render(content, changed=changed), name)


def _pdf(request: HttpRequest, said: tuple[SheetContent | PosterContent, object], made, name: str) -> HttpResponse:
    """A PDF of what is `said`, from the cache or `made` now."""
    digest = hashlib.sha256(repr((EDITION, said)).encode()).hexdigest()
    etag = f'"{digest[:32]}"'
    response = get_conditional_response(request, etag)
    if response is None:
        response = HttpResponse(cache.get_or_set(f"paper:{digest}", made, KEPT_SECONDS), content_type="application/pdf")
        response["Content-Disposition"] = content_disposition_header(False, name)
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=FRESH_SECONDS)
    return response


def _nothing_to_sign(request: HttpRequest, statement: StatementPage) -> HttpResponse:
    response = render(request, "paper/nothing_to_sign.html", {"statement": statement}, status=404)
    patch_cache_control(response, public=True, max_age=FRESH_SECONDS)
    return response


def _statement(request: HttpRequest, page_path: str) -> StatementPage:
    """The statement at `page_path`. Raises Http404 for whatever else is there."""
    route = Page.route_for_request(request, page_path)
    page = route.page.specific if route and not route.args else None
    if not isinstance(page, StatementPage) or page.get_view_restrictions():
        raise Http404
    return page
