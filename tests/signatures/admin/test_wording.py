"""Who may change what people sign, agree to and are mailed; and that everything else on the page is a volunteer's."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text

from signatures.models import StatementPage
from signatures.states import State
from tests import builders
from tests.signatures.admin.conftest import logged_in
from tests.signatures.admin.desk import said

pytestmark = pytest.mark.django_db

WORDING = ("title", "text", "corrects", "form_note", "first_name_label", "publish_wording", "keep_in_touch_wording",
           "confirm_subject", "confirm_mail", "published_mail", "signing_open", "counting", "wall_indexed")  # fmt: skip
RICH = ("introduction", "text", "form_note", "sent_text", "confirm_text", "confirmed_text")
PLAIN = ("title", "slug", "kicker", "form_heading", "first_name_label", "last_name_label", "email_label", "roles_label",
         "roles_help", "publish_wording", "keep_in_touch_wording", "button_label", "sent_heading", "confirm_heading",
         "confirmed_heading", "closed_note", "counting", "seo_title", "search_description",
         *(f"{mail}_{part}" for mail in ("confirm", "reminder", "checking", "signed", "rejected", "published")
           for part in ("subject", "mail")))  # fmt: skip


def filled_in(page: StatementPage, **changed) -> dict:
    """What the whole editor would post for `page`, with `changed` fields; whoever posts it."""
    data = {name: getattr(page, name) for name in PLAIN}
    data |= {name: rich_text(getattr(page, name)) for name in RICH}
    data |= {"signing_open": "on" if page.signing_open else "", "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0}}
    data["comments"] |= {"MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    data |= {name: rich_text(value) if name in RICH else value for name, value in changed.items()}
    posted = {}
    for name, value in data.items():
        if isinstance(value, dict):
            posted |= {f"{name}-{key}": each for key, each in value.items()}
        else:
            posted[name] = value
    return nested_form_data(posted)


def edit(browser, page, act="", **changed):
    data = filled_in(page, **changed) | ({act: "1"} if act else {})
    return browser.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def draft(page) -> StatementPage:
    return StatementPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def test_a_volunteer_is_not_offered_the_wordings(statement, volunteer):
    form = volunteer.get(reverse("wagtailadmin_pages:edit", args=[statement.pk])).context["form"]
    assert not set(WORDING) & set(form.fields)
    assert {"kicker", "introduction", "form_heading", "button_label", "sent_text"} <= set(form.fields)


def test_an_organiser_is(statement, organiser):
    form = organiser.get(reverse("wagtailadmin_pages:edit", args=[statement.pk])).context["form"]
    assert set(WORDING) <= set(form.fields)


def test_posting_the_fields_all_the_same_changes_none_of_them(statement, volunteer):
    changed = {name: "Forged" for name in PLAIN if name in WORDING and name != "counting"}
    changed |= {"text": "<p>Forged</p>", "form_note": "<p>Forged</p>", "counting": "confirmed", "wall_indexed": "on"}
    response = edit(volunteer, statement, kicker="Read this", signing_open="", **changed)
    assert response.status_code == 302
    saved = draft(statement)
    assert saved.kicker == "Read this"
    for name in WORDING:
        assert getattr(saved, name) == getattr(statement, name)


def test_what_a_volunteer_changed_elsewhere_is_kept_with_the_wordings(statement, volunteer, organiser):
    edit(volunteer, statement, introduction="<p>Why now</p>", button_label="Add me", sent_heading="Look in your inbox")
    page = draft(statement)
    edit(organiser, page, "action-publish")
    live = StatementPage.objects.get(pk=statement.pk)
    assert ("Why now" in live.introduction, live.button_label, live.sent_heading) == (
        True, "Add me", "Look in your inbox",
    )  # fmt: skip
    assert "We stand for the free movement of people." in live.text


def test_a_volunteer_publishes_nothing(statement, volunteer):
    edit(volunteer, statement, "action-publish", kicker="Loud")
    assert StatementPage.objects.get(pk=statement.pk).kicker != "Loud"


@pytest.mark.parametrize("role", ["organiser", "admin"])
def test_publishing_a_new_text_makes_a_version_and_signers_stay_with_theirs(statement, role):
    signature = builders.signature(statement, State.PUBLISHED)
    edit(logged_in(role), statement, "action-publish", text="<p>Other words.</p>")
    live = StatementPage.objects.get(pk=statement.pk)
    assert "Other words" in live.text
    assert list(live.versions.values_list("number", flat=True)) == [2, 1]
    signature.refresh_from_db()
    assert signature.version.number == 1


def test_a_moderator_edits_no_page(statement, moderator):
    assert edit(moderator, statement, kicker="Loud").status_code in {302, 403}
    assert StatementPage.objects.get(pk=statement.pk).latest_revision_id == statement.latest_revision_id


def test_going_back_to_an_earlier_revision_gives_a_volunteer_no_wording(statement, volunteer, organiser):
    first = statement.latest_revision
    edit(organiser, statement, "action-publish", text="<p>Other words.</p>")
    url = reverse("wagtailadmin_pages:revisions_revert", args=[statement.pk, first.pk])
    assert volunteer.get(url).status_code == 200
    volunteer.post(url.replace(f"revisions/{first.pk}/revert/", "edit/"),
                   filled_in(statement, kicker="Back") | {"revision": first.pk})  # fmt: skip
    assert "Other words" in draft(statement).text


@pytest.mark.parametrize("role", ["volunteer", "organiser"])
def test_copying_a_statement_copies_words_and_no_signatures(statement, role):
    builders.signature(statement, State.PUBLISHED)
    response = logged_in(role).post(
        reverse("wagtailadmin_pages:copy", args=[statement.pk]),
        {"new_title": "A copy", "new_slug": "a-copy", "new_parent_page": statement.get_parent().pk, "alias": ""},
    )
    assert response.status_code == 302
    copied = StatementPage.objects.get(slug="a-copy")
    assert copied.text == statement.text
    assert copied.signatures.count() == 0
    assert not copied.live
    assert statement.signatures.count() == 1


def test_a_copy_gets_a_version_of_its_own_once_published(statement, organiser):
    copied = statement.copy(update_attrs={"slug": "a-copy", "title": "A copy"}, keep_live=False)
    assert not copied.versions.exists()
    copied.save_revision().publish()
    assert StatementPage.objects.get(pk=copied.pk).versions.count() == 1
    assert statement.versions.count() == 1


def new_statement(browser, statement, **fields):
    url = reverse("wagtailadmin_pages:add", args=["signatures", "statementpage", statement.get_parent().pk])
    return browser.get(url, follow=True), browser.post(url, filled_in(statement, **fields), follow=True)


def test_a_volunteer_who_begins_a_new_statement_is_told_whose_work_that_is(statement, volunteer):
    for response in new_statement(volunteer, statement, slug="new"):
        assert response.status_code == 200
        assert "Only organisers begin a new statement" in said(response)
    assert StatementPage.objects.count() == 1


def test_an_organiser_begins_a_new_statement(statement, organiser):
    form, _answer = new_statement(organiser, statement, slug="new", title="A new letter")
    assert form.status_code == 200
    assert StatementPage.objects.get(slug="new").title == "A new letter"
