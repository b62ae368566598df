"""What a line or a longer text of an enquiry may hold. Organisers read it; the public never does.

So this is wider than the rules for names on the wall: emoji, links and any script pass. Refused is what could deceive
its reader or break a mail: controls, and marks that change the direction of text. Pure: standard library only.
"""

import re
import unicodedata

_ = str  # marks a text for translation; the form that shows it translates it

MESSAGES = {
    "control": _("This contains a character that can't be shown. Please type it again."),
    "direction": _("This contains a hidden character that changes the direction of text. Please type it again."),
    "nothing_visible": _("There is nothing to read in this. Please type it again."),
    "newline": _("Please write this on one line."),
    "not_a_number": _("Please check the number: it needs five digits or more, and no other words."),
    "too_long": _("This is too long. Please shorten it to %(limit)s characters or fewer; now it has %(length)s."),
}

_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BLANKS = re.compile(r"[^\S\n]+")
_PHONE = re.compile(r"[\d\s()+./x#-]+", re.IGNORECASE)


class Refused(ValueError):
    """Text that can't be taken: `code` is a key of `MESSAGES`; `params` fill the message."""

    def __init__(self, code: str, **params: int) -> None:
        super().__init__(code)
        self.code = code
        self.message = MESSAGES[code]
        self.params = params


def line(raw: str, limit: int) -> str:
    """One line: blanks tidied, at most `limit` characters; "" for nothing. Raises: Refused."""
    text = _tidy(raw)
    if "\n" in text:
        raise Refused("newline")
    return _checked(text, limit)


def prose(raw: str, limit: int) -> str:
    """Lines and paragraphs, at most `limit` characters; "" for nothing. Raises: Refused."""
    return _checked(_tidy(raw), limit)


def phone(raw: str, limit: int) -> str:
    """A telephone number as it was written; "" for nothing. Raises: Refused."""
    text = line(raw, limit)
    if text and not (_PHONE.fullmatch(text) and sum(char.isdecimal() for char in text) >= 5):
        raise Refused("not_a_number")
    return text


def _tidy(raw: str) -> str:
    text = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", raw))
    return "\n".join(_BLANKS.sub(" ", each).strip() for each in text.strip().split("\n"))


def _checked(text: str, limit: int) -> str:
    for char in text:
        if char in _DIRECTION:
            raise Refused("direction")
        if char != "\n" and unicodedata.category(char) in ("Cc", "Cs"):
            raise Refused("control")
    if text and not any(unicodedata.category(char)[0] in "LNPS" for char in text):
        raise Refused("nothing_visible")
    if len(text) > limit:
        raise Refused("too_long", limit=limit, length=len(text))
    return text


_GREETED = 60
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[ '’.-])*")


def greeting_name(name: str) -> str:
    """`name` if it reads like one, else "": our mail must not carry a stranger's advertisement to a stranger.

    Letters with their marks, blanks, apostrophes and hyphens; a full stop only before a blank or at the end.
    """
    letters = "".join(char for char in unicodedata.normalize("NFD", name) if unicodedata.category(char)[0] != "M")
    if len(name) > _GREETED or not _NAME.fullmatch(letters) or re.search(r"\.\S", letters):
        return ""
    return name


def folded(text: str) -> str:
    """`text` as letters and digits alone, in one case: the same for small disguises of the same words."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in plain if char.isalnum())
