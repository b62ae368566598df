"""Publishing at once what no check flags, where the statement says so; and the sample of it for human eyes."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from signatures.models import AutomaticPublication, Decision, Signature, StatementPage
from signatures.services import transitions
from signatures.states import Mover, State

SAMPLE_SHARE = 0.05
SAMPLE_AT_LEAST = 20
SAMPLE_AT_MOST = 200  # more than that nobody looks through


def publish(signature: Signature) -> Decision | None:
    """Publish a locked signature that waits and isn't flagged, if its statement lets the site do so; else None."""
    if signature.state != State.WAITING or signature.flagged or not _allowed(signature):
        return None
    decision = transitions.move(signature, State.PUBLISHED, by=Mover.SITE)
    AutomaticPublication.objects.create(
        decision=decision, day=timezone.localdate(decision.made_at), lot=secrets.randbelow(2**31)
    )
    return decision


def _allowed(signature: Signature) -> bool:
    return StatementPage.objects.filter(pk=signature.statement_id, publish_unflagged=True).exists()


@dataclass(frozen=True)
class SampleFigures:
    """Of one day: how many the site published, how many of them were drawn, how many of those nobody looked at."""

    published: int
    drawn: int
    to_look_at: int


def sample(day: date) -> QuerySet[AutomaticPublication]:
    """What was drawn by lot of all that the site published on `day`: one in twenty, but 20 where there are so many."""
    of_day = AutomaticPublication.objects.filter(day=day)
    return of_day.order_by("lot", "pk")[: _size(of_day.count())]


def figures(day: date) -> SampleFigures:
    """Two queries."""
    published = AutomaticPublication.objects.filter(day=day).count()
    drawn = list(sample(day).values_list("looked_at", flat=True)) if published else []
    return SampleFigures(published, len(drawn), sum(1 for looked_at in drawn if looked_at is None))


def flagged_since() -> QuerySet[AutomaticPublication]:
    """What the site published in the last week, still stands, and has got a reason to look twice since: all of it."""
    recent = AutomaticPublication.objects.filter(day__gte=timezone.localdate() - timedelta(days=7), looked_at=None)
    return recent.filter(decision__signature__flagged=True, decision__signature__state=State.PUBLISHED)


def look_at(numbers: Iterable[int], *, by) -> int:
    """Note that somebody has looked at these; whoever was first stays noted. Returns how many were new."""
    unseen = AutomaticPublication.objects.filter(pk__in=list(numbers), looked_at__isnull=True)
    return unseen.update(looked_at=timezone.now(), looked_by=by)


def take_look_back(numbers: Iterable[int], *, by) -> int:
    """Take back that one has looked, of what one looked at oneself. Returns how many."""
    mine = AutomaticPublication.objects.filter(pk__in=list(numbers), looked_by=by)
    return mine.update(looked_at=None, looked_by=None)


def _size(published: int) -> int:
    return min(max(SAMPLE_AT_LEAST, int(published * SAMPLE_SHARE)), SAMPLE_AT_MOST)
