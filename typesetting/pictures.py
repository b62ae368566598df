"""Lines of glyphs into a picture."""

from functools import cache, lru_cache
from io import BytesIO

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from PIL import ImageDraw, ImageFont

from typesetting import faces
from typesetting.lettering import Line

# Pillow draws characters and we have glyphs. So it gets each face with another table of characters, in which the
# glyph of number n answers to this private character plus n.
FIRST_PRIVATE = 0xF0000
HEAVY = frozenset((faces.DISPLAY, faces.NUMERALS, faces.BOLD))
THICKEN = 0.022  # of the size, for faces that have no bold of their own

Colour = tuple[int, int, int]


def draw_line(
    draw: ImageDraw.ImageDraw, line: Line, at: tuple[float, float], size: int, colour: Colour, *, tracking: float = 0
) -> None:
    """Draws `line` with its left end at `at`, on the baseline; `tracking` is added after each glyph, in sizes."""
    left, baseline = at
    for place, glyph in enumerate(line.glyphs):
        x = left + (glyph.x + place * tracking) * size
        stroke = 0 if glyph.face in HEAVY else THICKEN * size / 2
        draw.text(
            (x - stroke, baseline - glyph.y * size),
            chr(FIRST_PRIVATE + glyph.number),
            font=_font(glyph.face, size),
            fill=colour,
            anchor="ls",
            stroke_width=stroke,
        )


@lru_cache(maxsize=64)
def _font(face: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(BytesIO(_by_number(face)), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _by_number(face: str) -> bytes:
    with TTFont(faces.path_of(face), lazy=True) as font:
        names = font.getGlyphOrder()
        table = CmapSubtable.newSubtable(12)
        table.platformID, table.platEncID, table.language = 3, 10, 0
        table.cmap = {FIRST_PRIVATE + number: name for number, name in enumerate(names)}
        font["cmap"].tables = [table]
        file = BytesIO()
        font.save(file, reorderTables=None)
    return file.getvalue()
