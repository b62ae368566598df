"""The picture shown with a shared link."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Site

from campaign_pages.models import InformationPage
from home.models import SiteSettings
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def image(settings):
    settings.BASE_URL = "https://campaign.example.org"
    return get_image_model().objects.create(title="Banner", file=get_test_image_file(size=(1600, 900)))


def share_picture(page=None) -> str:
    request = RequestFactory().get("/", headers={"host": "testserver"})
    template = Template(
        "{% load sharing_tags %}{% share_picture page as picture %}{{ picture.url }} {{ picture.words }}"
    )
    return template.render(Context({"request": request, "page": page}))


def choose_for_the_campaign(image) -> None:
    builders.home()
    settings = SiteSettings.for_site(Site.objects.get())
    settings.share_image = image
    settings.save()


def test_a_page_is_shared_with_its_own_picture_by_its_whole_address(image):
    choose_for_the_campaign(get_image_model().objects.create(title="Other", file=get_test_image_file()))

    url = share_picture(InformationPage(title="About", share_image=image))

    assert url.startswith("https://campaign.example.org/media/")
    assert "fill-1200x630" in url


def test_a_page_without_one_is_shared_with_the_campaigns(image):
    choose_for_the_campaign(image)

    assert "fill-1200x630" in share_picture(InformationPage(title="About"))


def test_what_is_no_page_has_no_picture():
    builders.home()

    assert share_picture().strip() in {"", "None"}


def test_a_picture_is_described_as_its_editors_described_it_or_by_the_title(image):
    builders.home()
    page = InformationPage(title="About", share_image=image)
    assert share_picture(page).endswith(" About")

    image.description = "Marchers in the rain"
    assert share_picture(page).endswith(" Marchers in the rain")


def test_a_lost_file_takes_no_page_down(image):
    image.file.storage.delete(image.file.name)

    page = builders.home().add_child(instance=InformationPage(title="About", slug="about", share_image=image))

    assert f"/cards/{page.pk}/" in share_picture(page)
