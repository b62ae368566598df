"""Hands out a motion as a file. Each form of each variant is made once and kept by what it holds."""

import hashlib
from datetime import datetime

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header, http_date
from django.utils.text import slugify
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from campaign_pages.documents import docx, pdf, text
from campaign_pages.documents.motion import Motion, Variant
from campaign_pages.models import MotionPage

# Raise it when a form looks different, or caches keep the old look.
EDITION = 2
KEPT_SECONDS = 60 * 60 * 24 * 30
FRESH_SECONDS = 60

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "txt": "text/plain; charset=utf-8",
}


@require_safe
def motion_file(request: HttpRequest, page_path: str, form: str) -> HttpResponse:
    """The motion of the page at `page_path`; of the query only a known `variant` counts."""
    page = _motion_page(request, page_path)
    if page is None:
        raise Http404
    asked = request.GET.get("variant", "")
    variant = Variant(asked) if asked in set(Variant) else Variant.PARTY
    motion = page.motion(variant)
    changed = page.last_published_at or page.latest_revision_created_at
    about = {"author": Site.find_for_request(request).site_name, "changed": changed}
    foot = f"{variant.label} · {page.get_full_url(request)}"
    digest = hashlib.sha256(repr((EDITION, form, motion, about, foot)).encode()).hexdigest()

    # Weak: a Word file made anew holds the same, but not in the same bytes.
    etag = f'W/"{digest[:32]}"'
    unchanged = get_conditional_response(request, etag, int(changed.timestamp()))
    response = unchanged or HttpResponse(content_type=TYPES[form])
    if not unchanged:
        response.content = cache.get_or_set(
            f"motion:{digest}", lambda: _render(form, motion, foot=foot, **about), KEPT_SECONDS
        )
        name = f"{slugify(motion.title)[:60] or 'motion'}-{variant}.{form}"
        response["Content-Disposition"] = content_disposition_header(form != "pdf", name)
    response["ETag"] = etag
    response["Last-Modified"] = http_date(changed.timestamp())
    patch_cache_control(response, public=True, max_age=FRESH_SECONDS)
    return response


def _render(form: str, motion: Motion, *, author: str, changed: datetime, foot: str) -> bytes:
    if form == "docx":
        return docx.render(motion, author=author, changed=changed)
    if form == "pdf":
        return pdf.render(motion, author=author, changed=changed, foot=foot)
    return text.render(motion)


def _motion_page(request: HttpRequest, page_path: str) -> MotionPage | None:
    route = Page.route_for_request(request, page_path)
    page = route.page.specific if route and not route.args else None
    if not isinstance(page, MotionPage):
        return None
    if page.get_view_restrictions():  # whoever may not read the page may not read its files
        raise Http404
    return page
