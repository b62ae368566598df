"""What kind of character is this one? Tables and questions that `names` and `addresses` share.

Pure: standard library only. Sources: Unicode Standard 15 (chapters 9, 12, 16 and 23), UAX #9 (direction),
UAX #44 (general categories, Default_Ignorable_Code_Point) and UTR #36 (tricks played with text).
Python's own tables differ in age (Unicode 14 in Python 3.11, 15.1 in 3.13): nothing here needs the newest.
"""

import re
import unicodedata

LINE_BREAKS = frozenset("\t\n\v\f\r\x85\u2028\u2029")

# Marks, embeddings, overrides and isolates that change the order in which text around them is shown.
DIRECTION_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

# Drawn as nothing although their general category (letter, mark, symbol) says otherwise.
_DRAWN_AS_NOTHING = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]"
)

# Symbols that are part of writing, not pictures: degree and numero signs, radicals used as Han characters.
_WRITTEN_SYMBOLS = re.compile("[\u2100-\u214f\u2e80-\u2fdf]")
_PICTURE_PARTS = re.compile("[\u20d0-\u20ff\U0001f3fb-\U0001f3ff]")  # enclosing keycaps, skin tones

# Han has planes 2 and 3 to itself: a character there is a letter, however old the tables at hand.
_HAN = re.compile("[\u2e80-\u2fdf\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]")
_HAN_PLANES = re.compile("[\U00020000-\U0002fffd\U00030000-\U0003fffd]")

_MONGOLIAN = re.compile("[\u1820-\u18aa]")
# Thai, Lao, Myanmar and Khmer are written without spaces between words.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f]")
# Arabic, Syriac, N'Ko, Mandaic; the Indic scripts; Myanmar, Khmer, Mongolian; and their extensions.
_JOINING = re.compile(
    "[\u0620-\u074f\u0750-\u077f\u07c0-\u07ff\u0840-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u18af\u1900-\u1cff"
    "\ua800-\uabff\U00010a00-\U00010aff\U00010d00-\U00010fff\U00011000-\U00011fff\U0001e900-\U0001e95f]"
)
_VIRAMA = 9  # canonical combining class of the sign that takes an Indic letter's vowel away

# Accents, breathings and vowel points that a reader may leave out: general ones, Cyrillic, Hebrew, Arabic.
OPTIONAL_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u0652\u0670"
    "\u1ab0-\u1aff\u1dc0-\u1dff\ufe20-\ufe2f]"
)
GENERAL_MARKS = re.compile("[\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff\ufe20-\ufe2f]")


def is_letter(char: str) -> bool:
    """Whether `char` is a letter of any script (a filler that is drawn as nothing is not)."""
    return (unicodedata.category(char)[0] == "L" or is_han(char)) and not _DRAWN_AS_NOTHING.match(char)


def is_mark(char: str) -> bool:
    """Whether `char` combines with the one before it: an accent, a vowel sign, a tone, a virama."""
    return unicodedata.category(char)[0] == "M"


def is_word_part(char: str) -> bool:
    """Whether `char` is a letter, a mark or a number, which is what words are made of."""
    return unicodedata.category(char)[0] in "LMN" or is_han(char)


def is_han(char: str) -> bool:
    """Whether `char` is a Chinese character, known to this Python or newer."""
    return bool(_HAN.match(char))


def is_virama(char: str) -> bool:
    """Whether `char` binds its letter to the next one (Indic virama, Khmer coeng)."""
    return bool(char) and unicodedata.combining(char) == _VIRAMA


def is_invisible(char: str) -> bool:
    """Whether `char` is drawn as nothing: joiners, zero-width spaces, selectors, fillers, tags."""
    return unicodedata.category(char) == "Cf" or bool(_DRAWN_AS_NOTHING.match(char))


def is_unknown(char: str) -> bool:
    """Whether `char` has no agreed meaning: half a pair, private use, unassigned, "could not be decoded"."""
    if unicodedata.category(char) in ("Cs", "Co", "Cn"):
        return not _HAN_PLANES.match(char)
    return char in "\ufffc\ufffd"


def is_picture(char: str) -> bool:
    """Whether `char` is an emoji or another symbol; a sign of a script's own (Tibetan, Tamil) is not."""
    if _PICTURE_PARTS.match(char):
        return True
    return unicodedata.category(char) == "So" and char >= "\u2000" and not _WRITTEN_SYMBOLS.match(char)


def has_work_to_do(char: str, before: str, after: str) -> bool:
    """Whether an invisible `char` is part of correct spelling between its neighbours ("" at an end).

    Persian and the Indic scripts need U+200C and U+200D between letters, Malayalam also after a final virama
    (Unicode 15, 9.2 and 12.9); Khmer and Thai keyboards type U+200B between words (16.1, 16.4); Mongolian
    letters choose their shape (13.5) and Han characters their variant (23.4) with a selector.
    """
    if not before:
        return False
    if char in "\u200c\u200d":
        return _joins(before) and (is_virama(before) or (bool(after) and _joins(after)))
    if char == "\u200b":
        return bool(_UNSPACED.match(before))
    if "\u180b" <= char <= "\u180f":
        return bool(_MONGOLIAN.match(before))
    if "\ufe00" <= char <= "\ufe02" or "\U000e0100" <= char <= "\U000e01ef":
        return is_han(before)
    return False


def _joins(char: str) -> bool:
    return bool(_JOINING.match(char)) and (is_letter(char) or is_mark(char))
