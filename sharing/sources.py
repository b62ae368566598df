"""The words by which links say where somebody came from. Each stands for a place, never for a person. Pure.

A link carries one as `?source=whatsapp`; the statement's form carries it along, and the signature keeps it. Words
that are not in this list are ignored: so nobody can mark a link for one reader, and caches hold a copy for each of
these words at most.
"""

from enum import StrEnum


class SourceTag(StrEnum):
    WHATSAPP = "whatsapp"
    X = "x"
    FACEBOOK = "facebook"
    BLUESKY = "bluesky"
    TELEGRAM = "telegram"
    EMAIL = "email"
    SMS = "sms"
    LINK = "link"  # copied by hand
    SHEET = "share"  # the device's own share sheet
    MAIL = "mail"  # a mail of ours
    EMBED = "embed"  # the card on another site
    BADGE = "badge"  # the count on another site
    PAPER = "paper"  # a code on a petition sheet or a poster


WORDS = frozenset(tag.value for tag in SourceTag)
QUERY_KEY = "source"


def known(word: str | None) -> str:
    """The word itself when it is one of ours, else nothing."""
    return word if word in WORDS else ""


def tagged(url: str, tag: SourceTag) -> str:
    """`url`, a page's plain address, with the word of `tag`."""
    address, mark, fragment = url.partition("#")
    return f"{address}{'&' if '?' in address else '?'}{QUERY_KEY}={tag.value}{mark}{fragment}"
