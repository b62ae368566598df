"""A statement's rich text as plain blocks."""

import pytest

from paper.prose import HEADING, ITEM, PARAGRAPH, Block, blocks


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("", []),
        ("Bare", [Block(PARAGRAPH, "Bare")]),
        (
            '<p data-block-key="x">One <b>two</b> <a linktype="page" id="3">three</a></p>',
            [Block(PARAGRAPH, "One two three", strong=((4, 7),))],
        ),
        (
            "<p>One<br/>two</p><p> </p><p>Three &amp; four</p>",
            [Block(PARAGRAPH, "One two"), Block(PARAGRAPH, "Three & four")],
        ),
        ("<h3>Why</h3><p>So</p>", [Block(HEADING, "Why"), Block(PARAGRAPH, "So")]),
        ("<ul><li>a</li><li>b</li></ul>", [Block(ITEM, "a", "•"), Block(ITEM, "b", "•")]),
        (
            "<ol><li>a</li><li>b</li></ol><p>c</p>",
            [Block(ITEM, "a", "1."), Block(ITEM, "b", "2."), Block(PARAGRAPH, "c")],
        ),
    ],
)
def test_blocks_keep_words_order_and_marks(html, found):
    assert list(blocks(html)) == found


@pytest.mark.parametrize(
    ("html", "bold"),
    [
        ("<p>One <b>two </b>three</p>", ["two "]),
        ("<p><strong>One</strong> two <b>three</b></p>", ["One", "three"]),
        ("<p> <b> One\n two</b></p><p>three</p>", ["One two"]),
        ("<p><b>One <strong>two</strong> three</b></p>", ["One two three"]),
        ("<ul><li><b>a</b> b</li></ul>", ["a"]),
    ],
)
def test_bold_words_stay_bold_where_blanks_are_tidied(html, bold):
    first, *others = blocks(html)

    assert [first.text[begin:end] for begin, end in first.strong] == bold
    assert not any(other.strong for other in others)
