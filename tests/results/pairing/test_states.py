"""The table of proposals: nothing is shared but by two times yes, of the right sides, in the right order."""

from collections import deque

import pytest

from results.errors.decisions import TransitionError
from results.pairing.states import MOVES, OPEN, Move, ProposalStanding, Side, after


def test_shared_is_reached_only_when_both_said_yes() -> None:
    waiting = deque([(ProposalStanding.SEEKER_ASKED, frozenset[Side]())])
    seen = set(waiting)
    while waiting:
        standing, said_yes = waiting.popleft()
        if standing is ProposalStanding.SHARED:
            assert said_yes == {Side.SEEKER, Side.OTHER}
        for (origin, move), (to, sides) in MOVES.items():
            for side in sides if origin is standing else ():
                reached = (to, said_yes | {side} if move is Move.YES else said_yes)
                if reached not in seen:
                    seen.add(reached)
                    waiting.append(reached)
    assert {standing for standing, _ in seen} == set(ProposalStanding)


def test_what_has_ended_stays_so() -> None:
    assert {origin for origin, _ in MOVES} == OPEN


@pytest.mark.parametrize("standing", ProposalStanding)
@pytest.mark.parametrize("move", Move)
@pytest.mark.parametrize("side", Side)
def test_what_is_not_in_the_table_is_refused(standing: ProposalStanding, move: Move, side: Side) -> None:
    found = MOVES.get((standing, move))
    if found is not None and side in found[1]:
        assert after(standing, move, side) is found[0]
    else:
        with pytest.raises(TransitionError):
            after(standing, move, side)
