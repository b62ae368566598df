"""A statement's rich text as plain blocks, for paper. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import groupby

PARAGRAPH, HEADING, ITEM = "paragraph", "heading", "item"
_BOLD = frozenset(("b", "strong"))
_KINDS = {"p": PARAGRAPH, "li": ITEM, **{f"h{level}": HEADING for level in range(1, 7)}}


@dataclass(frozen=True)
class Block:
    """One paragraph, heading or item of a list; `mark` is the item's bullet or number.

    `strong` says which of its characters are bold: from which to before which.
    """

    kind: str
    text: str
    mark: str = ""
    strong: tuple[tuple[int, int], ...] = ()


def blocks(html: str) -> tuple[Block, ...]:
    """The blocks of `html` in their order, without its links and italics."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_block()
    return tuple(reader.found)


def _tidied(letters: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """One blank for many, and none at either end."""
    kept: list[tuple[str, bool]] = []
    for letter, bold in letters:
        if not letter.isspace():
            kept.append((letter, bold))
        elif kept and kept[-1][0] != " ":
            kept.append((" ", bold))
    return kept[:-1] if kept and kept[-1][0] == " " else kept


def _spans(flags: Iterable[bool]) -> tuple[tuple[int, int], ...]:
    spans, at = [], 0
    for flag, group in groupby(flags):
        end = at + sum(1 for _each in group)
        if flag:
            spans.append((at, end))
        at = end
    return tuple(spans)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Block] = []
        self.kind = PARAGRAPH
        self.text: list[tuple[str, bool]] = []  # letters, and whether each is bold
        self.bold = 0  # how many marks of bold are open
        self.lists: list[int | None] = []  # of each open list the last number; None where it has bullets

    def handle_starttag(self, tag: str, attrs) -> None:
        if tag in {"ul", "ol"}:
            self.end_block()
            self.lists.append(0 if tag == "ol" else None)
        elif tag == "br":
            self.handle_data(" ")
        elif tag in _BOLD:
            self.bold += 1
        elif tag in _KINDS:
            self.end_block()
            self.kind = _KINDS[tag]

    def handle_endtag(self, tag: str) -> None:
        if tag in _KINDS:
            self.end_block()
        elif tag in {"ul", "ol"} and self.lists:
            self.end_block()
            self.lists.pop()
        elif tag in _BOLD:
            self.bold = max(0, self.bold - 1)

    def handle_data(self, data: str) -> None:
        self.text += [(letter, bool(self.bold)) for letter in data]

    def end_block(self) -> None:
        letters = _tidied(self.text)
        if letters:
            text = "".join(letter for letter, _bold in letters)
            self.found.append(Block(self.kind, text, self._mark(), _spans(bold for _letter, bold in letters)))
        self.text, self.kind, self.bold = [], PARAGRAPH, 0

    def _mark(self) -> str:
        if self.kind != ITEM:
            return ""
        if not self.lists or self.lists[-1] is None:
            return "•"
        self.lists[-1] += 1
        return f"{self.lists[-1]}."
