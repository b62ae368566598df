"""A motion as a Word file: real styles, real numbering, a language, a title. Opens in Word and LibreOffice alike."""

from datetime import datetime
from io import BytesIO

from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as DocumentType
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from campaign_pages.documents.motion import Motion, plain
from typesetting.directions import is_right_to_left

FACE = "Arial"  # on every machine that has a word processor, or a twin of the same width
INK = RGBColor(0x19, 0x15, 0x14)
QUIET = RGBColor(0x5C, 0x54, 0x50)
TEXT_WIDTH = Cm(15)

POINT, LEAD, BRANCH, STAMP = "Motion Point", "Motion Lead", "Motion Branch", "Motion Word Count"

# One list through the whole motion: a branch that amends it says "delete point 9".
_NUMBERING = f"""
<w:abstractNum {nsdecls("w")} w:abstractNumId="90">
  <w:multiLevelType w:val="singleLevel"/>
  <w:lvl w:ilvl="0">
    <w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="MotionPoint"/><w:lvlText w:val="%1."/>
    <w:lvlJc w:val="left"/>
    <w:pPr><w:tabs><w:tab w:val="num" w:pos="567"/></w:tabs><w:ind w:left="567" w:hanging="567"/></w:pPr>
    <w:rPr><w:b/></w:rPr>
  </w:lvl>
</w:abstractNum>"""


def render(motion: Motion, *, author: str, changed: datetime) -> bytes:
    document = Document()
    _set_properties(document, motion, author, changed)
    _set_page(document)
    _make_styles(document, motion.language)

    document.add_paragraph(motion.title, style="Title")
    branch = document.add_paragraph(_("Submitted by:") + " ", style=BRANCH)
    branch.add_run(motion.branch or "\t")
    for part in motion.parts:
        if part.lead:
            _add(document, part.lead_text, LEAD)
        for point in part.points:
            _add(document, point.text, POINT)
    document.add_paragraph(plain(motion.stamp), style=STAMP)

    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _add(document: DocumentType, text: str, style: str) -> None:
    paragraph = document.add_paragraph(text, style=style)
    if is_right_to_left(text):
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        for run in paragraph.runs:
            run.font.rtl = True


def _set_properties(document: DocumentType, motion: Motion, author: str, changed: datetime) -> None:
    properties = document.core_properties
    properties.title = motion.title[:255]
    properties.author = properties.last_modified_by = author[:255]
    properties.language = motion.language
    properties.created = properties.modified = changed
    properties.comments = ""
    properties.revision = 1


def _set_page(document: DocumentType) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.top_margin, section.bottom_margin = Cm(2.5), Cm(2.2), Cm(2)
    section.right_margin = section.page_width - section.left_margin - TEXT_WIDTH


def _make_styles(document: DocumentType, language: str) -> None:
    _set_defaults(document, language)
    normal = document.styles["Normal"]
    _set_face(normal, 11)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.15

    title = document.styles["Title"]
    _set_face(title, 22, bold=True)
    title.paragraph_format.space_after = Pt(10)
    border = title.element.pPr.find(qn("w:pBdr"))
    if border is not None:
        title.element.pPr.remove(border)

    branch = _new_style(document, BRANCH)
    branch.paragraph_format.space_after = Pt(14)
    branch.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)

    lead = _new_style(document, LEAD)
    _set_face(lead, 12, bold=True)
    lead.paragraph_format.space_before = Pt(12)
    lead.paragraph_format.keep_with_next = True
    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), "0")
    lead.element.get_or_add_pPr().append(outline)

    point = _new_style(document, POINT)
    properties = point.element.get_or_add_pPr()
    properties.get_or_add_numPr().get_or_add_numId().val = _add_numbering(document)

    stamp = _new_style(document, STAMP)
    _set_face(stamp, 9)
    stamp.font.color.rgb = QUIET
    stamp.paragraph_format.space_before = Pt(14)


def _new_style(document: DocumentType, name: str) -> ParagraphStyle:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.next_paragraph_style = style
    style.quick_style = True
    return style


def _set_face(style: ParagraphStyle, size: float, *, bold: bool = False) -> None:
    style.font.size, style.font.bold, style.font.name = Pt(size), bold, FACE
    style.font.color.rgb = INK
    faces = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        faces.attrib.pop(qn(f"w:{name}"), None)
    faces.set(qn("w:cs"), FACE)


def _set_defaults(document: DocumentType, language: str) -> None:
    """The language of spelling and reading aloud, for the whole file."""
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    found = defaults.find(qn("w:lang"))
    if found is None:
        found = OxmlElement("w:lang")
        defaults.append(found)
    found.set(qn("w:val"), language)


def _add_numbering(document: DocumentType) -> int:
    numbering = document.part.numbering_part.element
    abstract = parse_xml(_NUMBERING)
    # Word wants every definition of a list before the lists that use them.
    numbering.insert(0, abstract)
    return numbering.add_num(90).numId
