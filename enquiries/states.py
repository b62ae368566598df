"""The states of an enquiry and every move between them.

    (arrives) ──> new <──────────> answered <──> closed
                   ^ ^                             ^
                   │ └─────────────────────────────┘
                   v
    (arrives) ─> quarantined

All moves are organisers'. Each can be taken back: for every arrow there is one the other way.
This module is pure: no model, no query, no request.
"""

from enum import StrEnum


class State(StrEnum):
    NEW = "new"  # nobody has answered it yet
    ANSWERED = "answered"  # an organiser has written back
    CLOSED = "closed"  # nothing more to do, with or without an answer
    QUARANTINED = "quarantined"  # suspected spam: kept, and out of the way


MOVES = frozenset(
    {
        (State.NEW, State.ANSWERED),
        (State.NEW, State.CLOSED),
        (State.NEW, State.QUARANTINED),
        (State.ANSWERED, State.NEW),
        (State.ANSWERED, State.CLOSED),
        (State.CLOSED, State.ANSWERED),
        (State.CLOSED, State.NEW),
        (State.QUARANTINED, State.NEW),
    }
)

# Nothing is deleted that somebody may still have to answer.
DELETABLE = frozenset({State.CLOSED, State.QUARANTINED})


def moves_from(state: State) -> list[State]:
    """Where an enquiry in `state` can go, in the order of the states."""
    return [other for other in State if (state, other) in MOVES]
