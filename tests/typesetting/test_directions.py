"""From which side a text runs."""

import pytest

from typesetting.directions import is_right_to_left


@pytest.mark.parametrize(
    ("text", "right"), [("محمد (CLP)", True), ("CLP محمد", False), ("12 – עברית", True), ("1.", False), ("", False)]
)
def test_the_first_letter_says_where_a_paragraph_begins(text, right):
    assert is_right_to_left(text) is right
