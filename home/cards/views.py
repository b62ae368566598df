"""Hands out the card of a page. Only the card that the page names now is ever made; each is made once and kept."""

from threading import BoundedSemaphore

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from home.cards.card import Card, card_of
from home.cards.drawing import draw
from home.models import SiteSettings
from home.navigation import trail

KEPT_SECONDS = 60 * 60 * 24 * 30
FOR_EVER = 60 * 60 * 24 * 365  # what an address shows never changes
REDIRECT_SECONDS = 60
# Of each process: whoever asks for many cards at once waits in a line of his own, and readers are served beside.
ONE_AT_A_TIME = BoundedSemaphore(1)
WAIT_SECONDS = 5


@require_safe
def share_card(request: HttpRequest, page_id: int, digest: str) -> HttpResponse:
    """The card as a PNG; from an address that is out of date, or was never one, the way to the present card."""
    card = _present_card(request, page_id)
    if digest != card.digest:
        response = redirect("share_card", page_id, card.digest)
        patch_cache_control(response, public=True, max_age=REDIRECT_SECONDS)
        return response
    picture = _picture(card)
    if picture is None:
        return HttpResponse("Please try again in a moment.", status=503, headers={"Retry-After": str(WAIT_SECONDS)})
    response = HttpResponse(picture, content_type="image/png")
    response["Cross-Origin-Resource-Policy"] = "cross-origin"  # other sites show it beside a link to us
    patch_cache_control(response, public=True, max_age=FOR_EVER, immutable=True)
    return response


def _present_card(request: HttpRequest, page_id: int) -> Card:
    """The card that the page names now. Raises Http404 for what is no public page of this site."""
    site = Site.find_for_request(request)
    found = Page.objects.live().public().filter(id=page_id).first() if site else None
    if found is None or not found.path.startswith(site.root_page.path):
        raise Http404
    page = found.specific
    return card_of(page, SiteSettings.for_request(request), trail(page, site))


def _picture(card: Card) -> bytes | None:
    """The card from the cache, or made now; None while others are being made."""
    key = f"card:{card.digest}"
    picture = cache.get(key)
    if picture is None and ONE_AT_A_TIME.acquire(timeout=WAIT_SECONDS):
        try:
            picture = cache.get_or_set(key, lambda: draw(card), KEPT_SECONDS)
        finally:
            ONE_AT_A_TIME.release()
    return picture
