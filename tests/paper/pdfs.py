"""What tests read out of a PDF."""

from io import BytesIO

import pikepdf
import pypdfium2
import zxingcpp
from PIL.Image import Image

MILLIMETRE = 72 / 25.4


def picture(file: bytes, page: int = 0, dots: int = 200) -> Image:
    return pypdfium2.PdfDocument(file)[page].render(scale=dots / 72).to_pil()


def qr_words(file: bytes, page: int = 0, dots: int = 200) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(picture(file, page, dots))]


def text(file: bytes, page: int = 0) -> str:
    return pypdfium2.PdfDocument(file)[page].get_textpage().get_text_range()


def pages(file: bytes) -> int:
    return len(pypdfium2.PdfDocument(file))


def faults(file: bytes) -> list[str]:
    """What qpdf finds wrong with the file."""
    with pikepdf.open(BytesIO(file)) as document:
        return document.check_pdf_syntax()


def fonts(file: bytes) -> dict[str, bool]:
    """The fonts of the file, and whether each is in it."""
    found = {}
    with pikepdf.open(BytesIO(file)) as document:
        for page in document.pages:
            for font in page.Resources.get("/Font", {}).values():
                descriptor = font.DescendantFonts[0].FontDescriptor
                found[str(font.BaseFont)] = "/FontFile2" in descriptor
    return found


def rules(file: bytes, page: int = 0) -> list[float]:
    """The heights, in millimetres from the top, of the lines that run across the table."""
    image = picture(file, page, 150).convert("L")
    width, height = image.size
    scale = 150 / 25.4
    left, right = int(30 * scale), int(width - 60 * scale)
    row = [y for y in range(height) if image.crop((left, y, right, y + 1)).getextrema()[1] < 140]
    first = [y for y in row if y - 1 not in row]
    return [y / scale for y in first]
