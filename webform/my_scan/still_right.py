"""Saying that everything is still right: what the page tells of it. The button needs no mail, so it works at any time."""

from dataclasses import dataclass
from datetime import datetime

from results.due import Step
from results.my_scan.overview import MyScan
from results.review import State
from webform.services import services


@dataclass(frozen=True, slots=True)
class StillRight:
    """`last`: when it was last said, by sending it or by the button. `again`: when that is asked by mail; None when it was asked
    already, and then it expires at `ends` without an answer. `may`: it was not said today yet.
    """

    last: datetime
    again: datetime | None
    ends: datetime
    may: bool


def still_right_of(scan: MyScan) -> StillRight | None:
    """How this stands for a scan; None where there is nothing to confirm."""
    plan = scan.upkeep
    if plan is None or scan.response.state is not State.APPROVED:
        return None
    clock = services().clock
    return StillRight(
        last=plan.renewed_at,
        again=plan.due_at if plan.step is Step.ASK else None,
        ends=plan.expires_at,
        may=clock.date_of(plan.renewed_at) != clock.date_of(clock.now()),
    )
