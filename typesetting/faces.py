"""The typefaces of what we print and draw, and which of them a text needs. They and their licences lie in `fonts/`."""

from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS_DIR = Path(__file__).resolve().parent / "fonts"

MAIN, BOLD = "noto-sans-regular", "noto-sans-bold"
DISPLAY, NUMERALS = "campaign-display", "campaign-numerals"  # Latin alone, and digits alone
# In this order; the first that has a letter sets it. The largest comes last and is opened only when it must be.
OTHERS = (
    "noto-naskh-arabic",
    "noto-sans-hebrew",
    "noto-sans-devanagari",
    "noto-sans-bengali",
    "noto-sans-gurmukhi",
    "noto-sans-tamil",
    "noto-sans-ethiopic",
    "noto-sans-sc",
)
# Faces that draw one letter from several glyphs: what such a line says must be told beside its glyphs.
ARABIC = "noto-naskh-arabic"  # its dots hang above and beneath, so readers of a PDF take them for lines of their own
REORDERED = frozenset(("noto-sans-devanagari", "noto-sans-bengali", "noto-sans-gurmukhi", "noto-sans-tamil"))
# For headlines. The other scripts have no bold face, so whoever draws them thickens them.
HEADLINE = (DISPLAY, BOLD, *OTHERS)


def path_of(face: str) -> Path:
    return FONTS_DIR / f"{face}.ttf"


@cache
def letters_of(face: str) -> frozenset[int]:
    """The code points that a face can set."""
    with TTFont(path_of(face), lazy=True) as font:
        return frozenset(font.getBestCmap())


def faces_for(text: str) -> tuple[list[str], list[str]]:
    """The faces that `text` needs besides the main one, and the characters that none of them has."""
    wanted = {character for character in text if ord(character) not in letters_of(MAIN) and not character.isspace()}
    needed = []
    for face in OTHERS:
        if not wanted:
            break
        covered = {character for character in wanted if ord(character) in letters_of(face)}
        if covered:
            needed.append(face)
            wanted -= covered
    return needed, sorted(wanted)
