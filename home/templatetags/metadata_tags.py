"""What a page tells search engines, chats and networks of itself."""

import json
from collections.abc import Sequence

from django import template
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page, Site

from home import metadata, structured_data
from home.models import SiteSettings

register = template.Library()

# What could end the element or begin a comment inside it. JSON reads these escapes back as the same letters.
ESCAPES = {ord(letter): f"\\u{ord(letter):04X}" for letter in "<>&\u2028\u2029"}


@register.simple_tag
def page_description(page: Page | None) -> str:
    """A sentence or two about the page in plain text: `{% page_description page as text %}`."""
    return metadata.description(page)


@register.simple_tag(takes_context=True)
def about_this_page(context: template.Context, page: Page | None, trail: Sequence[Page] = ()) -> SafeString | str:
    """Structured data of the page: the campaign itself on the home page, elsewhere the way down to it."""
    if trail:
        return _data_block(structured_data.way_down(trail))
    request = context.get("request")
    site = Site.find_for_request(request)
    if site is None or page is None or page.pk != site.root_page_id:
        return ""
    return _data_block(structured_data.about_the_site(SiteSettings.for_request(request)))


def _data_block(data: structured_data.Thing) -> SafeString:
    """A block of data, which no browser runs: the content policy allows it without an exception."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308  (escaped above)
