"""Pictures come in the sizes that pages ask for before anybody visits a page."""

import re

import pytest
from wagtail.images import get_image_model
from wagtail.images.models import Rendition
from wagtail.images.tests.utils import get_test_image_file

from campaign_pages.renditions import SIZES, make_renditions
from config.paths import ROOT_DIR
from home.templatetags.sharing_tags import FILLED

NOT_PUBLIC = {"admin", "wagtailadmin", "modeladmin", "emails"}


def asked_for() -> set[str]:
    """The sizes that the public templates name, as Wagtail spells them."""
    found = set()
    for template in (ROOT_DIR / "templates").rglob("*.html"):
        if NOT_PUBLIC & set(template.parts):
            continue
        for words in re.findall(r"{% (?:srcset_)?image [\w.]+ ([^%]*)%}", template.read_text()):
            parts = [word for word in words.split() if re.match(r"(width|height|fill|min|max|format)-", word)]
            sizes = next(part for part in parts if not part.startswith("format-"))
            widths = re.search(r"{([\d,]+)}", sizes)
            for width in widths[1].split(",") if widths else [""]:
                size = re.sub(r"{[\d,]+}", width, sizes)
                found.add("|".join([size, *(part for part in parts if part.startswith("format-"))]))
    return found


def test_the_sizes_made_are_the_sizes_that_pages_show():
    assert asked_for() | {FILLED} == set(SIZES)


@pytest.mark.django_db
def test_an_uploaded_picture_has_its_sizes_before_the_first_visit(
    settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = str(tmp_path)
    with django_capture_on_commit_callbacks(execute=True):
        image = get_image_model().objects.create(title="A meeting", file=get_test_image_file(size=(2000, 1500)))

    assert set(Rendition.objects.filter(image=image).values_list("filter_spec", flat=True)) >= set(SIZES)

    made = Rendition.objects.count()
    make_renditions.call(image.pk)
    assert Rendition.objects.count() == made


@pytest.mark.django_db
def test_a_picture_that_has_gone_meanwhile_is_no_error():
    make_renditions.call(999_999)

    assert not get_image_model().get_rendition_model().objects.exists()
