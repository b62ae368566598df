"""A statement's rich text as plain blocks, for paper. Pure."""

from dataclasses import dataclass
from html.parser import HTMLParser

PARAGRAPH, HEADING, ITEM = "paragraph", "heading", "item"
_KINDS = {"p": PARAGRAPH, "li": ITEM, **{f"h{level}": HEADING for level in range(1, 7)}}


@dataclass(frozen=True)
class Block:
    """One paragraph, heading or item of a list; `mark` is the item's bullet or number."""

    kind: str
    text: str
    mark: str = ""


def blocks(html: str) -> tuple[Block, ...]:
    """The blocks of `html` in their order, without its links and emphasis."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_block()
    return tuple(reader.found)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Block] = []
        self.kind = PARAGRAPH
        self.text: list[str] = []
        self.lists: list[int | None] = []  # of each open list the last number; None where it has bullets

    def handle_starttag(self, tag: str, attrs) -> None:
        if tag in {"ul", "ol"}:
            self.end_block()
            self.lists.append(0 if tag == "ol" else None)
        elif tag == "br":
            self.text.append(" ")
        elif tag in _KINDS:
            self.end_block()
            self.kind = _KINDS[tag]

    def handle_endtag(self, tag: str) -> None:
        if tag in _KINDS:
            self.end_block()
        elif tag in {"ul", "ol"} and self.lists:
            self.end_block()
            self.lists.pop()

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def end_block(self) -> None:
        text = " ".join("".join(self.text).split())
        if text:
            self.found.append(Block(self.kind, text, self._mark()))
        self.text, self.kind = [], PARAGRAPH

    def _mark(self) -> str:
        if self.kind != ITEM:
            return ""
        if not self.lists or self.lists[-1] is None:
            return "•"
        self.lists[-1] += 1
        return f"{self.lists[-1]}."
