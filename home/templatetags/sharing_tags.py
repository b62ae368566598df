"""The picture that chats and social networks show with a link to a page."""

from collections.abc import Iterable

from django import template
from django.conf import settings
from django.template import Context
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page

from home.models import SiteSettings

register = template.Library()

CARD = "fill-1200x630|format-jpeg"


@register.simple_tag(takes_context=True)
def share_image_url(context: Context, page: Page | None = None, trail: Iterable[Page] = ()) -> str:
    """The whole address of the picture to share this page with; empty when there is none.

    It is the page's own, or else the one that the nearest page above it has, or the campaign's. `trail` is the way
    down from the home page, as `breadcrumbs` gives it.
    """
    image = _own_image(page) or _image_above(trail) or _campaign_image(context)
    if image is None:
        return ""
    try:
        url = image.get_rendition(CARD).url
    except SourceImageIOError:  # a lost file must not take the page down
        return ""
    return url if "://" in url else f"{settings.BASE_URL}{url}"


def _own_image(page: Page | None):
    """The picture chosen for sharing, or else the one that the page itself shows."""
    return getattr(page, "share_image", None) or getattr(page, "picture", None)


def _image_above(trail: Iterable[Page]):
    """That of the nearest page between the home page and this one; the home page is shared with the campaign's."""
    above = list(trail)[1:-1]
    return next((image for image in map(_own_image, (page.specific for page in reversed(above))) if image), None)


def _campaign_image(context: Context):
    request = context.get("request")
    if request is None:
        return None
    try:
        return SiteSettings.for_request(request).share_image
    except SiteSettings.DoesNotExist:
        return None
