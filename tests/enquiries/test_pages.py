"""The two pages: where they stand, that they are the same for everybody, and what editors can do with them."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.test.utils import WagtailPageTestCase
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from enquiries.models import ContactPage, SpeakerRequestPage
from home.models import HomePage
from tests import builders as site
from tests.enquiries import builders


def filled_form(page, **fields) -> dict:
    data = {
        "title": page.title,
        "slug": page.slug,
        "introduction": rich_text("<p>Write to <b>us</b>.</p>", features=["bold"]),
        "body": streamfield([("heading", "Before you write")]),
        "form_heading": page.form_heading,
        "form_note": rich_text(page.form_note, features=["bold"]),
        "button_label": "Post it",
        "thanks_heading": page.thanks_heading,
        "thanks_text": rich_text(page.thanks_text, features=["bold"]),
        "notify": "ann@example.org\nbob@example.org",
        "retention_months": "6",
        "answer_subject": "Thanks, {name}",
        "answer_text": page.answer_text,
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""},
    }
    return nested_form_data(data | fields)


class Pages(WagtailPageTestCase):
    def test_they_stand_beneath_the_home_page_and_nothing_beneath_them(self):
        for model in (ContactPage, SpeakerRequestPage):
            assert model.clean_parent_page_models() == [HomePage]
            self.assertAllowedSubpageTypes(model, set())

    def test_they_open_in_the_site_the_editor_and_the_preview(self):
        organiser = site.user("organiser")
        for make in (builders.contact_page, builders.speaker_page):
            page = make()
            self.assertPageIsRoutable(page)
            self.assertPageIsRenderable(page)
            self.assertPageIsEditable(page, user=organiser, post_data=filled_form(page))
            self.assertPageIsPreviewable(page, user=organiser, post_data=filled_form(page))


@pytest.fixture(params=[builders.contact_page, builders.speaker_page], ids=["contact", "speaker"])
def page(request, db):
    return request.param()


def test_everybody_gets_the_same_bytes_and_no_cookie(page, client):
    anonymous = client.get(page.url)
    again = client.get(page.url, headers={"User-Agent": "another", "Accept-Language": "pl"})
    client.force_login(site.user("organiser"))
    organiser = client.get(page.url)

    assert anonymous.status_code == 200
    assert anonymous.content == again.content == organiser.content
    assert not anonymous.cookies
    assert "Cookie" not in anonymous.get("Vary", "")
    assert "csrf" not in anonymous.content.decode()


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_page_is_read_and_nothing_else(page, client, method):
    assert getattr(client, method)(page.url).status_code == 405


def test_a_page_says_how_long_it_keeps_what_is_sent(page, client):
    page.retention_months = 3
    page.save_revision().publish()
    assert "We delete what you send 3 months after it arrives." in client.get(page.url).content.decode()


def test_reading_costs_the_same_however_much_was_sent(page, client):
    def queries() -> int:
        client.get(page.url)  # what is cached is cached
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page.url).status_code == 200
        return len(captured)

    empty = queries()
    for _number in range(30):
        builders.enquiry(page)
    assert queries() == empty <= 12


@pytest.mark.parametrize(
    ("field", "text", "reason"),
    [
        ("notify", "ann@example.org, bob", "“bob” is not an email address"),
        ("answer_subject", "Dear {nmae}", "{nmae} is not one of the words"),
        ("answer_text", "{email}", "{email} is not one of the words"),
    ],
)
def test_what_can_not_work_is_refused_in_the_editor(page, field, text, reason):
    setattr(page, field, text)
    with pytest.raises(ValidationError) as refused:
        page.clean()
    assert reason in str(refused.value.message_dict[field])


def test_a_volunteer_changes_the_words_but_not_who_reads_along_nor_how_long(page, client):
    """Whoever may name the address that gets a copy could read what people write."""
    client.force_login(site.user("volunteer"))
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = client.get(edit).content.decode()
    assert 'name="introduction"' in form
    for field in ("notify", "retention_months", "answer_subject", "answer_text"):
        assert f'name="{field}"' not in form

    client.post(edit, filled_form(page, notify="volunteer@example.org", title="New words"))

    draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    assert draft.title == "New words"
    assert draft.notify == ""
    assert draft.retention_months == 12
    assert "{name}" not in draft.answer_subject


def test_an_organiser_changes_both(page, client):
    client.force_login(site.user("organiser"))
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client.post(edit, filled_form(page, **{"action-publish": "action-publish"}))
    changed = type(page).objects.get(pk=page.pk)
    assert changed.notified_addresses == ["ann@example.org", "bob@example.org"]
    assert changed.retention_months == 6
    assert changed.button_label == "Post it"
