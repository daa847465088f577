"""How the newest version came to wait for a decision, told from what really happened. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from results.decisions.asked import asked_of
from results.records.events import Event
from results.review import Action, State


class Way(StrEnum):
    """How a version came to the desk."""

    SENT = "sent"
    """It is the first one, or follows one that was approved and stands."""
    ANSWERS = "answers"
    """A reviewer asked about an earlier version; this is the answer."""
    CORRECTED = "corrected"
    """The initiator took the version before back, and corrected it. Nobody asked for that."""
    RETURNED = "returned"
    """What was sent before had expired."""
    REOPENED = "reopened"
    """A reviewer looks once more at what was decided on this very version."""


@dataclass(frozen=True, slots=True)
class Came:
    """How a version came to the desk. `revision`: the version that it is about: asked about, taken back, expired, reopened.

    For what was reopened: which decision it `was`, by which account, when, and why.
    """

    way: Way
    revision: int = 0
    was: Action | None = None
    account_id: int | None = None
    at: datetime | None = None
    reason: str = ""


_FROM = {State.RECALLED: Way.CORRECTED, State.EXPIRED: Way.RETURNED}


def came(events: Sequence[Event]) -> Came:
    """How the newest version came to wait, from the transitions of its response."""
    at = next((place for place in reversed(range(len(events))) if events[place].to_state is State.SUBMITTED), None)
    if at is None:
        return Came(Way.SENT)
    last, before = events[at], events[:at]
    if last.action is Action.REOPEN:
        was = next((each.action for each in reversed(before) if each.to_state is last.from_state), None)
        return Came(Way.REOPENED, last.revision, was, last.account_id, last.at, last.reason)
    asked = asked_of(before)
    if asked is not None:
        return Came(Way.ANSWERS, asked.revision)
    way = _FROM.get(last.from_state, Way.SENT)
    return Came(way) if way is Way.SENT else Came(way, last.revision - 1)
