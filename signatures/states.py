"""The states of a signature, their named sets, and every move there is with who may make it.

                         ┌──────── signs again ────────────┐
                         v                                 │
    (signs) ──> unconfirmed ──── withdraws ──────────> withdrawn
                         │                                 ^
                     confirms                              │ withdraws, from any state
                         v                                 │
                      waiting ──── decides ───> published, rejected, held
                       │ ^                        ^ │  (and between these three)
                       │ ├──── undo ──────────────┼─┤
                       │ └─ corrects and hides ───┼─┘
                       │                          │ (from published alone)
                       └─ the site publishes ─────┘
                          (or sets aside)

The signer's own moves are drawn with their verb; "decides" and "undo" need `MODERATE`. The site publishes where a
statement says so and no check flags the signature, and sets new ones aside while an emergency switch says so. A
correction that leaves the old text up until it is checked moves nothing: the signature stays published.
This module is pure: no model, no query, no request.
"""

from enum import StrEnum


class State(StrEnum):
    UNCONFIRMED = "unconfirmed"  # the mailbox has not proved itself
    WAITING = "waiting"  # confirmed; an organiser has to look
    PUBLISHED = "published"  # on the wall, or counted only, as the signer asked
    REJECTED = "rejected"  # an organiser decided against it
    HELD = "held"  # set aside with a reason
    WITHDRAWN = "withdrawn"  # the signer's own decision, which always wins


class Mover(StrEnum):
    """Who makes a move, other than a member of staff with a permission."""

    SIGNER = "signer"
    SITE = "site"


MODERATE = "signatures.moderate_signature"

TO_DECIDE = frozenset({State.WAITING, State.HELD})
DECIDED = frozenset({State.PUBLISHED, State.REJECTED, State.HELD})
CONFIRMED = frozenset({State.WAITING, *DECIDED})

_STAFF_STATES = (State.WAITING, State.PUBLISHED, State.REJECTED, State.HELD)

MOVES: dict[tuple[State, State], str] = {
    (State.UNCONFIRMED, State.WAITING): Mover.SIGNER,
    (State.WITHDRAWN, State.UNCONFIRMED): Mover.SIGNER,
    **{(state, State.WITHDRAWN): Mover.SIGNER for state in State if state is not State.WITHDRAWN},
    **{(old, new): MODERATE for old in _STAFF_STATES for new in _STAFF_STATES if old is not new},
}

# What staff may do and the signer may do as well.
SIGNER_TOO: frozenset[tuple[State, State]] = frozenset({(State.PUBLISHED, State.WAITING)})


def signer_may(old: State, new: State) -> bool:
    """Whether the signer may move a signature from `old` to `new`."""
    return (old, new) in SIGNER_TOO or MOVES.get((old, new)) == Mover.SIGNER


def needed_for(old: State, new: State) -> str | None:
    """Who may move a signature from `old` to `new`: `Mover.SIGNER`, a permission, or None when nobody may."""
    return MOVES.get((old, new))


# What the site may do by itself, besides whoever else may: anything more would be a decision.
SITE_MOVES = frozenset({(State.WAITING, State.PUBLISHED), (State.WAITING, State.HELD)})


def site_may(old: State, new: State) -> bool:
    """Whether the site itself may move a signature from `old` to `new`.

    Whether it should publish is the statement's option; whether it should set aside, an emergency switch's.
    """
    return (old, new) in SITE_MOVES
