"""What is due when: a table of steps, without a database."""

from datetime import UTC, datetime, timedelta

import pytest

from results.due import FOLLOWS, Mailed, Plan, Step, after_step, after_transition, renewed, unannounced
from results.review import State

NOW = datetime(2026, 11, 25, tzinfo=UTC)


def days(number: int) -> datetime:
    return NOW + timedelta(days=number)


def test_two_years_of_silence() -> None:
    plan, taken = renewed(NOW), []
    while plan.step is not Step.EXPIRE:
        taken.append((plan.step, (plan.due_at - NOW).days))
        plan = after_step(plan, plan.due_at)
    assert taken == [(Step.ASK, 365), (Step.ASK_AGAIN, 395), (Step.WARN, 700)]
    assert (plan.step, plan.due_at) == (Step.EXPIRE, days(730))


def test_a_worker_that_stood_still_ends_nothing_unannounced() -> None:
    late = days(2000)
    plan = after_step(Plan(NOW, Step.ASK, days(365)), late)
    assert (plan.step, plan.due_at) == (Step.ASK_AGAIN, late + timedelta(days=30))
    plan = after_step(Plan(NOW, Step.WARN, days(700)), late)
    assert (plan.step, plan.due_at) == (Step.EXPIRE, late + timedelta(days=30))


@pytest.mark.parametrize("step", [Step.ASK_AGAIN, Step.WARN, Step.EXPIRE])
def test_no_step_is_taken_before_the_mail_of_the_one_before_is_out_for_a_month(step: Step) -> None:
    plan = Plan(days(-700), step, NOW)

    def instead(mailed: Mailed, out_at: datetime | None = None) -> Plan | None:
        return unannounced(plan, mailed, out_at, NOW)

    assert instead(Mailed.ON_ITS_WAY) == Plan(days(-700), step, days(1))
    assert instead(Mailed.OUT, days(-29)) == Plan(days(-700), step, days(1))
    assert instead(Mailed.OUT, days(-30)) is None
    assert instead(Mailed.NOBODY) is None
    assert instead(Mailed.GIVEN_UP) == Plan(days(-700), FOLLOWS[step], NOW)


def test_the_first_question_waits_for_nothing() -> None:
    assert unannounced(renewed(NOW), Mailed.ON_ITS_WAY, None, days(365)) is None


def test_when_it_expires_is_never_sooner_than_what_is_due_before() -> None:
    assert renewed(NOW).expires_at == days(730)
    assert Plan(NOW, Step.WARN, days(900)).expires_at == days(900)
    assert Plan(NOW, Step.EXPIRE, days(731)).expires_at == days(731)


@pytest.mark.parametrize(
    ("state", "step"),
    [(State.REJECTED, Step.DELETE), (State.WITHDRAWN, Step.FORGET), (State.EXPIRED, Step.FORGET)],
)
def test_what_ended_is_forgotten_half_a_year_later(state: State, step: Step) -> None:
    assert after_transition(renewed(days(-9)), state, NOW, sent=False) == Plan(days(-9), step, days(183))


def test_sending_begins_anew_and_other_moves_do_not() -> None:
    before = Plan(days(-400), Step.ASK_AGAIN, days(1))
    assert after_transition(before, State.SUBMITTED, NOW, sent=True) == renewed(NOW)
    for state in (State.APPROVED, State.CHANGES_REQUESTED, State.RECALLED):
        assert after_transition(before, state, NOW, sent=False) == before
    assert after_transition(None, State.APPROVED, NOW, sent=False) == renewed(NOW)


def test_a_decision_that_is_taken_back_takes_the_deletion_back() -> None:
    before = Plan(days(-500), Step.DELETE, days(3))
    assert after_transition(before, State.SUBMITTED, NOW, sent=False) == Plan(days(-500), Step.ASK, days(30))


def test_what_was_forgotten_is_looked_at_again_for_what_was_written_since() -> None:
    assert after_step(Plan(NOW, Step.FORGET, NOW), NOW) == Plan(NOW, Step.FORGET, days(183))
