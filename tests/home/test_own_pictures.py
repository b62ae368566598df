"""Every kind of page of the site: an editor's own picture comes first, and without one a card is made."""

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, Site, get_page_models

from home import starter
from home.models import SiteSettings
from tests.test_layout import APPS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

OURS = [model for model in get_page_models() if model._meta.app_label in APPS]


@pytest.fixture
def one_of_each_kind(settings, tmp_path) -> list[Page]:
    settings.BASE_URL = "http://testserver"
    settings.MEDIA_ROOT = str(tmp_path)
    starter.load()
    pages = [page for page in (model.objects.live().first() for model in OURS) if page]
    assert {type(page) for page in pages} == set(OURS)
    return pages


def image(title: str, description: str = ""):
    file = get_test_image_file(f"{title}.png", size=(1600, 900))
    return get_image_model().objects.create(title=title, description=description, file=file)


def said_by(page: Page) -> dict[str, str]:
    """What the head of the page says of its picture, by the last part of each name."""
    cache.clear()
    shown = BeautifulSoup(Client().get(page.get_url()).content, "html.parser")
    said = {tag["property"]: tag["content"] for tag in shown.find_all("meta", property=True)}
    return {name: said[f"og:image{name}"] for name in ("", ":width", ":height", ":alt")}


def choose(page: Page, picture) -> None:
    page.share_image = picture
    page.save()


def test_without_a_picture_every_kind_of_page_is_shared_with_its_card(one_of_each_kind):
    for page in one_of_each_kind:
        choose(page, None)
        if getattr(page, "picture", None):
            page.picture = None
            page.save()
        said = said_by(page)
        assert f"/cards/{page.pk}/" in said[""], type(page)
        assert (said[":width"], said[":height"]) == ("1200", "630")
        assert said[":alt"]


def test_its_own_picture_comes_before_the_card_and_before_the_campaigns(one_of_each_kind):
    campaign = SiteSettings.for_site(Site.objects.get())
    campaign.share_image = image("campaign")
    campaign.save()
    own = image("own", description="Marchers in the rain")
    for page in one_of_each_kind:
        choose(page, own)
        said = said_by(page)
        assert "/images/own" in said[""], type(page)
        assert said[""].startswith("http://testserver/")
        assert (said[":width"], said[":height"]) == ("1200", "630")
        assert said[":alt"] == "Marchers in the rain"


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_editors_choose_it_where_they_edit_the_page(model):
    def fields(panel) -> set[str]:
        found = {panel.field_name} if hasattr(panel, "field_name") else set()
        return found.union(*(fields(child) for child in getattr(panel, "children", ())))

    assert {"share_image", "share_words"} <= fields(model.get_edit_handler())
