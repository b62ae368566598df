"""Deleting what was kept for as long as its page says."""

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page

from enquiries.models import FORM_PAGES, Enquiry, EnquiryMove, EnquiryNote, EnquiryNotice
from personal_data import retention
from personal_data.retention import Period, Rule

WHAT = "enquiries"
AT_ONCE = 1_000  # rows deleted by one transaction, so that nobody waits long behind it


@dataclass(frozen=True)
class Purged:
    """What one page's time was over for. `title` is empty when the page itself is gone."""

    title: str
    months: int
    number: int


def register() -> None:
    """Tell the site's purge and the privacy page."""
    retention.register(Rule("enquiries", periods, _purge_for_all))


def periods() -> Iterable[Period]:
    """What each published page with a form says of itself."""
    for model in FORM_PAGES.values():
        for page in model.objects.live().only("title", "retention_months"):
            yield Period(_("What you send us through “%(page)s”") % {"page": page.title}, page.retention_words)


def _purge_for_all(now: datetime, dry_run: bool) -> Iterable[retention.Purged]:
    for _page_id, _months, old in _overdue(now):
        if dry_run:
            yield retention.Purged(WHAT, old.count())
        else:
            yield from retention.portions(WHAT, lambda old=old: _delete_some(old))
    yield retention.Purged(WHAT, 0)


def purge(now: datetime, *, dry_run: bool = False) -> list[Purged]:
    """Delete every enquiry that is older than its page says, in whatever state, with all that hangs on it.

    What the page said when it came counts, and what the page says now: whichever is shorter. Of a page that was
    deleted the former is left. Returns what went, or in a dry run what would go.
    """
    overdue = list(_overdue(now))
    titles = dict(Page.objects.filter(pk__in=[page_id for page_id, *_ in overdue]).values_list("pk", "title"))
    report = []
    for page_id, months, old in overdue:
        if number := old.count() if dry_run else _delete_in_portions(old):
            report.append(Purged(titles.get(page_id, ""), months, number))
    return report


def _overdue(now: datetime) -> Iterator[tuple[int, int, QuerySet[Enquiry]]]:
    """Of each page, and of each time that it once promised: the months that hold, and what is older."""
    groups = Enquiry.objects.order_by("page_id", "retention_months").values_list("page_id", "retention_months")
    groups = list(groups.distinct())
    present = _present_months()
    for page_id, promised in groups:
        months = min(promised, present.get(page_id, promised))
        rows = Enquiry.objects.filter(page_id=page_id, retention_months=promised)
        yield page_id, months, rows.filter(received_at__lte=months_before(now, months))


def months_before(moment: datetime, months: int) -> datetime:
    """The same day of an earlier month, or that month's last day."""
    year, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    day = min(moment.day, calendar.monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)


def delete(enquiry_ids: Iterable[int]) -> int:
    """Delete these enquiries for good with their notes, moves and notices; returns how many there were.

    One DELETE for each table. Django's own would first read and decipher every row. Mails about them that still
    wait find nothing to say when their time comes.
    """
    ids = list(enquiry_ids)
    with transaction.atomic():
        for model in (EnquiryNote, EnquiryNotice, EnquiryMove):
            _delete_rows(model.objects.filter(enquiry_id__in=ids))
        return _delete_rows(Enquiry.objects.filter(pk__in=ids))


def _present_months() -> dict[int, int]:
    return {
        page_id: months
        for model in FORM_PAGES.values()
        for page_id, months in model.objects.values_list("pk", "retention_months")
    }


def _delete_in_portions(old: QuerySet[Enquiry]) -> int:
    gone = 0
    while portion := _delete_some(old):
        gone += portion
    return gone


def _delete_some(old: QuerySet[Enquiry]) -> int:
    return delete(old.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])


def _delete_rows(rows) -> int:
    return rows._raw_delete(rows.db) or 0  # for no ids at all it answers nothing
