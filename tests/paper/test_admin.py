"""Numbered sheets at the desk: ordering, the list, downloading again, cancelling; and for whom."""

import pytest
from django.test import Client
from django.urls import reverse

from paper import codes, services
from paper.admin import views
from paper.models import SheetBatch
from signatures.models import StatementPage
from staff.roles import ROLES
from tests import builders
from tests.paper import pdfs
from tests.signatures.admin.desk import refused, said

pytestmark = pytest.mark.django_db

INDEX = "/admin/paper/sheetbatch/"
ORDER = "/admin/sheets/order/"


@pytest.fixture
def organiser(statement) -> Client:
    client = Client()
    client.force_login(builders.organiser())
    return client


@pytest.fixture
def batch(statement) -> SheetBatch:
    return services.order(statement.version, "Exampletown CLP", number=2, by=builders.organiser())


def posted(page, **fields) -> dict:
    given = {
        "statement": page.pk,
        "event": "Exampletown CLP",
        "held_on": "2026-12-01",
        "number": "50",
        "two_sided": "on",
    }
    return {name: value for name, value in (given | fields).items() if value is not None}


def test_fifty_numbered_sheets_for_an_event(organiser, statement):
    answer = organiser.post(ORDER, posted(statement), follow=True)

    batch = SheetBatch.objects.get()
    assert answer.redirect_chain == [(INDEX, 302)]
    assert "Ready: 50 sheets for Exampletown CLP." in said(answer)
    assert reverse("paper_admin:sheets", args=[batch.pk]) in answer.content.decode()

    file = organiser.get(reverse("paper_admin:sheets", args=[batch.pk]))
    assert file["Content-Disposition"] == 'attachment; filename="sheets-exampletown-clp-50.pdf"'
    assert pdfs.pages(file.content) == 100
    assert pdfs.faults(file.content) == []
    assert len(file.content) < 1_000_000
    for number, sheet in list(enumerate(batch.sheets.all()))[::17]:
        text = pdfs.text(file.content, 2 * number)
        assert codes.printed(sheet.code) in text
        assert f"Exampletown CLP, 1 December 2026 · {sheet.number}" in text


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"event": "  "}, "event"),
        ({"number": "0"}, "number"),
        ({"number": "201"}, "number"),
        ({"number": "many"}, "number"),
        ({"statement": "0"}, "statement"),
        ({"held_on": "soon"}, "held_on"),
    ],
)
def test_what_can_not_be_made_is_said_beside_its_field_and_nothing_is_lost(organiser, statement, fields, field):
    answer = organiser.post(ORDER, posted(statement, **fields))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "Nothing was ordered" in answer.content.decode()
    assert SheetBatch.objects.count() == 0


def test_a_statement_that_was_never_published_can_not_be_ordered(organiser, statement):
    StatementPage.objects.filter(pk=statement.pk).update(text="<p>Never frozen</p>")

    answer = organiser.post(ORDER, posted(statement))

    assert "never published" in str(answer.context["form"].errors["statement"])


def test_a_download_later_still_has_the_words_of_the_day_it_was_ordered(organiser, statement, batch):
    page = StatementPage.objects.get(pk=statement.pk)
    page.text = "<p>New words.</p>"
    page.save_revision().publish()

    text = pdfs.text(organiser.get(reverse("paper_admin:sheets", args=[batch.pk])).content)

    assert "We stand for free movement." in text
    assert "New words." not in text


def test_cancelled_sheets_are_not_printed_again_until_that_is_taken_back(organiser, batch):
    url = reverse("paper_admin:sheets", args=[batch.pk])

    cancelled = organiser.post(reverse("paper_admin:cancel", args=[batch.pk]), follow=True)
    assert "Cancelled: 2 sheets for Exampletown CLP" in said(cancelled)
    assert "cancelled by" in cancelled.content.decode()
    assert "were cancelled" in said(organiser.get(url, follow=True))

    organiser.post(reverse("paper_admin:restore", args=[batch.pk]))
    assert organiser.get(url).status_code == 200


def test_while_other_sheets_are_being_made_one_waits_and_is_then_asked_to_come_again(organiser, batch, monkeypatch):
    url = reverse("paper_admin:sheets", args=[batch.pk])
    monkeypatch.setattr(views, "WAIT_SECONDS", 0.01)

    with views.ONE_AT_A_TIME:
        assert "Other sheets are just being made" in said(organiser.get(url, follow=True))

    assert organiser.get(url).status_code == 200


def test_sheets_that_could_not_be_made_keep_nobody_else_waiting(organiser, batch, monkeypatch):
    url = reverse("paper_admin:sheets", args=[batch.pk])
    monkeypatch.setattr(views, "WAIT_SECONDS", 0.01)

    def broken(*_args, **_names):
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(views, "draw", broken)
        with pytest.raises(ZeroDivisionError):
            organiser.get(url)

    assert organiser.get(url).status_code == 200


def test_the_list_is_searched_by_event_or_by_the_code_on_a_sheet(organiser, statement, batch):
    services.order(statement.version, "Unite conference", number=1, by=builders.organiser())
    code = batch.sheets.last().code

    def found(query: str) -> list[str]:
        page = organiser.get(INDEX, {"q": query}).context["object_list"]
        return [each.event for each in page]

    assert found("") == ["Unite conference", "Exampletown CLP"]
    assert found("exampletown") == ["Exampletown CLP"]
    assert found(codes.printed(code).lower()) == ["Exampletown CLP"]
    assert found("nothing") == []


def test_an_empty_list_says_so(organiser):
    assert "Nobody has ordered sheets yet." in organiser.get(INDEX).content.decode()


def test_the_list_costs_the_same_for_many_batches(organiser, statement, django_assert_max_num_queries):
    organiser.get(INDEX)
    for _turn in range(12):
        services.order(statement.version, "Exampletown CLP", number=1, by=builders.organiser())
    with django_assert_max_num_queries(13):
        organiser.get(INDEX)


@pytest.mark.parametrize("role", [None, *ROLES])
def test_only_organisers_and_admins_come_near(statement, batch, role):
    client = Client()
    if role:
        client.force_login(builders.user(role))
    may = role in {"organiser", "admin"}
    answers = [
        client.get(INDEX),
        client.get(ORDER),
        client.post(ORDER, posted(statement)),
        client.get(reverse("paper_admin:sheets", args=[batch.pk])),
        client.post(reverse("paper_admin:cancel", args=[batch.pk])),
        client.post(reverse("paper_admin:restore", args=[batch.pk])),
    ]

    assert [refused(answer) for answer in answers] == [not may] * len(answers)
    assert SheetBatch.objects.count() == 1 + may
    if role:
        assert (INDEX in client.get("/admin/").content.decode()) is may


@pytest.mark.parametrize("name", ["cancel", "restore"])
def test_looking_changes_nothing(organiser, batch, name):
    assert organiser.get(reverse(f"paper_admin:{name}", args=[batch.pk])).status_code == 405


@pytest.mark.parametrize("name", ["sheets", "cancel", "restore"])
def test_a_batch_that_is_not_there_is_not_found(organiser, batch, name):
    method = organiser.get if name == "sheets" else organiser.post
    for number in (batch.pk + 1, 10**30):
        assert method(reverse(f"paper_admin:{name}", args=[number])).status_code == 404
