"""Seeing through the spelling tricks by which a word is meant to be read by people and missed by programs.

A "chunk" is what stands between blanks. Its spellings are the plain words that it may be read as: without accents,
with letters for the digits and signs that look like them, with Latin letters for those of other alphabets that look
the same, and with drawn-out letters shortened.
"""

import re
import unicodedata
from functools import lru_cache

from signatures import characters, names

_LEET = {"0": "o", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "9": "g", "@": "a", "$": "s", "€": "e", "+": "t"}
_ONES = "1!|¡"  # an i to some, an l to others
_LEET_I = str.maketrans(_LEET | dict.fromkeys(_ONES, "i"))
_LEET_L = str.maketrans(_LEET | dict.fromkeys(_ONES, "l"))

# Small letters (text is folded first) that are taken for Latin ones, from Unicode's confusables (UTS #39).
_LOOK_ALIKE = str.maketrans(
    "авеѕіјкмнорстухѵԛԝьдпиєгһԁԍ" + "αβεικνορτυχηωγσμπ" + "սօհոցզյքս",
    "abesijkmhopctyxvqwbdnnerhdg" + "abeikvoptuxnwyoun" + "uohngqjpu",
)
# Two ways of writing one letter, as keyboards of neighbouring languages have them.
_SAME_LETTER = str.maketrans("كيىآأإٱةۀہھ", "کییااااهههه")

_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_REPEATED = re.compile(r"(.)\1+")
MASKS = "*#%?_.-"
_MASKED = re.compile(rf"\w[{re.escape(MASKS)}]+\w")


def plain(text: str) -> str:
    """`text` folded as for search, with fancy letters and neighbouring keyboards' ones made plain."""
    return names.fold(unicodedata.normalize("NFKC", text)).translate(_SAME_LETTER)


def exact(text: str) -> str:
    """`text` with its accents, but without letter case: for words that are harmless without their accents."""
    return _letters(unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold()))


def _letters(text: str) -> str:
    return "".join(char for char in text if characters.is_word_part(char))


@lru_cache(maxsize=4096)
def spellings(chunk: str) -> tuple[str, ...]:
    """The plain words that `chunk` may be read as, the likeliest first; none when it holds no letter or number."""
    folded = plain(chunk)
    read = dict.fromkeys((_letters(folded), _letters(folded.translate(_LOOK_ALIKE))))
    if any(char in _LEET or char in _ONES for char in folded) and any(char.isalpha() for char in folded):
        for table in (_LEET_I, _LEET_L):
            decoded = folded.translate(table)
            read |= dict.fromkeys((_letters(decoded), _letters(decoded.translate(_LOOK_ALIKE))))
    for word in list(read):
        if _DRAWN_OUT.search(word):
            read |= dict.fromkeys((_DRAWN_OUT.sub(r"\1\1", word), _DRAWN_OUT.sub(r"\1", word)))
        if len(word) > 3:
            read[_REPEATED.sub(r"\1", word)] = None
    read.pop("", None)
    return tuple(read)


def mask(chunk: str) -> re.Pattern[str] | None:
    """A pattern for words with letters hidden, as in "f**k"; None when none are, or too few are left to tell."""
    folded = plain(chunk).strip(".,;:!?\"'()")
    if not _MASKED.search(folded) or not set("*#%?") & set(folded):
        return None
    shown = sum(1 for char in folded if char.isalpha())
    if shown < 2 or shown * 2 < len(folded):
        return None
    return re.compile("".join("." if char in MASKS else re.escape(char) for char in folded))
