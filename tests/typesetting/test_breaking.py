"""Headlines break into few lines of much the same length, and are cut only when nothing else helps."""

import pytest

from tests.typesetting.scripts import HEADLINES
from typesetting.breaking import balanced, fit, pieces

SIZES = (100, 80, 60, 40)


def by_letters(text: str) -> float:
    return len(text) * 0.5


@pytest.mark.parametrize("script", HEADLINES)
def test_lines_together_are_the_text(script):
    text = HEADLINES[script]

    lines = balanced(text, 8, by_letters)

    assert lines is not None
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(by_letters(line) <= 8 for line in lines)


def test_two_lines_are_even_and_no_word_stands_alone():
    assert balanced("Free movement belongs to workers", 15, by_letters) == ("Free movement", "belongs to workers")
    assert balanced("One two three four five six", 12, by_letters) == ("One two three", "four five six")


def test_the_largest_size_that_fits_is_taken():
    assert fit("Free movement", 700, 120, SIZES, 1, by_letters).size == 100
    assert fit("Free movement", 600, 120, SIZES, 1, by_letters).size == 80
    assert fit("Free movement", 600, 200, SIZES, 1, by_letters).size == 100  # in two lines


def test_only_what_fits_at_no_size_is_cut_and_only_at_its_end():
    short = fit("word " * 12, 600, 120, SIZES, 1, by_letters)
    long = fit("word " * 60, 600, 120, SIZES, 1, by_letters)

    assert not short.is_cut
    assert long.is_cut
    assert long.size == 40
    assert " ".join(long.lines) == " ".join(["word"] * (len(" ".join(long.lines)) // 5)) + "…"
    assert len(long.lines) == 3


def test_a_single_word_without_end_is_cut_too():
    broken = fit("w" * 500, 600, 120, SIZES, 1, by_letters)

    assert broken.lines[0].startswith("www")
    assert broken.lines[-1].endswith("w…")
    assert by_letters(broken.lines[0]) * broken.size <= 600


def test_chinese_breaks_between_characters_and_never_before_a_full_stop():
    assert pieces("工人团结。起来") == ["工", "人", "团", "结。", "起", "来"]
    assert balanced("人民自由流动，工人团结起来", 3.6, by_letters) == ("人民自由流动，", "工人团结起来")


def test_a_hyphen_may_end_a_line_and_a_dash_between_blanks_too():
    assert pieces("Rank-and-file – now") == ["Rank-", "and-", "file ", "– ", "now"]


def test_no_text_makes_no_line():
    assert balanced("", 10, by_letters) == ()
