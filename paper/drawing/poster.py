"""The poster: A4, standing, to be seen from across a room and scanned from a step away."""

from datetime import datetime

from django.utils.translation import gettext as _
from fpdf.enums import Align

from paper.content import PosterContent
from typesetting import faces
from typesetting.breaking import fit
from typesetting.capitals import has_only_capitals, in_capitals
from typesetting.directions import is_right_to_left
from typesetting.lettering import set_line
from typesetting.paper import BODY, INK, QUIET, RED, STRONG, Paper, Type

# Millimetres.
WIDTH, HEIGHT, MARGIN = 210, 297, 16
INNER = WIDTH - 2 * MARGIN
QR_SIDE = 92
QR_TOP = 172
TITLE_HEIGHT = 92
SIZES = (92, 82, 74, 66, 58, 51, 45, 40, 35, 31, 27)
CAPITALS, LETTERS = 1.0, 1.12  # from line to line
WHITE = (255, 255, 255)
FRINGE = 8


def render(content: PosterContent, *, changed: datetime) -> bytes:
    """The file, of one page."""
    return _Poster(content, changed).draw().file()


class _Poster(Paper):
    def __init__(self, content: PosterContent, changed: datetime) -> None:
        super().__init__(
            (repr(content),), title=content.title, author=content.campaign, language=content.language, changed=changed
        )
        self.content = content
        self.turned = is_right_to_left(content.title)
        self.align = Align.R if self.turned else Align.L
        self.set_auto_page_break(False)

    def draw(self) -> "_Poster":
        self.add_page()
        self.set_fill_color(*INK)
        self.rect(0, 0, WIDTH, 7, style="F")
        self._kicker()
        self._words(self._title(34) + 6)
        self._code()
        self._fringe()
        return self

    def _kicker(self) -> None:
        """A pennant that hangs from the rule, as on the pages."""
        if not self.content.kicker:
            return
        style = Type(15, 9, (faces.DISPLAY, *STRONG), WHITE)
        text = self.cut(in_capitals(self.content.kicker), INNER - 12, style)
        width = self.width_of(text, style) + 12
        left = WIDTH - MARGIN - width if self.turned else MARGIN
        self.set_fill_color(*RED)
        foot = 23
        points = [(left, 7), (left + width, 7), (left + width, foot), (left + width / 2, foot - 3), (left, foot)]
        self.polygon(points, style="F")
        self.set_text(text, (left + 6, 9.4), style)

    def _title(self, y: float) -> float:
        title = in_capitals(self.content.title)
        leading = CAPITALS if has_only_capitals(title) else LETTERS
        broken = fit(title, INNER * self.k, TITLE_HEIGHT * self.k, SIZES, leading, lambda text: set_line(text).width)
        style = Type(broken.size, broken.size * leading / self.k, faces.HEADLINE, INK)
        for text in broken.lines:
            self.set_text(text, (MARGIN, y), style, width=INNER, align=self.align, right_to_left=self.turned)
            y += style.leading
        return y

    def _words(self, y: float) -> None:
        """What it is about, as far as there is room above the code."""
        for size in (19, 17, 15):
            style = Type(size, size * 0.48, BODY, INK)
            lines = self.wrapped(self.content.words, INNER, style)
            room = int((QR_TOP - 6 - y) / style.leading)
            if len(lines) <= room:
                break
        if len(lines) > room:
            lines = (*lines[: room - 1], lines[room - 1].rstrip(" .,;:") + " …") if room > 0 else ()
        right = bool(lines) and is_right_to_left(lines[0])
        for text in lines:
            align = Align.R if right else Align.L
            self.set_text(text, (MARGIN, y), style, width=INNER, align=align, right_to_left=right)
            y += style.leading

    def _code(self) -> None:
        """The code at one side, what to do with it at the other."""
        edge = QR_SIDE * 4 / 37  # about what the code keeps free around itself
        left = WIDTH - MARGIN - QR_SIDE + edge if self.turned else MARGIN - edge
        self.qr_code(self.content.coded_address, left, QR_TOP, QR_SIDE)
        x = MARGIN if self.turned else MARGIN + QR_SIDE - edge + 2
        width = INNER - QR_SIDE + edge - 2
        call = Type(40, 16, (faces.DISPLAY, *STRONG), RED)
        self.set_text(in_capitals(_("Sign here")), (x, QR_TOP + edge), call, width=width)
        y = QR_TOP + edge + 21
        for text, style in (
            (_("Point your phone’s camera at the square, or go to"), Type(14, 6.6, BODY, INK)),
            (self.content.short_address, Type(15, 7, STRONG, INK)),
        ):
            for line in self._address_lines(text, width, style):
                self.set_text(line, (x, y), style)
                y += style.leading
            y += 2
        name = Type(12, 5.6, STRONG, QUIET)
        lines = self.wrapped(self.content.campaign, width, name)
        y = QR_TOP + QR_SIDE - edge - len(lines) * name.leading
        for line in lines:
            self.set_text(line, (x, y), name)
            y += name.leading

    def _address_lines(self, text: str, width: float, style: Type) -> tuple[str, ...]:
        """An address breaks at a slash or a dot, because somebody will type it."""
        if " " in text:
            return self.wrapped(text, width, style)
        lines = [""]
        for part in text.replace("/", " /").replace(".", " .").split(" "):
            if lines[-1] and self.width_of(lines[-1] + part, style) > width:
                lines.append("")
            lines[-1] += part
        return tuple(lines)

    def _fringe(self) -> None:
        self.set_fill_color(*RED)
        top = HEIGHT - FRINGE - 5
        self.rect(0, top, WIDTH, 5, style="F")
        for step in range(0, WIDTH * 2, 7):
            self.rect(step / 2, top + 5, 1.75, FRINGE, style="F")
