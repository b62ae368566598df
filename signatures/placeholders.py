"""Words in braces that editors may use in a statement's texts, replaced from a fixed list.

Never `str.format`: that would let a text reach into objects. Pure.
"""

import re
from collections.abc import Mapping
from html import escape

PLACEHOLDERS = ("first_name", "statement", "campaign")

_BRACED = re.compile(r"\{([^{}]*)\}")


def fill(text: str, values: Mapping[str, str]) -> str:
    """Plain `text` with each known placeholder replaced; anything else in braces stays as it was typed."""
    return _BRACED.sub(lambda found: values.get(found[1], found[0]), text)


def fill_html(html: str, values: Mapping[str, str]) -> str:
    """As `fill`, for HTML: the values are escaped."""
    return fill(html, {name: escape(value) for name, value in values.items()})


def unknown(text: str) -> list[str]:
    """The braced words of `text` that are no placeholders, for a message to the editor."""
    return [word for word in _BRACED.findall(text) if word not in PLACEHOLDERS]
