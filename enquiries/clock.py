"""The clock of complaints and of questions about one's data: an organiser acknowledges them within 30 days.

UK law: complaints about data under the Data Protection Act 2018, section 164A; requests under the UK GDPR, Art. 12(3).
This module is pure: no model, no query, no request.
"""

from datetime import datetime, timedelta

from enquiries.states import State

ACKNOWLEDGE_WITHIN = timedelta(days=30)

# Quarantine stops no clock: somebody may have a real complaint and many links.
RUNNING = frozenset({State.NEW, State.QUARANTINED})


def due_at(received_at: datetime) -> datetime:
    """When the acknowledgement is due."""
    return received_at + ACKNOWLEDGE_WITHIN


def overdue_before(now: datetime) -> datetime:
    """What was received by then, and still waits, is overdue."""
    return now - ACKNOWLEDGE_WITHIN
