"""Information pages: where they may stand, how they answer, what an editor can do with them."""

import pytest
from wagtail.models import Page
from wagtail.test.utils import WagtailPageTestCase
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from campaign_pages.models import InformationPage
from home.models import HomePage
from signatures.models import StatementPage
from tests import builders


class TreeRules(WagtailPageTestCase):
    def test_it_stands_beneath_the_home_page_or_another_of_its_kind(self):
        self.assertAllowedParentPageTypes(InformationPage, {HomePage, InformationPage})

    def test_only_its_own_kind_stands_beneath_it(self):
        self.assertAllowedSubpageTypes(InformationPage, {InformationPage})
        self.assertCanNotCreateAt(InformationPage, StatementPage)
        self.assertCanNotCreateAt(Page, InformationPage)


class Editing(WagtailPageTestCase):
    def test_a_volunteer_writes_a_page_block_by_block_and_it_stays_a_draft(self):
        home = builders.home()
        self.client.force_login(builders.user("volunteer"))

        self.client.post(f"/admin/pages/add/campaign_pages/informationpage/{home.pk}/", filled_form())

        page = InformationPage.objects.get(slug="conference")
        assert not page.live
        draft = page.get_latest_revision_as_object()
        assert [block.block_type for block in draft.body] == ["heading", "paragraph", "quotation"]

    def test_a_filled_page_opens_previews_and_can_be_edited_by_an_organiser(self):
        page = builders.home().add_child(
            instance=InformationPage(title="Who we are", slug="who", body=[("heading", "Since 2017")])
        )
        organiser = builders.user("organiser")

        self.assertPageIsRoutable(page)
        self.assertPageIsRenderable(page)
        self.assertPageIsEditable(page, user=organiser, post_data=filled_form())
        self.assertPageIsPreviewable(page, user=organiser, post_data=filled_form())


def filled_form() -> dict:
    return nested_form_data(
        {
            "title": "What happened at conference",
            "slug": "conference",
            "introduction": "In short.",
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""},
            "body": streamfield(
                [
                    ("heading", "The vote"),
                    ("paragraph", rich_text("<p>It was carried.</p>", features=["bold"])),
                    ("quotation", {"text": "At last.", "who": ""}),
                ]
            ),
        }
    )


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_page_is_read_and_nothing_else(client, method):
    builders.home().add_child(instance=InformationPage(title="Who we are", slug="who"))

    assert getattr(client, method)("/who/").status_code == 405


@pytest.mark.django_db
def test_reading_a_page_sets_no_cookie_and_its_text_is_escaped(client):
    builders.home().add_child(
        instance=InformationPage(title="Who <we> are", slug="who", introduction="<b>bold</b> claims")
    )

    response = client.get("/who/")

    assert not response.cookies
    assert "Who &lt;we&gt; are" in response.content.decode()
    assert "<b>bold</b>" not in response.content.decode()
