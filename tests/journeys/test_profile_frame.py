"""A photograph behind a frame, in a real browser: by finger, mouse and keyboard; and it never leaves the device."""

import io
import math
from base64 import b64decode
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageStat
from playwright.sync_api import Page, expect

from config.paths import SITE_DIR
from profile_frames.models import ProfileFramePage
from tests import builders
from tests.journeys.conftest import DESK, NARROWEST, PHONE, expect_accessible, expect_no_sideways_scroll

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("frames_page")]

FRAMES = SITE_DIR / "static/img/frames"
ADDRESS = "/profile-frame/"
CANARY = "Exifcanary"
STANDS_STILL = """() => {
  const top = document.querySelector("[data-canvas]").getBoundingClientRect().top;
  const still = window.topBefore === top;
  window.topBefore = top;
  return still;
}"""

EMPTY = """() => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1080;
  return canvas.toDataURL();
}"""
IS_DRAWN = """before => {
  const now = document.querySelector("[data-canvas]").toDataURL();
  return now !== before && now;
}"""


@pytest.fixture
def frames_page(statement) -> None:
    """The page with the starter set, on a site that knows its address."""
    frames = [("starter", name) for name in ("ring", "banner", "signed", "night")]
    page = ProfileFramePage(title="Show it", slug="profile-frame", introduction="Be seen.", frames=frames)
    builders.home().add_child(instance=page).save_revision().publish()


def photo(width: int = 900, height: int = 600) -> Image.Image:
    """Broad areas and soft slopes: what is out of place shows, and how a browser scales does not."""
    picture = Image.linear_gradient("L").resize((width, height))
    picture = Image.merge("RGB", (picture, picture.rotate(180), Image.new("L", (width, height), 90)))
    pen = ImageDraw.Draw(picture)
    pen.ellipse([width * 0.40, height * 0.2, width * 0.62, height * 0.55], fill="#f4d35e")
    pen.rectangle([width * 0.1, height * 0.6, width * 0.45, height * 0.9], fill="#083d77")
    return picture


def saved_as(picture: Image.Image, path: Path, **options) -> Path:
    picture.save(path, **options)
    return path


@pytest.fixture
def portrait(tmp_path) -> Path:
    """A photograph from a camera held upright: it lies on its side, and says so, with more that concerns nobody."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turn it a quarter to the right
    exif[0x010F] = CANARY  # who made the camera
    exif.get_ifd(0x8825)[1] = "N"  # where it was
    lying = photo().transpose(Image.Transpose.ROTATE_90)
    return saved_as(lying, tmp_path / "portrait.jpg", quality=95, exif=exif)


def expected(
    name: str, side: int, *, x: float = 0, y: float = 0, zoom: float = 1, degrees: float = 0, source=None
) -> Image.Image:
    """What Pillow makes of the same photograph, place and frame."""
    source = source or photo()
    scale = zoom * side / min(source.size)
    turn = math.radians(degrees)
    cos, sin = math.cos(turn) / scale, math.sin(turn) / scale
    middle_x, middle_y = side * (0.5 + x), side * (0.5 + y)
    back = (
        cos, sin, source.width / 2 - cos * middle_x - sin * middle_y,
        -sin, cos, source.height / 2 + sin * middle_x - cos * middle_y,
    )  # fmt: skip
    sheet = Image.new("RGBA", (side, side), "white")
    placed = source.convert("RGBA").transform((side, side), Image.Transform.AFFINE, back, Image.Resampling.BICUBIC)
    sheet.alpha_composite(placed)
    frame = Image.open(FRAMES / f"{name}.png").convert("RGBA")
    sheet.alpha_composite(frame.resize((side, side), Image.Resampling.LANCZOS))
    return sheet.convert("RGB")


def expect_same(found: Image.Image, wanted: Image.Image) -> None:
    """Near enough to the eye: how edges are smoothed is each program's own."""
    assert found.size == wanted.size
    difference = ImageChops.difference(found.convert("RGB"), wanted).convert("L")
    assert ImageStat.Stat(difference).mean[0] < (4 if found.format == "JPEG" else 2)
    far_off = sum(difference.histogram()[48:])
    assert far_off < 0.005 * found.width * found.height


def choose(page: Page, path: Path) -> None:
    page.locator("[data-photo]").set_input_files(path)
    expect(page.locator("[data-empty]")).to_be_hidden()
    page.wait_for_function(STANDS_STILL, polling=200)  # the stage has been scrolled into view


def save(page: Page, *, size: int = 400, kind: str = "PNG") -> Image.Image:
    page.get_by_label("Size").select_option(str(size))
    page.get_by_label("Format").select_option(kind)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the picture").click()
    data = Path(download.value.path()).read_bytes()
    assert CANARY.encode() not in data
    picture = Image.open(io.BytesIO(data))
    assert picture.format == kind
    assert not picture.getexif()
    assert {"png": "PNG", "jpg": "JPEG"}[download.value.suggested_filename.rpartition(".")[2]] == kind
    return picture


@pytest.fixture
def sent() -> list:
    return []


@pytest.fixture
def tool(visit, sent):
    """Opens the tool and notes every request that the page makes from then on."""

    def open_tool(**options) -> Page:
        page = visit("/", **options)
        page.on("request", lambda request: sent.append(request))
        page.goto(ADDRESS)
        return page

    return open_tool


@pytest.mark.parametrize(("size", "kind"), [(400, "PNG"), (800, "JPEG"), (1080, "PNG")])
def test_the_picture_is_the_photo_behind_the_frame_in_the_size_asked_for(tool, tmp_path, size, kind):
    page = tool()
    choose(page, saved_as(photo(), tmp_path / "photo.png"))
    expect_same(save(page, size=size, kind=kind), expected("ring", size))


def test_until_there_is_a_photo_the_frames_are_looked_at_as_drawings_of_few_bytes(tool, sent, tmp_path):
    page = tool()
    seen = page.evaluate(EMPTY)
    for name in ("ring", "banner", "signed", "night"):
        page.locator(f"[data-look$='/{name}.svg']").check(force=True)
        seen = page.wait_for_function(IS_DRAWN, arg=seen).json_value()
        drawing = Image.open(io.BytesIO(b64decode(seen.partition(",")[2])))
        paper = Image.new("RGBA", drawing.size, "white")
        paper.alpha_composite(drawing)
        paper.format = "PNG"
        bare = Image.new("RGBA", drawing.size, "white")
        bare.alpha_composite(Image.open(FRAMES / f"{name}.png").convert("RGBA"))
        expect_same(paper, bare.convert("RGB"))
    expect(page.get_by_role("button", name="Save the picture")).to_be_disabled()
    assert [request.url for request in sent if request.url.endswith(".png")] == []

    choose(page, saved_as(photo(), tmp_path / "photo.png"))
    expect_same(save(page), expected("night", 400))


def test_a_frame_that_does_not_load_is_named_and_nothing_is_saved_without_it(tool, tmp_path):
    page = tool()
    page.route("**/ring.png", lambda route: route.fulfill(status=404))
    choose(page, saved_as(photo(), tmp_path / "photo.png"))
    expect(page.locator("[data-error]")).to_contain_text("could not be loaded")
    expect(page.get_by_role("button", name="Save the picture")).to_be_disabled()
    page.unroute("**/ring.png")
    page.get_by_role("radio", name="Free movement, on a banner").check(force=True)
    expect_same(save(page), expected("banner", 400))
    expect(page.locator("[data-error]")).to_be_empty()


def test_a_photo_is_turned_the_way_the_camera_was_held_and_what_it_told_is_gone(tool, portrait):
    assert CANARY.encode() in portrait.read_bytes()
    page = tool()
    choose(page, portrait)
    expect_same(save(page, kind="JPEG"), expected("ring", 400))


def test_no_request_carries_the_photo(tool, sent, portrait):
    page = tool()
    before = len(sent)
    choose(page, portrait)
    page.get_by_role("radio", name="Close every detention centre").check(force=True)
    save(page, size=1080)
    save(page, kind="JPEG")

    assert {request.method for request in sent} == {"GET"}
    assert not [request.url for request in sent if request.post_data_buffer]
    afterwards = {request.url.rsplit("/", 1)[1] for request in sent[before:] if not request.url.startswith("blob:")}
    assert afterwards <= {"ring.png", "night.png", "favicon.svg"}
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_by_keyboard(tool, tmp_path):
    page = tool()
    choose(page, saved_as(photo(), tmp_path / "photo.png"))
    expect(page.locator("[data-canvas]")).to_be_focused()
    for key, times in (("+", 3), ("ArrowRight", 4), ("ArrowUp", 2), ("]", 3), ("[", 1), ("-", 1)):
        for _ in range(times):
            page.keyboard.press(key)
    expect(page.locator("[data-status]")).to_contain_text("Zoom 121%, turned 10°")
    # Zooming out once more is around the middle of the stage, so it brings the photo's middle nearer too.
    expect_same(save(page), expected("ring", 400, x=0.08 / 1.1, y=-0.04 / 1.1, zoom=1.21, degrees=10))

    page.locator("[data-canvas]").focus()
    page.keyboard.press("0")
    expect_same(save(page), expected("ring", 400))


def test_by_buttons_and_with_another_frame(tool, tmp_path):
    page = tool(width=PHONE)
    choose(page, saved_as(photo(), tmp_path / "photo.png"))
    page.get_by_role("radio", name="Free movement, on a banner").check(force=True)
    for name, times in (("Larger", 2), ("Move left", 3), ("Move down", 1), ("Turn to the left", 2)):
        for _ in range(times):
            page.get_by_role("button", name=name, exact=True).click()
    expect_same(save(page), expected("banner", 400, x=-0.06, y=0.02, zoom=1.21, degrees=-10))
    expect(page.get_by_label("Describe it")).to_have_value("A portrait behind a red banner that says “Free movement”.")


def test_by_mouse(tool, tmp_path):
    page = tool()
    choose(page, saved_as(photo(), tmp_path / "photo.png"))
    box = page.locator("[data-canvas]").bounding_box()
    # Whole pixels: a browser tells its pages of no others.
    across, down = round(box["x"] + box["width"] / 2), round(box["y"] + box["height"] / 2)
    page.mouse.move(across, down)
    page.mouse.down()
    page.mouse.move(across + 50, down - 26, steps=4)
    page.mouse.move(across + 77, down - 51, steps=4)
    page.mouse.up()
    page.mouse.move(across, down)  # no longer held
    page.evaluate(
        "window.wheeled = new Promise(done => document.querySelector('[data-canvas]').addEventListener('wheel', "
        "({ clientX, clientY, target }) => done([clientX, clientY, target.getBoundingClientRect().toJSON()]), "
        "{ once: true })); true"
    )
    page.mouse.wheel(0, -100)
    wheel_x, wheel_y, stage = page.evaluate("window.wheeled")  # the browser turns the wheel in its own time
    zoom = math.exp(0.2)
    x, y = 77 / box["width"], -51 / box["height"]
    around_x = (wheel_x - stage["left"]) / stage["width"] - 0.5
    around_y = (wheel_y - stage["top"]) / stage["height"] - 0.5
    assert abs(around_x) < 0.05
    assert abs(around_y) < 0.05
    x, y = around_x + (x - around_x) * zoom, around_y + (y - around_y) * zoom
    expect_same(save(page), expected("ring", 400, x=x, y=y, zoom=zoom))


def touch(session, kind: str, *points: tuple[float, float]) -> None:
    spots = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
    session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": spots})


def test_by_touch_one_finger_moves_and_two_zoom_and_turn(tool, tmp_path):
    page = tool(width=PHONE, has_touch=True, is_mobile=True)
    choose(page, saved_as(photo(), tmp_path / "photo.png"))
    page.locator("[data-canvas]").scroll_into_view_if_needed()
    box = page.locator("[data-canvas]").bounding_box()
    side, session = box["width"], page.context.new_cdp_session(page)

    def at(x: float, y: float) -> tuple[float, float]:
        return box["x"] + side * (0.5 + x), box["y"] + side * (0.5 + y)

    touch(session, "touchStart", at(0, 0))
    for step in range(1, 6):
        touch(session, "touchMove", at(0.02 * step, 0.01 * step))
    touch(session, "touchEnd")
    expect_same(save(page), expected("ring", 400, x=0.1, y=0.05))

    page.locator("[data-canvas]").scroll_into_view_if_needed()
    box = page.locator("[data-canvas]").bounding_box()
    touch(session, "touchStart", at(-0.1, 0), at(0.1, 0))
    for step in range(1, 11):  # apart to one and a half, and a quarter of a right angle round
        turn, reach = math.radians(2.25 * step), 0.1 + 0.005 * step
        x, y = reach * math.cos(turn), reach * math.sin(turn)
        touch(session, "touchMove", at(-x, -y), at(x, y))
    touch(session, "touchEnd")
    turn = math.radians(22.5)
    x = 1.5 * (0.1 * math.cos(turn) - 0.05 * math.sin(turn))
    y = 1.5 * (0.1 * math.sin(turn) + 0.05 * math.cos(turn))
    expect_same(save(page), expected("ring", 400, x=x, y=y, zoom=1.5, degrees=22.5))


def test_a_photo_can_be_dropped_on_the_stage_and_one_beside_it_does_no_harm(tool, tmp_path):
    page = tool()
    data = list(saved_as(photo(), tmp_path / "photo.png").read_bytes())
    dropped = page.evaluate_handle(
        """data => {
            const carried = new DataTransfer();
            carried.items.add(new File([new Uint8Array(data)], "photo.png", {type: "image/png"}));
            return carried;
        }""",
        data,
    )
    page.dispatch_event("h1", "drop", {"dataTransfer": dropped})
    expect(page.locator("[data-empty]")).to_be_visible()
    page.dispatch_event("[data-stage]", "drop", {"dataTransfer": dropped})
    expect(page.locator("[data-empty]")).to_be_hidden()
    expect_same(save(page), expected("ring", 400))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("notes.txt", b"Dear friends", "not a picture"),
        ("photo.jpg", b"\xff\xd8\xff\xe0 cut off", "can’t be opened"),
        ("IMG_1.HEIC", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC photo"),
        ("huge.jpg", b"\xff" * (30 * 1024 * 1024 + 1), "too big"),
    ],
)
def test_what_can_not_be_used_is_named_and_the_photo_before_it_stays(tool, tmp_path, name, data, said):
    page = tool()
    choose(page, saved_as(photo(), tmp_path / "photo.png"))
    (tmp_path / name).write_bytes(data)
    page.locator("[data-photo]").set_input_files(tmp_path / name)
    expect(page.locator("[data-error]")).to_contain_text(said)
    expect_same(save(page), expected("ring", 400))
    choose(page, saved_as(photo(), tmp_path / "other.png"))
    expect(page.locator("[data-error]")).to_be_empty()


def test_a_photo_of_a_good_camera_is_taken(tool, tmp_path):
    large = photo(6000, 4000)
    page = tool()
    choose(page, saved_as(large, tmp_path / "large.jpg", quality=90))
    expect_same(save(page), expected("ring", 400, source=large.resize((900, 600), Image.Resampling.LANCZOS)))


def test_round_and_square_are_ways_to_look_and_the_saved_picture_stays_square(tool, tmp_path):
    page = tool()
    choose(page, saved_as(photo(), tmp_path / "photo.png"))
    canvas = page.locator("[data-canvas]")
    expect(canvas).to_have_css("border-radius", "50%")
    page.get_by_role("radio", name="Square").check()
    expect(canvas).to_have_css("border-radius", "0px")
    page.get_by_role("radio", name="Round").check()
    expect_same(save(page), expected("ring", 400))


@pytest.mark.parametrize(("width", "scheme"), [(NARROWEST, "dark"), (DESK, "light")])
def test_the_tool_is_accessible_and_fits_empty_full_and_after_a_mistake(tool, tmp_path, width, scheme):
    page = tool(width=width, color_scheme=scheme)
    expect_accessible(page)
    choose(page, saved_as(photo(), tmp_path / "photo.png"))
    expect_accessible(page)
    (tmp_path / "notes.txt").write_text("Dear friends")
    page.locator("[data-photo]").set_input_files(tmp_path / "notes.txt")
    expect(page.locator("[data-error]")).to_be_visible()
    expect_accessible(page)
    expect_no_sideways_scroll(page)


def test_every_control_is_reached_by_keyboard_and_shows_that_it_is(tool, tmp_path):
    page = tool()
    choose(page, saved_as(photo(), tmp_path / "photo.png"))
    page.get_by_role("link", name="Skip to the text").focus()
    missing = {"framer-photo", "framer-size", "framer-format", "framer-alt"}
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.matches(':focus-visible')")
        reached.add(page.evaluate("document.activeElement.id"))
        if page.evaluate("document.activeElement.matches('[data-save]')"):
            reached.add("save")
        if page.evaluate("document.activeElement.closest('.by-hand') !== null"):
            break
    assert missing | {"save"} <= reached


def test_without_scripts_the_frames_themselves_are_saved_with_a_word_on_how(visit):
    page = visit(ADDRESS, javascript=False, width=PHONE)
    expect(page.locator(".framer")).to_be_hidden()
    expect(page.get_by_role("main")).to_contain_text("Scripts are switched off")
    with page.expect_download() as download:
        page.get_by_role("link", name="Save “Close every detention centre”").click()
    assert Path(download.value.path()).read_bytes() == (FRAMES / "night.png").read_bytes()
    expect_no_sideways_scroll(page)
