"""What people signed can't be deleted, by whatever door; a statement that nobody signed can."""

import pytest
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, get_page_models

from home.models import HomePage
from signatures.models import Decision, Signature, StatementPage, StatementVersion
from signatures.states import State
from tests import builders
from tests.signatures.admin.conftest import logged_in
from tests.signatures.admin.desk import said

pytestmark = pytest.mark.django_db

STAFF = pytest.mark.parametrize("role", ["organiser", "admin"])


@pytest.fixture
def signed(statement) -> StatementPage:
    builders.signature(statement, State.PUBLISHED)
    builders.signature(statement)
    return statement


def everything() -> list:
    kept = [model.objects.count() for model in (*get_page_models(), Signature, StatementVersion, Decision)]
    return [*kept, PageLogEntry.objects.filter(action="wagtail.delete").count()]


def above(page: Page) -> Page:
    return page.get_parent()


def delete(browser, page):
    return browser.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), {"confirm_site_name": ""}, follow=True)


def bulk_delete(browser, *pages):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    query = "&".join(f"id={page.pk}" for page in pages)
    return browser.post(f"{url}?next=/admin/&{query}", follow=True)


@STAFF
@pytest.mark.parametrize("which", ["itself", "above"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_single_deletion_is_refused_with_the_reason(signed, role, which, method):
    browser, before = logged_in(role), everything()
    page = signed if which == "itself" else above(signed)
    response = getattr(browser, method)(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True)
    assert response.status_code == 200
    assert f"“{signed.title}” has signatures" in said(response)
    assert "You can unpublish the page" in said(response)
    assert everything() == before


@STAFF
@pytest.mark.parametrize("which", ["itself", "above", "among others"])
def test_bulk_deletion_is_refused_with_the_reason(signed, role, which):
    other = builders.statement(slug="other", title="Other")
    browser, before = logged_in(role), everything()
    pages = {"itself": [signed], "above": [above(signed)], "among others": [other, signed]}[which]
    response = bulk_delete(browser, *pages)
    assert response.status_code == 200
    assert f"“{signed.title}” has signatures" in said(response)
    assert everything() == before


@STAFF
@pytest.mark.parametrize("which", ["itself", "above"])
def test_the_admins_programming_interface_refuses_it_too(signed, role, which):
    browser, before = logged_in(role), everything()
    page = signed if which == "itself" else above(signed)
    response = browser.post(f"/admin/api/main/pages/{page.pk}/action/delete/", {}, content_type="application/json")
    assert response.status_code == 400
    assert "people signed it" in response.content.decode()
    assert everything() == before


@STAFF
@pytest.mark.parametrize("door", ["single", "bulk"])
def test_a_statement_that_nobody_signed_can_be_deleted(statement, role, door):
    browser = logged_in(role)
    response = delete(browser, statement) if door == "single" else bulk_delete(browser, statement)
    assert response.status_code == 200
    assert not StatementPage.objects.filter(pk=statement.pk).exists()
    assert not StatementVersion.objects.exists()


@pytest.mark.parametrize("state", State)
def test_a_signature_in_any_state_keeps_its_statement(statement, organiser, state):
    builders.signature(statement, state)
    delete(organiser, statement)
    assert StatementPage.objects.filter(pk=statement.pk).exists()


def test_two_signed_statements_are_both_named(signed, organiser):
    other = builders.statement(slug="other", title="Other letter")
    builders.signature(other)
    told = said(delete(organiser, above(signed)))
    assert f"“{signed.title}”" in told
    assert "“Other letter”" in told
    assert "have signatures" in told


def test_a_volunteer_deletes_nothing(statement, volunteer):
    delete(volunteer, statement)
    bulk_delete(volunteer, statement)
    volunteer.post(f"/admin/api/main/pages/{statement.pk}/action/delete/", {}, content_type="application/json")
    assert StatementPage.objects.filter(pk=statement.pk).exists()


@pytest.mark.parametrize("which", ["itself", "above", "as plain page", "queryset"])
def test_code_that_deletes_it_fails_and_nothing_is_lost(signed, which):
    before = everything()
    doors = {
        "itself": signed.delete,
        "above": HomePage.objects.get().delete,
        "as plain page": Page.objects.get(pk=signed.pk).delete,
        "queryset": StatementPage.objects.filter(pk=signed.pk).delete,
    }
    with pytest.raises(ProtectedError):
        doors[which]()
    assert everything()[:-1] == before[:-1]


def test_a_statement_with_signatures_can_be_unpublished(signed, organiser):
    organiser.post(reverse("wagtailadmin_pages:unpublish", args=[signed.pk]))
    signed.refresh_from_db()
    assert not signed.live
    assert Signature.objects.count() == 2
