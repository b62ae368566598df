"""What all our PDFs have in common: embedded faces for every script, colours that print, and a clean text layer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

import segno
from fpdf import FPDF, XPos, YPos
from fpdf.enums import Align

from typesetting import faces
from typesetting.breaking import ELLIPSIS, filled
from typesetting.directions import is_right_to_left
from typesetting.lettering import readable, set_line, set_runs

Colour = tuple[int, int, int]

RED, INK, QUIET, HAIR = (196, 18, 47), (25, 21, 20), (92, 84, 80), (200, 190, 178)


BODY = (faces.MAIN, *faces.OTHERS)
STRONG = (faces.BOLD, *faces.OTHERS)
FAMILIES = {faces.MAIN: ("main", ""), faces.BOLD: ("main", "B"), faces.DISPLAY: ("display", "")}


@dataclass(frozen=True)
class Type:
    """How a line is set: size in points, leading in millimetres, the faces in the order in which they are asked."""

    size: float
    leading: float
    order: tuple[str, ...] = BODY
    colour: Colour = INK


class Paper(FPDF):
    """A document of A4 pages whose faces are opened for the texts that will stand on it.

    `missing` names the characters that none of our faces has.
    """

    def __init__(
        self,
        texts: Iterable[str],
        *,
        title: str,
        author: str,
        language: str,
        changed: datetime,
        orientation: str = "portrait",
    ) -> None:
        super().__init__(format="A4", orientation=orientation)
        self.others, self.missing = faces.faces_for("\n".join(texts))
        self.set_title(title)
        self.set_author(author)
        self.set_lang(language)
        self.set_creation_date(changed)
        self.set_display_mode("real")
        self._open_faces()

    def _open_faces(self) -> None:
        self.add_font("main", "", faces.path_of(faces.MAIN))
        self.add_font("main", "B", faces.path_of(faces.BOLD))
        self.add_font("display", "", faces.path_of(faces.DISPLAY))
        for face in self.others:
            self.add_font(face, "", faces.path_of(face))
        for font in self.fonts.values():
            _keep_text_layer_clean(font.subset)
        if self.others:
            self.set_fallback_fonts(self.others, exact_match=False)
        self.set_text_shaping(True)

    def face(self, size: float, *, bold: bool = False, colour: Colour = INK) -> None:
        """The face of what is set next."""
        self.set_font("main", "B" if bold else "", size)
        self.set_text_color(*colour)

    def width_of(self, text: str, type: Type) -> float:
        return set_line(readable(text, type.order), type.order).width * type.size / self.k

    def wrapped(self, text: str, width: float, type: Type) -> tuple[str, ...]:
        """The lines of `text` in a column of `width`."""
        return filled(text, width, lambda part: self.width_of(part, type))

    def cut(self, text: str, width: float, type: Type) -> str:
        """`text` as far as it fits into one line of `width`."""
        if self.width_of(text, type) <= width:
            return text
        while text and self.width_of(text + ELLIPSIS, type) > width:
            text = text[:-1]
        return text.rstrip() + ELLIPSIS

    def set_text(
        self,
        text: str,
        at: tuple[float, float],
        type: Type,
        *,
        width: float = 0,
        align: Align = Align.L,
        right_to_left: bool | None = None,
    ) -> None:
        """Sets one line, run by run, with its upper left corner at `at`; `align` moves it within `width`.

        fpdf2 can choose faces and directions itself, but loses its place where a line begins with a face other than
        the main one. So each run gets its own face, and stands where HarfBuzz says.
        """
        text = readable(text, type.order)  # a letter without a face would be a box
        x, y = at
        taken = self.width_of(text, type)
        x += {Align.R: width - taken, Align.C: (width - taken) / 2}.get(align, 0)
        self.set_text_color(*type.colour)
        margin, self.c_margin = self.c_margin, 0
        for run in set_runs(text, type.order, right_to_left):
            self.set_font(*FAMILIES.get(run.face, (run.face, "")), type.size)
            self.set_text_shaping(True, direction="rtl" if run.right_to_left else "ltr")
            self.set_xy(x + run.x * type.size / self.k, y)
            self.cell(0, type.leading, run.text)
        self.c_margin = margin
        self.set_text_shaping(True)

    def paragraph(self, text: str, height: float, left: float, width: float) -> None:
        """Sets `text` in lines of `height`, beginning at the side from which it is read."""
        self.set_x(left)
        align = Align.R if is_right_to_left(text) else Align.L
        self.multi_cell(width, height, text, align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def height_of(self, text: str, height: float, width: float) -> float:
        """How high `paragraph` would set it."""
        return self.multi_cell(width, height, text, dry_run=True, output="HEIGHT")

    def again(self, number: int, contents: bytes) -> None:
        """Begins a page with `contents`, which were drawn for page `number`."""
        self.add_page()
        self.pages[self.page].contents[:] = contents
        per_page = self._resource_catalog.resources_per_page
        for (page, kind), used in list(per_page.items()):
            if page == number:
                per_page[self.page, kind] |= used
        self.current_font_is_set_on_page = False

    def qr_code(self, words: str, left: float, top: float, side: float) -> None:
        """A QR code as one black shape, with the quiet edge that readers need inside of its `side`."""
        code = segno.make(words, error="m", micro=False)
        edge = 4
        unit = side / (code.symbol_size(border=edge)[0])
        path = []
        for down, row in enumerate(code.matrix, start=edge):
            for begin, end in _dark_runs(row):
                x, y = left + (edge + begin) * unit, top + (down + 1) * unit
                path.append(
                    f"{x * self.k:.3f} {(self.h - y) * self.k:.3f} "
                    f"{(end - begin) * unit * self.k:.3f} {unit * self.k:.3f} re"
                )
        self._out("q 0 g " + " ".join(path) + " f Q")  # one path: no hair lines between its parts


def _dark_runs(row: Iterable[int]) -> list[tuple[int, int]]:
    """Where the dark stretches of a row of modules begin and end."""
    runs: list[tuple[int, int]] = []
    for place, module in enumerate(row):
        if module and runs and runs[-1][1] == place:
            runs[-1] = (runs[-1][0], place + 1)
        elif module:
            runs.append((place, place + 1))
    return runs


class _NoLetter(tuple):
    """What a glyph says that only helps to draw a letter, such as a dot beneath it: in the text layer, nothing.

    fpdf2 leaves such glyphs out of that layer's table, and readers then make up control characters for them. It
    writes an entry for whatever has a length; ours has one, and no letter in it.
    """

    __slots__ = ()

    def __len__(self) -> int:
        return 1


def _keep_text_layer_clean(subset) -> None:
    get_glyph = subset.get_glyph

    @cache  # fpdf2 clears it when the file is written
    def get_clean_glyph(glyph=None, unicode=None, **names):
        return get_glyph(glyph=glyph, unicode=_NoLetter() if unicode == () else unicode, **names)

    subset.get_glyph = get_clean_glyph
