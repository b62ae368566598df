"""Names whose letters are odd: two alphabets in one word, keys beside each other, nothing but capitals."""

import re
import unicodedata

from signatures import characters, names
from signatures.checks.facts import Facts, Found
from signatures.checks.word_lists import WordLists

# Alphabets with letters that look alike. Others are mixed in earnest, as Han and kana are.
_ALIKE = {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC"}
_WITH_SMALL_LETTERS = _ALIKE - {"CHEROKEE"}  # which has them, and is hardly ever written with them
_FANCY = (
    "MATHEMATICAL",
    "FULLWIDTH LATIN",
    "CIRCLED",
    "SQUARED",
    "NEGATIVE",
    "PARENTHESIZED",
    "SCRIPT",
    "DOUBLE-STRUCK",
)
_LATIN_TWINS = {"CYRILLIC": "авеѕіјкмнорстухь", "GREEK": "αβεικνορτυχηω"}  # small and capital ones, folded
_SHORTEST_TWIN = 3


def mixed_scripts(facts: Facts, lists: WordLists) -> Found | None:
    """Finds a word of two alphabets, fancy letters, or a word all of look-alikes beside one in the Latin alphabet."""
    latin, twins = False, False
    for chunk in re.split(r"[\s\-]+", facts.name):
        scripts = {_script(char) for char in chunk if characters.is_letter(char)}
        if len(scripts & _ALIKE) > 1 or "FANCY" in scripts:
            return Found("mixed_scripts")
        latin |= "LATIN" in scripts
        twins |= any(_is_twin(chunk, script) for script in scripts & set(_LATIN_TWINS))
    return Found("mixed_scripts") if latin and twins else None


def _is_twin(chunk: str, script: str) -> bool:
    letters = names.fold(chunk)
    return len(letters) >= _SHORTEST_TWIN and set(letters) <= set(_LATIN_TWINS[script])


def _script(char: str) -> str:
    name = unicodedata.name(char, "")
    if name.startswith(_FANCY) or "SMALL CAPITAL" in name:
        return "FANCY"
    first = name.split(" ", 1)[0]
    return "" if unicodedata.category(char) == "Lm" else first  # an okina or a stroke belongs to every alphabet


def capitals(facts: Facts, lists: WordLists) -> Found | None:
    """Finds a name of four letters or more that has no small letter, in an alphabet that is written with them."""
    cased = [char for char in facts.name if char.lower() != char.upper() and _script(char) in _WITH_SMALL_LETTERS]
    long_enough = any(len(chunk.strip(".")) > 2 for chunk in facts.name.split())
    if len(cased) >= 4 and long_enough and all(char.isupper() for char in cased):
        return Found("capitals")
    return None


_VOWELS = "aeiouyw"  # Welsh has the last as one
_ROWS = ("asdfghjkl", "zxcvbnm", "yxcvbnm")  # home and lower: no language has four of a row in a row
_UPPER_ROWS = ("qwertyuiop", "qwertzuiop", "azertyuiop")  # upper: "erty" and "trew" are in real names, five are not
_SOUNDS = re.compile("tsch|sch|tch|ch|sh|th|ph|gh|kh|zh|cz|sz|rz|ck|ng|tz|dz|dh|bh|gn|lj|nj|ll|ss|tt|rr|mc")
_UNIT = re.compile(r"(.{1,3}?)\1{2,}")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")


def odd_letters(facts: Facts, lists: WordLists) -> Found | None:
    """Finds what nobody is called: rows of keys, one letter over and over, no vowel in five letters, numbers."""
    if sum(char.isdecimal() for char in facts.name) > 2:
        return Found("odd_letters")
    chunks = [chunk for chunk in re.split(r"[\s\-./']+", names.fold(facts.name)) if chunk]
    whole = "".join(chunks)
    if any(_reads_oddly(chunk) for chunk in chunks) or _is_key_row(whole, alone=True):
        return Found("odd_letters")
    capitals_inside = max((len(re.findall(r"[a-z][A-Z]", chunk)) for chunk in facts.name.split()), default=0)
    return Found("odd_letters") if capitals_inside > 2 else None


def _reads_oddly(chunk: str) -> bool:
    if re.search(r"(.)\1{3,}", chunk) or (len(chunk) > 2 and len(set(chunk)) == 1):
        return True
    if not (chunk.isascii() and any(char.isalpha() for char in chunk)):
        return False
    if any(char.isdecimal() for char in chunk):
        return len(chunk) > 2 and not _ORDINAL.fullmatch(chunk)
    return _is_key_row(chunk) or _is_mash(chunk)


def _is_key_row(word: str, *, alone: bool = False) -> bool:
    """Whether keys stand in `word` as they stand beside each other; `alone`: and all its keys are of that row."""
    return any(
        part in word or part[::-1] in word
        for rows, length in ((_ROWS, 4), (_UPPER_ROWS, 5))
        for row in rows
        if not alone or set(word) <= set(row)
        for part in (row[start : start + length] for start in range(len(row) - length + 1))
    )


def _is_mash(word: str) -> bool:
    """No vowels, a heap of consonants, a unit three times over, or one hand's home keys alone."""
    vowels = sum(char in _VOWELS for char in word)
    if len(word) > 4 and not vowels:
        return True
    sounds = _SOUNDS.sub("c", word)
    if re.search(f"[^{_VOWELS}]{{6,}}", sounds):
        return True
    if len(word) > 5 and _UNIT.fullmatch(word) and len(set(word)) > 1:
        return True
    home_keys = len(word) > 5 and (set(word) <= set("asdfg") or set(word) <= set("hjkl"))
    return home_keys and vowels * 5 < len(word) * 2
