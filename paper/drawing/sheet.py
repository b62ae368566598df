"""The petition sheet: A4, lying, black on white; the table for names takes all the room that the words leave."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from django.utils.translation import gettext as _
from fpdf.enums import Align

from paper.content import SheetContent
from paper.drawing.columns import Columns, ColumnSetter
from paper.prose import Block
from typesetting import faces
from typesetting.directions import is_right_to_left
from typesetting.lettering import can_read, within
from typesetting.paper import BODY, QUIET, STRONG, Paper, Type

# Millimetres.
WIDTH, HEIGHT, MARGIN = 297, 210, 10
INNER = WIDTH - 2 * MARGIN
FOOT = 13  # room for the last lines of the page
FOOT_TOP = HEIGHT - MARGIN - FOOT
QR_SIDE, QR_WIDTH = 31, 40  # the code, and the column in which it stands with its address
WORDS_WIDTH = INNER - QR_WIDTH - 4
GAP = 6
ROW_HEIGHT = 9.4  # at least: handwriting needs it
HEAD_HEIGHT = 8
FEWEST_ROWS = 7  # on the front; a longer text is shortened
COLUMNS_WIDTH = (8, 43, 47, 86, 57, 18, 18)  # together INNER
TICK = 4.6

BLACK = (0, 0, 0)
TEXTS = (Type(8.6, 3.75), Type(8.0, 3.45), Type(7.5, 3.2))
TITLES = (25, 21, 18, 15, 12.5)
KICKER = Type(8.5, 4.6, STRONG, BLACK)
NOTE, NOTE_STRONG = Type(8, 3.5, BODY, BLACK), Type(8, 3.9, STRONG, BLACK)
HEAD, NARROW_HEAD, HINT = Type(8.5, 3.8, STRONG, BLACK), Type(7, 3.1, STRONG, BLACK), Type(6.5, 3, BODY, QUIET)
CODE, FOOT_NOTE, FOOT_STRONG = Type(13, 5.5, STRONG, BLACK), Type(7.5, 3.4, BODY, BLACK), Type(7.5, 3.4, STRONG, BLACK)
MARK, BY_HAND = Type(7.5, 3.6, BODY, QUIET), Type(8.5, 4.6, BODY, BLACK)
NUMBER = Type(7.5, ROW_HEIGHT, BODY, QUIET)


@dataclass(frozen=True)
class Printed:
    """What is different from sheet to sheet: its code, and for an event what it was made for."""

    code: str
    occasion: str = ""


def render(content: SheetContent, sheets: Sequence[Printed], *, two_sided: bool, changed: datetime) -> bytes:
    """The file: each of `sheets` on one page, or on a front and a back."""
    paper = _Sheet(content, sheets, two_sided, changed)
    paper.draw_all()
    return paper.file()


class _Sheet(Paper):
    def __init__(self, content: SheetContent, sheets: Sequence[Printed], two_sided: bool, changed: datetime) -> None:
        super().__init__(
            (repr(content), *(each.occasion for each in sheets)),
            title=content.title,
            author=content.campaign,
            language=content.language,
            changed=changed,
            orientation="landscape",
        )
        self.content = content
        self.sheets = sheets
        self.sides = 2 if two_sided else 1
        self.setter = ColumnSetter(self)
        self.rows = 0  # drawn so far on this sheet
        self.align = Align.R if is_right_to_left(content.title) else Align.L
        self.set_auto_page_break(False)

    def draw_all(self) -> None:
        """The words are laid out once; every further sheet shows them too and adds its own code."""
        before, after = {}, {}
        for side in range(1, self.sides + 1):
            self.add_page()
            self._rule()
            (self._front if side == 1 else self._back)()
            before[side] = bytes(self.pages[side].contents)
            self._own(self.sheets[0])
            # After the code, though the same on all sheets: readers of the file take lines as they were drawn.
            begin = len(self.pages[side].contents)
            self._foot(side)
            after[side] = bytes(self.pages[side].contents[begin:])
        for sheet in self.sheets[1:]:
            for side in range(1, self.sides + 1):
                self.again(side, before[side], after[side])
                self._own(sheet)

    # --- Sides -------------------------------------------------------------------------------------------------------

    def _front(self) -> None:
        self._qr()
        top = self._title(MARGIN + 3.6)
        room = FOOT_TOP - HEAD_HEIGHT - self._consent_height() - top
        columns, is_whole = self._text(room - FEWEST_ROWS * ROW_HEIGHT - 8)
        self.setter.draw(columns, MARGIN, top, GAP)
        bottom = top + columns.height + 1.6
        if not is_whole:
            text = _("This is a shortened text. You sign the whole statement; read it at %(address)s")
            self.set_text(text % {"address": self.content.short_address}, (MARGIN, bottom), NOTE_STRONG)
            bottom += 4.6
        self._table(self._consent(max(bottom, MARGIN + QR_SIDE + 12.5) + 1.4))

    def _back(self) -> None:
        style = Type(12, 6, faces.HEADLINE, BLACK)
        title = self.cut(self.content.title, INNER, style)
        self.set_text(title, (MARGIN, MARGIN + 3.4), style, width=INNER, align=self.align)
        self._table(self._consent(MARGIN + 11))

    def _own(self, sheet: Printed) -> None:
        """What only this sheet says, at its foot: the code large enough to be typed from a pile on a desk."""
        y = FOOT_TOP + 2.2
        self.set_text(sheet.code, (MARGIN, y), CODE)
        occasion = self.cut(sheet.occasion, 68, BY_HAND) if sheet.occasion else _("Collected at, on:") + " " + "_" * 28
        self.set_text(occasion, (MARGIN + 74, y), BY_HAND)

    def _foot(self, side: int) -> None:
        """What stands beside the code on every sheet."""
        y = FOOT_TOP + 2.2
        sides = _("page %(page)d of %(pages)d") % {"page": side, "pages": self.sides}
        self.set_text(f"{_('Sheet')} · {self.content.version_mark} · {sides}", (MARGIN, y + 6), MARK)
        self.set_text(_("Collected by:") + " " + "_" * 33, (MARGIN + 74, y + 5.4), BY_HAND)
        self._foot_words()

    # --- Parts -------------------------------------------------------------------------------------------------------

    def _rule(self) -> None:
        self.set_draw_color(*BLACK)
        self.set_fill_color(*BLACK)
        self.rect(MARGIN, MARGIN, INNER, 1.6, style="F")

    def _qr(self) -> None:
        top = MARGIN + 3
        self.qr_code(self.content.coded_address, WIDTH - MARGIN - QR_SIDE, top, QR_SIDE)
        host, slash, path = self.content.short_address.partition("/")
        lines = [(_("Or sign online:"), STRONG), (host, BODY), (f"{slash}{path}", BODY)]
        for place, (text, order) in enumerate(lines):
            # Smaller rather than broken, because it will be typed.
            sizes = (Type(quarters / 4, 3.5, order, BLACK) for quarters in range(32, 15, -1))
            style = next((each for each in sizes if self.width_of(text, each) <= QR_WIDTH), Type(4, 3.5, order, BLACK))
            corner = (WIDTH - MARGIN - QR_WIDTH, top + QR_SIDE - 1 + place * 3.5)
            self.set_text(text, corner, style, width=QR_WIDTH, align=Align.R)

    def _title(self, y: float) -> float:
        """Kicker and title; where the text may begin."""
        if self.content.kicker:
            kicker = self.cut(self.content.kicker, WORDS_WIDTH, KICKER)
            self.set_text(kicker, (MARGIN, y), KICKER, width=WORDS_WIDTH, align=self.align)
            y += KICKER.leading
        for size in TITLES:
            style = Type(size, size * 0.4, faces.HEADLINE, BLACK)
            lines = self.wrapped(self.content.title, WORDS_WIDTH, style)
            if len(lines) <= 2:
                break
        for text in lines:
            self.set_text(
                text, (MARGIN, y), style, width=WORDS_WIDTH, align=self.align, right_to_left=self.align == Align.R
            )
            y += style.leading
        return y + 2

    def _text(self, most: float) -> tuple[Columns, bool]:
        """The statement, its summary, or as much of its beginning as `most` allows; and whether that is all."""
        for blocks, is_whole in ((self.content.text, True), (self.content.summary, False)):
            for style in TEXTS if blocks else ():
                columns = self._columns(blocks, style)
                if columns.height <= most:
                    return columns, is_whole and all(can_read(block.text, BODY) for block in blocks)
        return self._beginning(self.content.summary or self.content.text, most), False

    def _beginning(self, blocks: Sequence[Block], most: float) -> Columns:
        """As many words from the beginning of `blocks` as there is room for, with an ellipsis after them."""
        words = [(block, word) for block in blocks for word in block.text.split(" ")]
        low, high = 1, len(words)
        while low < high:
            middle = (low + high + 1) // 2
            if self._columns(_first(words, middle), TEXTS[-1]).height <= most:
                low = middle
            else:
                high = middle - 1
        return self._columns(_first(words, low), TEXTS[-1])

    def _columns(self, blocks: Sequence[Block], style: Type) -> Columns:
        number = 2 if sum(len(block.text) for block in blocks) < 700 else 3
        return self.setter.share_out(blocks, number, (WORDS_WIDTH - (number - 1) * GAP) / number, style)

    def _consent_lines(self) -> list[tuple[str, ...]]:
        content = self.content
        parts = (
            _("By my initials I sign this statement (%(version)s) and agree: “%(words)s”")
            % {"version": content.version_mark, "words": content.publish_words},
            _("A tick under “Keep me in touch” means: “%(words)s” Without a tick we send nothing.")
            % {"words": content.keep_in_touch_words},
        )
        return [self.wrapped(part, (INNER - GAP) / 2, NOTE) for part in parts]

    def _consent_height(self) -> float:
        return max(map(len, self._consent_lines())) * NOTE.leading + 5.4

    def _consent(self, y: float) -> float:
        """What a signer agrees to, above the rows; where the table begins."""
        width = (INNER - GAP) / 2
        self.set_line_width(0.3)
        self.line(MARGIN, y, WIDTH - MARGIN, y)
        for place, lines in enumerate(self._consent_lines()):
            for at, text in enumerate(lines):
                corner = (MARGIN + place * (width + GAP), y + 1.2 + at * NOTE.leading)
                self.set_text(text, corner, NOTE)
        return y + self._consent_height() - 2.6

    def _table(self, y: float) -> None:
        """Heads and empty rows down to the foot."""
        labels = self.content.labels
        heads = (
            ("", ""),
            (labels.first_name, ""),
            (labels.last_name, _("may stay empty")),
            (labels.email, _("never published; in capitals, please")),
            (labels.roles, _("if you like")),
            (_("Keep me in touch"), ""),
            (_("Initials"), ""),
        )
        x = MARGIN
        for width, (head, hint) in zip(COLUMNS_WIDTH, heads, strict=True):
            self._head_cell(x, y, width, head, hint)
            x += width
        y += HEAD_HEIGHT
        number = int((FOOT_TOP - y) / ROW_HEIGHT)
        height = (FOOT_TOP - y) / number
        self.set_line_width(0.25)
        for _row in range(number):
            self.rows += 1
            self._row(y, height)
            y += height
        self.line(MARGIN, y, WIDTH - MARGIN, y)

    def _head_cell(self, x: float, y: float, width: float, head: str, hint: str) -> None:
        if width < 30:
            for at, text in enumerate(self.wrapped(head, width - 1, NARROW_HEAD)[:2]):
                corner = (x, y + 0.8 + at * NARROW_HEAD.leading)
                self.set_text(text, corner, NARROW_HEAD, width=width, align=Align.C)
            return
        self.set_text(self.cut(head, width - 2, HEAD), (x + 1.5, y + 0.6), HEAD)
        self.set_text(self.cut(hint, width - 2, HINT), (x + 1.5, y + 4.3), HINT)

    def _row(self, y: float, height: float) -> None:
        self.line(MARGIN, y, WIDTH - MARGIN, y)
        x = MARGIN
        for place, width in enumerate(COLUMNS_WIDTH):
            if place:
                self.line(x, y, x, y + height)
            if place == len(COLUMNS_WIDTH) - 2:
                self.rect(x + (width - TICK) / 2, y + (height - TICK) / 2, TICK, TICK)
            x += width
        corner = (MARGIN, y + (height - NUMBER.leading) / 2)
        self.set_text(str(self.rows), corner, NUMBER, width=COLUMNS_WIDTH[0] - 1.5, align=Align.R)

    def _foot_words(self) -> None:
        """Where the sheet goes, and who answers for the data."""
        content = self.content
        if content.send_to:
            first = _("Please send this sheet to: %(address)s") % {"address": content.send_to}
        elif content.contact:
            first = _("Ask us where to send this sheet: %(email)s") % {"email": content.contact}
        else:
            first = _("Please give this sheet back to whoever passed it round.")
        answers = _("Answerable for your data: %(who)s.") % {"who": content.controller or content.campaign}
        back = _("Take your name back at any time: %(email)s.") % {"email": content.contact} if content.contact else ""
        second = " ".join(filter(None, (answers, back, _("For people of 16 and over."))))
        width = INNER - 148
        y = FOOT_TOP + 2
        for text, style in ((first, FOOT_STRONG), (second, FOOT_NOTE)):
            for line in self.wrapped(text, width, style)[:2]:
                self.set_text(line, (WIDTH - MARGIN - width, y), style)
                y += style.leading


def _first(words: Sequence[tuple[Block, str]], number: int) -> list[Block]:
    """The blocks that the first `number` of `words` make, with an ellipsis after them."""
    made: list[Block] = []
    for block, group in groupby(words[:number], key=itemgetter(0)):
        text = " ".join(word for _block, word in group)
        made.append(replace(block, text=text, strong=within(block.strong, 0, len(text))))
    last = made[-1]
    text = last.text.rstrip(" .,;:–")
    return [*made[:-1], replace(last, text=f"{text} …", strong=within(last.strong, 0, len(text)))]
