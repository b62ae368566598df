"""The petition sheet and the poster as files: what stands on them, in every script, and room to write."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from paper.content import poster_content
from paper.drawing import poster, sheet
from paper.drawing.sheet import Printed
from paper.prose import Block
from tests.paper import pdfs
from tests.typesetting.scripts import HEADLINES

WHEN = datetime(2026, 5, 12, tzinfo=UTC)
ONE = [Printed("V4K-7RM9")]
CODED = "http://testserver/statement/?source=paper"  # the form, and how people came to it


def drawn(content, sheets=ONE, *, two_sided=False) -> bytes:
    return sheet.render(content, sheets, two_sided=two_sided, changed=WHEN)


def prose(*texts: str) -> tuple[Block, ...]:
    return tuple(Block("paragraph", text) for text in texts)


def test_the_sheet_says_all_that_it_must_in_the_order_in_which_it_is_read(content):
    content = replace(content, controller="LCFM, 1 High Street", contact="post@example.org", send_to="Box 12, London")

    text = " ".join(pdfs.text(drawn(content)).split())

    wanted = (
        "Or sign online: testserver /statement",
        "An open letter For free movement",
        "We stand for free movement. • One • Two",
        "By my initials I sign this statement (Version 1",
        "Publish my name and roles on this site",
        "A tick under “Keep me in touch” means: “Keep me in touch: email me",
        "First name Last name may stay empty Email address",
        "V4K-7RM9",
        "page 1 of 1",
        "Please send this sheet to: Box 12, London",
        "Answerable for your data: LCFM, 1 High Street. Take your name back at any time: post@example.org.",
    )
    at = [text.find(words) for words in wanted]
    assert -1 not in at, wanted[at.index(-1)] + "\n" + text
    assert at == sorted(at)


def test_without_an_address_the_sheet_says_whom_to_ask(content):
    asked = pdfs.text(drawn(replace(content, send_to="", contact="post@example.org")))
    nobody = pdfs.text(drawn(replace(content, send_to="", contact="")))

    assert "Ask us where to send this sheet: post@example.org" in asked
    assert "give this sheet back to whoever passed it round" in nobody


def test_the_code_leads_to_the_form(content):
    file = drawn(content, two_sided=True)

    assert pdfs.qr_words(file) == [CODED]
    assert pdfs.qr_words(file, dots=100) == [CODED]
    assert pdfs.qr_words(file, page=1) == []


def test_rows_have_room_for_handwriting_and_the_back_has_more_of_them(content):
    file = drawn(content, two_sided=True)

    heights = []
    for page in (0, 1):
        rules = pdfs.rules(file, page)[-8:]  # those of the table stand last
        heights.append([below - above for above, below in pairwise(rules)])

    assert pdfs.pages(file) == 2
    assert all(9 <= height < 13 for height in heights[0] + heights[1]), heights
    front, back = (re.findall(r"^\d+", pdfs.text(file, page), re.MULTILINE) for page in (0, 1))
    assert [*front, *back] == [str(number) for number in range(1, len(front) + len(back) + 1)]
    assert len(front) >= 7
    assert len(pdfs.rules(file, 1)) > len(pdfs.rules(file, 0))


def test_a_file_is_whole_and_has_its_faces_in_it(content):
    file = drawn(content, two_sided=True)

    assert pdfs.faults(file) == []
    assert len(pdfs.fonts(file)) >= 3
    assert all(pdfs.fonts(file).values())
    assert len(file) < 60_000


def test_the_sheet_is_black_and_white(content):
    small = pdfs.picture(drawn(content), dots=50).convert("RGB")

    assert all(max(colour) - min(colour) < 24 for _number, colour in small.getcolors(1 << 24))


@pytest.mark.parametrize("script", HEADLINES)
def test_a_sheet_in_any_script_is_whole(content, script):
    words = HEADLINES[script]
    spoken = replace(content, title=words, kicker=words, text=prose(*[f"{words}. " * 4] * 3))

    file = drawn(spoken)

    assert pdfs.faults(file) == []
    assert all(pdfs.fonts(file).values())
    assert pdfs.qr_words(file) == [CODED]
    assert "shortened" not in pdfs.text(file)


@pytest.mark.parametrize("script", [script for script in HEADLINES if "mixed" not in script])
def test_letters_can_be_found_and_copied(content, script):
    words = HEADLINES[script].replace("Ẹ̀ṣọ́, ", "")  # its accents are drawn in a place of their own

    text = "".join(pdfs.text(drawn(replace(content, title=words))).split())

    assert words.replace(" ", "") in text


@pytest.mark.parametrize("script", ["mixed, from the left", "mixed, from the right"])
def test_where_directions_mix_every_word_can_still_be_found(content, script):
    text = pdfs.text(drawn(replace(content, title=HEADLINES[script])))

    for word in HEADLINES[script].replace("(", "").replace(")", "").split():
        assert word in text


def test_what_is_there_to_be_copied_does_not_hide_what_follows(content):
    def at_the_foot(title: str) -> bytes:
        whole = pdfs.picture(drawn(replace(content, title=title)), dots=50)
        return whole.crop((0, whole.height - 40, whole.width, whole.height)).tobytes()

    assert at_the_foot(HEADLINES["Arabic"]) == at_the_foot(HEADLINES["Latin"])


def test_bold_words_of_the_statement_are_bold(content):
    def ink(text: tuple[Block, ...]) -> int:
        picture = pdfs.picture(drawn(replace(content, text=text)), dots=100).convert("L")
        return sum(1 for value in picture.get_flattened_data() if value < 128)

    words = "We stand for free movement and for free unions. "
    plain = Block("paragraph", words * 4)
    part = replace(plain, strong=((0, 80),))
    whole = replace(plain, strong=((0, len(plain.text)),))

    assert ink((plain,)) * 1.005 < ink((part,)) < ink((whole,))
    assert " ".join(pdfs.text(drawn(replace(content, text=(part,)))).split()).count(words.strip()) == 4


@pytest.mark.parametrize("script", ["Hebrew", "Arabic", "Devanagari"])
def test_bold_in_a_script_without_a_bold_face_changes_nothing(content, script):
    plain = Block("paragraph", HEADLINES[script])

    assert drawn(replace(content, text=(replace(plain, strong=((0, 9),)),))) == drawn(replace(content, text=(plain,)))


def test_a_title_stands_at_the_side_from_which_it_is_read(content):
    def ink(title: str) -> tuple[int, int]:
        page = pdfs.picture(drawn(replace(content, title=title, kicker="")), dots=50).convert("L")
        box = page.crop((0, 26, 480, 42)).point(lambda value: 255 * (value < 128)).getbbox()
        return box[0], box[2]

    left, right = ink("Sign")
    assert left < 25
    assert right < 120
    left, right = ink("חתמו")
    assert left > 300


def test_a_long_text_gives_way_to_its_summary_and_says_so(content):
    long = replace(content, text=prose(*["We stand together and we say so. " * 12] * 12))
    with_summary = pdfs.text(drawn(replace(long, summary=prose("In short: we stand together."))))
    without = pdfs.text(drawn(long))

    for text in (with_summary, without):
        assert "This is a shortened text. You sign the whole statement; read it at testserver/statement" in text
    assert "In short: we stand together." in with_summary
    assert "We stand together and we say so." in without
    assert "…" in without
    assert len(pdfs.rules(drawn(long))) >= 8


def test_a_text_with_letters_that_no_face_has_sends_people_to_the_page(content):
    text = pdfs.text(drawn(replace(content, text=prose("We stand 자유롭게 together"))))

    assert "This is a shortened text" in text


def test_whatever_editors_wrote_the_sheet_stays_one_page_with_rows(content):
    wild = replace(
        content,
        title="Movement " * 28,
        kicker="K" * 60,
        publish_words="I agree. " * 60,
        controller="Somebody, " * 40,
        send_to="A street, " * 40,
        text=prose("word " * 3000),
    )

    file = drawn(wild)

    assert pdfs.pages(file) == 1
    assert pdfs.faults(file) == []
    assert len(pdfs.rules(file)) >= 4


def test_many_sheets_differ_in_code_and_number_alone(content):
    sheets = [Printed(f"N4K-7RM{number}", f"Exampletown CLP · {number}") for number in range(3)]

    file = drawn(content, sheets, two_sided=True)

    assert pdfs.pages(file) == 6
    for number in range(3):
        for side in (0, 1):
            text = pdfs.text(file, 2 * number + side)
            assert f"N4K-7RM{number}" in text
            assert f"Exampletown CLP · {number}" in text
            assert text.count("N4K-") == 1
            assert f"page {side + 1} of 2" in text
        assert pdfs.qr_words(file, 2 * number) == [CODED]
    assert pdfs.faults(file) == []


def test_what_many_sheets_have_in_common_is_in_the_file_once(content):
    wordy = replace(content, title=HEADLINES["Arabic"], text=prose(*[f"{HEADLINES['Arabic']}. " * 20] * 3))
    one = len(drawn(wordy, two_sided=True))

    forty = drawn(wordy, [Printed(f"N4K-7RM{number:02}") for number in range(40)], two_sided=True)

    assert pdfs.pages(forty) == 80
    assert pdfs.faults(forty) == []
    assert one > 50_000
    assert len(forty) < 2 * one + 40 * 2_000


# --- The poster ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("script", HEADLINES)
def test_a_poster_in_any_script_is_one_whole_page_with_its_code(statement, script):
    content = replace(poster_content(statement), title=HEADLINES[script], words=HEADLINES[script] * 3)

    file = poster.render(content, changed=WHEN)

    assert pdfs.pages(file) == 1
    assert pdfs.faults(file) == []
    assert all(pdfs.fonts(file).values())
    assert pdfs.qr_words(file, dots=60) == [CODED]


def test_the_poster_says_what_it_is_about_and_how_to_sign(statement):
    statement.introduction = "<p>Labour moves when its members do.</p>"
    text = pdfs.text(poster.render(poster_content(statement), changed=WHEN))

    for words in ("AN OPEN LETTER", "FREE", "MOVEMENT", "Labour moves when its members do.", "SIGN HERE", "/statement"):
        assert words in text


def test_a_poster_with_too_many_words_cuts_them_above_the_code(statement):
    content = replace(poster_content(statement), title="Movement " * 25, words="We stand. " * 200)

    assert pdfs.qr_words(poster.render(content, changed=WHEN)) == [CODED]
