"""The transition table says who may do what, and nothing else is possible."""

from itertools import product

import pytest

from results.errors.decisions import TransitionError
from results.review import (
    EDITABLE,
    MAY_BE_PUBLIC,
    NEVER_PUBLIC,
    REVIEWERS,
    TRANSITIONS,
    Action,
    Role,
    Standing,
    State,
    actions,
    decide,
)


def test_what_is_not_in_the_table_is_refused_for_every_role() -> None:
    for state, action, role in product(State, Action, Role):
        allowed = (state, action) in TRANSITIONS and role in TRANSITIONS[state, action][1]
        if allowed:
            assert decide(state, action, role) is TRANSITIONS[state, action][0]
        else:
            with pytest.raises(TransitionError) as caught:
                decide(state, action, role)
            assert (caught.value.state, caught.value.action, caught.value.role) == (state, action, role)


def test_only_reviewers_decide_and_only_on_what_waits() -> None:
    for (state, action), (_, roles) in TRANSITIONS.items():
        if action in (Action.APPROVE, Action.REJECT, Action.REQUEST_CHANGES):
            assert state is State.SUBMITTED
            assert roles == {Role.COORDINATOR, Role.ADMINISTRATOR}


def test_the_initiator_may_always_withdraw_until_it_has_ended() -> None:
    ended = {State.WITHDRAWN, State.EXPIRED}
    for state in set(State) - ended:
        assert decide(state, Action.WITHDRAW, Role.INITIATOR) is State.WITHDRAWN


def test_after_withdrawn_only_deleting_is_left_and_what_expired_can_be_sent_again() -> None:
    left = {key for key in TRANSITIONS if key[0] in (State.WITHDRAWN, State.EXPIRED)}
    assert left == {(State.WITHDRAWN, Action.ERASE), (State.EXPIRED, Action.ERASE), (State.EXPIRED, Action.SUBMIT)}


def test_whatever_was_sent_can_be_deleted_by_who_sent_it() -> None:
    for state in set(State) - {State.DRAFT}:
        by = {Role.INITIATOR, Role.SYSTEM} if state is State.REJECTED else {Role.INITIATOR}  # half a year later
        assert TRANSITIONS[state, Action.ERASE] == (State.WITHDRAWN, frozenset(by))


def test_every_state_of_something_sent_may_be_public_or_never() -> None:
    assert set(State) - {State.DRAFT} == MAY_BE_PUBLIC | NEVER_PUBLIC
    assert not MAY_BE_PUBLIC & NEVER_PUBLIC


def test_only_what_waits_can_be_taken_back_to_correct_and_only_by_who_sent_it() -> None:
    taken_back = {key: found for key, found in TRANSITIONS.items() if key[1] is Action.RECALL}
    assert taken_back == {(State.SUBMITTED, Action.RECALL): (State.RECALLED, frozenset({Role.INITIATOR}))}
    assert (
        actions(State.RECALLED, Role.COORDINATOR) == actions(State.RECALLED, Role.ADMINISTRATOR) == (Action.TAKE_OFF,)
    )
    assert set(actions(State.RECALLED, Role.INITIATOR)) == set(actions(State.CHANGES_REQUESTED, Role.INITIATOR))


def test_approval_is_the_only_way_to_approved() -> None:
    into_approved = [key for key, (to_state, _) in TRANSITIONS.items() if to_state is State.APPROVED]
    assert into_approved == [(State.SUBMITTED, Action.APPROVE)]


def test_every_editable_state_can_be_submitted_and_of_the_ended_ones_only_what_expired_is() -> None:
    assert {state for state, action in TRANSITIONS if action is Action.SUBMIT} == EDITABLE
    assert {State.EXPIRED} == EDITABLE & NEVER_PUBLIC  # it comes back by being sent again, and is then reviewed anew


def test_only_the_buttons_that_work_are_offered() -> None:
    assert actions(State.SUBMITTED, Role.COORDINATOR) == (Action.APPROVE, Action.REJECT, Action.REQUEST_CHANGES)
    assert actions(State.SUBMITTED, Role.RESEARCHER) == ()
    assert actions(State.APPROVED, Role.COORDINATOR) == (Action.REOPEN, Action.TAKE_OFF)
    assert actions(State.REJECTED, Role.COORDINATOR) == (Action.REOPEN,)
    assert actions(State.APPROVED, Role.RESEARCHER) == ()


def test_what_was_rejected_or_taken_off_does_not_come_back_by_reopening() -> None:
    standing = Standing(State.APPROVED, 2, 2)
    assert standing.after(Action.REOPEN, State.SUBMITTED) == Standing(State.SUBMITTED, 2, 2), (
        "it stays public meanwhile"
    )
    off = standing.after(Action.TAKE_OFF, State.REJECTED)
    assert off.after(Action.REOPEN, State.SUBMITTED) == Standing(State.SUBMITTED, 2, None)


def test_every_decision_is_reopened_into_the_queue_by_a_reviewer_and_nobody_else() -> None:
    reopened = {state: found for (state, action), found in TRANSITIONS.items() if action is Action.REOPEN}
    assert reopened == dict.fromkeys((State.APPROVED, State.REJECTED), (State.SUBMITTED, REVIEWERS))


def test_taking_off_leads_where_nothing_is_public() -> None:
    into = {to_state for (_state, action), (to_state, roles) in TRANSITIONS.items() if action is Action.TAKE_OFF}
    assert into == {State.REJECTED}
    assert into <= NEVER_PUBLIC
