"""The list of signatures, a signature's page, the versions: who sees what, and that nothing else can be asked."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from signatures.models import Signature, StatementVersion
from signatures.states import State
from tests import builders
from tests.signatures.admin.conftest import logged_in
from tests.signatures.admin.desk import LIST, decide, page_of, refused

pytestmark = pytest.mark.django_db

VERSIONS = "/admin/signatures/statementversion/"


def rows(response) -> int:
    return response.context["result_count"]


@pytest.mark.parametrize("role", ["moderator", "organiser", "admin"])
def test_who_may_see_signatures_sees_the_list_and_each_page(statement, role):
    signature = builders.signature(statement, first_name="Ada", last_name="Lovelace")
    browser = logged_in(role)
    for address in (LIST, page_of(signature)):
        assert "<bdi>Ada Lovelace</bdi>" in browser.get(address).content.decode()
    assert statement.title in browser.get(VERSIONS).content.decode()
    version = reverse("signatures_statementversion_modeladmin_inspect", args=[signature.version_id])
    assert "We stand for the free movement" in browser.get(version).content.decode()


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_page(statement, moderator, state):
    signature = builders.signature(statement, state)
    assert moderator.get(page_of(signature)).status_code == 200


@pytest.mark.parametrize("address", [LIST, VERSIONS])
@pytest.mark.parametrize("role", ["volunteer", None])
def test_others_see_neither(statement, client, role, address):
    signature = builders.signature(statement)
    browser = logged_in(role) if role else client
    for path in (address, f"{address}inspect/{signature.pk}/", f"{address}inspect/999/", f"{address}inspect/abc/"):
        assert refused(browser.get(path))


NARROWED = (
        ("?q=love", 1), ("?q=ADA", 1), ("?q=unite", 1), ("?q=mail.example", 1), ("?q=ada+unite", 1), ("?q=zzz", 0),
        ("?state=published", 1), ("?state=waiting", 1), ("?state=held", 0), ("?state=nonsense", 2),
        ("?source=online", 2), ("?source=paper", 0), ("?confirmed=today", 2), ("?confirmed=last_week", 0),
        ("?confirmed=x", 2), ("?statement=999", 2), ("?state=waiting&q=ada", 1), ("?state=published&q=ada", 0),
)  # fmt: skip


def test_it_is_narrowed_by_words_and_filters(statement, moderator):
    from datetime import timedelta

    from django.utils import timezone

    builders.signature(statement, email="a@mail.example")
    builders.signature(statement, State.PUBLISHED, first_name="Nye", last_name="Bevan", roles="")
    Signature.objects.update(confirmed_at=timezone.now() + timedelta(seconds=1))
    for query, found in NARROWED:
        assert (query, rows(moderator.get(LIST + query))) == (query, found)


FOREIGN = (
    "?foo=1", "?id=1", "?nonce__startswith=a", "?supporter__mailbox_key__startswith=0", "?e=1", "?p=0", "?p=-1",
    "?p=9999", "?p=x", "?o=1.-2.x", "?o=99", "?ot=asc", "?state__exact=published",
    "?decisions__made_by__password__startswith=zzz", "?created_at__gte=x", "?statement__title=zzz",
)  # fmt: skip


@pytest.mark.parametrize("address", [LIST, VERSIONS])
def test_no_other_condition_counts(statement, moderator, address):
    """The stock list would tell, row by row, whether any column of any related table begins with a given text."""
    builders.signature(statement)
    for query in FOREIGN:
        response = moderator.get(address + query)
        assert (query, response.status_code) == (query, 200)
        assert (query, rows(response)) == (query, 1)


@pytest.mark.parametrize("words", ["%F0%9F%98%80", "a+" * 200, "%25", "'", "a_b"])
def test_odd_words_are_sought_without_an_error(statement, moderator, words):
    assert moderator.get(f"{LIST}?q={words}").status_code == 200


def test_a_signatures_page_is_for_reading(statement, moderator):
    signature = builders.signature(statement)
    for act in (moderator.post, moderator.put, moderator.delete, moderator.patch):
        assert act(page_of(signature)).status_code == 405


def test_pages_of_the_list(statement, moderator, monkeypatch):
    monkeypatch.setattr("signatures.admin.modeladmin.SignatureAdmin.list_per_page", 2)
    for _number in range(5):
        builders.signature(statement)
    page = moderator.get(LIST + "?p=2&state=waiting").content.decode()
    assert "Page 2 of 3" in page
    assert "p=3" in page
    assert "state=waiting" in page


def test_the_list_costs_the_same_queries_however_many_there_are(statement, moderator, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _number in range(3):
        builders.signature(statement)
    moderator.get(LIST)
    with CaptureQueriesContext(connection) as few:
        moderator.get(LIST)
    for _number in range(40):
        builders.signature(statement)
    with django_assert_num_queries(len(few)):
        moderator.get(LIST)


def test_the_empty_list_says_so(statement, moderator):
    assert "Nothing here yet" in moderator.get(LIST).content.decode()
    builders.signature(statement)
    assert "Nothing matches" in moderator.get(LIST, {"q": "zzz"}).content.decode()


# --- The address ----------------------------------------------------------------------------------------------


ADDRESS = "canary.person@mail.example"


def test_who_may_looks_at_the_address_and_it_is_noted(statement, organiser):
    signature = builders.signature(statement, email=ADDRESS)
    before = organiser.get(page_of(signature)).content.decode()
    assert ADDRESS not in before
    response = organiser.post(reverse("signatures_admin:address", args=[signature.pk]))
    assert ADDRESS in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    after = organiser.get(page_of(signature)).content.decode()
    assert "Who looked at the address" in after
    assert organiser.user.email in after
    assert ADDRESS not in after


@pytest.mark.parametrize("role", ["volunteer", "moderator", None])
def test_others_never_see_it(statement, client, role):
    from wagtail.models import ModelLogEntry

    signature = builders.signature(statement, email=ADDRESS)
    browser = logged_in(role) if role else client
    url = reverse("signatures_admin:address", args=[signature.pk])
    response = browser.post(url)
    assert refused(response)
    assert ADDRESS.encode() not in response.content
    assert not ModelLogEntry.objects.filter(action="signatures.see_address").exists()
    if role == "moderator":
        page = browser.get(page_of(signature)).content.decode()
        assert "mail.example" in page
        assert "canary.person" not in page
        assert url not in page


def test_a_signature_without_an_address_says_so(statement, organiser):
    signature = builders.signature(statement)
    Signature.objects.update(source="paper", supporter=None)
    assert (
        "No address is kept"
        in organiser.post(reverse("signatures_admin:address", args=[signature.pk])).content.decode()
    )


@pytest.mark.parametrize(
    "typed", [ADDRESS, "CANARY.person@MAIL.example", " canary.person@mail.example ", "canary.person+tag@mail.example"]
)
def test_an_exact_address_is_found_by_who_may(statement, organiser, typed):
    builders.signature(statement, email=ADDRESS)
    builders.signature(statement)
    assert rows(organiser.get(LIST, {"q": typed})) == 1


@pytest.mark.parametrize("typed", ["canary", "canary.person", "canary.person@", "@mail.example", "person@mail.example",
                                   "canary.person@mail", "a@b@c", "%@%", "canary.person@mail.example x"])  # fmt: skip
def test_a_part_of_an_address_finds_nobody(statement, organiser, typed):
    builders.signature(statement, email=ADDRESS)
    assert rows(organiser.get(LIST, {"q": typed})) == 0


def test_without_the_right_an_address_finds_nobody(statement, moderator):
    builders.signature(statement, email=ADDRESS)
    assert rows(moderator.get(LIST, {"q": ADDRESS})) == 0
    right = Permission.objects.get(codename="find_by_address")
    moderator.user.user_permissions.add(right)
    assert rows(moderator.get(LIST, {"q": ADDRESS})) == 1


def test_versions_show_their_markup_as_text_not_code(statement, moderator):
    StatementVersion.objects.update(title="<b>Bold</b>")
    assert "<b>Bold</b>" not in moderator.get(VERSIONS).content.decode()


def test_the_note_is_escaped(statement, moderator):
    signature = builders.signature(statement)
    decide(moderator, signature, "hold", note="<i>note</i>")
    assert "&lt;i&gt;note" in moderator.get(page_of(signature)).content.decode()


def test_a_very_long_list_says_that_it_was_not_counted_to_its_end(statement, moderator, monkeypatch):
    monkeypatch.setattr("staff.paging.COUNTED", 2)
    monkeypatch.setattr("signatures.admin.modeladmin.SignatureAdmin.list_per_page", 2)
    for number in range(5):
        builders.signature(statement, first_name=f"N{number}", last_name="")
    first = moderator.get(LIST).content.decode()
    assert "More than 2 found" in first
    assert "Page 1</span>" in first
    last = moderator.get(LIST, {"p": 3}).content.decode()
    assert "<bdi>N0</bdi>" in last
    assert 'rel="prev"' in last
    assert 'rel="next"' not in last
