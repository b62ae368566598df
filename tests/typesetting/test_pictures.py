"""Lines drawn into a picture: every glyph leaves ink where it belongs, in every script."""

import pytest
from PIL import Image, ImageDraw

from tests.typesetting.scripts import HEADLINES
from typesetting.lettering import Glyph, Line, set_line
from typesetting.pictures import draw_line

SIZE = 40


def drawn(line: Line) -> Image.Image:
    """The line in a picture in which it begins at 50 and stands on 100."""
    image = Image.new("L", (int(line.width * SIZE) + 100, 160))
    draw_line(ImageDraw.Draw(image), line, (50, 100), SIZE, 255)
    return image


def ink(line: Line) -> tuple[int, int, int, int] | None:
    """The box that the drawn line fills."""
    return drawn(line).getbbox()


@pytest.mark.parametrize("script", HEADLINES)
def test_a_line_fills_its_width_and_keeps_to_it(script):
    line = set_line(HEADLINES[script])
    left, top, right, bottom = ink(line)

    assert 44 <= left <= 60
    assert line.width * SIZE + 50 - SIZE * 0.7 <= right <= line.width * SIZE + 58  # a Chinese mark has room around it
    assert 40 < top < 100 <= bottom < 140


@pytest.mark.parametrize("script", HEADLINES)
def test_every_glyph_is_drawn_by_its_number_and_none_is_a_box(script):
    line = set_line(HEADLINES[script])
    face = line.glyphs[0].face

    def alone(number: int) -> bytes:
        return drawn(Line((Glyph(face, number, 0, 0),), 1)).tobytes()

    numbers = {each.number for each in line.glyphs if each.face == face}
    seen = {alone(number) for number in numbers}

    assert len(seen) > len(numbers) * 0.8  # small letters may look the same as others
    assert alone(0) not in seen


def test_what_is_drawn_does_not_hang_on_the_layout_library_of_the_machine(monkeypatch):
    from PIL import features

    usual = ink(set_line(HEADLINES["Arabic"]))
    monkeypatch.setattr(features, "check", lambda _name: False)

    assert ink(set_line(HEADLINES["Arabic"])) == usual
