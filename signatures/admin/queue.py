"""What stands in the queue, and what was decided last."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import Count, Min, Q
from django.utils import timezone

from signatures.models import Decision, Signature, StatementPage
from signatures.states import DECIDED, State

PAGE_SIZE = 200
RECENT = 5
SHOWN_STATES = {"waiting": State.WAITING, "held": State.HELD}


def queue_page(state: State, statement_id: int | None, number: str) -> Page:
    """A page of the signatures in `state`, the oldest first; a number that isn't one means the nearest page."""
    rows = Signature.objects.filter(state=state).select_related("supporter", "statement").oldest_first()
    if statement_id:
        rows = rows.filter(statement_id=statement_id)
    return Paginator(rows, PAGE_SIZE).get_page(number)


def recent_decisions(user) -> list[Decision]:
    """The member of staff's latest acts that still stand, to undo one with a single press."""
    mine = Decision.objects.filter(made_by=user, undoes__isnull=True, undone_by__isnull=True)
    latest = mine.filter(to_state__in=sorted(DECIDED)).select_related("signature").order_by("-made_at", "-pk")
    return [decision for decision in latest[:RECENT] if decision.signature.state == decision.to_state]


def statements_with(state: State) -> list[StatementPage]:
    """The statements that have signatures in `state`, for the filter."""
    found = Signature.objects.filter(state=state).values("statement")
    return list(StatementPage.objects.filter(pk__in=found).order_by("title"))


@dataclass(frozen=True)
class DeskFigures:
    """The numbers of the admin home."""

    waiting: int
    held: int
    oldest: datetime | None
    today: int
    this_week: int
    last_week: int


def desk_figures() -> DeskFigures:
    """How many wait and since when; how many signed today, in the last 7 days and in the 7 before. Three queries."""
    now = timezone.localtime()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    waiting = Signature.objects.waiting().aggregate(number=Count("pk"), oldest=Min("confirmed_at"))
    confirmed = Signature.objects.filter(confirmed_at__isnull=False)
    by_time = {
        "today": (midnight, now),
        "this_week": (now - timedelta(days=7), now),
        "last_week": (now - timedelta(days=14), now - timedelta(days=7)),
    }
    counted = confirmed.filter(confirmed_at__gte=now - timedelta(days=14)).aggregate(
        **{
            name: Count("pk", filter=Q(confirmed_at__gte=start, confirmed_at__lt=end))
            for name, (start, end) in by_time.items()
        }
    )
    held = Signature.objects.filter(state=State.HELD).count()
    return DeskFigures(waiting=waiting["number"], held=held, oldest=waiting["oldest"], **counted)
