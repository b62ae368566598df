"""Headlines in capitals. Pure."""

import unicodedata


def in_capitals(text: str) -> str:
    """`text` in capitals, where a script has them; Greek loses its accents in capitals and is left as it is."""
    has_greek = any("GREEK" in unicodedata.name(letter, "") for letter in text)
    return text if has_greek else text.upper()


def has_only_capitals(text: str) -> bool:
    """Whether nothing in it reaches below the line or above a capital, accents aside."""
    return all(letter.isupper() for letter in text if letter.isalpha())
