"""Glyphs as shapes, for a PDF that must not take them for text."""

from collections.abc import Iterable
from functools import cache

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

from typesetting import faces
from typesetting.lettering import Glyph


def path(glyphs: Iterable[Glyph], left: float, baseline: float, size: float) -> str:
    """The operators that fill `glyphs` from `left` on; all of it in points."""
    drawn = []
    for glyph in glyphs:
        pen = _PdfPen(glyph.face, left + glyph.x * size, baseline + glyph.y * size, size)
        _shapes(glyph.face)[_names(glyph.face)[glyph.number]].draw(pen)
        drawn += pen.operators
    return " ".join([*drawn, "f"]) if drawn else ""


class _PdfPen(BasePen):
    def __init__(self, face: str, left: float, baseline: float, size: float) -> None:
        super().__init__(_shapes(face))
        self.left, self.baseline, self.scale = left, baseline, size / _open(face)["head"].unitsPerEm
        self.operators: list[str] = []

    def _add(self, operator: str, *points: tuple[float, float]) -> None:
        at = (f"{self.left + x * self.scale:.2f} {self.baseline + y * self.scale:.2f}" for x, y in points)
        self.operators.append(" ".join([*at, operator]))

    def _moveTo(self, point) -> None:  # noqa: N802  (fontTools' names)
        self._add("m", point)

    def _lineTo(self, point) -> None:  # noqa: N802
        self._add("l", point)

    def _curveToOne(self, first, second, point) -> None:  # noqa: N802
        self._add("c", first, second, point)

    def _closePath(self) -> None:  # noqa: N802
        self._add("h")


@cache
def _open(face: str) -> TTFont:
    return TTFont(faces.path_of(face))


@cache
def _shapes(face: str):
    return _open(face).getGlyphSet()


@cache
def _names(face: str) -> list[str]:
    return _open(face).getGlyphOrder()
