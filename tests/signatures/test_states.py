"""The table of moves, written out a second time in another shape."""

from itertools import product

import pytest

from signatures import states
from signatures.states import CONFIRMED, DECIDED, MODERATE, TO_DECIDE, Mover, State, needed_for

TABLE = """
             unconfirmed waiting   published rejected  held      withdrawn
unconfirmed  -           signer    -         -         -         signer
waiting      -           -         staff     staff     staff     signer
published    -           staff     -         staff     staff     signer
rejected     -           staff     staff     -         staff     signer
held         -           staff     staff     staff     -         signer
withdrawn    signer      -         -         -         -         -
"""
WHO = {"-": None, "signer": Mover.SIGNER, "staff": MODERATE}


HEADS, *ROWS = [line.split() for line in TABLE.strip().splitlines()]
MOVES = [
    pytest.param(State(old), State(new), WHO[who], id=f"{old} to {new}: {who}")
    for old, *cells in ROWS
    for new, who in zip(HEADS, cells, strict=True)
]


@pytest.mark.parametrize(("old", "new", "who"), MOVES)
def test_each_move_is_made_by_those_the_table_names_and_nobody_else(old, new, who):
    assert needed_for(old, new) == who


def test_the_table_knows_every_state():
    assert len(MOVES) == len(State) ** 2


def test_withdrawing_is_the_signers_own_from_every_other_state():
    others = [state for state in State if state != State.WITHDRAWN]
    assert {needed_for(state, State.WITHDRAWN) for state in others} == {Mover.SIGNER}


def test_staff_can_neither_confirm_for_a_signer_nor_bring_a_withdrawn_signature_back():
    by_staff = {move for move, who in states.MOVES.items() if who == MODERATE}
    assert not [move for move in by_staff if {State.UNCONFIRMED, State.WITHDRAWN} & set(move)]


def test_every_decision_of_staff_can_be_undone():
    by_staff = {move for move, who in states.MOVES.items() if who == MODERATE}
    assert {(new, old) for old, new in by_staff} == by_staff


def test_of_what_staff_may_do_the_signer_may_take_a_published_name_back_to_the_queue_and_nothing_else():
    by_staff = {move for move, who in states.MOVES.items() if who == MODERATE}
    assert {move for move in by_staff if states.signer_may(*move)} == {(State.PUBLISHED, State.WAITING)}


def test_the_named_sets_hold_what_they_say():
    assert frozenset({State.WAITING, State.HELD}) == TO_DECIDE
    assert frozenset({State.PUBLISHED, State.REJECTED, State.HELD}) == DECIDED
    assert frozenset(set(State) - {State.UNCONFIRMED, State.WITHDRAWN}) == CONFIRMED


def test_the_site_may_publish_or_set_aside_what_waits_and_nothing_else():
    may = [move for move in product(State, repeat=2) if states.site_may(*move)]

    assert may == [(State.WAITING, State.PUBLISHED), (State.WAITING, State.HELD)]


def test_whatever_the_site_does_staff_may_do_and_undo():
    for old, new in states.SITE_MOVES:
        assert needed_for(old, new) == needed_for(new, old) == MODERATE
