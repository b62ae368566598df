"""What all our PDFs have in common: embedded faces for every script, colours that print, and a clean text layer."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

import segno
from fpdf import FPDF
from fpdf.enums import Align, TextMode
from fpdf.output import OutputProducer, PDFContentStream, PDFPage
from fpdf.syntax import PDFArray

from typesetting import faces, shapes
from typesetting.breaking import ELLIPSIS, filled
from typesetting.directions import is_right_to_left
from typesetting.lettering import PlacedRun, Spans, readable, set_line, set_runs

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
        self.frames: dict[int, tuple[bytes, bytes]] = {}  # of a page what it shares with others
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
        self.set_text_shaping(True)

    def width_of(self, text: str, type: Type, strong: Spans = ()) -> float:
        kept = readable(text, type.order)
        return set_line(kept, type.order, None, strong if kept == text else ()).width * type.size / self.k

    def wrapped(self, text: str, width: float, type: Type, strong: Spans = ()) -> tuple[str, ...]:
        """The lines of `text` in a column of `width`."""
        # A text with bold words is broken as if all of it were bold: a little early, and never too late.
        whole = replace(type, order=STRONG) if strong and type.order == BODY else type
        return filled(text, width, lambda part: self.width_of(part, whole))

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
        strong: Spans = (),
    ) -> None:
        """Sets one line, run by run, with its upper left corner at `at`; `align` moves it within `width`.

        fpdf2 can choose faces and directions itself, but loses its place where a line begins with a face other than
        the main one. So each run gets its own face, and stands where HarfBuzz says.
        """
        kept = readable(text, type.order)  # a letter without a face would be a box
        strong = strong if kept == text else ()
        x, y = at
        taken = self.width_of(kept, type, strong)
        x += {Align.R: width - taken, Align.C: (width - taken) / 2}.get(align, 0)
        self.set_text_color(*type.colour)
        margin, self.c_margin = self.c_margin, 0
        for run in set_runs(kept, type.order, right_to_left, strong):
            self.set_font(*FAMILIES.get(run.face, (run.face, "")), type.size)
            self.set_xy(x + run.x * type.size / self.k, y)
            self._set_run(run, type)
        self.c_margin = margin
        self.set_text_shaping(True)

    def _set_run(self, run: PlacedRun, type: Type) -> None:
        """Sets a run so that it can be found and copied: readers of a PDF take one glyph for one letter."""
        if run.face == faces.ARABIC:
            self._draw_run(run, type)
            return
        self.set_text_shaping(True, direction="rtl" if run.right_to_left else "ltr")
        if run.face in faces.REORDERED:
            self._out(f"/Span <</ActualText <FEFF{run.text.encode('utf-16-be').hex()}>>> BDC")
        self.cell(0, type.leading, run.text)
        if run.face in faces.REORDERED:
            self._out("EMC")

    def _draw_run(self, run: PlacedRun, type: Type) -> None:
        """The run as shapes, and over them its plain letters, not to be seen.

        Readers turn letters that run to the left as they find them from left to right; so that is how they stand.
        """
        baseline = (self.h - self.y - type.leading / 2) * self.k - 0.3 * type.size  # as fpdf2 has it
        path = shapes.path(run.glyphs, self.x * self.k, baseline, type.size)
        self._out(f"q {self.text_color.serialize().lower()} {path} Q")
        letters = run.text[::-1] if run.right_to_left else run.text
        self._out("q")  # or what is set next would be hidden too
        self.set_text_shaping(False)
        self.text_mode = TextMode.INVISIBLE
        self.set_stretching(100 * run.width * type.size / self.k / (self.get_string_width(letters) or 1))
        self.cell(0, type.leading, letters)
        self.set_stretching(100)
        self.text_mode = TextMode.FILL
        self._out("Q")

    def paragraph(self, text: str, type: Type, left: float, width: float) -> None:
        """Sets `text` in lines, beginning at the side from which it is read; what follows stands beneath."""
        right_to_left = is_right_to_left(text)
        align = Align.R if right_to_left else Align.L
        for line in self.wrapped(text, width, type):
            if self.will_page_break(type.leading):
                self.add_page()
            y = self.y
            self.set_text(line, (left, y), type, width=width, align=align, right_to_left=right_to_left)
            self.set_xy(self.l_margin, y + type.leading)

    def height_of(self, text: str, type: Type, width: float) -> float:
        """How high `paragraph` would set it."""
        return len(self.wrapped(text, width, type)) * type.leading

    def again(self, number: int, before: bytes, after: bytes) -> None:
        """Begins a page that shows `before`, what is drawn on it now, and `after`; page `number` shows these too.

        The file holds them once, however many pages show them.
        """
        self.add_page()
        self.frames[self.page] = (before, after)
        per_page = self._resource_catalog.resources_per_page
        for (page, kind), used in list(per_page.items()):
            if page == number:
                per_page[self.page, kind] |= used

    def file(self) -> bytes:
        """The document, finished."""
        return bytes(self.output(output_producer_class=_SharedContents))

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


class _SharedContents(OutputProducer):
    """Writes what pages have in common once: a page's contents may be several streams, one after the other."""

    def _add_pages(self, _slice: slice = slice(0, None)) -> list[PDFPage]:
        pages = super()._add_pages(_slice)
        streams: dict[bytes, PDFContentStream] = {}
        for page in pages:
            for at, shared in enumerate(self.fpdf.frames.get(page.index(), ())):
                if shared not in streams:
                    streams[shared] = PDFContentStream(contents=bytearray(shared), compress=True)
                    self._add_pdf_obj(streams[shared], "pages")
                own = page.contents if isinstance(page.contents, PDFArray) else PDFArray([page.contents])
                page.contents = PDFArray([*own, streams[shared]] if at else [streams[shared], *own])
        return pages


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
