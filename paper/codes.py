"""The code on a petition sheet: short, without letters that are mistaken for others, and with a check character. Pure.

A code has seven characters, printed as "N4K-7RM9". The first says what kind it is, the last is computed from the others
so that one wrong character, or two that changed places, is noticed.
"""

import hashlib
import secrets
from enum import StrEnum

# 23 of them, a prime, for the check to notice what it promises. No vowels, so that no code is a word.
ALPHABET = "346789CDFGHJKMNPQRTVWXY"
LENGTH = 7
_BODY = LENGTH - 2
_LOOK_ALIKE = str.maketrans({"B": "8", "U": "V"})


class Kind(StrEnum):
    """Whether a code belongs to a version of a statement, or to one numbered sheet of paper."""

    VERSION = "V"
    NUMBERED = "N"


class BadCode(ValueError):
    """What was typed is no code of ours."""


def derived(kind: Kind, words: str) -> str:
    """The code that always belongs to `words`."""
    number = int.from_bytes(hashlib.sha256(words.encode()).digest())
    body = ""
    for _place in range(_BODY):
        number, value = divmod(number, len(ALPHABET))
        body += ALPHABET[value]
    return _with_check(kind + body)


def drawn(kind: Kind) -> str:
    """A code by chance."""
    return _with_check(kind + "".join(secrets.choice(ALPHABET) for _place in range(_BODY)))


def printed(code: str) -> str:
    return f"{code[:3]}-{code[3:]}"


def read(typed: str) -> str:
    """The code as we keep it. Raises BadCode when it has a slip in it."""
    code = "".join(typed.upper().split()).replace("-", "").translate(_LOOK_ALIKE)
    if len(code) != LENGTH or set(code) - set(ALPHABET) or code[0] not in set(Kind) or _sum(code):
        raise BadCode(typed)
    return code


def _with_check(body: str) -> str:
    # The last place weighs LENGTH; what it must hold for the sum to vanish is found by trying all 23.
    return next(body + last for last in ALPHABET if not _sum(body + last))


def _sum(code: str) -> int:
    """Each place weighs something else, so no two can change places unnoticed."""
    return sum(weight * ALPHABET.index(letter) for weight, letter in enumerate(code, start=1)) % len(ALPHABET)
