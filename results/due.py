"""What is due for a response that was sent, and when: one table of steps. Pure.

`renewed_at` is when somebody last said that it is right: by sending it, or by "still right". A year later that is asked, once
more after a month, and a month before two years are over it is told that the entry will expire. A step is never taken before
the one before it is a month old, nor before the mail about that one has been out for a month: so neither a worker that stood
still for months nor a mail server that was away ends anything unannounced.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from results.review import State

YEAR = timedelta(days=365)
EXPIRES_AFTER = timedelta(days=730)
"""24 months without a word."""
MONTH = timedelta(days=30)
LOOKS_AGAIN_AFTER = timedelta(days=1)
"""While the mail before is still on its way."""
KEPT_AFTER_THE_END = timedelta(days=183)
"""Six months: what was rejected is deleted then, and of what was withdrawn or expired who filled it in, and every word about it."""


class Step(StrEnum):
    """What is done next."""

    ASK = "ask"
    """Is this still right?"""
    ASK_AGAIN = "ask_again"
    WARN = "warn"
    """It is told that the entry expires in a month."""
    EXPIRE = "expire"
    FORGET = "forget"
    """Who filled it in is forgotten, and what was written about it; the answers stay. Done again every half year, for what was
    written since.
    """
    DELETE = "delete"
    """Everything is deleted."""


FOLLOWS: Mapping[Step, Step] = {Step.ASK_AGAIN: Step.ASK, Step.WARN: Step.ASK_AGAIN, Step.EXPIRE: Step.WARN}
"""By step: the one whose mail must have been out for a month."""


class Mailed(StrEnum):
    """What became of the mail of the step before."""

    NOBODY = "nobody"
    """There was no address to mail to, or it was refused for good: nobody is waited for."""
    ON_ITS_WAY = "on_its_way"
    OUT = "out"
    GIVEN_UP = "given_up"
    """The mail server was away for too long."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is due next, and when."""

    renewed_at: datetime
    step: Step
    due_at: datetime

    @property
    def expires_at(self) -> datetime:
        """When it expires at the earliest if nobody says anything."""
        return self.due_at if self.step is Step.EXPIRE else max(self.renewed_at + EXPIRES_AFTER, self.due_at)


ENDS = {State.REJECTED: Step.DELETE, State.WITHDRAWN: Step.FORGET, State.EXPIRED: Step.FORGET}
ASKED = frozenset({State.APPROVED})
"""Who is asked whether it is still right; the others have something of ours to answer already."""
EXPIRES = frozenset({State.APPROVED, State.CHANGES_REQUESTED, State.RECALLED})
"""What waits for a coordinator does not expire: it is not the collective that says nothing."""


def renewed(at: datetime) -> Plan:
    """The plan of what was just said to be right."""
    return Plan(at, Step.ASK, at + YEAR)


def unannounced(plan: Plan, mailed: Mailed, out_at: datetime | None, at: datetime) -> Plan | None:
    """The plan instead, when what is due may not be done yet since the mail before it was not read for a month; else None.

    `out_at`: when that mail went out. What was given up is done once more.
    """
    before = FOLLOWS.get(plan.step)
    if before is None or mailed is Mailed.NOBODY:
        return None
    if mailed is Mailed.GIVEN_UP:
        return Plan(plan.renewed_at, before, at)
    if mailed is Mailed.ON_ITS_WAY or out_at is None:
        return replace(plan, due_at=at + LOOKS_AGAIN_AFTER)
    return replace(plan, due_at=out_at + MONTH) if out_at + MONTH > at else None


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
        Step.FORGET: (Step.FORGET, at + KEPT_AFTER_THE_END),
    }
    step, due_at = following.get(plan.step, (plan.step, at + MONTH))
    return Plan(since, step, due_at)
