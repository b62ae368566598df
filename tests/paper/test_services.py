"""Ordering, cancelling and finding numbered sheets."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from wagtail.models import ModelLogEntry

from paper import codes, services
from paper.models import MOST_SHEETS, PaperSheet, SheetBatch
from tests import builders

pytestmark = pytest.mark.django_db


def order(statement, number: int = 3, **fields) -> SheetBatch:
    given = {"event": "Exampletown CLP", "by": builders.organiser()}
    return services.order(statement.version, number=number, **given | fields)


def test_every_sheet_has_a_number_and_a_code_of_its_own(statement):
    batch = order(statement, MOST_SHEETS, held_on=date(2026, 12, 1))
    sheets = list(batch.sheets.all())

    assert [sheet.number for sheet in sheets] == list(range(1, MOST_SHEETS + 1))
    assert len({sheet.code for sheet in sheets}) == MOST_SHEETS
    assert all(codes.read(sheet.code) == sheet.code and sheet.code[0] == "N" for sheet in sheets)
    assert (batch.version, batch.made_by, batch.held_on) == (statement.version, builders.organiser(), date(2026, 12, 1))


def test_ordering_many_costs_as_few_queries_as_ordering_one(statement, django_assert_max_num_queries):
    builders.organiser()
    for number in (1, MOST_SHEETS):
        with django_assert_max_num_queries(16):
            order(statement, number)


@pytest.mark.parametrize("number", [0, MOST_SHEETS + 1, 10**6])
def test_too_few_or_too_many_are_refused(statement, number):
    with pytest.raises(ValidationError):
        order(statement, number)
    assert SheetBatch.objects.count() == PaperSheet.objects.count() == 0


def test_the_table_refuses_them_too(statement):
    batch = order(statement)
    with pytest.raises(IntegrityError), transaction.atomic():
        SheetBatch.objects.filter(pk=batch.pk).update(number=MOST_SHEETS + 1)


def test_a_code_that_is_taken_is_drawn_again(statement, monkeypatch):
    taken = order(statement, 1).sheets.get().code
    drawn = iter([taken, taken, "N346789"])
    monkeypatch.setattr(codes, "drawn", lambda kind: next(drawn))

    assert order(statement, 1).sheets.get().code == "N346789"


def test_a_code_finds_its_sheet_also_after_it_was_cancelled(statement):
    batch = order(statement)
    sheet = batch.sheets.last()

    assert services.find(codes.printed(sheet.code).lower()) == sheet
    services.cancel(batch.pk, by=builders.organiser())
    assert services.find(sheet.code) == sheet
    assert services.find(sheet.code).batch.is_cancelled


def test_a_slip_and_a_code_that_was_never_given_are_told_apart(statement):
    with pytest.raises(codes.BadCode):
        services.find(codes.derived(codes.Kind.NUMBERED, "x")[:-2] + "33")
    for kind in codes.Kind:
        with pytest.raises(LookupError):
            services.find(codes.derived(kind, "never given"))


def test_cancelling_can_be_taken_back_and_each_act_is_in_the_history(statement):
    batch, somebody = order(statement), builders.user("organiser")

    assert services.cancel(batch.pk, by=somebody).cancelled_by == somebody
    first = SheetBatch.objects.get().cancelled_at
    services.cancel(batch.pk, by=builders.organiser())  # once is enough
    assert SheetBatch.objects.get().cancelled_at == first
    assert not services.restore(batch.pk, by=somebody).is_cancelled

    log = ModelLogEntry.objects.filter(action__startswith="paper.").order_by("pk")
    assert list(log.values_list("action", "user")) == [
        ("paper.order", builders.organiser().pk),
        ("paper.cancel", somebody.pk),
        ("paper.restore", somebody.pk),
    ]


def test_a_statement_nobody_signed_can_be_deleted_with_its_sheets(statement):
    order(statement)

    statement.delete()

    assert SheetBatch.objects.count() == 0
