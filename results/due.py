"""What is due for a response that was sent, and when: one table of steps. Pure.

`renewed_at` is when somebody last said that it is right: by sending it, or by "still right". A year later that is asked, once
more after a month, and a month before two years are over it is told that the entry will expire. A step is never taken before
the one before it is a month old, so a worker that stood still for months ends nothing unannounced.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from results.review import State

YEAR = timedelta(days=365)
EXPIRES_AFTER = timedelta(days=730)
"""24 months without a word."""
MONTH = timedelta(days=30)
KEPT_AFTER_THE_END = timedelta(days=183)
"""Six months: what was rejected is deleted then, and of what was withdrawn or expired who filled it in."""


class Step(StrEnum):
    """What is done next."""

    ASK = "ask"
    """Is this still right?"""
    ASK_AGAIN = "ask_again"
    WARN = "warn"
    """It is told that the entry expires in a month."""
    EXPIRE = "expire"
    FORGET = "forget"
    """Who filled it in is forgotten; the answers stay."""
    DELETE = "delete"
    """Everything is deleted."""
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is due next, and when."""

    renewed_at: datetime
    step: Step
    due_at: datetime


ENDS = {State.REJECTED: Step.DELETE, State.WITHDRAWN: Step.FORGET, State.EXPIRED: Step.FORGET}
ASKED = frozenset({State.APPROVED})
"""Who is asked whether it is still right; the others have something of ours to answer already."""
EXPIRES = frozenset({State.APPROVED, State.CHANGES_REQUESTED, State.RECALLED})
"""What waits for a coordinator does not expire: it is not the collective that says nothing."""


def renewed(at: datetime) -> Plan:
    """The plan of what was just said to be right."""
    return Plan(at, Step.ASK, at + YEAR)


def after_transition(before: Plan | None, state: State, at: datetime, *, sent: bool) -> Plan:
    """The plan of a response that just came into a state; `sent`: by being sent."""
    if state in ENDS:
        return Plan(before.renewed_at if before else at, ENDS[state], at + KEPT_AFTER_THE_END)
    if sent or before is None:
        return renewed(at)
    if before.step in ENDS.values():  # a decision was taken back
        return Plan(before.renewed_at, Step.ASK, max(before.renewed_at + YEAR, at + MONTH))
    return before


def after_step(plan: Plan, at: datetime) -> Plan:
    """The plan when what was due is done. (What expires, or is deleted, gets its plan from its transition.)"""
    since = plan.renewed_at
    following = {
        Step.ASK: (Step.ASK_AGAIN, at + MONTH),
        Step.ASK_AGAIN: (Step.WARN, max(since + EXPIRES_AFTER - MONTH, at + MONTH)),
        Step.WARN: (Step.EXPIRE, max(since + EXPIRES_AFTER, at + MONTH)),
        Step.FORGET: (Step.NOTHING, datetime.max.replace(tzinfo=at.tzinfo) - YEAR),
    }
    step, due_at = following.get(plan.step, (plan.step, at + MONTH))
    return Plan(since, step, due_at)
