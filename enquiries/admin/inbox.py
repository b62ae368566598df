"""What the inbox holds, in figures."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from enquiries.models import Enquiry
from enquiries.states import State


def counts() -> dict[str, int]:
    """How many there are in each state. One query."""
    numbers = dict(Enquiry.objects.order_by().values_list("state").annotate(number=Count("pk")))
    return {state.value: numbers.get(state.value, 0) for state in State}


@dataclass(frozen=True)
class InboxFigures:
    """What waits for an answer and since when; what waits for a look in quarantine."""

    speaker_requests: int
    oldest_request: datetime | None
    messages: int
    quarantined: int


def figures() -> InboxFigures:
    """Two queries."""
    requests = Enquiry.objects.new().speaker_requests().aggregate(number=Count("pk"), oldest=Min("received_at"))
    numbers = counts()
    return InboxFigures(
        speaker_requests=requests["number"],
        oldest_request=requests["oldest"],
        messages=numbers[State.NEW] - requests["number"],
        quarantined=numbers[State.QUARANTINED],
    )
