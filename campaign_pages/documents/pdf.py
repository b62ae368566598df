"""A motion as a PDF: A4, embedded faces, letters of every script joined and ordered as they should be."""

from datetime import datetime

from django.utils.translation import gettext as _
from fpdf.enums import Align

from campaign_pages.documents.motion import Motion, plain
from typesetting.paper import HAIR, INK, QUIET, RED, Paper

# Millimetres. The broad margin is for the notes of whoever chairs the meeting.
LEFT, TOP, TEXT_WIDTH, NUMBER_WIDTH, FOOT = 22, 20, 128, 11, 18
PAGE_RIGHT = 210 - LEFT
TEXT_RIGHT = LEFT + NUMBER_WIDTH + TEXT_WIDTH


def render(motion: Motion, *, author: str, changed: datetime, foot: str = "") -> bytes:
    """The file; `foot` is a line at the foot of each page that says where the motion comes from."""
    return bytes(_MotionPaper(motion, author, changed, foot).lay_out().output())


class _MotionPaper(Paper):
    def __init__(self, motion: Motion, author: str, changed: datetime, foot: str) -> None:
        super().__init__(
            (motion.title, motion.branch, *motion.paragraphs, foot),
            title=motion.title,
            author=author,
            language=motion.language,
            changed=changed,
        )
        self.motion = motion
        self.foot = foot
        self.set_margins(LEFT, TOP, 210 - TEXT_RIGHT)
        self.set_auto_page_break(True, margin=FOOT + 6)

    def lay_out(self) -> "_MotionPaper":
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
        self.face(8, colour=QUIET)
        self.cell(TEXT_RIGHT - LEFT, 5, self.foot)
        self.set_x(PAGE_RIGHT - 20)
        self.cell(20, 5, f"{self.page_no()}", align=Align.R)

    def _title(self) -> None:
        self.face(20, bold=True)
        self.paragraph(self.motion.title, 8.6, LEFT, NUMBER_WIDTH + TEXT_WIDTH)
        self.ln(4)
        self.face(10.5)
        label = _("Submitted by:") + " "
        self.cell(self.get_string_width(label) + 1, 6, label)
        if self.motion.branch:
            self.paragraph(self.motion.branch, 6, self.get_x(), TEXT_RIGHT - self.get_x())
        else:
            self.set_draw_color(*INK)
            self.line(self.get_x() + 1, self.get_y() + 5, TEXT_RIGHT, self.get_y() + 5)
            self.ln(6)

    def _lead(self, text: str) -> None:
        self.ln(5)
        if self.will_page_break(22):  # never alone at the foot of a page
            self.add_page()
        self.face(11.5, bold=True)
        self.paragraph(text, 6, LEFT, NUMBER_WIDTH + TEXT_WIDTH)
        self.ln(1.5)

    def _point(self, number: int, text: str) -> None:
        self.face(10.5)
        if self.will_page_break(self.height_of(text, 5.6, TEXT_WIDTH)):
            self.add_page()
        self.face(10.5, bold=True)
        self.set_x(LEFT)
        self.cell(NUMBER_WIDTH, 5.6, f"{number}.")
        self.face(10.5)
        self.paragraph(text, 5.6, LEFT + NUMBER_WIDTH, TEXT_WIDTH)
        self.ln(1.8)

    def _stamp(self) -> None:
        self.ln(5)
        self.face(8.5, colour=QUIET)
        self.paragraph(plain(self.motion.stamp), 5, LEFT, NUMBER_WIDTH + TEXT_WIDTH)
        if self.missing:
            named = ", ".join(f"U+{ord(character):04X}" for character in self.missing)
            note = _("This file's typefaces lack: %(characters)s. The Word file has every letter.")
            self.paragraph(note % {"characters": named}, 5, LEFT, NUMBER_WIDTH + TEXT_WIDTH)
