"""A card as a picture: loud words, one rule, one red."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from home.cards.card import HEIGHT, NIGHT, WIDTH, Card
from typesetting import breaking, faces
from typesetting.capitals import has_only_capitals, in_capitals
from typesetting.directions import is_right_to_left
from typesetting.lettering import Line, can_read, readable, set_line
from typesetting.pictures import Colour, draw_line

MARGIN = 64
RIGHT = WIDTH - MARGIN
TITLE_SIZES = (158, 140, 124, 110, 98, 87, 77, 68, 60, 53)
KICKER_SIZE, FIGURE_SIZE, LABEL_SIZE = 29, 84, 32
NAME_SIZES = (27, 24, 21, 18)
NAME_LEADING = 1.12
RULE, PENNANT, NOTCH, PADDING = 14, 68, 12, 26  # the rule on top, and the pennant that hangs from it
TITLE_TOP, TITLE_BOTTOM = 122, 458
CAPITALS, LETTERS = 0.98, 1.1  # from line to line: capitals stand alone, other letters reach below and above
FOOT = 542  # where the campaign's name and the count stand
MARK, GAP = 64, 18
BAND = 574  # the top of the fringe or fence at the lower edge
COLOURS = 48  # of the palette: edges stay smooth, and the file small
FIGURES = (faces.NUMERALS, *faces.HEADLINE)

RED, WHITE = (196, 18, 47), (255, 255, 255)


@dataclass(frozen=True)
class Look:
    ground: Colour
    ink: Colour
    quiet: Colour
    accent: Colour  # red that can be read on the ground


DAY_LOOK = Look((255, 253, 249), (25, 21, 20), (92, 84, 80), (196, 18, 47))
NIGHT_LOOK = Look((18, 16, 15), (246, 239, 230), (185, 173, 164), (255, 122, 133))


def draw(card: Card) -> bytes:
    """The card as a PNG file."""
    return _Picture(card).file()


class _Picture:
    def __init__(self, card: Card) -> None:
        self.card = card
        # A word with letters missing would be another word: then the campaign's name stands for the title.
        self.title = in_capitals(readable(card.title if can_read(card.title) else card.campaign))
        self.turned = is_right_to_left(self.title)
        self.is_night = card.look == NIGHT
        self.look = NIGHT_LOOK if self.is_night else DAY_LOOK
        self.image = Image.new("RGB", (WIDTH, HEIGHT), self.look.ground)
        self.pen = ImageDraw.Draw(self.image)

    def file(self) -> bytes:
        self._rule()
        self._kicker()
        self._title()
        self._name(RIGHT - MARGIN - self._count() - 2 * GAP)
        (self._fence if self.is_night else self._fringe)()
        file = BytesIO()
        self.image.quantize(COLOURS, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
        return file.getvalue()

    # --- Words -------------------------------------------------------------------------------------------------------

    def _kicker(self) -> None:
        """What this is, on a pennant that hangs from the rule."""
        text = in_capitals(readable(self.card.kicker))
        if not text:
            return
        line = _one_line(text, KICKER_SIZE, RIGHT - MARGIN - 2 * PADDING)
        width = line.width * KICKER_SIZE + 2 * PADDING
        left = RIGHT - width if self.turned else MARGIN
        right, foot = left + width, RULE + PENNANT
        self.pen.polygon(
            [(left, RULE), (right, RULE), (right, foot), ((left + right) / 2, foot - NOTCH), (left, foot)], fill=RED
        )
        draw_line(self.pen, line, (left + PADDING, RULE + 38), KICKER_SIZE, WHITE)

    def _title(self) -> None:
        leading = CAPITALS if has_only_capitals(self.title) else LETTERS
        broken = breaking.fit(
            self.title,
            RIGHT - MARGIN,
            TITLE_BOTTOM - TITLE_TOP,
            TITLE_SIZES,
            leading,
            lambda text: set_line(text).width,
        )
        baseline = TITLE_TOP + broken.size * leading * 0.82
        for text in broken.lines:
            line = set_line(text, faces.HEADLINE, self.turned)
            x = RIGHT - line.width * broken.size if self.turned else MARGIN
            draw_line(self.pen, line, (x, baseline), broken.size, self.look.ink)
            baseline += broken.size * leading

    def _count(self) -> float:
        """The figure and its words at the end of the last line; how much of the line they take."""
        if not self.card.figure:
            return 0
        number, label = set_line(self.card.figure, FIGURES), set_line(readable(self.card.label))
        width = number.width * FIGURE_SIZE + GAP + label.width * LABEL_SIZE
        left = MARGIN if self.turned else RIGHT - width
        draw_line(self.pen, number, (left, FOOT), FIGURE_SIZE, self.look.accent)
        draw_line(self.pen, label, (left + number.width * FIGURE_SIZE + GAP, FOOT), LABEL_SIZE, self.look.ink)
        return width

    def _name(self, room: float) -> None:
        """The mark and the campaign's name, in one line or two, at the beginning of the last line."""
        self._mark(RIGHT - MARK if self.turned else MARGIN, FOOT - MARK + 4)
        text = in_capitals(readable(self.card.campaign))
        broken = breaking.fit(
            text,
            min(room - MARK - GAP, 420),
            NAME_SIZES[0] * 2.4,
            NAME_SIZES,
            NAME_LEADING,
            lambda part: set_line(part).width,
        )
        baseline = FOOT - (len(broken.lines) - 1) * broken.size * NAME_LEADING
        for words in broken.lines:
            line = set_line(words, faces.HEADLINE, is_right_to_left(text))
            x = RIGHT - MARK - GAP - line.width * broken.size if self.turned else MARGIN + MARK + GAP
            draw_line(self.pen, line, (x, baseline), broken.size, self.look.ink)
            baseline += broken.size * NAME_LEADING

    # --- Shapes ------------------------------------------------------------------------------------------------------

    def _rule(self) -> None:
        self.pen.rectangle((0, 0, WIDTH, RULE - 1), fill=self.look.ink)

    def _mark(self, left: float, top: float) -> None:
        """The banner with its arrow, as in the site's masthead."""
        unit = MARK / 40

        def at(*points: tuple[float, float]) -> list[tuple[float, float]]:
            return [(left + x * unit, top + y * unit) for x, y in points]

        self.pen.polygon(at((5, 5), (35, 5), (35, 38), (20, 30), (5, 38)), fill=RED)
        self.pen.rectangle(at((0, 1), (40, 7)), fill=self.look.ink)
        self.pen.line(at((11, 18), (28, 18)), fill=WHITE, width=7)
        self.pen.line(at((21, 11), (28, 18), (21, 25)), fill=WHITE, width=7, joint="curve")

    def _fringe(self) -> None:
        """Day: the red rule of a banner, with its fringe."""
        self.pen.rectangle((0, BAND, WIDTH, BAND + 15), fill=RED)
        for x in range(0, WIDTH, 14):
            self.pen.rectangle((x, BAND + 16, x + 7, HEIGHT), fill=RED)

    def _fence(self) -> None:
        """Night: a fence between two rules, broken where somebody got through."""
        self.pen.rectangle((0, BAND - 2, WIDTH, BAND + 7), fill=RED)
        for x in range(0, WIDTH, 40):
            if not WIDTH * 0.62 < x < WIDTH * 0.76:
                self.pen.rectangle((x, BAND + 8, x + 9, HEIGHT), fill=self.look.ink)


def _one_line(text: str, size: int, room: float) -> Line:
    """`text` on one line, cut short where it is too long."""
    broken = breaking.fit(text, room, size * 1.5, (size,), 1, lambda words: set_line(words).width)
    return set_line(broken.lines[0], faces.HEADLINE, is_right_to_left(text))
