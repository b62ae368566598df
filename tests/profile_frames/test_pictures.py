"""What may be a frame: square, large enough, clear in the middle; and kept without what its file told besides."""

import io

import pytest
from PIL import Image

from profile_frames.pictures import KEPT_SIDE, MAX_BYTES, MAX_SIDE, Refused, clean_frame
from profile_frames.starter_set import STARTER_SET
from tests.profile_frames.frames import frame, png, told


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data), formats=["PNG"])


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (500, 500)).save(out, "JPEG")
    return out.getvalue()


def speck() -> Image.Image:
    """A dot of dirt in the middle of the hole."""
    picture = frame()
    picture.putpixel((200, 200), (0, 0, 0, 255))
    return picture


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "no_png"),
        (b"GIF89a nonsense", "no_png"),
        (jpeg(), "no_png"),
        (png(frame())[:300], "no_png"),
        (b"x" * (MAX_BYTES + 1), "too_big"),
        (png(frame(400, height=401)), "not_square"),
        (png(frame(399)), "too_small"),
        (png(Image.new("P", (MAX_SIDE + 1, MAX_SIDE + 1))), "too_many_pixels"),
        (png(frame().convert("RGB")), "opaque"),
        (png(Image.new("RGBA", (400, 400), "red")), "no_hole"),
        (png(frame(hole=0.38)), "no_hole"),
        (png(speck()), "no_hole"),
        (png(Image.new("RGBA", (400, 400), (0, 0, 0, 0))), "empty"),
    ],
)
def test_what_can_be_no_frame_is_refused_with_a_plain_reason(data, code):
    with pytest.raises(Refused) as refused:
        clean_frame(data)
    assert refused.value.code == code
    assert refused.value.message.endswith(".")


@pytest.mark.parametrize("mode", ["RGBA", "P"])
def test_a_frame_is_kept_pixel_by_pixel(mode):
    given = frame(500)
    given = given.quantize(16) if mode == "P" else given
    kept = opened(clean_frame(png(given)))
    assert (kept.mode, kept.size) == ("RGBA", (500, 500))
    assert kept.tobytes() == given.convert("RGBA").tobytes()


def test_a_huge_frame_is_scaled_down():
    assert opened(clean_frame(png(frame(2000)))).size == (KEPT_SIDE, KEPT_SIDE)


def test_what_the_file_told_besides_is_gone():
    given = png(frame(), pnginfo=told(), exif=Image.Exif().tobytes(), dpi=(72, 72))
    assert b"Metadatacanary" in given
    kept = clean_frame(given)
    assert b"Metadatacanary" not in kept
    assert opened(kept).info == {}


@pytest.mark.parametrize("name", STARTER_SET)
def test_the_starter_set_passes_the_same_checks(name):
    from django.contrib.staticfiles import finders

    with open(finders.find(f"img/frames/{name}.png"), "rb") as file:
        data = file.read()
    assert opened(clean_frame(data)).size == (1080, 1080)
    assert len(data) < 40_000
