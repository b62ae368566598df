"""The pure rules of texts: what passes unharmed, what is refused and why."""

import pytest

from enquiries import texts


@pytest.mark.parametrize(
    "text",
    ["Zoë", "O’Neill", "Nguyễn Thị Ánh", "محمد", "李小龍", "ක්‍ෂ", "می‌خواهم", "😀", "https://example.org", "7", "-"],
)
def test_any_script_passes_unharmed(text):
    assert texts.line(text, 100) == text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a\nb", "newline"),
        ("a\u2028b", "newline"),
        ("a\x00b", "control"),
        ("a\x1b[31mb", "control"),
        ("\ud800", "control"),
        ("a\u202eb", "direction"),
        ("\u200b\u200d", "nothing_visible"),
        ("x" * 11, "too_long"),
    ],
    ids=ascii,
)
def test_a_line_is_refused_with_its_reason(text, code):
    with pytest.raises(texts.Refused) as refused:
        texts.line(text, 10)
    assert refused.value.code == code


def test_paragraphs_stay_and_line_ends_become_one_kind():
    assert texts.prose(" a\r\n\r\nb\rc \n", 100) == "a\n\nb\nc"


def test_letters_and_their_accents_count_once_put_together():
    assert texts.line("e\u0301" * 10, 10) == "é" * 10


@pytest.mark.parametrize("number", ["0113 496 0000", "+44 (0)113 496-0000", "0113.496.0000 x12", "٠١١٣٤٩٦"])
def test_telephone_numbers_pass_as_written(number):
    assert texts.phone(number, 40) == number


@pytest.mark.parametrize("text", ["ring me", "1234", "+", "0113 496 0000 after six"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(texts.Refused):
        texts.phone(text, 40)
