"""Enquiries are deleted when their page's time is over, and not a day before."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from enquiries.models import Enquiry, EnquiryMove, EnquiryNote
from enquiries.services import handling, retention
from enquiries.services.retention import months_before
from enquiries.states import State
from tests import builders as site
from tests.enquiries import builders

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 3, 31, 12, 0, tzinfo=UTC)


def purge(*options: str) -> list[str]:
    out = StringIO()
    call_command("purge_enquiries", *options, stdout=out)
    return out.getvalue().splitlines()


def aged(page, **fields) -> Enquiry:
    return builders.enquiry(page, received_at=timezone.now() - timedelta(days=400), **fields)


@pytest.mark.parametrize(
    ("months", "moment"),
    [
        (1, datetime(2027, 2, 28, 12, 0, tzinfo=UTC)),
        (3, datetime(2026, 12, 31, 12, 0, tzinfo=UTC)),
        (12, datetime(2026, 3, 31, 12, 0, tzinfo=UTC)),
        (37, datetime(2024, 2, 29, 12, 0, tzinfo=UTC)),
    ],
)
def test_a_month_before_is_the_same_day_or_the_months_last(months, moment):
    assert months_before(NOW, months) == moment


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("months", [3, 6, 12, 24])
def test_it_goes_when_its_time_is_over_in_whatever_state(state, months):
    page = builders.contact_page(retention_months=months)
    cutoff = months_before(NOW, months)
    builders.enquiry(page, state, received_at=cutoff)
    builders.enquiry(page, state, received_at=cutoff - timedelta(days=100))
    stays = builders.enquiry(page, state, received_at=cutoff + timedelta(seconds=1))

    (purged,) = retention.purge(NOW)

    assert (purged.title, purged.months, purged.number) == ("Contact us", months, 2)
    assert Enquiry.objects.get() == stays


def test_each_page_has_its_own_time():
    contact, speaker = builders.contact_page(retention_months=12), builders.speaker_page(retention_months=24)
    aged(contact)
    stays = aged(speaker)
    assert purge() == ["Contact us: 1 deleted, older than 12 months", "Enquiries deleted: 1"]
    assert Enquiry.objects.get() == stays


def test_a_dry_run_says_what_would_go_and_deletes_nothing():
    page = builders.contact_page()
    for number in range(3):
        aged(page, email=f"a{number}@example.org")
    assert purge("--dry-run") == ["Contact us: 3 to delete, older than 12 months", "Enquiries to delete: 3"]
    assert Enquiry.objects.count() == 3
    assert purge()[-1] == "Enquiries deleted: 3"
    assert purge() == ["Enquiries deleted: 0"]


def test_a_shorter_time_holds_for_what_is_there_a_longer_one_does_not():
    """People were told how long it would be kept when they wrote."""
    page = builders.contact_page(retention_months=6)
    builders.enquiry(page, received_at=NOW - timedelta(days=200))
    page.retention_months = 24
    page.save()
    assert [purged.number for purged in retention.purge(NOW)] == [1]

    later = builders.enquiry(page, received_at=NOW - timedelta(days=200))
    assert later.retention_months == 24
    page.retention_months = 3
    page.save()
    assert [(purged.months, purged.number) for purged in retention.purge(NOW)] == [(3, 1)]


def test_what_came_through_a_page_that_is_gone_goes_when_that_page_had_said():
    page = builders.contact_page()
    aged(page)
    page.delete()
    assert purge() == ["a page that is gone: 1 deleted, older than 12 months", "Enquiries deleted: 1"]


def test_notes_and_moves_go_with_it_and_those_of_others_stay():
    page, organiser = builders.contact_page(), site.organiser()
    for enquiry in (aged(page), builders.enquiry(page)):
        handling.add_note(enquiry.pk, "Rang", by=organiser)
        made = handling.move(enquiry.pk, State.CLOSED, by=organiser, seen=State.NEW)
        handling.undo(made.pk, by=organiser)
    purge()
    stays = Enquiry.objects.get()
    assert set(EnquiryNote.objects.values_list("enquiry", flat=True)) == {stays.pk}
    assert set(EnquiryMove.objects.values_list("enquiry", flat=True)) == {stays.pk}


def test_many_go_in_portions(monkeypatch):
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    page = builders.contact_page()
    for number in range(5):
        aged(page, email=f"a{number}@example.org")
    assert purge()[-1] == "Enquiries deleted: 5"
    assert not Enquiry.objects.exists()
