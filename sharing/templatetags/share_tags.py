"""How templates of any app offer a page to be passed on."""

from django import template
from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.models import Page

from sharing import words
from sharing.links import Share, ShareLink
from sharing.sources import SourceTag

register = template.Library()


@register.simple_tag(takes_context=True)
def what_to_share(context: template.Context, page: Page) -> Share:
    """The page as it is passed on: `{% what_to_share page as share %}`. One query when it isn't the specific page."""
    page = page.specific
    site = page.get_site()
    campaign = site.site_name if site else ""
    given = getattr(page, "share_words", "") or "{title}"
    return Share(
        url=page.get_full_url(context.get("request")) or "",
        title=page.title,
        words=words.fill(given, {"title": page.title, "campaign": campaign}),
    )


@register.filter
def ways(share: Share) -> list[ShareLink]:
    """The links, the most used on phones first."""
    labels = (
        (SourceTag.WHATSAPP, "WhatsApp"),
        (SourceTag.FACEBOOK, "Facebook"),
        (SourceTag.X, "X"),
        (SourceTag.BLUESKY, "Bluesky"),
        (SourceTag.TELEGRAM, "Telegram"),
        (SourceTag.EMAIL, _("Email")),
        (SourceTag.SMS, _("Text message")),
    )
    return [share.link(tag, label) for tag, label in labels]


@register.filter
def on_this_site(url: str) -> str:
    """Our own address without its host: the content policy loads pictures from where the page itself came from."""
    return url.removeprefix(settings.BASE_URL)
