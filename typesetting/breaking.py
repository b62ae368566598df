"""Where a headline breaks: as few lines as will do, and these of much the same length. Pure."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

ELLIPSIS = "…"
AT_A_PAUSE = 0.4  # what is left free counts for less where the sense pauses too
_PAUSES = frozenset(",;:.!?–—،؛，、。；：！？")

# Between words, after a hyphen or dash inside one, and around ideographs, which have no blanks between them.
_IDEOGRAPH = "\u2e80-\u2fdf\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CLOSING = "、。，．：；！？）】」』〉》〕｝”’…—!?,.;:)\\]}%々ー"
_OPENING = "（【「『〈《〔｛“‘(\\[{"
_PIECE = re.compile(
    rf"[{_OPENING}]*[{_IDEOGRAPH}][{_CLOSING}]*\s*"
    rf"|[^\s{_IDEOGRAPH}]+?(?:[-‐–—/](?=[^\s{_IDEOGRAPH}])|\s+|$|(?=[{_OPENING}]*[{_IDEOGRAPH}]))"
)


@dataclass(frozen=True)
class Broken:
    """The lines of a text, and whether it was cut short to fit."""

    size: int
    lines: tuple[str, ...]
    is_cut: bool = False


def pieces(text: str) -> list[str]:
    """What may not be broken, each piece with the blanks after it."""
    found = _PIECE.findall(text.strip())
    return found if "".join(found) == text.strip() else text.strip().split(" ")


def balanced(text: str, width: float, measure: Callable[[str], float]) -> tuple[str, ...] | None:
    """`text` in the fewest lines that fit `width`, as even as can be; None if one piece alone is too long."""
    parts = pieces(text)
    lengths = [measure(part.rstrip()) for part in parts]
    if not parts or max(lengths) > width:
        return () if not parts else None
    full = [measure(part) for part in parts]

    def length(begin: int, end: int) -> float:
        return sum(full[begin : end - 1]) + lengths[end - 1]

    lines_needed = _fewest(len(parts), width, length)
    pauses = [part.rstrip()[-1:] in _PAUSES for part in parts]
    ends = _most_even(pauses, lines_needed, width, length)
    return tuple("".join(parts[begin:end]).rstrip() for begin, end in pairwise((0, *ends)))


def filled(text: str, width: float, measure: Callable[[str], float]) -> tuple[str, ...]:
    """`text` in lines, each as long as `width` allows, as in a column; a piece that is too long is broken anywhere."""
    lines: list[str] = []
    line = ""
    for piece in pieces(text):
        if line and measure((line + piece).rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
        while measure(line.rstrip()) > width and len(line) > 1:
            room = next(
                number for number in range(len(line) - 1, 0, -1) if number == 1 or measure(line[:number]) <= width
            )
            lines.append(line[:room])
            line = line[room:]
    return tuple(filter(None, (*lines, line.rstrip())))


def fit(
    text: str, width: float, height: float, sizes: Sequence[int], leading: float, measure: Callable[[str], float]
) -> Broken:
    """`text` at the largest of `sizes` at which it stands in a box; at the smallest it is cut short with an ellipsis.

    `measure` says how wide a text is at size 1.
    """
    for size in sizes:
        lines = balanced(text, width / size, measure)
        if lines is not None and len(lines) * size * leading <= height:
            return Broken(size, lines)
    return _cut(text, width, height, sizes[-1], leading, measure)


def _cut(text: str, width: float, height: float, size: int, leading: float, measure: Callable[[str], float]) -> Broken:
    """As much of the beginning as there is room for: whole pieces, or letters if not even one piece fits."""
    room = max(1, int(height / (size * leading)))
    for parts in (pieces(text), list(text)):
        low, high = 0, len(parts)
        while low < high:  # the longest beginning that fits
            middle = (low + high + 1) // 2
            lines = balanced("".join(parts[:middle]).rstrip(" ,;:–—-") + ELLIPSIS, width / size, measure)
            if lines is not None and len(lines) <= room:
                low = middle
            else:
                high = middle - 1
        if low:
            lines = balanced("".join(parts[:low]).rstrip(" ,;:–—-") + ELLIPSIS, width / size, measure)
            return Broken(size, lines or (), is_cut=True)
    return Broken(size, (ELLIPSIS,), is_cut=True)


def _fewest(number: int, width: float, length: Callable[[int, int], float]) -> int:
    lines, begin = 1, 0
    for end in range(1, number + 1):
        if length(begin, end) > width:
            lines, begin = lines + 1, end - 1
    return lines


def _most_even(pauses: Sequence[bool], lines: int, width: float, length: Callable[[int, int], float]) -> list[int]:
    """Where each line ends, so that the squares of what is left free add up to the least."""
    number = len(pauses)
    best: list[dict[int, tuple[float, list[int]]]] = [{0: (0.0, [])}]
    for _line in range(lines):
        reached: dict[int, tuple[float, list[int]]] = {}
        for begin, (cost, ends) in best[-1].items():
            for end in range(begin + 1, number + 1):
                long = length(begin, end)
                if long > width:
                    break
                left = (width - long) ** 2
                total = cost + (left * AT_A_PAUSE if pauses[end - 1] else left)
                if end not in reached or total < reached[end][0]:
                    reached[end] = (total, [*ends, end])
        best.append(reached)
    return best[-1][number][1]
