"""What a name, and the text about somebody's roles, may hold; and how it is folded for search and sorting.

A name is printed as its owner writes it (promise 4), so `clean_name` tidies spaces and nothing else, and
refuses only what no name needs: controls, line breaks, hidden characters, direction tricks, emoji, web and
email addresses, towers of accents. Whether a name is genuine is for the organisers to say, not this module.

Pure: standard library only. Sources: W3C, "Personal names around the world"; Unicode Standard 15; UAX #15.
"""

import re
import unicodedata

from signatures import characters
from signatures.refusals import Refusal
from signatures.refusals import gettext_noop as _

NAME_LIMIT = 80
ROLES_LIMIT = 200

MESSAGES = {
    "control": _("This contains a character that can't be printed. Please type it again."),
    "direction": _("This contains a hidden character that changes the direction of text. Please type it again."),
    "email_address": _("Please leave email addresses out of this: it is shown in public."),
    "emoji": _("Please leave out emoji and symbols."),
    "empty": _("Please enter a name."),
    "invisible": _("This contains a hidden character. Please type it again instead of pasting it."),
    "marks": _("This has more accents than we can print. Please check it."),
    "newline": _("Please write this on one line, without tabs."),
    "no_letter": _("A name needs at least one letter."),
    "roles_too_long": _("Please shorten this to 200 characters or fewer."),
    "too_long": _("Please shorten this name to 80 characters or fewer."),
    "unknown": _("This contains a character that we don't recognise. Please type it again."),
    "web_address": _("Please leave out web addresses. If this isn't one, put a space after the full stop."),
}


class Refused(Refusal):
    """A name, or text about roles, that can't be taken."""

    messages = MESSAGES


def clean_name(raw: str) -> str:
    """A first or last name as it will be printed, or `Refused`; an optional one that is blank stays away."""
    text = _tidy(raw, NAME_LIMIT, "too_long")
    if not text:
        raise Refused("empty")
    _refuse_unprintable(text)
    _refuse_addresses(text)
    if not any(characters.is_letter(char) for char in text):
        raise Refused("no_letter")
    return text


def clean_roles(raw: str) -> str:
    """The text about somebody's roles as it will be printed ("" is fine), or `Refused`."""
    text = _tidy(raw, ROLES_LIMIT, "roles_too_long")
    _refuse_unprintable(text)
    _refuse_addresses(text)
    return text


_SPACES = " \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_RUN_OF_SPACES = re.compile(f"[{_SPACES}]{{2,}}")
# Unicode's NFC turns these older forms of Han characters, common in Japanese family names, into newer ones.
_OLDER_HAN = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")


def _tidy(raw: str, limit: int, too_long: str) -> str:
    """NFC (older Han forms kept), outer white space off, each inner run of spaces one space; or `Refused`."""
    text = _RUN_OF_SPACES.sub(lambda run: " " if " " in run[0] else run[0][0], raw.strip(f"{_SPACES}\t\r\n"))
    if len(text) > limit * 4:  # composing shrinks text to a quarter at the very best
        raise Refused(too_long)
    pieces = _OLDER_HAN.split(text)
    pieces[::2] = [unicodedata.normalize("NFC", piece) for piece in pieces[::2]]
    text = "".join(pieces)
    if len(text) > limit:
        raise Refused(too_long)
    return text


def _refuse_unprintable(text: str) -> None:
    """Raise `Refused` for the first character that has no place in a line of print."""
    for before, char, after in zip(["", *text], text, [*text[1:], ""], strict=False):
        if char in characters.LINE_BREAKS:
            raise Refused("newline")
        if unicodedata.category(char) == "Cc":
            raise Refused("control")
        if char in characters.DIRECTION_CONTROLS:
            raise Refused("direction")
        if characters.is_unknown(char):
            raise Refused("unknown")
        if characters.is_invisible(char) and not characters.has_work_to_do(char, before, after):
            raise Refused("invisible")
        if characters.is_picture(char):
            raise Refused("emoji")
    _refuse_towers(text)


# The most that real spelling piles on one letter: Vietnamese, Yoruba and Lithuanian need up to 3 general
# accents once composed, a Burmese syllable up to 6 signs of its own. Tibetan letters stack by nature.
_MOST_GENERAL_MARKS = 4
_MOST_MARKS = 7
_TIBETAN_SUBJOINED = re.compile("[\u0f8d-\u0fbc]")


def _refuse_towers(text: str) -> None:
    """Raise `Refused` for text that opens with a combining mark or piles marks far beyond real spelling."""
    if text and characters.is_mark(text[0]):
        raise Refused("marks")
    pile: list[str] = []
    for char in text:
        if not characters.is_mark(char):
            pile = []
        elif not _TIBETAN_SUBJOINED.match(char):
            pile.append(char)
            general = sum(1 for mark in pile if characters.GENERAL_MARKS.match(mark))
            if len(pile) > _MOST_MARKS or general > _MOST_GENERAL_MARKS or pile[-3:] == [char] * 3:
                raise Refused("marks")


_EMAIL_ADDRESS = re.compile(r"[^\s@]@[^\s@]")
# Endings are chosen not to be surnames, titles or initials: "K.Ng", "Ph.D", "U.K." and "St.John" pass.
_WEB_ADDRESS = re.compile(
    r"""[a-z][a-z0-9+.-]*://                                     # any scheme
    | \bwww\d?\ ?\.                                              # www.
    | \w\ ?\.(?:com|org|net|info|biz|(?:co|org|ac|gov)\.uk)\b    # the usual endings, in any capitals
    | \w\w\.(?-i:uk|eu|ru|cn|io|tv|cc|tk|ws|gg|app|xyz|top|online|site|website|shop|store|live|news|blog
        |click|club)\b                                          # others, as links have them: in small letters
    | \w\.(?-i:[a-z]{2})/\w                                      # a short link: bit.ly/abc
    """,
    re.IGNORECASE | re.VERBOSE,
)


def _refuse_addresses(text: str) -> None:
    """Raise `Refused` for what a reader (or a browser) would take for an email or web address."""
    plain = unicodedata.normalize("NFKC", text).replace("\u3002", ".")
    if _EMAIL_ADDRESS.search(plain):
        raise Refused("email_address")
    if _WEB_ADDRESS.search(plain):
        raise Refused("web_address")


_APOSTROPHES = dict.fromkeys(
    map(ord, "`\u00b4\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u055a\u05f3\u2018\u2019\u201b\u2032\ua78c"), "'"
)
# Letters that Unicode does not take apart, as people without that key type them.
_PLAIN_LETTERS = _APOSTROPHES | str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i",
        "ħ": "h", "ŋ": "n", "ŧ": "t", "ə": "e", "ɛ": "e", "ɔ": "o", "ɓ": "b", "ɖ": "d", "ɗ": "d", "ƒ": "f",
        "ƙ": "k", "ƴ": "y", "ɨ": "i", "ʉ": "u", "ĸ": "k", "ⱥ": "a", "ⱦ": "t", "ǝ": "e", "ɲ": "n", "ʋ": "v",
    }
)  # fmt: skip


def fold(text: str) -> str:
    """`text` without case, accents, vowel points, width or hidden characters: for search and sorting.

    Signs that carry sense in their script (Indic vowels, Thai tones, kana voicing) stay.
    """
    text = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).casefold()
    text = unicodedata.normalize("NFKD", text).translate(_PLAIN_LETTERS)
    text = characters.OPTIONAL_MARKS.sub("", text)
    text = "".join(char for char in text if not characters.is_invisible(char))
    return " ".join(unicodedata.normalize("NFC", text).split())


_JOINTS = "'.\u00b7\u30fb\u05f4"  # inside a word: O'Neill, J.R.R., Gal·la; hyphens and dashes besides
WORD_LIMIT = 40


def words(text: str) -> list[str]:
    """The folded words under which `text` is found, in order, without repeats, each of at most 40 characters.

    A word with an apostrophe, hyphen or dot inside gives its joined form and its parts ("O'Neill": oneill, o,
    neill). Search folds the query the same way: `words(query)`, each a prefix of one of the stored words.
    """
    found: dict[str, None] = {}
    for chunk in "".join(char if _in_a_word(char) else " " for char in fold(text)).split():
        parts = "".join(char if characters.is_word_part(char) else " " for char in chunk).split()
        for word in ("".join(parts), *parts):
            if word:
                found[word[:WORD_LIMIT]] = None
    return list(found)


def _in_a_word(char: str) -> bool:
    return characters.is_word_part(char) or char in _JOINTS or unicodedata.category(char) == "Pd"


def sort_key(first: str, last: str) -> str:
    """The folded "last first", or only the first name of somebody who has one name."""
    return fold(f"{last} {first}")


_BEFORE_ITS_CONSONANT = re.compile("[\u0e40-\u0e44\u0ec0-\u0ec4]")  # Thai and Lao vowels written first


def initial(last: str) -> str:
    """A last name's first letter with its marks, as written: "K.", "Ł.", "v." for van der Berg, "" for none.

    Capitals are left as they are: whether "van" is part of the name or "Van" a name is its owner's to know.
    Scripts without capitals get no dot, because they don't abbreviate with one.
    """
    start = next((place for place, char in enumerate(last) if characters.is_letter(char)), None)
    if start is None:
        return ""
    end = start + 1
    while end < len(last) and _belongs_to_initial(last[end - 1], last[end]):
        end += 1
    letters = last[start:end]
    return f"{letters}." if any(char.lower() != char.upper() for char in letters) else letters


def _belongs_to_initial(before: str, char: str) -> bool:
    """Whether `char` can't be parted from `before`: a mark, a conjunct's next letter, a vowel's consonant."""
    if characters.is_mark(char) or char in "\u200c\u200d":
        return True
    leans = characters.is_virama(before) or before in "\u200c\u200d" or _BEFORE_ITS_CONSONANT.match(before)
    return characters.is_letter(char) and (bool(leans) or unicodedata.category(before) == "Lm")
