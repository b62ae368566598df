"""The picture that chats and social networks show with a link to a page."""

from django import template
from django.conf import settings
from django.template import Context
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page

from home.models import SiteSettings

register = template.Library()

CARD = "fill-1200x630|format-jpeg"


@register.simple_tag(takes_context=True)
def share_image_url(context: Context, page: Page | None = None) -> str:
    """The whole address of the page's sharing picture, or of the campaign's; empty without either."""
    image = getattr(page, "share_image", None) or _campaign_image(context)
    if image is None:
        return ""
    try:
        url = image.get_rendition(CARD).url
    except SourceImageIOError:  # a lost file must not take the page down
        return ""
    return url if "://" in url else f"{settings.BASE_URL}{url}"


def _campaign_image(context: Context):
    request = context.get("request")
    if request is None:
        return None
    try:
        return SiteSettings.for_request(request).share_image
    except SiteSettings.DoesNotExist:
        return None
