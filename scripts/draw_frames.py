"""Draws the starter set of frames for profile pictures into `site/static/img/frames/`.

Run it again when the words or the look change: `python scripts/draw_frames.py`. Each frame is a transparent square
with a round hole, drawn three times as large and scaled down. Networks crop profile pictures to a circle, so all that
matters lies inside of it; the corners show where pictures stay square. Beside each PNG lies the same frame as an SVG
of a few kilobytes, to choose from and to look at until there is a photo.
"""

import math
import tempfile
from collections.abc import Callable
from pathlib import Path

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.ttLib import TTFont
from PIL import Image, ImageChops, ImageDraw, ImageFont

ROOT_DIR = Path(__file__).resolve().parent.parent
FRAMES_DIR = ROOT_DIR / "site/static/img/frames"
FONT = ROOT_DIR / "site/static/fonts/campaign-display-latin.woff2"

SIDE = 1080
SCALE = 3
FULL = SIDE * SCALE
MIDDLE = FULL / 2
RED, INK, PAPER = "#c4122f", "#191514", "#fffdf9"
COLOURS = 96  # flat colours and their edges; keeps each file small


class Frame:
    """One frame, drawn twice by the same strokes: as pixels, and as the elements of an SVG."""

    def __init__(self, colour: str) -> None:
        self.image = Image.new("RGBA", (FULL, FULL), colour)
        self.elements = [f'<path fill="{colour}" d="M0 0h{SIDE}v{SIDE}H0z"/>']
        self.letters: dict[str, str] = {}
        self.hole = 0.0

    def disc(self, radius: float, colour: str) -> None:
        """A circle around the middle, of `radius` in parts of the frame's half."""
        self.image.paste(Image.new("RGBA", self.image.size, colour), mask=self._round_mask(radius))
        self.elements.append(
            f'<circle cx="{SIDE / 2:g}" cy="{SIDE / 2:g}" r="{number(radius * SIDE / 2)}" fill="{colour}"/>'
        )

    def cut(self, radius: float) -> None:
        """The hole: through all that was drawn so far, and through nothing that comes after."""
        self.image.putalpha(ImageChops.subtract(self.image.getchannel("A"), self._round_mask(radius)))
        self.elements = ['<g clip-path="url(#hole)">', *self.elements, "</g>"]
        self.hole = radius * SIDE / 2

    def box(self, left: float, top: float, right: float, bottom: float, colour: str) -> None:
        """A rectangle, in pixels of the finished frame."""
        ImageDraw.Draw(self.image).rectangle([edge * SCALE for edge in (left, top, right, bottom)], fill=colour)
        path = f"M{number(left)} {number(top)}H{number(right)}V{number(bottom)}H{number(left)}z"
        self.elements.append(f'<path fill="{colour}" d="{path}"/>')

    def bar(self, turn: float, inner: float, outer: float, width: float, colour: str) -> None:
        """A stroke away from the middle."""
        reaches = (inner * MIDDLE, outer * MIDDLE)
        ends = [(MIDDLE + far * math.sin(turn), MIDDLE - far * math.cos(turn)) for far in reaches]
        ImageDraw.Draw(self.image).line(ends, fill=colour, width=round(width * SCALE))
        (x1, y1), (x2, y2) = [(x / SCALE, y / SCALE) for x, y in ends]
        path = f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}"
        self.elements.append(f'<path stroke="{colour}" stroke-width="{width:g}" d="{path}"/>')

    def line(self, words: str, *, middle: float, size: float, colour: str) -> None:
        """Words from left to right around the middle of the frame."""
        face = font(size)
        draw = ImageDraw.Draw(self.image)
        draw.text((MIDDLE, middle * SCALE), words, font=face, fill=colour, anchor="mm")
        start = (MIDDLE - face.getlength(words) / 2) / SCALE
        for place, letter in enumerate(words):
            before = face.getlength(words[: place + 1]) - face.getlength(letter)
            half = face.getlength(letter) / 2
            self._letter(letter, face, start + (before + half) / SCALE, middle, 0, size, colour)

    def around(self, words: str, *, radius: float, size: float, colour: str, top: bool, track: float) -> None:
        """Words along a circle: over the top reading clockwise, or along the bottom reading from left to right."""
        face = font(size)
        advances = [face.getlength(letter) + track * SCALE for letter in words]
        reach = radius * MIDDLE
        angle = -sum(advances) / 2 / reach
        for letter, advance in zip(words, advances, strict=True):
            turn = angle + advance / 2 / reach
            angle += advance / reach
            tile_side = round(size * SCALE * 2)
            tile = Image.new("RGBA", (tile_side, tile_side), (0, 0, 0, 0))
            ImageDraw.Draw(tile).text((tile_side / 2, tile_side / 2), letter, font=face, fill=colour, anchor="mm")
            # "mm" centres each letter by the face's own height, so that all stand on one line.
            degrees = math.degrees(turn) if top else -math.degrees(turn)
            tile = tile.rotate(-degrees, resample=Image.Resampling.BICUBIC)
            x, y = MIDDLE + reach * math.sin(turn), MIDDLE + (-1 if top else 1) * reach * math.cos(turn)
            self.image.alpha_composite(tile, (round(x - tile_side / 2), round(y - tile_side / 2)))
            self._letter(letter, face, x / SCALE, y / SCALE, degrees, size, colour)

    def svg(self) -> str:
        """The frame as the text of an SVG file."""
        middle, hole = SIDE / 2, number(self.hole)
        round_hole = f"M{number(middle - self.hole)} {middle:g}a{hole} {hole} 0 1 0 {number(2 * self.hole)} 0"
        round_hole += f"a{hole} {hole} 0 1 0 {number(-2 * self.hole)} 0z"
        shapes = [f'<path id="{name}" d="{path}"/>' for name, path in self.letters.items()]
        shapes.append(
            f'<clipPath id="hole"><path clip-rule="evenodd" d="M0 0h{SIDE}v{SIDE}H0z{round_hole}"/></clipPath>'
        )
        head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{SIDE}" height="{SIDE}" viewBox="0 0 {SIDE} {SIDE}">'
        return "".join([head, "<defs>", *shapes, "</defs>", *self.elements, "</svg>\n"])

    def _round_mask(self, radius: float) -> Image.Image:
        edge = radius * MIDDLE
        mask = Image.new("L", self.image.size, 0)
        ImageDraw.Draw(mask).ellipse([MIDDLE - edge, MIDDLE - edge, MIDDLE + edge, MIDDLE + edge], fill=255)
        return mask

    def _letter(self, letter: str, face, x: float, y: float, degrees: float, size: float, colour: str) -> None:
        """A letter of the SVG: its outline once, and a use of it for each place where it stands."""
        if letter.isspace():
            return
        outlines = TTFont(FONT)
        glyph_name = outlines.getBestCmap()[ord(letter)]
        glyphs = outlines.getGlyphSet()
        if letter not in self.letters:
            pen = SVGPathPen(glyphs, ntos=lambda value: str(round(value)))
            glyphs[glyph_name].draw(pen)
            self.letters[letter] = pen.getCommands()
        scale = size / outlines["head"].unitsPerEm
        ascent, descent = (part / SCALE for part in face.getmetrics())
        turn = f"rotate({number(degrees)})" if degrees else ""
        self.elements.append(
            f'<use href="#{letter}" fill="{colour}" transform="translate({number(x)} {number(y)}){turn}'
            f"translate({number(-glyphs[glyph_name].width * scale / 2)} {number((ascent - descent) / 2)})"
            f'scale({scale:.4g} -{scale:.4g})"/>'
        )


def number(value: float) -> str:
    """A tenth of a pixel is near enough, and shorter."""
    return f"{value:.1f}".removesuffix(".0")


def font(size: float) -> ImageFont.FreeTypeFont:
    """Our display face, which is kept as WOFF2 for browsers; Pillow wants plain TrueType."""
    whole = TTFont(FONT)
    whole.flavor = None
    with tempfile.NamedTemporaryFile(suffix=".ttf") as file:
        whole.save(file.name)
        return ImageFont.truetype(file.name, round(size * SCALE))


def ring() -> Frame:
    """The campaign's aim, all the way round."""
    frame = Frame(RED)
    frame.around("FREE MOVEMENT", radius=0.875, size=92, colour=PAPER, top=True, track=7)
    frame.around("FOR EVERY WORKER", radius=0.875, size=72, colour=PAPER, top=False, track=8)
    frame.disc(0.765, PAPER)
    frame.cut(0.745)
    return frame


def banner() -> Frame:
    """A marching banner across the chest, with its fringe."""
    frame = Frame(RED)
    frame.disc(0.93, PAPER)
    frame.cut(0.905)
    upper, lower, step = 0.715 * SIDE, 0.875 * SIDE, 12
    frame.box(0, upper, SIDE, lower, RED)
    frame.box(0, upper + 12, SIDE, upper + 15, PAPER)
    for place in range(0, SIDE, step):
        frame.box(place, lower, place + step * 0.55, lower + 26, RED)
    frame.box(0, upper - 10, SIDE, upper, INK)
    frame.line("FREE MOVEMENT", middle=(upper + lower) / 2 + 6, size=90, colour=PAPER)
    return frame


def signed() -> Frame:
    """For whoever signed: paper outside, ink letters."""
    frame = Frame(PAPER)
    frame.around("I SIGNED", radius=0.88, size=104, colour=RED, top=True, track=10)
    frame.around("ADD YOUR NAME", radius=0.88, size=76, colour=INK, top=False, track=8)
    frame.disc(0.775, RED)
    frame.cut(0.745)
    return frame


def night() -> Frame:
    """The detention section's: bars on ink, broken open in the middle."""
    frame = Frame(INK)
    frame.around("CLOSE EVERY", radius=0.88, size=84, colour=PAPER, top=True, track=9)
    frame.around("DETENTION CENTRE", radius=0.88, size=72, colour=PAPER, top=False, track=6)
    for side in (-1, 1):
        for place in range(5):
            frame.bar(math.radians(90 * side + (place - 2) * 7), 0.80, 0.965, 16, RED)
    frame.disc(0.765, RED)
    frame.cut(0.745)
    return frame


FRAMES: dict[str, Callable[[], Frame]] = {"ring": ring, "banner": banner, "signed": signed, "night": night}


def finished(frame: Image.Image) -> Image.Image:
    """At its final size, with as few colours as its edges need."""
    small = frame.resize((SIDE, SIDE), Image.Resampling.LANCZOS)
    return small.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)


def main() -> None:
    FRAMES_DIR.mkdir(parents=True, exist_ok=True)
    for name, draw in FRAMES.items():
        frame = draw()
        finished(frame.image).save(FRAMES_DIR / f"{name}.png", optimize=True)
        (FRAMES_DIR / f"{name}.svg").write_text(frame.svg())
        for path in (FRAMES_DIR / f"{name}.png", FRAMES_DIR / f"{name}.svg"):
            print(f"{path.relative_to(ROOT_DIR)}  {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
