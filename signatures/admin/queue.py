"""What stands in the queue, and what was decided last."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from signatures.admin.filters import confirmed_between
from signatures.admin.narrowing import Narrowing
from signatures.models import Act, Decision, Signature, StatementPage
from signatures.models.signature import SignatureQuerySet
from signatures.states import DECIDED, State
from staff.paging import LongPage, LongPaginator

PAGE_SIZE = 200
RECENT = 5


def for_the_desk() -> SignatureQuerySet:
    """Signatures with what the desk shows of them. No address is read, and a statement's texts are left alone."""
    titles = Prefetch("statement", StatementPage.objects.only("title"))
    rows = Signature.objects.select_related("supporter").defer("address_typed", "supporter__address")
    return rows.prefetch_related(titles, "flags")


def queue_page(narrowing: Narrowing, number: str) -> LongPage:
    """A page of the signatures that are meant; a number that isn't one means the nearest page."""
    return LongPaginator(narrowing.of(for_the_desk()), PAGE_SIZE, sought=bool(narrowing.q)).get_page(number)


def twins_of(signature: Signature) -> list[Signature]:
    """Others of the same name under the same statement, the latest first; at most ten."""
    same = for_the_desk().filter(statement_id=signature.statement_id, name_key=signature.name_key)
    same = same.filter(confirmed_at__isnull=False).exclude(pk=signature.pk)
    return list(same.order_by("-pk")[:10])


def recent_decisions(user) -> list[Decision]:
    """The member of staff's latest single decisions that still stand, to undo one with a single press."""
    mine = Decision.objects.filter(made_by=user, act__isnull=True, undoes__isnull=True, undone_by__isnull=True)
    latest = mine.filter(to_state__in=sorted(DECIDED)).select_related("signature").order_by("-made_at", "-pk")
    latest = latest.defer("signature__address_typed")
    return [decision for decision in latest[:RECENT] if decision.signature.state == decision.to_state]


@dataclass(frozen=True)
class Recent:
    """Something that can be undone: a decision about one signature, or an act about many."""

    what: str
    state: str
    undo_url: str
    made_at: datetime


def recent_work(user) -> list[Recent]:
    """What somebody did last, the latest first. Two queries."""
    decisions = [
        Recent(made.signature.full_name, made.get_to_state_display(), reverse("signatures_admin:undo", args=[made.pk]),
               made.made_at)
        for made in recent_decisions(user)
    ]  # fmt: skip
    mine = Act.objects.filter(made_by=user, kind=Act.Kind.TICKED, undone_by__isnull=True)
    acts = [
        Recent(ngettext("%(number)d signature", "%(number)d signatures", act.number) % {"number": act.number},
               act.get_to_state_display(), reverse("signatures_admin:ticked_undo", args=[act.pk]), act.made_at)
        for act in mine.order_by("-made_at")[:RECENT]
    ]  # fmt: skip
    return sorted([*decisions, *acts], key=lambda recent: recent.made_at, reverse=True)[:RECENT]


def statements_with(state: State) -> list[StatementPage]:
    """The statements that have signatures in `state`, for the filter."""
    found = Signature.objects.filter(state=state).order_by().values("statement").distinct()
    return list(StatementPage.objects.filter(pk__in=found).only("title").order_by("title"))


@dataclass(frozen=True)
class QueueFigures:
    """How many wait and since when, and how many are set aside."""

    waiting: int
    held: int
    oldest: datetime | None


def queue_figures() -> QueueFigures:
    """Two queries."""
    waiting = Signature.objects.waiting().aggregate(number=Count("pk"), oldest=Min("confirmed_at"))
    held = Signature.objects.filter(state=State.HELD).count()
    return QueueFigures(waiting=waiting["number"], held=held, oldest=waiting["oldest"])


def confirmed_figures() -> dict[str, int]:
    """How many confirmed today, in the last 7 days and in the 7 before. One query."""
    now = timezone.localtime()
    spans = confirmed_between(now)
    recent = Signature.objects.filter(confirmed_at__gte=now - timedelta(days=14))
    return recent.aggregate(**{name: Count("pk", filter=span) for name, span in spans.items()})
