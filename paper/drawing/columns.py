"""A statement's text in columns of the same height, line by line."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fpdf.enums import Align

from paper.prose import HEADING, ITEM, Block
from typesetting.directions import is_right_to_left
from typesetting.lettering import Spans, within
from typesetting.paper import STRONG, Paper, Type

INDENT = 4.2


@dataclass(frozen=True)
class SetLine:
    """One line; `space` is left free above it, except at the head of a column."""

    text: str
    kind: str
    mark: str = ""
    space: float = 0
    right_to_left: bool = False
    strong: Spans = ()


@dataclass(frozen=True)
class Columns:
    """Lines shared out among columns, and the height of the tallest."""

    columns: tuple[tuple[SetLine, ...], ...]
    height: float
    width: float
    type: Type


class ColumnSetter:
    """Sets texts on one paper; it remembers how a block broke, since a text is tried at several sizes until it fits."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self._known: dict[tuple, tuple[str, ...]] = {}

    def share_out(self, blocks: Sequence[Block], number: int, width: float, style: Type) -> Columns:
        """`blocks` in `number` columns of `width`, at the least height."""
        lines = self._lines(blocks, width, style)
        low, high = style.leading, max(style.leading, _height(lines, style))
        while high - low > 0.5:
            middle = (low + high) / 2
            if len(_filled(lines, middle, style)) <= number:
                high = middle
            else:
                low = middle
        columns = tuple(map(tuple, _filled(lines, high, style)))
        return Columns(columns, max((_height(column, style) for column in columns), default=0), width, style)

    def _lines(self, blocks: Sequence[Block], width: float, style: Type) -> list[SetLine]:
        found: list[SetLine] = []
        for block in blocks:
            is_next_item = block.kind == ITEM and found and found[-1].kind == ITEM
            space = style.leading * (0.2 if is_next_item else 0.4)
            right = is_right_to_left(block.text)
            place = 0
            for at, text in enumerate(self._broken(block, width, style)):
                place = block.text.index(text, place)
                strong = within(block.strong, place, place + len(text))
                found.append(SetLine(text, block.kind, "" if at else block.mark, 0 if at else space, right, strong))
                place += len(text)
        return found

    def _broken(self, block: Block, width: float, style: Type) -> tuple[str, ...]:
        key = (block, width, style)
        if key not in self._known:
            room = width - (INDENT if block.kind == ITEM else 0)
            self._known[key] = self.paper.wrapped(block.text, room, _type(block.kind, style), block.strong)
        return self._known[key]

    def draw(self, shared: Columns, left: float, top: float, gap: float) -> None:
        """Draws the columns in the order in which they are read."""
        from_right = any(line.right_to_left for column in shared.columns[:1] for line in column[:1])
        places = range(len(shared.columns))
        for place, column in zip(reversed(places) if from_right else places, shared.columns, strict=True):
            x, y = left + place * (shared.width + gap), top
            for at, line in enumerate(column):
                y += line.space if at else 0
                self._draw_line(line, x, y, shared)
                y += shared.type.leading

    def _draw_line(self, line: SetLine, x: float, y: float, shared: Columns) -> None:
        indent = INDENT if line.kind == ITEM else 0
        align = Align.R if line.right_to_left else Align.L
        style = _type(line.kind, shared.type)
        if line.mark:
            self.paper.set_text(line.mark, (x, y), style, width=shared.width, align=align)
        start = x if line.right_to_left else x + indent
        self.paper.set_text(
            line.text,
            (start, y),
            style,
            width=shared.width - indent,
            align=align,
            right_to_left=line.right_to_left,
            strong=line.strong,
        )


def _type(kind: str, style: Type) -> Type:
    return replace(style, order=STRONG) if kind == HEADING else style


def _filled(lines: Sequence[SetLine], height: float, style: Type) -> list[list[SetLine]]:
    """Columns of at most `height`; a heading is never the last line of one."""
    columns: list[list[SetLine]] = [[]]
    for line in lines:
        if columns[-1] and _height([*columns[-1], line], style) > height + 0.01:
            moved: list[SetLine] = []
            while len(columns[-1]) > 1 and columns[-1][-1].kind == HEADING:
                moved.insert(0, columns[-1].pop())
            columns.append(moved)
        columns[-1].append(line)
    return [column for column in columns if column]


def _height(lines: Sequence[SetLine], style: Type) -> float:
    return len(lines) * style.leading + sum(line.space for line in lines[1:])
