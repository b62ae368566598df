"""A motion as Word file, PDF and text: the same words and the same count in each, and letters of every script."""

import re
from datetime import UTC, datetime
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from campaign_pages.documents import docx, pdf, text
from campaign_pages.documents.motion import Variant, build, plain
from tests.campaign_pages import motions

ABOUT = {"author": "Free Movement Campaign", "changed": datetime(2026, 3, 1, 12, tzinfo=UTC)}
FOOT = "Labour branch or CLP · https://example.org/model-motion/"


@pytest.fixture(params=list(Variant))
def motion(request):
    return build(motions.source(), request.param)


@pytest.fixture
def word_file(motion):
    return Document(BytesIO(docx.render(motion, **ABOUT)))


def read_pdf(motion) -> tuple[PdfReader, str]:
    reader = PdfReader(BytesIO(pdf.render(motion, foot=FOOT, **ABOUT)))
    return reader, "\n".join(page.extract_text() for page in reader.pages)


def text_lines(motion) -> list[str]:
    return [line for line in text.render(motion).decode("utf-8-sig").split("\r\n") if line]


def without_numbers(lines: list[str]) -> list[str]:
    return [re.sub(r"^\d+\. *", "", line) for line in lines]


def test_each_form_has_the_same_words_and_the_same_count(motion, word_file):
    wanted = [motion.title, "Submitted by:", *motion.paragraphs, plain(motion.stamp)]

    in_word = [paragraph.text.strip() for paragraph in word_file.paragraphs]
    in_text = [line.replace(text.BLANK, "").strip() for line in without_numbers(text_lines(motion))]
    _reader, extracted = read_pdf(motion)
    in_pdf = without_numbers(extracted.partition("\n" + FOOT)[0].split("\n"))

    assert in_word == wanted
    assert in_text == wanted
    # A reader puts what runs from right to left in an order of its own: there the words count, not their order.
    assert sorted(" ".join(in_pdf).split()) == sorted(" ".join(wanted).split())


def test_words_numbering_is_real(word_file):
    points = [paragraph for paragraph in word_file.paragraphs if paragraph.style.name == docx.POINT]
    numbering = word_file.styles[docx.POINT].element.pPr.numPr
    [number] = [each for each in word_file.part.numbering_part.element.num_lst if each.numId == numbering.numId.val]
    abstract = number.abstractNumId.val
    definitions = word_file.part.numbering_part.element.findall(qn("w:abstractNum"))
    [definition] = [each for each in definitions if each.get(qn("w:abstractNumId")) == str(abstract)]

    assert len(points) == 5
    assert definition.find(f".//{qn('w:numFmt')}").get(qn("w:val")) == "decimal"
    assert definition.find(f".//{qn('w:pStyle')}").get(qn("w:val")) == word_file.styles[docx.POINT].style_id
    assert not any(re.match(r"\d", point.text) for point in points)


def test_the_word_file_has_styles_a_title_a_language_and_a_line_to_fill(motion, word_file):
    styles = [paragraph.style.name for paragraph in word_file.paragraphs]
    language = word_file.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")

    assert styles[:3] == ["Title", docx.BRANCH, docx.LEAD]
    assert styles[-1] == docx.STAMP
    assert word_file.core_properties.title == motion.title
    assert word_file.core_properties.author == "Free Movement Campaign"
    assert language.get(qn("w:val")) == "en-GB"
    assert word_file.paragraphs[1].text.endswith("\t")


def test_the_pdf_has_a_title_a_language_embedded_faces_and_a_foot(motion):
    reader, extracted = read_pdf(motion)
    fonts = [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].values()]
    descriptors = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object() for font in fonts]

    assert reader.metadata.title == motion.title
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert len(fonts) == 4  # the main face and its bold, Arabic, Chinese: no more than the words need
    assert all("/FontFile2" in descriptor for descriptor in descriptors)
    assert FOOT in extracted


def test_a_long_motion_runs_on_to_further_pages_and_loses_nothing():
    points = tuple((f"point {number} " + "word " * 40, "") for number in range(60))
    motion = build(motions.source(parts=(("It notes:", points),)), Variant.PARTY)

    reader, extracted = read_pdf(motion)

    assert len(reader.pages) > 3
    assert extracted.count("word") == 60 * 40


def test_what_no_face_has_is_named_at_the_end_of_the_pdf():
    motion = build(motions.source(parts=(("", (("Runes: ᚠ", ""),)),)), Variant.PARTY)

    _reader, extracted = read_pdf(motion)

    assert "U+16A0" in extracted


def test_a_branch_name_stands_in_each_form():
    motion = build(motions.source(), Variant.PARTY, branch="Exampletown CLP")

    assert "Submitted by: Exampletown CLP" in text_lines(motion)
    assert Document(BytesIO(docx.render(motion, **ABOUT))).paragraphs[1].text == "Submitted by: Exampletown CLP"
    assert read_pdf(motion)[1].count("Exampletown CLP") == 3
