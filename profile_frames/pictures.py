"""What makes a picture a frame, and a clean copy of one. Pure: Pillow and the standard library.

A frame is laid over a photograph, so it must be square, large enough for any network, and clear in the middle.
"""

import io

from PIL import Image, ImageDraw, UnidentifiedImageError

MIN_SIDE = 400  # what the networks show at least
KEPT_SIDE = 1080  # larger frames are scaled down to this
MAX_SIDE = 4000
LOOK_SIDE = 400  # of the copy that pages show
MAX_BYTES = 5 * 1024 * 1024
HOLE = 0.4  # diameter of the middle that must be clear, in parts of the side
CLEAR = 8  # of 255: what may be left of a colour in the middle
SOLID = 0.01  # of the picture, or there is nothing to see


_ = str  # marks a text for translation; the field that shows it translates it

MESSAGES = {
    "empty": _("This picture is transparent all over: there is nothing to see."),
    "no_hole": _(
        "The middle of a frame must be fully transparent, or it covers the face. Cut a hole at least half as wide as "
        "the picture."
    ),
    "no_png": _("This is no PNG picture that can be read. Save the frame as PNG."),
    "not_square": _("A frame must be square. This picture is %(width)s by %(height)s pixels."),
    "opaque": _("This picture has no transparent part: a photograph could not be seen through it."),
    "too_big": _("This file is too large. At most %(megabytes)s MB, please."),
    "too_many_pixels": _("A frame may be at most %(most)s pixels wide."),
    "too_small": _("A frame must be at least %(least)s pixels wide. This one has %(width)s."),
}


class Refused(Exception):
    """The picture can't be a frame: `code` is a key of `MESSAGES`; `params` fill the message."""

    def __init__(self, code: str, **params: int) -> None:
        super().__init__(code)
        self.code = code
        self.message = MESSAGES[code]
        self.params = params


def clean_frame(data: bytes) -> bytes:
    """A PNG of the same frame and nothing else: no metadata, no more pixels than are needed. Raises: Refused."""
    frame = _opened(data)
    width, height = frame.size
    if width != height:
        raise Refused("not_square", width=width, height=height)
    if width < MIN_SIDE:
        raise Refused("too_small", least=MIN_SIDE, width=width)
    if frame.mode not in {"RGBA", "LA", "PA"} and "transparency" not in frame.info:
        raise Refused("opaque")
    frame = frame.convert("RGBA")
    if width > KEPT_SIDE:
        frame = frame.resize((KEPT_SIDE, KEPT_SIDE), Image.Resampling.LANCZOS)
    _check_hole(frame)
    bare = Image.frombytes("RGBA", frame.size, frame.tobytes())  # what came along in the file stays behind
    out = io.BytesIO()
    bare.save(out, "PNG", optimize=True)
    return out.getvalue()


def smaller(frame: bytes) -> bytes:
    """A WebP of a clean frame for the page's own use, of a few kilobytes."""
    look = Image.open(io.BytesIO(frame), formats=["PNG"]).convert("RGBA")
    look.thumbnail((LOOK_SIDE, LOOK_SIDE), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    look.save(out, "WEBP", quality=60, method=6)
    return out.getvalue()


def _opened(data: bytes) -> Image.Image:
    if len(data) > MAX_BYTES:
        raise Refused("too_big", megabytes=MAX_BYTES // 1024 // 1024)
    try:
        frame = Image.open(io.BytesIO(data), formats=["PNG"])
        if max(frame.size) > MAX_SIDE:  # before a pixel is unpacked
            raise Refused("too_many_pixels", most=MAX_SIDE)
        frame.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Refused("no_png") from error
    return frame


def _check_hole(frame: Image.Image) -> None:
    side = frame.width
    alpha = frame.getchannel("A")
    middle = Image.new("L", frame.size, 0)
    edge = side * (1 - HOLE) / 2
    ImageDraw.Draw(middle).ellipse([edge, edge, side - edge, side - edge], fill=255)
    if alpha.histogram(middle)[CLEAR + 1 :] != [0] * (255 - CLEAR):
        raise Refused("no_hole")
    if sum(alpha.histogram()[128:]) < SOLID * side * side:
        raise Refused("empty")
