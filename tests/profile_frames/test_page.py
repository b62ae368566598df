"""The page that offers frames, and how editors upload them."""

import io

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from profile_frames.models import ProfileFrame, ProfileFramePage
from staff.roles import ROLES
from tests import builders
from tests.profile_frames.frames import frame, png, told
from tests.signatures.visitor import parsed, words

pytestmark = pytest.mark.django_db

EDITORS, ORGANISERS = {"volunteer", "organiser", "admin"}, {"organiser", "admin"}
ADD = "wagtailsnippets_profile_frames_profileframe:add"


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


def upload(name: str = "My Frame (1).png", data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data or png(frame(), pnginfo=told()), content_type="image/png")


def kept_frame(**fields) -> ProfileFrame:
    row = ProfileFrame(**{"title": "Ours", "alt_text": "A portrait in our frame.", "picture": upload()} | fields)
    row.full_clean()
    row.save()
    return row


def page(*frames) -> ProfileFramePage:
    chosen = [("uploaded", each) if isinstance(each, ProfileFrame) else ("starter", each) for each in frames]
    made = builders.home().add_child(
        instance=ProfileFramePage(title="Show it", slug="profile-frame", frames=chosen, introduction="Be seen.")
    )
    made.save_revision().publish()
    return made


def test_the_page_offers_its_frames_in_the_editors_order(client):
    page("night", kept_frame(), "ring")
    shown = parsed(client.get("/profile-frame/"))
    pictures = [choice["data-frame"] for choice in shown.select("[data-frame]")]
    assert [url.rsplit("/", 1)[1] for url in pictures] == ["night.png", "my-frame-1.png", "ring.png"]
    assert [link["href"] for link in shown.select(".by-hand a[download]")] == pictures
    assert [choice["value"] for choice in shown.select("[data-frame][checked]")] == ["1"]
    assert shown.select("[data-alt]")[1]["data-alt"] == "A portrait in our frame."


def test_the_page_has_nothing_that_could_send_a_photo(client):
    page("ring")
    shown = parsed(client.get("/profile-frame/"))
    assert not shown.main.select("form, [formaction], [name=photo], iframe")
    assert not shown.select_one("input[type=file]").get("name")


def test_the_sizes_are_plain_numbers(client):
    page("ring")
    assert [size["value"] for size in parsed(client.get("/profile-frame/")).select("[data-size] option")] == [
        "400", "800", "1080",
    ]  # fmt: skip


def test_a_frame_that_was_deleted_leaves_no_hole_in_the_page(client):
    ours = kept_frame()
    page("ring", ours)
    ours.delete()
    assert len(parsed(client.get("/profile-frame/")).select("[data-frame]")) == 1


def test_without_any_frame_the_page_says_so(client):
    page()
    answer = client.get("/profile-frame/")
    assert "no frame at the moment" in words(answer)
    assert not parsed(answer).select("script[src*=profile-frame]")


def test_many_frames_cost_no_more_queries_than_one(client):
    one = page(kept_frame())
    costs = []
    for number in (1, 6):
        one.frames = [("uploaded", kept_frame(title=f"Frame {each}")) for each in range(number)]
        one.save_revision().publish()
        client.get("/profile-frame/")
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            client.get("/profile-frame/")
        costs.append(len(captured))
    assert costs[0] == costs[1]


# --- Editors ---------------------------------------------------------------------------------------------------------


def add(client, **fields):
    given = {"title": "Ours", "alt_text": "A portrait in our frame.", "picture": upload()}
    return client.post(reverse(ADD), given | fields)


@pytest.mark.parametrize("role", ROLES)
def test_editors_upload_frames_and_organisers_change_and_delete_them(client, role):
    client.force_login(builders.user(role))
    add(client)
    assert ProfileFrame.objects.exists() is (role in EDITORS)

    row = ProfileFrame.objects.first() or kept_frame()
    edit = reverse("wagtailsnippets_profile_frames_profileframe:edit", args=[row.pk])
    client.post(edit, {"title": "Changed", "alt_text": row.alt_text})
    row.refresh_from_db()
    assert (row.title == "Changed") is (role in ORGANISERS)

    client.post(reverse("wagtailsnippets_profile_frames_profileframe:delete", args=[row.pk]))
    assert ProfileFrame.objects.exists() is not (role in ORGANISERS)


def test_what_is_kept_is_a_clean_copy_under_a_plain_name(client):
    client.force_login(builders.user("volunteer"))
    add(client)
    row = ProfileFrame.objects.get()
    assert row.picture.name == "profile-frames/my-frame-1.png"
    with row.picture.open() as file:
        data = file.read()
    assert b"Metadatacanary" not in data
    assert Image.open(io.BytesIO(data)).tobytes() == frame().tobytes()


def test_the_page_shows_a_smaller_copy_and_saves_with_the_whole_frame(client):
    row = kept_frame(picture=upload(data=png(frame(1080))))
    page(row)
    shown = parsed(client.get("/profile-frame/"))
    choice = shown.select_one("[data-frame]")
    assert choice["data-frame"] == row.picture.url
    assert {choice["data-look"], *(image["src"] for image in shown.main.select("img"))} == {row.look.url}
    with row.look.open() as file:
        copy = Image.open(file)
        assert (copy.format, copy.size) == ("WEBP", (400, 400))
        assert copy.getpixel((200, 200))[3] == 0  # seen through, like the frame
        assert copy.getpixel((2, 2))[3] == 255


def test_a_new_picture_gets_a_new_copy_and_a_frame_of_old_is_shown_as_it_is(client):
    row = kept_frame()
    first = row.look.name
    row.picture = upload("other.png", png(frame(colour="#191514")))
    row.full_clean()
    row.save(update_fields=["picture"])
    row.refresh_from_db()
    assert row.look.name not in {"", first}
    assert row.picture.size > 0

    ProfileFrame.objects.update(look="")
    assert ProfileFrame.objects.get().look_url == row.picture.url


def test_a_picture_that_covers_the_face_is_refused_in_words(client):
    client.force_login(builders.user("volunteer"))
    answer = add(client, picture=upload(data=png(Image.new("RGBA", (400, 400), "red"))))
    assert answer.status_code == 200
    assert "The middle of a frame must be fully transparent" in words(answer)
    assert not ProfileFrame.objects.exists()


def test_changing_the_title_leaves_the_picture_alone(client):
    row = kept_frame()
    client.force_login(builders.organiser())
    edit = reverse("wagtailsnippets_profile_frames_profileframe:edit", args=[row.pk])
    client.post(edit, {"title": "Better", "alt_text": row.alt_text})
    before = row.picture.name
    row.refresh_from_db()
    assert (row.title, row.picture.name) == ("Better", before)


def test_the_list_shows_each_frame(client):
    row = kept_frame()
    client.force_login(builders.user("volunteer"))
    shown = parsed(client.get(reverse("wagtailsnippets_profile_frames_profileframe:list")))
    assert shown.select_one(f"img[src='{row.url}']")
