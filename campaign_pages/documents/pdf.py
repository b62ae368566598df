"""A motion as a PDF: A4, embedded faces, letters of every script joined and ordered as they should be."""

from datetime import datetime

from django.utils.translation import gettext as _
from fpdf.enums import Align

from campaign_pages.documents.motion import Motion, plain
from typesetting.paper import BODY, HAIR, INK, QUIET, RED, STRONG, Paper, Type

# Millimetres. The broad margin is for the notes of whoever chairs the meeting.
LEFT, TOP, TEXT_WIDTH, NUMBER_WIDTH, FOOT = 22, 20, 128, 11, 18
PAGE_RIGHT = 210 - LEFT
TEXT_RIGHT = LEFT + NUMBER_WIDTH + TEXT_WIDTH

TITLE, LEAD = Type(20, 8.6, STRONG), Type(11.5, 6, STRONG)
TEXT, NUMBER, BY = Type(10.5, 5.6), Type(10.5, 5.6, STRONG), Type(10.5, 6)
STAMP, MARK = Type(8.5, 5, BODY, QUIET), Type(8, 5, BODY, QUIET)


def render(motion: Motion, *, author: str, changed: datetime, foot: str = "") -> bytes:
    """The file; `foot` is a line at the foot of each page that says where the motion comes from."""
    return _MotionPaper(motion, author, changed, foot).lay_out().file()


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
        y = 297 - FOOT
        self.set_text(self.cut(self.foot, TEXT_RIGHT - LEFT, MARK), (LEFT, y), MARK)
        self.set_text(str(self.page_no()), (PAGE_RIGHT - 20, y), MARK, width=20, align=Align.R)

    def _title(self) -> None:
        self.paragraph(self.motion.title, TITLE, LEFT, NUMBER_WIDTH + TEXT_WIDTH)
        self.ln(4)
        label, y = _("Submitted by:"), self.y
        self.set_text(label, (LEFT, y), BY)
        left = LEFT + self.width_of(label, BY) + 2
        if self.motion.branch:
            self.set_xy(left, y)
            self.paragraph(self.motion.branch, BY, left, TEXT_RIGHT - left)
        else:
            self.set_draw_color(*INK)
            self.line(left, y + 5, TEXT_RIGHT, y + 5)
            self.set_xy(LEFT, y + BY.leading)

    def _lead(self, text: str) -> None:
        self.ln(5)
        if self.will_page_break(22):  # never alone at the foot of a page
            self.add_page()
        self.paragraph(text, LEAD, LEFT, NUMBER_WIDTH + TEXT_WIDTH)
        self.ln(1.5)

    def _point(self, number: int, text: str) -> None:
        if self.will_page_break(self.height_of(text, TEXT, TEXT_WIDTH)):
            self.add_page()
        self.set_text(f"{number}.", (LEFT, self.y), NUMBER)
        self.set_x(LEFT)
        self.paragraph(text, TEXT, LEFT + NUMBER_WIDTH, TEXT_WIDTH)
        self.ln(1.8)

    def _stamp(self) -> None:
        self.ln(5)
        self.paragraph(plain(self.motion.stamp), STAMP, LEFT, NUMBER_WIDTH + TEXT_WIDTH)
        if self.missing:
            named = ", ".join(f"U+{ord(character):04X}" for character in self.missing)
            note = _("This file's typefaces lack: %(characters)s. The Word file has every letter.")
            self.paragraph(note % {"characters": named}, STAMP, LEFT, NUMBER_WIDTH + TEXT_WIDTH)
