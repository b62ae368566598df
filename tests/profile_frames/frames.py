"""Small pictures that are frames, or nearly."""

import io

from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo


def frame(side: int = 400, *, hole: float = 0.7, colour: str = "#c4122f", height: int | None = None) -> Image.Image:
    """A square of one colour with a round hole; `hole` is its diameter in parts of the side."""
    picture = Image.new("RGBA", (side, height or side), colour)
    edge = side * (1 - hole) / 2
    ImageDraw.Draw(picture).ellipse([edge, edge, side - edge, side - edge], fill=(0, 0, 0, 0))
    return picture


def png(picture: Image.Image, **options) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", **options)
    return out.getvalue()


def told() -> PngInfo:
    """What a drawing program may write into a file."""
    info = PngInfo()
    info.add_text("Author", "Metadatacanary")
    info.add_itxt("XML:com.adobe.xmp", "<x>Metadatacanary</x>")
    return info
