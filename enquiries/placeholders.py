"""Words in braces that organisers may use in the auto-answer, replaced from a fixed list. Never `str.format`. Pure."""

import re
from collections.abc import Mapping

PLACEHOLDERS = ("name", "page", "campaign", "retention")

_BRACED = re.compile(r"\{([^{}]*)\}")


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with each known placeholder replaced; anything else in braces stays as it was typed."""
    return _BRACED.sub(lambda found: values.get(found[1], found[0]), text)


def unknown(text: str) -> list[str]:
    """The braced words of `text` that are no placeholders, for a message to the editor."""
    return [word for word in _BRACED.findall(text) if word not in PLACEHOLDERS]
