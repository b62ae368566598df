"""The blocks of a page's text: what editors may leave out, and what the picker shows of each."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from campaign_pages.blocks import (
    ActionBodyBlock,
    DemandBlock,
    FactBlock,
    HeadingBlock,
    ParagraphBlock,
    PictureBlock,
    VideoBlock,
)
from tests import builders

pytestmark = pytest.mark.django_db

BLOCKS = {**ActionBodyBlock().child_blocks, "demand": DemandBlock(), "fact": FactBlock()}


@pytest.fixture
def picture():
    return get_image_model().objects.create(title="March", file=get_test_image_file())


def picture_value(picture, **given):
    parts = {"image": picture, "alternative_text": "", "decorative": False, "caption": ""}
    return PictureBlock().normalize(parts | given)


@pytest.mark.parametrize("name", BLOCKS)
def test_each_block_has_a_plain_name_a_description_an_icon_and_a_template(name):
    block = BLOCKS[name]

    assert block.label
    assert block.get_description()
    assert block.meta.icon != "placeholder"
    assert block.meta.template == f"blocks/{name}.html"


@pytest.mark.parametrize("name", BLOCKS)
def test_each_block_can_be_previewed_before_any_picture_was_uploaded(name):
    builders.home()
    block = BLOCKS[name]

    html = block.render(block.get_preview_value())

    assert block.is_previewable
    assert html.strip() or name == "picture"


def test_the_preview_of_a_picture_is_the_newest_of_the_library(picture):
    assert PictureBlock().get_preview_value()["image"] == picture


@pytest.mark.parametrize("alternative_text", ["", "   "])
def test_a_picture_asks_what_it_shows(picture, alternative_text):
    with pytest.raises(ValidationError) as caught:
        PictureBlock().clean(picture_value(picture, alternative_text=alternative_text))

    assert "alternative_text" in caught.value.block_errors


def test_a_decorative_picture_needs_no_words_and_keeps_none(picture):
    cleaned = PictureBlock().clean(picture_value(picture, decorative=True, alternative_text="left over"))

    assert cleaned["alternative_text"] == ""


def test_a_described_picture_is_shown_with_its_words(picture):
    value = picture_value(picture, alternative_text="A banner in the rain", caption="Photo: Sam")

    html = PictureBlock().render(PictureBlock().clean(value))

    assert 'alt="A banner in the rain"' in html
    assert "Photo: Sam" in html


def video_value(**given):
    parts = {"image": None, "title": "Why we <march>", "address": "https://www.youtube.com/watch?v=1&t=2"}
    return VideoBlock().normalize({**parts, "length": "4 minutes", "summary": "Cleaners tell.", **given})


def test_a_video_is_our_picture_and_a_link_that_says_where_it_leads(picture):
    html = VideoBlock().render(VideoBlock().clean(video_value(image=picture)))

    assert 'href="https://www.youtube.com/watch?v=1&amp;t=2" rel="noopener noreferrer"' in html
    assert "Why we &lt;march&gt;" in html
    assert "4 minutes, on youtube.com" in " ".join(html.split())
    assert "Cleaners tell." in html
    assert "<img" in html
    assert not {"<iframe", "<video", "<script", "<object"} & set(html.split())


@pytest.mark.parametrize(
    "address", ["http://video.example/1", "javascript:alert(1)", "/a-page/", "", "data:text/html,x"]
)
def test_a_video_has_an_address_that_is_safe_to_open(address):
    with pytest.raises(ValidationError) as caught:
        VideoBlock().clean(video_value(address=address))

    assert "address" in caught.value.block_errors


def test_a_heading_escapes_what_is_typed():
    assert "<script>" not in HeadingBlock().render("<script>alert(1)</script>")


def test_a_paragraph_offers_no_headings_pictures_or_embeds():
    assert not {"h1", "h2", "h3", "image", "embed", "hr"} & set(ParagraphBlock().features)


def test_the_picker_previews_blocks_in_the_admin(client):
    builders.home()
    client.force_login(builders.user("volunteer"))
    block = BLOCKS["quotation"]

    response = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})

    assert response.status_code == 200
    assert "A cleaner and union rep" in response.content.decode()
