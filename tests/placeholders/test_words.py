"""Words in braces: replaced from a fixed list, and nothing can be reached through them."""

import pytest

from placeholders.words import Placeholders, fill, fill_html, fill_line, fill_paragraphs

PLACEHOLDERS = Placeholders("first_name", "statement", "campaign")
VALUES = {"first_name": "Zoë", "statement": "Rights & <travel>", "campaign": "Free Movement"}


def test_known_words_are_replaced_wherever_they_stand():
    assert fill("Dear {first_name}, dear {first_name}: {campaign}", VALUES) == "Dear Zoë, dear Zoë: Free Movement"


@pytest.mark.parametrize(
    "text",
    [
        "{first_name.__class__}",
        "{0}",
        "{}",
        "{first_name!r}",
        "{first_name:>99999999}",
        "{ first_name }",
        "{First_name}",
        "{{first_name.x}}",
        "a { b",
        "a } b",
        "100 % of {everybody}",
        "%(first_name)s",
    ],
)
def test_anything_else_in_braces_stays_as_it_was_typed(text):
    assert fill(text, VALUES) == text


def test_a_value_is_not_searched_for_placeholders_again():
    assert fill("{first_name}", {"first_name": "{campaign}", "campaign": "secret"}) == "{campaign}"


def test_values_are_escaped_in_html_and_the_html_around_them_is_not():
    assert fill_html("<p>{statement}</p>", VALUES) == "<p>Rights &amp; &lt;travel&gt;</p>"


def test_quotation_marks_cannot_leave_an_attribute():
    assert '"' not in fill_html("{first_name}", {"first_name": '" onclick="alert(1)'})


def test_a_line_stays_one_line_whatever_is_filled_in():
    assert fill_line("{first_name},\n {campaign} ", VALUES) == "Zoë, Free Movement"


def test_an_empty_line_begins_a_paragraph():
    assert fill_paragraphs("Dear {first_name},\n\n\nthank you.\nYours\n\n", VALUES) == [
        "Dear Zoë,",
        "thank you.\nYours",
    ]


def test_the_words_that_cannot_be_replaced_are_known():
    assert PLACEHOLDERS.unknown("{first_name} {surname} {campaign} {0}") == ["surname", "0"]
    assert PLACEHOLDERS.unknown("Nothing to fill in.") == []


def test_the_editor_is_told_of_the_first_one_in_each_field():
    class Texts:
        subject = "Dear {nmae}"
        text = "{statement}"

    errors = PLACEHOLDERS.errors_in(Texts(), ["subject", "text"])

    assert errors.keys() == {"subject"}
    assert errors["subject"].messages == [
        "{nmae} is not one of the words we can replace: {first_name}, {statement}, {campaign}."
    ]
