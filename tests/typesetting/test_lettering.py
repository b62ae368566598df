"""Headlines as glyphs: no letter without a face, joined letters joined, and each script in its own direction."""

import pytest
from fontTools.ttLib import TTFont

from tests.typesetting.scripts import HEADLINES
from typesetting import faces
from typesetting.lettering import Line, can_read, readable, set_line


def drawn(line: Line) -> list[str]:
    """The characters of the glyphs from left to right, as far as a glyph stands for one of its face."""
    names = {}
    for face in {glyph.face for glyph in line.glyphs}:
        with TTFont(faces.path_of(face), lazy=True) as font:
            order = {name: number for number, name in enumerate(font.getGlyphOrder())}
            names[face] = {order[name]: chr(code) for code, name in sorted(font.getBestCmap().items(), reverse=True)}
    return [names[glyph.face].get(glyph.number, "") for glyph in line.glyphs]


@pytest.mark.parametrize("script", HEADLINES)
def test_no_glyph_is_a_box(script):
    line = set_line(HEADLINES[script])

    assert can_read(HEADLINES[script])
    assert line.glyphs
    assert 0 not in {glyph.number for glyph in line.glyphs}
    assert line.width > 3


@pytest.mark.parametrize(
    "text", ["Free movement for Łukasz Nguyễn", HEADLINES["Cyrillic"], HEADLINES["Greek"], HEADLINES["Chinese"]]
)
def test_what_runs_to_the_right_is_drawn_as_it_is_read(text):
    assert "".join(drawn(set_line(text))) == text


def test_hebrew_is_drawn_from_the_right():
    assert "".join(drawn(set_line("שלום עולם"))) == "שלום עולם"[::-1]


def test_figures_and_brackets_within_hebrew_keep_their_own_order():
    assert "".join(drawn(set_line("תנועה (2026) עובד"))) == "דבוע (2026) העונת"


def test_latin_within_hebrew_and_hebrew_within_latin():
    assert "".join(drawn(set_line("שלום LCFM עולם"))) == "םלוע LCFM םולש"
    assert "".join(drawn(set_line("we say שלום עולם today"))) == "we say םלוע םולש today"


def test_arabic_letters_are_joined_and_run_from_the_right():
    line = set_line("محمد")
    apart = [set_line(letter).glyphs[0].number for letter in "محمد"]

    assert [glyph.number for glyph in line.glyphs] != apart[::-1]
    assert [glyph.x for glyph in line.glyphs] == sorted(glyph.x for glyph in line.glyphs)
    last_letter = set_line("\u200dد").glyphs  # a final dal, joined to what is before it
    assert line.glyphs[0].number in {glyph.number for glyph in last_letter}


def test_devanagari_vowels_stand_where_they_are_drawn():
    """The short i is written before the letter that it is spoken after."""
    ki = drawn(set_line("कि"))

    assert ki[0] != "क"
    assert "क" in ki


def test_a_word_never_changes_its_face_in_the_middle():
    used = {glyph.face for glyph in set_line("Ẹ̀ṣọ́").glyphs}
    both = [glyph.face for glyph in set_line("Free Україна").glyphs]

    assert used == {faces.BOLD}  # the display face has no accents to combine
    assert set(both) == {faces.DISPLAY, faces.BOLD}


def test_the_first_letter_or_the_caller_says_from_where_a_line_begins():
    given = [glyph.face for glyph in set_line("LCFM שלום", right_to_left=True).glyphs]
    found = [glyph.face for glyph in set_line("LCFM שלום").glyphs]

    assert given[0] == "noto-sans-hebrew"
    assert found[0] == faces.DISPLAY


def test_what_no_face_has_is_left_out_and_a_word_with_letters_missing_is_told():
    assert readable("March ✊🏽 with us 🎉") == "March with us"
    assert can_read("March 🎉")
    assert not can_read("자유 March")
