"""What the desk shows of a response, and what coordinators write to each other."""

from dataclasses import dataclass
from datetime import datetime

from results.review import State


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One response in the coordinator's list: its newest submission, since when it is in its state, and who is looking at it.

    `kinds`: the values of the survey's first filter. `erased`: everything of it was deleted, at the moment `since`.
    `proposed_by`: the account that proposed to approve it, while that waits for a second one.
    """

    response_id: str
    survey: str
    title: str
    place: str
    kinds: tuple[str, ...]
    state: State
    since: datetime
    revision: int
    approved_revision: int | None
    submitted_at: datetime
    erased: bool = False
    taken_by: int | None = None
    taken_at: datetime | None = None
    proposed_by: int | None = None
    proposed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What a coordinator wrote to the others about a response."""

    account_id: int
    at: datetime
    text: str
