"""Lists of words as organisers keep them, made ready to be looked for.

An entry is a word or a phrase. A star at its beginning or end stands for any letters ("*scum*"); without one the
whole word must be it, so that nobody is flagged for a syllable of their name. "=" in front means accents count.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from signatures.checks.disguises import exact, mask, plain, spellings

LONGEST_RUN = 8  # chunks that are tried together; "s p a c e d" words have one for each letter
SHORTEST_SPLIT = 4  # letters of a word that may be spread over several chunks


@dataclass(frozen=True)
class Entry:
    """One line of a list, as its keeper wrote it."""

    text: str

    @cached_property
    def words(self) -> list[str]:
        return [word for chunk in self.text.strip("*=").split() if (word := _plain_word(chunk))]

    @property
    def joined(self) -> str:
        return "".join(self.words)

    @property
    def is_phrase(self) -> bool:
        return len(self.words) > 1

    @property
    def has_star(self) -> bool:
        return self.text.startswith("*") or self.text.endswith("*")


@dataclass(frozen=True)
class Text:
    """A name or roles, taken apart for the lists. `is_name`: a word may be spread over its chunks in any way."""

    text: str
    is_name: bool

    @cached_property
    def chunks(self) -> list[str]:
        """What stands between blanks; in roles also between commas and strokes."""
        return self.text.split() if self.is_name else re.sub(r"[,;/()|]", " ", self.text).split()

    def runs(self) -> Iterator[tuple[int, int, str]]:
        """Every run of neighbouring chunks, as (from, to, the chunks without the blanks between)."""
        for start in range(len(self.chunks)):
            for end in range(start + 1, min(start + LONGEST_RUN, len(self.chunks)) + 1):
                yield start, end, "".join(self.chunks[start:end])

    def may_be_split(self, start: int, end: int) -> bool:
        """Whether a single word could be spread over these chunks: in a name always, in roles letter by letter."""
        return self.is_name or all(len(_plain_word(chunk)) <= 1 for chunk in self.chunks[start:end])


class WordList:
    """Entries by how they are found: whole words and phrases by look-up, those with stars by one pattern."""

    def __init__(self, entries: Iterable[str]) -> None:
        self.words: dict[str, Entry] = {}
        self.phrases: dict[str, Entry] = {}
        self.exact: dict[str, Entry] = {}
        starred: dict[str, Entry] = {}
        for entry in map(Entry, dict.fromkeys(entries)):
            if entry.text.startswith("="):
                self.exact[exact(entry.text)] = entry
            elif not entry.joined:
                continue
            elif entry.is_phrase:
                self.phrases[entry.joined] = entry
            elif entry.has_star:
                starred[_pattern(entry)] = entry
                self.words.setdefault(entry.joined, entry)  # by itself, it may be spread over several chunks
            else:
                self.words[entry.joined] = entry
        self._starred = list(starred.values())
        self._stars = re.compile("|".join(f"({pattern})" for pattern in starred)) if starred else None

    def __len__(self) -> int:
        return len(self.words) + len(self.phrases) + len(self.exact)

    def whole(self, run: str) -> Entry | None:
        """The word or phrase that `run` is, read in whatever way."""
        for word in spellings(run):
            if found := self.words.get(word) or self.phrases.get(word):
                return found
        return self.exact.get(exact(run)) if self.exact else None

    def phrase(self, run: str) -> Entry | None:
        return next((self.phrases[word] for word in spellings(run) if word in self.phrases), None)

    def starred(self, chunk: str) -> Entry | None:
        for word in spellings(chunk) if self._stars else ():
            if found := self._stars.fullmatch(word):
                return self._starred[found.lastindex - 1]
        return None

    def masked(self, chunk: str) -> Entry | None:
        """The whole word of which `chunk` hides some letters."""
        pattern = mask(chunk)
        if pattern is None:
            return None
        return next((entry for word, entry in self.words.items() if pattern.fullmatch(word)), None)


@dataclass(frozen=True)
class WordLists:
    """The lists that the checks look into."""

    abusive: WordList = field(default_factory=lambda: WordList(()))
    names: WordList = field(default_factory=lambda: WordList(()))
    offices: WordList = field(default_factory=lambda: WordList(()))
    innocent: WordList = field(default_factory=lambda: WordList(()))


def _plain_word(chunk: str) -> str:
    return "".join(char for char in plain(chunk) if char.isalnum() or not char.isascii())


def _pattern(entry: Entry) -> str:
    before = ".*" if entry.text.startswith("*") else ""
    after = ".*" if entry.text.endswith("*") else ""
    return f"{before}{re.escape(entry.joined)}{after}"
