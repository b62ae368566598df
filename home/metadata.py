"""What search engines, chats and networks are told of a page, where its editors have said nothing else."""

import html
import re
from collections.abc import Iterable

from django.utils.html import strip_tags
from django.utils.text import Truncator
from wagtail.models import Page

MAX_DESCRIPTION = 200
BLOCK_END = re.compile(r"</(?:p|li|h\d|blockquote|div)>|<br\s*/?>", re.IGNORECASE)
# Fields in which page types say in a sentence or two what they are about, the most telling first.
TELLING = ("search_description", "summary", "introduction")


def description(page: Page | None) -> str:
    """A sentence or two in plain text: what editors wrote for it, or else how the page begins; or nothing."""
    for name in TELLING:
        text = plain(str(getattr(page, name, "") or ""))
        if text:
            return Truncator(text).chars(MAX_DESCRIPTION)
    return ""


def plain(text: str) -> str:
    """The words of rich text on one line. The page escapes them once more, so entities become letters here."""
    spaced = BLOCK_END.sub(" ", text)  # paragraphs must not run into each other
    return " ".join(html.unescape(strip_tags(spaced)).split())


def nearest(pages: Iterable[Page], name: str):
    """The value of the field `name` on the first of these pages that has one; None without."""
    for page in pages:
        value = getattr(page, name, None)
        if value:
            return value
    return None
