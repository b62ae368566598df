"""What people sign is frozen when the page is published, found again after a revert, and never changed."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from signatures.models import ConsentWording, StatementPage, StatementVersion
from signatures.states import State
from tests import builders
from tests.signatures.visitor import Visitor, post_form, values, words

pytestmark = pytest.mark.django_db


def publish(page, **changes) -> StatementPage:
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return StatementPage.objects.get(pk=page.pk)


def test_publishing_freezes_the_words_with_both_consents(page):
    version = StatementVersion.objects.get()
    assert (version.statement, version.number, version.corrects) == (page, 1, None)
    assert (version.title, version.text) == (page.title, page.text)
    assert version.publish_wording.text == str(page.publish_wording)
    assert version.keep_in_touch_wording.text == str(page.keep_in_touch_wording)
    assert page.version == version


def test_a_draft_freezes_nothing_and_leaves_the_version_on_the_form(page):
    page.text = "<p>A draft.</p>"
    page.save_revision()
    assert StatementVersion.objects.count() == 1
    visitor = Visitor()
    assert "A draft." not in words(visitor.get(page.url))
    assert visitor.sign(page).status_code == 303


def test_a_page_that_was_never_published_has_no_version():
    draft = builders.home().add_child(instance=StatementPage(title="Draft", slug="draft", text="<p>x</p>", live=False))
    assert draft.version is None
    assert not draft.versions.exists()


def test_publishing_by_schedule_freezes_too(page):
    page.text = "<p>Scheduled.</p>"
    page.go_live_at = timezone.now() + timedelta(hours=1)
    revision = page.save_revision()
    revision.publish()
    assert StatementVersion.objects.count() == 1
    past = timezone.now() - timedelta(minutes=1)  # the hour goes by
    revision.refresh_from_db()
    revision.approved_go_live_at = past
    revision.content["go_live_at"] = past.isoformat()
    revision.save()
    call_command("publish_scheduled", verbosity=0)
    assert StatementVersion.objects.latest("number").text == "<p>Scheduled.</p>"
    assert StatementPage.objects.get(pk=page.pk).version.number == 2


@pytest.mark.parametrize("field", ["title", "text", "publish_wording", "keep_in_touch_wording"])
def test_a_change_of_what_is_agreed_to_makes_a_new_version(page, field):
    changed = publish(page, **{field: "Other words"})
    assert changed.version.number == 2
    assert StatementVersion.objects.get(number=1).digest != changed.version.digest


@pytest.mark.parametrize(
    "field", ["introduction", "form_heading", "confirm_mail", "confirmed_heading", "search_description", "button_label"]
)
def test_a_change_of_anything_else_makes_none(page, field):
    publish(page, **{field: "Other words"})
    assert StatementVersion.objects.count() == 1


def test_publishing_again_without_a_change_makes_none(page):
    publish(page)
    publish(page)
    assert StatementVersion.objects.count() == 1


def test_going_back_to_earlier_words_finds_their_version_again(page):
    first = page.get_latest_revision()
    publish(page, text="<p>Something else.</p>")
    first.publish()
    assert StatementVersion.objects.count() == 2
    assert StatementPage.objects.get(pk=page.pk).version.number == 1


def test_signers_stay_with_the_version_they_signed(page):
    signature = builders.signature(page, State.PUBLISHED)
    publish(page, text="<p>Something else.</p>")
    signature.refresh_from_db()
    assert signature.version.number == 1
    assert signature.version.text == "<p>We stand for the free movement of people.</p>"


def test_who_sends_a_form_opened_before_the_change_signs_what_was_on_the_screen(page):
    visitor = Visitor()
    shown = visitor.get(page.url)
    publish(page, text="<p>Something else.</p>")
    visitor.press(shown, "/sign/", first_name="Ada", email="ada@example.org", publish_consent="on")
    assert page.signatures.get().version.number == 1


def test_a_refused_form_opened_before_the_change_comes_back_with_the_new_words(page):
    visitor = Visitor()
    shown = visitor.get(page.url)
    publish(page, text="<p>Something else.</p>")
    refused = visitor.press(shown, "/sign/", first_name="", email="ada@example.org", publish_consent="on")
    assert "Something else." in words(refused)
    visitor.press(refused, "/sign/", first_name="Ada")
    assert page.signatures.get().version.number == 2


def test_the_forms_token_names_the_version_on_the_screen(page):
    token = values(post_form(Visitor().get(page.url), "/sign/"))["form_token"]
    assert token.split()[0] == f"statement-version:{page.version.pk}"


def test_a_correction_is_linked_to_the_version_it_corrects(page):
    first = page.version
    corrected = publish(page, text="<p>We stand for free movement of people.</p>", corrects=first)
    assert corrected.version.corrects == first


def test_a_change_of_meaning_is_linked_to_none(page):
    assert publish(page, text="<p>Something else.</p>").version.corrects is None


def test_a_correction_of_an_older_version_is_taken_for_no_correction(page):
    first = page.version
    page = publish(page, text="<p>Second.</p>")
    assert publish(page, text="<p>Third.</p>", corrects=first).version.corrects is None


def test_equal_consent_wordings_are_stored_once(page):
    publish(page, text="<p>Something else.</p>")
    assert ConsentWording.objects.count() == 2


def test_a_copied_page_has_versions_of_its_own(page):
    copied = page.copy(update_attrs={"slug": "copied", "title": page.title}, keep_live=True)
    copied = publish(StatementPage.objects.get(pk=copied.pk))
    assert copied.version.statement == copied
    assert copied.version != page.version
    assert page.versions.count() == copied.versions.count() == 1


def test_a_page_copied_as_published_can_be_signed(page):
    copied = page.copy(update_attrs={"slug": "copied", "title": "Copied"}, keep_live=True)
    copied = StatementPage.objects.get(pk=copied.pk)
    assert copied.live
    assert Visitor().sign(copied).status_code == 303


def test_an_unpublished_page_keeps_its_versions(page):
    page.unpublish()
    assert StatementVersion.objects.count() == 1


def test_the_keys_that_the_editor_gives_to_blocks_are_no_change_of_words():
    page = builders.statement("keyed", text="<p>We stand together.</p>")
    page.text = '<p data-block-key="a1b2c">We stand together.</p>'
    page.save_revision().publish()
    assert page.versions.count() == 1
