"""What all our PDFs have in common: embedded faces for every script, colours that print, and a clean text layer."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache

from fpdf import FPDF, XPos, YPos
from fpdf.enums import Align

from typesetting import faces
from typesetting.directions import is_right_to_left

Colour = tuple[int, int, int]

RED, INK, QUIET, HAIR = (196, 18, 47), (25, 21, 20), (92, 84, 80), (200, 190, 178)


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

    def paragraph(self, text: str, height: float, left: float, width: float) -> None:
        """Sets `text` in lines of `height`, beginning at the side from which it is read."""
        self.set_x(left)
        align = Align.R if is_right_to_left(text) else Align.L
        self.multi_cell(width, height, text, align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def height_of(self, text: str, height: float, width: float) -> float:
        """How high `paragraph` would set it."""
        return self.multi_cell(width, height, text, dry_run=True, output="HEIGHT")


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
