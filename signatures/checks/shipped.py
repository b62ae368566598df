"""The lists that come with the site, one entry a line, as `lists/` holds them."""

from functools import cache
from pathlib import Path

from signatures.checks.word_lists import WordList, WordLists

FOLDER = Path(__file__).parent / "lists"
FILES = {
    "abusive": "abusive.txt",
    "name": "watched_names.txt",
    "office": "offices.txt",
    "innocent": "innocent.txt",
}


@cache
def entries(kind: str) -> tuple[str, ...]:
    """The entries of one kind, in the order of the file."""
    lines = (FOLDER / FILES[kind]).read_text(encoding="utf-8").splitlines()
    return tuple(dict.fromkeys(line.strip() for line in lines if line.strip() and not line.startswith("#")))


@cache
def word_lists() -> WordLists:
    """The shipped lists, made ready."""
    return WordLists(*(WordList(entries(kind)) for kind in FILES))
