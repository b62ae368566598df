"""How templates of any app offer a page to be passed on."""

from django import template
from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.models import Page

from placeholders.words import fill_line
from sharing import travelling
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
        words=fill_line(given, {"title": page.title, "campaign": campaign}),
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


@register.simple_tag(takes_context=True)
def onward(context: template.Context, to: Page | str | None, beneath: str = "") -> str:
    """The address of a page, or an address of this site, with the word by which the visitor came.

    `{% onward page %}`, `{% onward page "signatures/" %}` for what lies beneath it, `{% onward url as next_url %}`.
    Every link of a public page to another one is written with it; empty for what has no address.
    """
    if isinstance(to, Page):
        # Parts of a page are rendered without its context, but still know the request.
        to = to.get_url(context.get("request") or getattr(context, "request", None))
    return travelling.onward(f"{to}{beneath}") if to else ""


@register.simple_tag
def source_word() -> str:
    """The word by which the visitor came, for forms that ask with GET: `{% source_word as word %}`."""
    return travelling.word()


@register.simple_tag
def shared_address(page: Page | None) -> str:
    """The whole address of a page with the visitor's word, or nothing without one.

    A network that is given an address with a word must find that address in the page: it links what it finds.
    """
    address = page.full_url if travelling.word() and page is not None else ""
    return travelling.onward(address or "")
