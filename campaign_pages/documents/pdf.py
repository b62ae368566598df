"""A motion as a PDF: A4, embedded faces, letters of every script joined and ordered as they should be."""

from datetime import datetime
from functools import cache

from django.utils.translation import gettext as _
from fpdf import FPDF, XPos, YPos
from fpdf.enums import Align

from campaign_pages.documents import faces
from campaign_pages.documents.motion import Motion, is_right_to_left, plain

# Millimetres. The broad margin is for the notes of whoever chairs the meeting.
LEFT, TOP, TEXT_WIDTH, NUMBER_WIDTH, FOOT = 22, 20, 128, 11, 18
PAGE_RIGHT = 210 - LEFT
TEXT_RIGHT = LEFT + NUMBER_WIDTH + TEXT_WIDTH
RED, INK, QUIET, HAIR = (196, 18, 47), (25, 21, 20), (92, 84, 80), (200, 190, 178)


def render(motion: Motion, *, author: str, changed: datetime, foot: str = "") -> bytes:
    """The file; `foot` is a line at the foot of each page that says where the motion comes from."""
    return bytes(_Paper(motion, author, changed, foot).lay_out().output())


class _NoLetter(tuple):
    """What a glyph says that only helps to draw a letter, such as a dot beneath it: in the text layer, nothing.

    fpdf2 leaves such glyphs out of that layer's table, and readers then make up control characters for them. It
    writes an entry for whatever has a length; ours has one, and no letter in it.
    """

    __slots__ = ()

    def __len__(self) -> int:
        return 1


class _Paper(FPDF):
    def __init__(self, motion: Motion, author: str, changed: datetime, foot: str) -> None:
        super().__init__(format="A4")
        self.motion = motion
        self.foot = foot
        words = "\n".join((motion.title, motion.branch, *motion.paragraphs, foot))
        self.others, self.missing = faces.faces_for(words)
        self._set_properties(author, changed)
        self._open_faces()
        self.set_margins(LEFT, TOP, 210 - TEXT_RIGHT)
        self.set_auto_page_break(True, margin=FOOT + 6)

    def _set_properties(self, author: str, changed: datetime) -> None:
        self.set_title(self.motion.title)
        self.set_author(author)
        self.set_lang(self.motion.language)
        self.set_creation_date(changed)
        self.set_display_mode("real")

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

    def lay_out(self) -> "_Paper":
        self.add_page()
        self._title()
        for part in self.motion.parts:
            if part.lead:
                self._lead(part.lead_text)
            for point in part.points:
                self._point(point.number, point.text)
        self._stamp()
        return self

    def header(self) -> None:
        self.set_fill_color(*RED)
        self.rect(LEFT, 12, PAGE_RIGHT - LEFT, 2, style="F")
        self.set_draw_color(*HAIR)
        self.set_line_width(0.2)
        self.line(TEXT_RIGHT + 5, 18, TEXT_RIGHT + 5, 297 - FOOT - 2)
        self.set_xy(LEFT, TOP)

    def footer(self) -> None:
        self.set_y(-FOOT)
        self._face(8, colour=QUIET)
        self.cell(TEXT_RIGHT - LEFT, 5, self.foot)
        self.set_x(PAGE_RIGHT - 20)
        self.cell(20, 5, f"{self.page_no()}", align=Align.R)

    def _title(self) -> None:
        self._face(20, bold=True)
        self._paragraph(self.motion.title, 8.6, LEFT, NUMBER_WIDTH + TEXT_WIDTH)
        self.ln(4)
        self._face(10.5)
        label = _("Submitted by:") + " "
        self.cell(self.get_string_width(label) + 1, 6, label)
        if self.motion.branch:
            self._paragraph(self.motion.branch, 6, self.get_x(), TEXT_RIGHT - self.get_x())
        else:
            self.set_draw_color(*INK)
            self.line(self.get_x() + 1, self.get_y() + 5, TEXT_RIGHT, self.get_y() + 5)
            self.ln(6)

    def _lead(self, text: str) -> None:
        self.ln(5)
        if self.will_page_break(22):  # never alone at the foot of a page
            self.add_page()
        self._face(11.5, bold=True)
        self._paragraph(text, 6, LEFT, NUMBER_WIDTH + TEXT_WIDTH)
        self.ln(1.5)

    def _point(self, number: int, text: str) -> None:
        self._face(10.5)
        height = self.multi_cell(TEXT_WIDTH, 5.6, text, dry_run=True, output="HEIGHT")
        if self.will_page_break(height):
            self.add_page()
        self._face(10.5, bold=True)
        self.set_x(LEFT)
        self.cell(NUMBER_WIDTH, 5.6, f"{number}.")
        self._face(10.5)
        self._paragraph(text, 5.6, LEFT + NUMBER_WIDTH, TEXT_WIDTH)
        self.ln(1.8)

    def _stamp(self) -> None:
        self.ln(5)
        self._face(8.5, colour=QUIET)
        self._paragraph(plain(self.motion.stamp), 5, LEFT, NUMBER_WIDTH + TEXT_WIDTH)
        if self.missing:
            named = ", ".join(f"U+{ord(character):04X}" for character in self.missing)
            note = _("This file's typefaces lack: %(characters)s. The Word file has every letter.")
            self._paragraph(note % {"characters": named}, 5, LEFT, NUMBER_WIDTH + TEXT_WIDTH)

    def _face(self, size: float, *, bold: bool = False, colour: tuple[int, int, int] = INK) -> None:
        self.set_font("main", "B" if bold else "", size)
        self.set_text_color(*colour)

    def _paragraph(self, text: str, height: float, left: float, width: float) -> None:
        self.set_x(left)
        align = Align.R if is_right_to_left(text) else Align.L
        self.multi_cell(width, height, text, align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _keep_text_layer_clean(subset) -> None:
    get_glyph = subset.get_glyph

    @cache  # fpdf2 clears it when the file is written
    def get_clean_glyph(glyph=None, unicode=None, **names):
        return get_glyph(glyph=glyph, unicode=_NoLetter() if unicode == () else unicode, **names)

    subset.get_glyph = get_clean_glyph
