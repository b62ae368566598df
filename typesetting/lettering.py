"""Text as glyphs in their places, for pictures: every script joined, ordered and set in a face that has its letters.

HarfBuzz shapes and our own code orders, so a picture looks the same on every machine, whatever libraries Pillow
finds there.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import uharfbuzz
from fpdf.bidi import BidiParagraph
from fpdf.enums import TextDirection

from typesetting import faces
from typesetting.directions import is_right_to_left


@dataclass(frozen=True)
class Glyph:
    """One shape of a face, by its number there; its origin lies `x` from the line's left end and `y` above it."""

    face: str
    number: int
    x: float
    y: float


@dataclass(frozen=True)
class Line:
    """Glyphs from left to right, in units of one: the size multiplies them."""

    glyphs: tuple[Glyph, ...]
    width: float


Spans = tuple[tuple[int, int], ...]  # from which character to before which


@dataclass(frozen=True)
class PlacedRun:
    """Characters of one face and one direction, in reading order, and where they stand in their line.

    Its glyphs are placed from the beginning of the run.
    """

    text: str
    face: str
    right_to_left: bool
    x: float
    width: float
    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True)
class _Run:
    """Neighbouring characters of one face and one level of direction; an odd level runs to the left."""

    text: str
    face: str
    level: int


def within(spans: Spans, begin: int, end: int) -> Spans:
    """What of `spans` lies between two places, counted from the first of them."""
    cut = ((max(first, begin) - begin, min(last, end) - begin) for first, last in spans)
    return tuple((first, last) for first, last in cut if first < last)


def readable(text: str, order: Sequence[str] = faces.HEADLINE) -> str:
    """`text` on one line, without what no face of `order` can set."""
    kept = "".join(character for character in text if character.isspace() or _is_covered(character, order))
    return " ".join(kept.split())


def can_read(text: str, order: Sequence[str] = faces.HEADLINE) -> bool:
    """Whether every letter and digit of `text` has a face: without one of them a word would be a wrong word."""
    return all(_is_covered(character, order) for character in text if unicodedata.category(character)[0] in "LMN")


@lru_cache(maxsize=2048)
def set_line(
    text: str, order: Sequence[str] = faces.HEADLINE, right_to_left: bool | None = None, strong: Spans = ()
) -> Line:
    """The glyphs of one line; without a given direction its first letter decides."""
    glyphs: list[Glyph] = []
    pen = 0.0
    for run in set_runs(text, order, right_to_left, strong):
        glyphs += [Glyph(each.face, each.number, pen + each.x, each.y) for each in run.glyphs]
        pen += run.width
    return Line(tuple(glyphs), pen)


@lru_cache(maxsize=2048)
def set_runs(
    text: str, order: Sequence[str], right_to_left: bool | None = None, strong: Spans = ()
) -> tuple[PlacedRun, ...]:
    """The line in runs from left to right, for whoever shapes each run again, as a PDF does.

    What stands in the main face is bold within `strong`; the other faces have no bold of their own.
    """
    if right_to_left is None:
        right_to_left = is_right_to_left(text)
    placed, pen = [], 0.0
    for run in _in_visual_order(_runs(text, order, right_to_left, strong)):
        glyphs, width = _shape(run)
        placed.append(PlacedRun(run.text, run.face, bool(run.level % 2), pen, width, tuple(glyphs)))
        pen += width
    return tuple(placed)


def _is_covered(character: str, order: Sequence[str]) -> bool:
    return any(ord(character) in faces.letters_of(face) for face in order)


# --- Faces and directions --------------------------------------------------------------------------------------------


def _runs(text: str, order: Sequence[str], right_to_left: bool, strong: Spans) -> list[_Run]:
    """The runs of a line in the order in which they are read."""
    faced = _faces_by_character(text, order)
    for begin, end in strong:
        faced[begin:end] = [faces.BOLD if face == faces.MAIN else face for face in faced[begin:end]]
    base = TextDirection.RTL if right_to_left else TextDirection.LTR
    paragraph = BidiParagraph(text, base, preserve_bn_chars=True)  # joiners shape Persian and Devanagari
    paragraph.get_reordered_characters()  # settles the levels of the blanks at the end
    runs: list[_Run] = []
    for character in paragraph.get_characters():
        letter, face = text[character.character_index], faced[character.character_index]
        level = character.embedding_level
        if runs and (runs[-1].face, runs[-1].level) == (face, level):
            runs[-1] = _Run(runs[-1].text + letter, face, level)
        else:
            runs.append(_Run(letter, face, level))
    return runs


def _faces_by_character(text: str, order: Sequence[str]) -> list[str]:
    """A face for each character: one for a whole word where one has all of it, so that no word changes face."""
    found: list[str] = []
    for word in _words(text):
        whole = next((face for face in order if _has_all(face, word)), None)
        for character in word:
            if whole:
                found.append(whole)
            elif found and (unicodedata.category(character)[0] == "M" and _has_all(found[-1], character)):
                found.append(found[-1])
            else:
                found.append(next((face for face in order if _has_all(face, character)), order[0]))
    return found


def _words(text: str) -> Iterator[str]:
    """Words, each with the blanks that follow it."""
    word, ended = "", False
    for character in text:
        if ended and not character.isspace():
            yield word
            word, ended = "", False
        word += character
        ended = ended or character.isspace()
    if word:
        yield word


def _has_all(face: str, text: str) -> bool:
    return all(ord(character) in faces.letters_of(face) for character in text)


def _in_visual_order(runs: list[_Run]) -> list[_Run]:
    """From left to right: rule L2 of Unicode's annex 9, for whole runs."""
    levels = [run.level for run in runs]
    odd = [level for level in levels if level % 2]
    ordered = list(runs)
    for level in range(max(levels, default=0), min(odd, default=1) - 1, -1):
        at = 0
        while at < len(ordered):
            end = at
            while end < len(ordered) and ordered[end].level >= level:
                end += 1
            ordered[at:end] = reversed(ordered[at:end])
            at = end + 1
    return ordered


# --- Shapes ----------------------------------------------------------------------------------------------------------


@cache
def _font(face: str) -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(faces.path_of(face)))))


def _shape(run: _Run) -> tuple[list[Glyph], float]:
    font = _font(run.face)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(run.text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if run.level % 2 else "ltr"
    uharfbuzz.shape(font, buffer)
    unit = 1 / font.face.upem
    glyphs, pen = [], 0.0
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        glyphs.append(Glyph(run.face, info.codepoint, pen + place.x_offset * unit, place.y_offset * unit))
        pen += place.x_advance * unit
    return glyphs, pen
