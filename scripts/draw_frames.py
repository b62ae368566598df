"""Draws the starter set of frames for profile pictures into `site/static/img/frames/`.

Run it again when the words or the look change: `python scripts/draw_frames.py`. Each frame is a transparent square
with a round hole, drawn three times as large and scaled down. Networks crop profile pictures to a circle, so all that
matters lies inside of it; the corners show where pictures stay square.
"""

import math
import tempfile
from collections.abc import Callable
from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import Image, ImageChops, ImageDraw, ImageFont

ROOT_DIR = Path(__file__).resolve().parent.parent
FRAMES_DIR = ROOT_DIR / "site/static/img/frames"
FONT = ROOT_DIR / "site/static/fonts/campaign-display-latin.woff2"

SIDE = 1080
SMALL_SIDE = 160  # to choose from
SCALE = 3
FULL = SIDE * SCALE
MIDDLE = FULL / 2
RED, INK, PAPER = "#c4122f", "#191514", "#fffdf9"
COLOURS = 96  # flat colours and their edges; keeps each file small


def font(size: float) -> ImageFont.FreeTypeFont:
    """Our display face, which is kept as WOFF2 for browsers; Pillow wants plain TrueType."""
    whole = TTFont(FONT)
    whole.flavor = None
    with tempfile.NamedTemporaryFile(suffix=".ttf") as file:
        whole.save(file.name)
        return ImageFont.truetype(file.name, round(size * SCALE))


def disc(radius: float, colour: str | None, onto: Image.Image) -> None:
    """A circle around the middle, of `radius` in parts of the frame's half; None cuts a hole."""
    edge = radius * MIDDLE
    mask = Image.new("L", onto.size, 0)
    ImageDraw.Draw(mask).ellipse([MIDDLE - edge, MIDDLE - edge, MIDDLE + edge, MIDDLE + edge], fill=255)
    if colour is None:
        onto.putalpha(ImageChops.subtract(onto.getchannel("A"), mask))
    else:
        onto.paste(Image.new("RGBA", onto.size, colour), mask=mask)


def around(onto: Image.Image, words: str, *, radius: float, size: float, colour: str, top: bool, track: float) -> None:
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
        tile = tile.rotate(-math.degrees(turn) if top else math.degrees(turn), resample=Image.Resampling.BICUBIC)
        x = MIDDLE + reach * math.sin(turn) - tile_side / 2
        y = MIDDLE + (-1 if top else 1) * reach * math.cos(turn) - tile_side / 2
        onto.alpha_composite(tile, (round(x), round(y)))


def ground(colour: str) -> Image.Image:
    return Image.new("RGBA", (FULL, FULL), colour)


def ring() -> Image.Image:
    """The campaign's aim, all the way round."""
    frame = ground(RED)
    around(frame, "FREE MOVEMENT", radius=0.875, size=92, colour=PAPER, top=True, track=7)
    around(frame, "FOR EVERY WORKER", radius=0.875, size=72, colour=PAPER, top=False, track=8)
    disc(0.765, PAPER, frame)
    disc(0.745, None, frame)
    return frame


def banner() -> Image.Image:
    """A marching banner across the chest, with its fringe."""
    frame = ground(RED)
    disc(0.93, PAPER, frame)
    disc(0.905, None, frame)
    cloth = Image.new("RGBA", frame.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(cloth)
    upper, lower = 0.715 * FULL, 0.875 * FULL
    draw.rectangle([0, upper, FULL, lower], fill=RED)
    draw.rectangle([0, upper + 12 * SCALE, FULL, upper + 15 * SCALE], fill=PAPER)
    step = 12 * SCALE
    for place in range(0, FULL, step):
        draw.rectangle([place, lower, place + step * 0.55, lower + 26 * SCALE], fill=RED)
    draw.rectangle([0, upper - 10 * SCALE, FULL, upper], fill=INK)
    draw.text((MIDDLE, (upper + lower) / 2 + 6 * SCALE), "FREE MOVEMENT", font=font(90), fill=PAPER, anchor="mm")
    frame.alpha_composite(cloth)
    return frame


def signed() -> Image.Image:
    """For whoever signed: paper outside, ink letters."""
    frame = ground(PAPER)
    around(frame, "I SIGNED", radius=0.88, size=104, colour=RED, top=True, track=10)
    around(frame, "ADD YOUR NAME", radius=0.88, size=76, colour=INK, top=False, track=8)
    disc(0.775, RED, frame)
    disc(0.745, None, frame)
    return frame


def night() -> Image.Image:
    """The detention section's: bars on ink, broken open in the middle."""
    frame = ground(INK)
    around(frame, "CLOSE EVERY", radius=0.88, size=84, colour=PAPER, top=True, track=9)
    around(frame, "DETENTION CENTRE", radius=0.88, size=72, colour=PAPER, top=False, track=6)
    for side in (-1, 1):
        draw = ImageDraw.Draw(frame)
        for bar in range(5):
            turn = math.radians(90 * side + (bar - 2) * 7)
            inner, outer = 0.80 * MIDDLE, 0.965 * MIDDLE
            ends = [(MIDDLE + far * math.sin(turn), MIDDLE - far * math.cos(turn)) for far in (inner, outer)]
            draw.line(ends, fill=RED, width=16 * SCALE)
    disc(0.765, RED, frame)
    disc(0.745, None, frame)
    return frame


FRAMES: dict[str, Callable[[], Image.Image]] = {"ring": ring, "banner": banner, "signed": signed, "night": night}


def finished(frame: Image.Image, side: int) -> Image.Image:
    """At its final size, with as few colours as its edges need."""
    small = frame.resize((side, side), Image.Resampling.LANCZOS)
    return small.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)


def main() -> None:
    FRAMES_DIR.mkdir(parents=True, exist_ok=True)
    for name, draw in FRAMES.items():
        frame = draw()
        for path, side in ((FRAMES_DIR / f"{name}.png", SIDE), (FRAMES_DIR / f"{name}-small.png", SMALL_SIDE)):
            finished(frame, side).save(path, optimize=True)
            print(f"{path.relative_to(ROOT_DIR)}  {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
