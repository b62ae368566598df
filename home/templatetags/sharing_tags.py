"""The picture that chats and social networks show with a link to a page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django import template
from django.template import Context
from django.urls import reverse
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page, Site

from home import navigation
from home.cards.card import HEIGHT, WIDTH, card_of
from home.models import SiteSettings
from home.structured_data import whole

register = template.Library()

FILLED = f"fill-{WIDTH}x{HEIGHT}|format-jpeg"


@dataclass(frozen=True)
class SharePicture:
    """What the head of a page says of its picture; `url` is the whole address."""

    url: str
    width: int
    height: int
    words: str


@register.simple_tag(takes_context=True)
def share_picture(context: Context, page: Page | None = None, trail: Sequence[Page] = ()) -> SharePicture | None:
    """The picture to share this page with: `{% share_picture page trail as picture %}`.

    Editors' pictures come first: the page's own, that of the nearest page above it, the campaign's. Without one it
    is a card made from the page's title. `trail` is the way down from the home page, as `breadcrumbs` gives it.
    None for what is no page of the site, as long as the campaign has no picture.
    """
    site = _settings(context)
    if site is None:
        return None
    trail = trail or _trail(context, page)
    image = _own_image(page) or _image_above(trail) or site.share_image
    return (image and _of_editors(image, page)) or _card(page, site, trail)


def _of_editors(image, page: Page | None) -> SharePicture | None:
    try:
        rendition = image.get_rendition(FILLED)
    except SourceImageIOError:  # a lost file must not take the page down
        return None
    words = image.description or (page.title if page else image.title)
    return SharePicture(whole(rendition.url), rendition.width, rendition.height, words)


def _card(page: Page | None, site: SiteSettings, trail: Sequence[Page]) -> SharePicture | None:
    if page is None or page.pk is None:
        return None
    card = card_of(page, site, trail)
    address = reverse("share_card", args=[page.pk, card.digest])
    return SharePicture(whole(address), WIDTH, HEIGHT, card.words)


def _own_image(page: Page | None):
    """The picture chosen for sharing, or else the one that the page itself shows."""
    return getattr(page, "share_image", None) or getattr(page, "picture", None)


def _image_above(trail: Iterable[Page]):
    """That of the nearest page between the home page and this one; the home page is shared with the campaign's."""
    above = list(trail)[1:-1]
    return next((image for image in map(_own_image, (page.specific for page in reversed(above))) if image), None)


def _trail(context: Context, page: Page | None) -> list[Page]:
    site = Site.find_for_request(context["request"])
    return navigation.trail(page, site) if site else []


def _settings(context: Context) -> SiteSettings | None:
    request = context.get("request")
    if request is None:
        return None
    try:
        return SiteSettings.for_request(request)
    except SiteSettings.DoesNotExist:
        return None
