"""A motion as a neutral structure: numbered points under their leads. Every form of it is made from this. Pure.

Editors write one source. Words in braces from a fixed list differ between a party branch and a union branch; they
are replaced by name, never by `str.format`, which would let a text reach into objects.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaign_pages.documents.word_count import LIMIT, count_words
from placeholders.words import BRACED


class Variant(StrEnum):
    PARTY = "party"
    UNION = "union"

    @property
    def label(self) -> str:
        return _VARIANT_LABELS[self]


_VARIANT_LABELS = {
    Variant.PARTY: gettext_lazy("Labour branch or CLP"),
    Variant.UNION: gettext_lazy("Union branch"),
}

# The slots: the words for the body within a sentence, the line for its name, and the count of words.
BODY_SLOT, BRANCH_SLOT, COUNT_SLOT = "body", "branch", "count"

# The braced words. A branch's own name takes the place of {body}; a capital inside the braces begins with a capital.
BODY = "body"
PLACEHOLDERS = {
    BODY: {
        Variant.PARTY: gettext_lazy("this branch/CLP"),
        Variant.UNION: gettext_lazy("this union branch"),
    },
    "members": {
        Variant.PARTY: gettext_lazy("Labour members"),
        Variant.UNION: gettext_lazy("union members"),
    },
    "representatives": {
        Variant.PARTY: gettext_lazy("our MP, councillors and candidates"),
        Variant.UNION: gettext_lazy("our union’s officers and executive"),
    },
    "conference": {
        Variant.PARTY: gettext_lazy("Labour conference"),
        Variant.UNION: gettext_lazy("our union’s conference"),
    },
}

_BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")


@dataclass(frozen=True)
class Run:
    """A stretch of words; a slot is a place that a page may fill anew when it learns the branch's name."""

    text: str
    slot: str = ""


Words = tuple[Run, ...]


@dataclass(frozen=True)
class Point:
    """One numbered point; the note is for whoever moves the motion and is no part of it."""

    number: int
    words: Words
    note: str = ""

    @property
    def text(self) -> str:
        return plain(self.words)


@dataclass(frozen=True)
class Part:
    """A lead such as "This branch notes:" and the points beneath it."""

    lead: Words
    points: tuple[Point, ...]

    @property
    def lead_text(self) -> str:
        return plain(self.lead)


@dataclass(frozen=True)
class Source:
    """What editors wrote: for each part its lead, and the text and note of each point."""

    title: str
    year: int | None
    language: str
    parts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True)
class Motion:
    title: str
    year: int | None
    language: str
    variant: Variant
    branch: str
    parts: tuple[Part, ...]

    @property
    def paragraphs(self) -> Iterator[str]:
        """The counted text in its order, without the numbers."""
        for part in self.parts:
            if part.lead:
                yield part.lead_text
            for point in part.points:
                yield point.text

    @property
    def title_count(self) -> int:
        return count_words(self.title)

    @property
    def text_count(self) -> int:
        return sum(count_words(paragraph) for paragraph in self.paragraphs)

    @property
    def is_too_long(self) -> bool:
        return self.text_count > LIMIT

    @property
    def stamp(self) -> Words:
        """The count as each form of the motion shows it."""
        counted = _("Words: title %(title)d, text %(text)s") % {"title": self.title_count, "text": "\0"}
        before, _slot, after = counted.partition("\0")
        return tuple(run for run in (Run(before), Run(str(self.text_count), COUNT_SLOT), Run(after)) if run.text)


def build(source: Source, variant: Variant, branch: str = "") -> Motion:
    """The motion in one variant; `branch` is the name of the body that moves it, if it is known."""
    branch = tidy(branch)
    parts = []
    number = 0
    for lead, given in source.parts:
        points = []
        for text, note in given:
            words = fill(text, variant, branch)
            if words:
                number += 1
                points.append(Point(number, words, tidy(note)))
        if points:
            parts.append(Part(fill(lead, variant, branch), tuple(points)))
    return Motion(tidy(source.title), source.year, source.language, variant, branch, tuple(parts))


def fill(text: str, variant: Variant, branch: str = "") -> Words:
    """`text` with each known placeholder replaced; anything else in braces stays as it was typed."""
    runs: list[Run] = []
    at = 0
    text = tidy(text)
    for found in BRACED.finditer(text):
        name = found[1].lower()
        if name not in PLACEHOLDERS:
            continue
        runs += [
            Run(text[at : found.start()]),
            Run(_word(found[1], variant, branch), BODY_SLOT if name == BODY else ""),
        ]
        at = found.end()
    runs.append(Run(text[at:]))
    return tuple(run for run in runs if run.text)


def _word(spelt: str, variant: Variant, branch: str) -> str:
    name = spelt.lower()
    if name == BODY and branch:
        return branch
    word = str(PLACEHOLDERS[name][variant])
    return word[0].upper() + word[1:] if spelt[0].isupper() else word


def unknown_placeholders(text: str) -> list[str]:
    """The braced words of `text` that are none of ours, for a message to the editor."""
    return [word for word in BRACED.findall(text) if word.lower() not in PLACEHOLDERS]


def plain(words: Words) -> str:
    return "".join(run.text for run in words)


def tidy(text: str) -> str:
    """One line: whatever breaks a line or controls a printer becomes a space."""
    return _BREAKS.sub(" ", text).strip()
