"""Facts about data on an information page, from the settings: who answers, how long it is kept, who handles it."""

import pytest
from wagtail.models import Site

from campaign_pages.models import InformationPage
from home.models import SiteSettings
from tests import builders
from tests.signatures.visitor import parsed, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def site_settings() -> SiteSettings:
    builders.home()
    return SiteSettings.for_site(Site.objects.get(is_default_site=True))


def page_with(which: str) -> InformationPage:
    page = builders.home().add_child(
        instance=InformationPage(title="Privacy", slug="privacy", body=[("data_facts", {"which": which})])
    )
    page.save_revision().publish()
    return page


def facts(client, which: str) -> dict[str, str]:
    shown = parsed(client.get(page_with(which).url))
    pairs = shown.select(".data-facts > div")
    return {pair.dt.get_text(strip=True): " ".join(pair.dd.get_text(" ").split()) for pair in pairs}


def test_who_answers_is_told_from_the_settings(client, site_settings):
    site_settings.data_controller = "The Campaign\n1 Example Street"
    site_settings.data_contact = "Ada, dpo@example.org"
    site_settings.contact_email = "post@example.org"
    site_settings.save()
    assert facts(client, "controller") == {
        "The data controller": "The Campaign 1 Example Street",
        "Who to ask about your data": "Ada, dpo@example.org",
        "By email": "post@example.org",
    }


def test_periods_are_those_by_which_the_purge_deletes(client, settings):
    settings.KEPT_DAYS = settings.KEPT_DAYS | {"rejected": 21}
    shown = facts(client, "periods")
    assert shown["A signature that we decided not to publish"] == "21 days"
    assert shown["A signature that you do not confirm"] == "7 days"


def test_who_handles_data_is_listed_with_task_and_place(client, site_settings):
    site_settings.processors = [
        ("processor", {"name": "Hosting <Ltd>", "task": "hosts this site", "place": "United Kingdom"})
    ]
    site_settings.save()
    assert facts(client, "processors") == {"Hosting <Ltd>": "hosts this site (United Kingdom)"}


def test_an_empty_list_promises_nothing(client, site_settings):
    assert "has still to list here" in words(client.get(page_with("processors").url))


def test_other_pages_do_not_offer_the_block():
    from campaign_pages.blocks import BodyBlock, InformationBodyBlock

    assert "data_facts" in InformationBodyBlock().child_blocks
    assert "data_facts" not in BodyBlock().child_blocks
