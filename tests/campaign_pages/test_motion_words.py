"""A motion's structure: numbering, the words that change with the branch, and the count of words."""

import pytest

from campaign_pages.documents.motion import (
    Variant,
    build,
    fill,
    plain,
    tidy,
    unknown_placeholders,
)
from campaign_pages.documents.word_count import count_words
from tests.campaign_pages import motions

# The twin in JavaScript is tried with the same table: tests/journeys/test_motion.py.
COUNTED = [
    ("", 0),
    ("   \n\t ", 0),
    ("Workers of all lands", 4),
    ("rank-and-file and/or Labour’s", 3),
    ("work – and rest", 3),
    ("“Quoted”, (bracketed).", 2),
    ("30,000 people, 56 %", 3),
    ("a\u00a0b\u2009c\u3000d\u0085e", 5),
    ("zero\u200bwidth", 1),
    ("Paweł Święcicki", 2),
    ("محمد علي", 2),
    ("陳美玲", 1),
    ("& / — … * •", 0),
    ("½ Ⅻ ①", 3),
    ("हिन्दी", 1),
    ("e\u0301", 1),
    ("🚩", 0),
]


@pytest.mark.parametrize(("text", "words"), COUNTED)
def test_words_are_counted_as_the_rule_says(text, words):
    assert count_words(text) == words


def test_points_are_numbered_through_the_whole_motion():
    motion = build(motions.source(), Variant.PARTY)

    assert [point.number for part in motion.parts for point in part.points] == [1, 2, 3, 4, 5]
    assert [part.lead_text for part in motion.parts] == [
        "This branch/CLP notes:",
        "In government Labour should:",
        "This branch/CLP resolves:",
    ]


def test_empty_points_and_parts_without_points_leave_no_number_and_no_lead():
    parts = (("{Body} notes:", (("  ", ""), ("that it is so.", ""))), ("It believes:", ()))

    motion = build(motions.source(parts=parts), Variant.UNION)

    assert list(motion.paragraphs) == ["This union branch notes:", "that it is so."]
    assert motion.parts[0].points[0].number == 1


def test_the_variants_differ_in_the_words_of_the_list_alone():
    party, union = (list(build(motions.source(), variant).paragraphs) for variant in Variant)

    assert party[1] == "that borders divide workers – and Labour members know it;"
    assert union[1] == "that borders divide workers – and union members know it;"
    assert party[3:5] == union[3:5]


def test_a_branch_name_stands_where_the_body_stood_and_is_counted():
    unnamed = build(motions.source(), Variant.PARTY)
    named = build(motions.source(), Variant.PARTY, branch="  Exampletown\nEast CLP ")

    assert named.parts[0].lead_text == "Exampletown East CLP notes:"
    assert named.branch == "Exampletown East CLP"
    assert named.text_count == unnamed.text_count + 2


@pytest.mark.parametrize(
    "typed", ["{0}", "{body.__class__}", "{members!r}", "{}", "{ body }", "{body:>100}", "{{body", "}{", "%(body)s"]
)
def test_what_is_no_placeholder_stays_as_it_was_typed(typed):
    assert plain(fill(typed, Variant.PARTY)) == typed


def test_unknown_placeholders_are_named():
    assert unknown_placeholders("{Body} and {memebrs} and {conference}") == ["memebrs"]


def test_title_and_text_are_counted_apart_and_neither_notes_nor_numbers_are():
    motion = build(motions.source(), Variant.PARTY)

    assert motion.title_count == 2
    assert motion.text_count == sum(len(text.replace("–", "").split()) for text in motion.paragraphs)
    assert plain(motion.stamp) == f"Words: title 2, text {motion.text_count}"


@pytest.mark.parametrize(("words", "too_long"), [(250, False), (251, True)])
def test_the_limit_is_250_words_of_text(words, too_long):
    parts = (("", ((" ".join(["word"] * words), ""),)),)

    assert build(motions.source(parts=parts), Variant.PARTY).is_too_long is too_long


def test_breaks_and_controls_become_spaces():
    assert tidy(" one\r\ntwo\x00\x0bthree\u2028four ") == "one two three four"
