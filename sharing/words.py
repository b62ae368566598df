"""The words that go with a shared link, and what editors may use in them. Never `str.format`. Pure."""

import re
from collections.abc import Mapping

PLACEHOLDERS = ("title", "campaign")

_BRACED = re.compile(r"\{([^{}]*)\}")


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` on one line, with each known placeholder replaced; anything else in braces stays as it was typed."""
    return " ".join(_BRACED.sub(lambda found: values.get(found[1], found[0]), text).split())


def unknown(text: str) -> list[str]:
    """The braced words of `text` that are no placeholders, for a message to the editor."""
    return [word for word in _BRACED.findall(text) if word not in PLACEHOLDERS]
