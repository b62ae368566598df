"""Publishing at once what no check flags, where the statement says so; and the sample of it for human eyes."""

import secrets
from datetime import date

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
    if signature.flagged or not _allowed(signature):
        return None
    decision = transitions.move(signature, State.PUBLISHED, by=Mover.SITE)
    AutomaticPublication.objects.create(
        decision=decision, day=timezone.localdate(decision.made_at), lot=secrets.randbelow(2**31)
    )
    return decision


def _allowed(signature: Signature) -> bool:
    return StatementPage.objects.filter(pk=signature.statement_id, publish_unflagged=True).exists()


def sample(day: date) -> QuerySet[AutomaticPublication]:
    """What was drawn by lot of all that the site published on `day`: one in twenty, but 20 where there are so many."""
    of_day = AutomaticPublication.objects.filter(day=day)
    size = min(max(SAMPLE_AT_LEAST, int(of_day.count() * SAMPLE_SHARE)), SAMPLE_AT_MOST)
    return of_day.order_by("lot", "pk")[:size]
