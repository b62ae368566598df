"""What the inbox holds, in figures."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q
from django.utils import timezone

from enquiries.clock import due_at, overdue_before
from enquiries.models import Enquiry
from enquiries.questions import Kind
from enquiries.states import State


def counts() -> dict[str, int]:
    """How many there are in each state. One query."""
    numbers = dict(Enquiry.objects.order_by().values_list("state").annotate(number=Count("pk")))
    return {state.value: numbers.get(state.value, 0) for state in State}


@dataclass(frozen=True)
class InboxFigures:
    """What waits for an answer and since when, what must be acknowledged by a day, what is in quarantine."""

    speaker_requests: int
    oldest_request: datetime | None
    messages: int
    quarantined: int
    to_acknowledge: int
    overdue: int
    next_due: datetime | None


def figures() -> InboxFigures:
    """Three queries."""
    now = timezone.now()
    requests, messages = Q(kind=Kind.SPEAKER), Q(kind=Kind.CONTACT)
    new = Enquiry.objects.new().aggregate(
        speaker_requests=Count("pk", filter=requests),
        oldest_request=Min("received_at", filter=requests),
        messages=Count("pk", filter=messages),
    )
    clock = Enquiry.objects.to_acknowledge().aggregate(
        number=Count("pk"),
        overdue=Count("pk", filter=Q(received_at__lte=overdue_before(now))),
        oldest=Min("received_at"),
    )
    return InboxFigures(
        **new,
        quarantined=Enquiry.objects.quarantined().count(),
        to_acknowledge=clock["number"],
        overdue=clock["overdue"],
        next_due=due_at(clock["oldest"]) if clock["oldest"] else None,
    )
