"""Actions: their order, their one button, and meet-ups that step back when they are over."""

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import RequestFactory
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page
from wagtail.test.utils import WagtailPageTestCase
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from campaign_pages.icons import STROKES, Icon
from campaign_pages.models import ActionIndexPage, ActionPage, CampaignPage, InformationPage
from campaign_pages.models.actions import Leaflet
from home.models import HomePage
from tests import builders
from tests.campaign_pages import pages

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


class TreeRules(WagtailPageTestCase):
    def test_the_list_stands_beneath_the_home_page_and_holds_actions(self):
        self.assertAllowedParentPageTypes(ActionIndexPage, {HomePage})
        self.assertAllowedSubpageTypes(ActionIndexPage, {ActionPage})

    def test_an_action_stands_in_the_list_or_beneath_a_campaign_and_holds_nothing(self):
        self.assertAllowedParentPageTypes(ActionPage, {ActionIndexPage, CampaignPage})
        self.assertAllowedSubpageTypes(ActionPage, set())
        self.assertCanNotCreateAt(HomePage, ActionPage)
        self.assertCanNotCreateAt(Page, ActionIndexPage)
        self.assertCanNotCreateAt(ActionIndexPage, InformationPage)


class Editing(WagtailPageTestCase):
    def test_the_list_opens_previews_and_can_be_edited(self):
        page = pages.action_index()
        form = nested_form_data(
            {"title": "Get going", "slug": "get-going", "introduction": "", "comments": inline_formset([])}
        )

        self.assertPageIsRoutable(page)
        self.assertPageIsRenderable(page)
        self.assertPageIsEditable(page, user=builders.organiser(), post_data=form)
        self.assertPageIsPreviewable(page, user=builders.organiser(), post_data=form)

    def test_an_action_opens_previews_and_can_be_edited_by_a_volunteer(self):
        page = pages.action(pages.action_index())
        volunteer = builders.user("volunteer")

        self.assertPageIsRoutable(page)
        self.assertPageIsRenderable(page)
        self.assertPageIsEditable(page, user=volunteer, post_data=filled_form())
        self.assertPageIsPreviewable(page, user=volunteer, post_data=filled_form())


def steps(*words: str) -> dict:
    """A list block's part of the editor's form."""
    items = {str(n): {"value": text, "id": "", "deleted": "", "order": str(n)} for n, text in enumerate(words)}
    return {"count": str(len(words)), **items}


def filled_form(**fields) -> dict:
    return nested_form_data(
        {
            "title": "Ring a doorbell",
            "slug": "ring",
            "summary": "One street, one evening.",
            "icon": "speech",
            "duration": "an evening",
            "button_label": "Find a street",
            "target": streamfield([("website", "https://streets.example/")]),
            "why": rich_text("<p>Because.</p>"),
            "body": streamfield([("steps", steps(rich_text("<p>Ring.</p>", features=["bold"])))]),
            "comments": inline_formset([]),
            "starts_at": "",
            "ends_at": "",
            "place": "",
            "address": "",
            "picture": "",
            "picture_text": "",
            **fields,
        }
    )


def titles(actions) -> list[str]:
    return [action.title for action in actions]


def main_of(client, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser").main


pytestmark = pytest.mark.django_db


def test_actions_stand_in_the_editors_order(client):
    index = pages.action_index()
    first, second, third = (pages.action(index, title=title) for title in ("One", "Two", "Three"))

    third.move(first, pos="left")

    assert [link.text for link in main_of(client, "/get-involved/").select(".acts-title a")] == ["Three", "One", "Two"]
    assert second.title == "Two"


def test_drafts_are_not_listed(client):
    index = pages.action_index()
    pages.action(index, title="Out").unpublish()

    assert "Nothing here" in main_of(client, "/get-involved/").text


@pytest.mark.parametrize(
    ("target", "address"),
    [
        (("website", "https://elsewhere.example/"), "https://elsewhere.example/"),
        (
            ("mail", {"address": "we@campaign.example", "subject": "Tea & talk?"}),
            "mailto:we@campaign.example?subject=Tea%20%26%20talk%3F",
        ),
        (("mail", {"address": "we@campaign.example", "subject": ""}), "mailto:we@campaign.example"),
        (("share", {"page": None}), "/get-involved/go/#share"),
    ],
)
def test_the_button_leads_where_the_editor_chose(target, address):
    action = pages.action(pages.action_index(), slug="go", target=[target], button_label="Go")

    (leaflet,) = Leaflet(action.get_parent()).actions

    assert (leaflet.next_step.label, leaflet.next_step.url) == ("Go", address)


def test_the_button_leads_to_the_form_of_a_statement_and_to_a_page_as_such(client):
    index = pages.action_index()
    pages.action(index, target=[("page", builders.statement())], button_label="Sign")
    pages.action(index, target=[("page", Page.objects.get(pk=index.pk))], button_label="See")

    assert [step.next_step.url for step in Leaflet(index).actions] == ["/statement/#sign", "/get-involved/"]


def test_the_button_hands_out_a_document():
    sheet = get_document_model().objects.create(title="Sheet", file=ContentFile(b"paper", name="sheet.txt"))
    index = pages.action_index()
    pages.action(index, target=[("document", sheet)], button_label="Print")

    assert Leaflet(index).actions[0].next_step.url == sheet.url


def test_a_target_that_is_gone_or_unpublished_takes_its_button_along(client):
    index = pages.action_index()
    statement = builders.statement()
    action = pages.action(index, slug="go", target=[("page", statement)], button_label="Sign here")
    statement.unpublish()

    assert "Sign here" not in client.get("/get-involved/").content.decode()
    assert main_of(client, "/get-involved/").select('.acts-next a[href="/get-involved/go/"]')
    statement.delete()
    assert client.get(action.url).status_code == 200


def test_sharing_stands_on_the_page_of_the_action(client):
    statement = builders.statement()
    target = [("share", {"page": statement})]
    pages.action(pages.action_index(), slug="go", target=target, button_label="Pass it on")

    main = main_of(client, "/get-involved/go/")

    assert main.select_one("#share [data-share]")["data-share"] == "http://testserver/statement/?source=share"
    assert main.select_one(".button--red")["href"] == "#share"


def test_there_is_one_target_at_most():
    two = [("website", "https://one.example/"), ("website", "https://two.example/")]
    field = ActionPage._meta.get_field("target")

    with pytest.raises(ValidationError):
        field.stream_block.clean(field.stream_block.normalize(two))


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"target": [("website", "https://one.example/")], "button_label": " "}, "button_label"),
        ({"ends_at": NOON}, "starts_at"),
        ({"starts_at": NOON, "ends_at": NOON - timedelta(hours=1)}, "ends_at"),
    ],
)
def test_what_an_editor_forgot_is_said_beside_the_field(fields, wrong):
    action = ActionPage(title="Go", slug="go", summary="It helps.", **fields)

    with pytest.raises(ValidationError) as caught:
        action.clean()

    assert wrong in caught.value.message_dict


def test_a_picture_asks_what_it_shows_and_takes_the_place_of_the_icon(client):
    picture = get_image_model().objects.create(title="March", file=get_test_image_file())
    with pytest.raises(ValidationError):
        ActionPage(title="Go", summary="It helps.", picture=picture).clean()
    index = pages.action_index()
    pages.action(index, slug="go", picture=picture, picture_text="A march")

    assert main_of(client, "/get-involved/").select_one("img.acts-picture")["alt"] == ""
    assert main_of(client, "/get-involved/go/").select_one("figure img")["alt"] == "A march"


def test_each_icon_is_drawn():
    assert set(STROKES) == set(Icon)


@pytest.mark.parametrize(
    ("fields", "over"),
    [
        ({}, False),
        ({"starts_at": NOON + timedelta(hours=1)}, False),
        ({"starts_at": NOON - timedelta(hours=2), "ends_at": NOON + timedelta(hours=1)}, False),
        ({"starts_at": NOON - timedelta(hours=2), "ends_at": NOON - timedelta(hours=1)}, True),
        ({"starts_at": NOON - timedelta(hours=6)}, False),
        ({"starts_at": NOON - timedelta(days=1)}, True),
    ],
)
def test_a_meet_up_is_over_at_its_end_or_with_its_day(fields, over):
    assert ActionPage(**fields).is_past(NOON) is over


def test_past_ones_step_back_and_leave_the_numbers_to_the_others():
    index = pages.action_index()
    pages.action(index, title="Long ago", starts_at=NOON - timedelta(days=20))
    pages.action(index, title="Sign")
    pages.action(index, title="Yesterday", starts_at=NOON - timedelta(days=1))
    pages.action(index, title="Tomorrow", starts_at=NOON + timedelta(days=1))

    leaflet = Leaflet(index, now=NOON)

    assert titles(leaflet.actions) == ["Sign", "Tomorrow"]
    assert titles(leaflet.past) == ["Yesterday", "Long ago"]


def test_what_is_over_has_no_button_and_says_so(client):
    index = pages.action_index()
    yesterday = timezone.now() - timedelta(days=2)
    fields = {"target": [("website", "https://one.example/")], "button_label": "Come", "place": "Trades Hall"}
    pages.action(index, slug="gone", starts_at=yesterday, **fields)

    main = main_of(client, "/get-involved/gone/")

    assert "This is over." in main.text
    assert not main.select(".button--red")
    assert main_of(client, "/get-involved/").select(".acts--plain")


def test_an_action_leads_on_to_the_next_and_the_last_to_the_first(client):
    index = pages.action_index()
    pages.action(index, slug="one", title="One")
    pages.action(index, slug="two", title="Two")

    assert "Two" in main_of(client, "/get-involved/one/").select_one(".following").text
    assert "One" in main_of(client, "/get-involved/two/").select_one(".following").text


def test_an_action_on_its_own_leads_nowhere(client):
    pages.action(pages.action_index(), slug="one")

    assert not main_of(client, "/get-involved/one/").select(".following")


def test_the_number_of_queries_does_not_grow_with_the_actions(client, django_assert_max_num_queries):
    index = pages.action_index()
    picture = get_image_model().objects.create(title="March", file=get_test_image_file())
    statement = builders.statement()

    def add(number: int) -> None:
        for _ in range(number):
            target = [("page", statement)]
            fields = {"target": target, "button_label": "Go", "picture": picture, "picture_text": "March"}
            pages.action(index, **fields)

    add(2)
    asked = queries_of(client, "/get-involved/")
    add(6)

    assert queries_of(client, "/get-involved/") == asked
    home = queries_of(client, "/")
    add(4)
    assert queries_of(client, "/") == home


def queries_of(client, address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)  # fills the caches: renditions, sites
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("address", ["/get-involved/", "/get-involved/go/"])
def test_pages_are_the_same_for_everybody_and_set_no_cookie(client, address):
    pages.action(pages.action_index(), slug="go")
    response = client.get(address)
    client.force_login(builders.organiser())

    assert not response.cookies
    assert client.get(address).content == response.content
    assert client.get(f"{address}?utm_source=x&page=9").content == response.content
    assert client.post(address).status_code == 405
    assert client.options(address).status_code == 200


def test_the_front_page_lists_the_actions_numbered(client):
    index = pages.action_index()
    pages.action(index, title="Sign")

    assert main_of(client, "/").select_one("ol.acts .acts-title").text == "Sign"


def test_the_front_page_does_without_any(client):
    builders.home()

    assert not main_of(client, "/").select(".acts")


def test_a_page_that_is_being_written_can_be_previewed():
    index = pages.action_index()
    draft = index.add_child(instance=ActionPage(title="Draft", slug="draft", summary="Soon.", live=False))

    assert draft.make_preview_request(original_request=RequestFactory().get("/")).status_code == 200
