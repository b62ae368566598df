"""From which side a text runs. Pure."""

import unicodedata


def is_right_to_left(text: str) -> bool:
    """Whether a paragraph begins at the right: its first letter decides, as in Unicode's own rule."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return False
