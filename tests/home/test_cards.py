"""The card that goes with a shared link: what stands on it, who may have it made, and what it weighs."""

import re
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from threading import Lock

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image, ImageChops
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from campaign_pages.models import InformationPage
from home.cards import views
from home.cards.card import DAY, NIGHT, Card, figure, in_steps
from home.cards.drawing import draw
from signatures.models import Signature, Supporter
from signatures.states import State
from tests import builders
from tests.campaign_pages import pages
from tests.typesetting.scripts import HEADLINES

MOST_BYTES = 100_000


def card(title: str = "For free movement", **fields) -> Card:
    given = {"kicker": "An open letter", "campaign": "Labour Campaign for Free Movement", "look": DAY}
    return Card(title=title, **given | fields)


def opened(file: bytes) -> Image.Image:
    return Image.open(BytesIO(file)).convert("RGB")


def head(url: str) -> dict[str, str]:
    page = BeautifulSoup(Client().get(url).content, "html.parser")
    return {tag.get("property") or tag.get("name"): tag["content"] for tag in page.find_all("meta", content=True)}


def card_address(url: str) -> str:
    return head(url)["og:image"].removeprefix("http://testserver")


# --- What is drawn ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("look", [DAY, NIGHT])
@pytest.mark.parametrize("script", HEADLINES)
def test_a_card_in_any_script_is_1200_by_630_and_light(script, look):
    file = draw(card(HEADLINES[script], look=look, figure="2,300+", label="have signed"))

    assert opened(file).size == (1200, 630)
    assert len(file) < MOST_BYTES


def ink_of_title(picture: Image.Image) -> tuple[int, int, int, int]:
    """Where the title stands: whatever differs from the ground beneath the pennant and above the last line."""
    part = picture.crop((0, 110, 1200, 460))
    ground = Image.new("RGB", part.size, picture.getpixel((5, 300)))
    return ImageChops.difference(part, ground).convert("L").point(lambda value: 255 * (value > 60)).getbbox()


def test_a_title_stands_at_the_side_from_which_it_is_read():
    left, _top, right, _bottom = ink_of_title(opened(draw(card("Sign"))))
    assert left < 80
    assert right < 1000

    left, _top, right, _bottom = ink_of_title(opened(draw(card("חתמו", kicker=""))))
    assert left > 200
    assert right > 1120


@pytest.mark.parametrize("words", [2, 12, 40])
def test_however_long_a_title_stays_in_its_place(words):
    title = " ".join(["movement"] * words)[:255]

    left, _top, right, bottom = ink_of_title(opened(draw(card(title))))

    assert left >= 60
    assert right <= 1140
    assert bottom < 350  # something of the ground is left above the last line


def test_a_title_in_a_script_without_a_face_gives_way_to_the_campaigns_name():
    assert draw(card("자유로운 이동")) == draw(card("Labour Campaign for Free Movement"))
    assert draw(card("Movement 🎉")) == draw(card("Movement"))


def test_night_is_dark_and_day_is_light():
    assert sum(opened(draw(card(look=NIGHT))).getpixel((600, 480))) < 100
    assert sum(opened(draw(card(look=DAY))).getpixel((600, 480))) > 700


@pytest.mark.parametrize(
    ("number", "shown"),
    [(1, "1"), (99, "99"), (100, "100+"), (109, "100+"), (2_341, "2,300+"), (1_234_567, "1,230,000+")],
)
def test_a_count_is_shown_in_steps(number, shown):
    assert figure(number) == shown
    assert in_steps(number) <= number


def test_the_address_changes_with_what_is_shown_and_with_nothing_else():
    assert card().digest == card().digest
    different = [card("Other"), card(kicker=""), card(look=NIGHT), card(figure="3", label="have signed")]
    assert len({each.digest for each in [card(), *different]}) == 5


# --- What pages say of it --------------------------------------------------------------------------------------------


@pytest.fixture
def site(db):
    return builders.home()


def published(page, number: int) -> None:
    """So many published signatures, as copies of one."""
    first = builders.signature(page, State.PUBLISHED)
    kept = {field.attname: getattr(first, field.attname) for field in first._meta.concrete_fields}
    kept.pop("id")
    people = Supporter.objects.bulk_create(
        Supporter(mailbox_key=f"{each:064x}", address="x@example.org") for each in range(number - 1)
    )
    Signature.objects.bulk_create(Signature(**kept | {"supporter_id": person.pk}) for person in people)
    cache.clear()


def test_a_page_names_its_card_with_size_and_words(site):
    builders.statement(title="For free movement")

    said = head("/statement/")

    assert re.fullmatch(r"http://testserver/cards/\d+/[0-9a-f]{20}\.png", said["og:image"])
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
    assert said["og:image:alt"].startswith("For free movement. ")
    assert said["twitter:card"] == "summary_large_image"


def test_every_type_of_page_has_a_card_that_is_there(site):
    index, campaign, news = pages.action_index(), pages.campaign(), pages.news_index()
    pages.action(index, slug="write")
    pages.action(campaign, slug="protest")
    pages.post(news, slug="march")
    builders.statement()
    site.add_child(instance=InformationPage(title="About", slug="about"))
    urls = ["/", "/statement/", "/statement/signatures/", "/about/", "/get-involved/", "/get-involved/write/"]
    urls += ["/close/", "/close/protest/", "/news/", "/news/march/"]

    for url in urls:
        answer = Client().get(card_address(url))
        assert answer.status_code == 200, url
        assert answer["Content-Type"] == "image/png"
        assert opened(answer.content).size == (1200, 630)


def test_pages_beneath_a_campaign_wear_its_look(site, monkeypatch):
    made = []
    monkeypatch.setattr(views, "draw", lambda card: made.append(card) or draw(card))
    campaign = pages.campaign(title="Close them", kicker="Now")
    pages.action(campaign, slug="protest", title="Come along")

    Client().get(card_address("/close/protest/"))

    [drawn] = made
    assert (drawn.look, drawn.kicker, drawn.title) == (NIGHT, "Close them", "Come along")


def test_a_statement_and_the_front_page_show_the_count_of_the_moment(site):
    page = builders.statement()
    before = card_address("/statement/")
    site.refresh_from_db()
    site.statement = page
    site.save_revision().publish()
    published(page, 123)

    assert "120+ have signed" in head("/statement/")["og:image:alt"]
    assert "120+ have signed" in head("/")["og:image:alt"]
    assert card_address("/statement/") != before


def test_a_card_is_not_made_anew_with_each_signature(site):
    page = builders.statement()
    published(page, 123)
    before = card_address("/statement/")

    builders.signature(page, State.PUBLISHED, email="one@example.org")

    assert card_address("/statement/") == before
    cache.clear()
    assert card_address("/statement/") == before  # 124 is still 120 and more


def test_an_editors_own_picture_comes_first(site):
    image = get_image_model().objects.create(
        title="March", description="Marchers in the rain", file=get_test_image_file("march.png", size=(1600, 900))
    )
    site.add_child(instance=InformationPage(title="About", slug="about", share_image=image))

    said = head("/about/")

    assert "/images/march" in said["og:image"]
    assert said["og:image:alt"] == "Marchers in the rain"


def test_a_statement_may_have_a_picture_of_its_own_too(site):
    image = get_image_model().objects.create(title="March", file=get_test_image_file("march.png", size=(1600, 900)))
    builders.statement(share_image=image)

    for url in ("/statement/", "/statement/signatures/"):
        assert "/images/march" in head(url)["og:image"]


# --- Who may have it made --------------------------------------------------------------------------------------------


def test_a_card_is_kept_by_caches_for_ever_and_made_once(site, monkeypatch):
    made = []
    monkeypatch.setattr(views, "draw", lambda card: made.append(card) or b"picture")
    address = card_address("/")

    answers = [Client().get(address) for _turn in range(3)]

    assert len(made) == 1
    assert {answer.content for answer in answers} == {b"picture"}
    assert "immutable" in answers[0]["Cache-Control"]
    assert "max-age=31536000" in answers[0]["Cache-Control"]
    assert answers[0]["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not answers[0].cookies


def test_no_other_address_is_ever_drawn(site, monkeypatch):
    monkeypatch.setattr(views, "draw", lambda card: pytest.fail("something was drawn"))
    draft = site.add_child(instance=InformationPage(title="Draft", slug="draft", live=False))
    right = card_address("/")

    for number in range(20):
        answer = Client().get(f"/cards/{site.pk}/{number:020x}.png")
        assert (answer.status_code, answer.url) == (302, right)
    for page_id in (draft.pk, 10**9, 10**30):
        assert Client().get(f"/cards/{page_id}/{'0' * 20}.png").status_code == 404
    assert Client().get("/cards/x/y.png").status_code == 404


def test_an_address_from_before_leads_to_the_present_card(site):
    about = site.add_child(instance=InformationPage(title="About", slug="about"))
    before = card_address("/about/")
    about.title = "About us"
    about.save_revision().publish()

    answer = Client().get(before)

    assert answer.status_code == 302
    assert answer.url == card_address("/about/")
    assert "max-age=60" in answer["Cache-Control"]


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_other_methods_are_refused(site, method):
    assert getattr(Client(), method)(card_address("/")).status_code == 405


def test_while_one_card_is_drawn_the_next_waits_and_at_last_is_asked_to_come_again(site, monkeypatch):
    monkeypatch.setattr(views, "WAIT_SECONDS", 0.01)
    address = card_address("/")
    views.ONE_AT_A_TIME.acquire()
    try:
        answer = Client().get(address)
    finally:
        views.ONE_AT_A_TIME.release()

    assert answer.status_code == 503
    assert "Retry-After" in answer
    assert Client().get(address).status_code == 200


def test_never_two_cards_are_drawn_at_once(monkeypatch):
    running, most, lock = [], [], Lock()

    def slow(card):
        with lock:
            running.append(card)
            most.append(len(running))
        file = draw(card)
        running.remove(card)
        return file

    monkeypatch.setattr(views, "draw", slow)
    with ThreadPoolExecutor(4) as pool:
        files = list(pool.map(lambda number: views._picture(card(f"Number {number}")), range(6)))

    assert all(files)
    assert set(most) == {1}


def test_a_card_costs_a_few_queries_and_no_more_for_many_signatures(site):
    page = builders.statement()
    address = card_address("/statement/")
    Client().get(address)

    with CaptureQueriesContext(connection) as kept:
        Client().get(address)
    cache.clear()
    with CaptureQueriesContext(connection) as anew:
        Client().get(address)

    assert len(kept) == 5, [query["sql"][:100] for query in kept]
    assert len(anew) == 6, [query["sql"][:100] for query in anew]
    assert page
