"""What changed since the previous scan: the approved submission before this one, of the same major version. Pure.

A submission that was sent back and corrected is not a previous scan: nobody ever approved it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from results.profiles.profile import Profile, major_version
from results.records.events import Event
from results.records.submissions import Submission
from results.review import Action

WORTH_NAMING = 5
"""A difference of fewer points is not named: it may be chance."""


@dataclass(frozen=True, slots=True)
class Change:
    """A dimension whose score differs by at least `WORTH_NAMING` points."""

    dimension: str
    title: str
    before: int
    after: int

    @property
    def points(self) -> int:
        """How many points more (above 0) or fewer."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Previous:
    """The previous scan, and what differs from it, in the order of the questionnaire. `compared`: how many dimensions
    have a score in both.
    """

    revision: int
    submitted_at: datetime
    changes: tuple[Change, ...]
    compared: int


def previous_revision(history: Iterable[Event], revision: int) -> int | None:
    """The last revision before this one that was approved, going by the history of its response."""
    approved = [event.revision for event in history if event.action is Action.APPROVE and event.revision < revision]
    return max(approved, default=None)


def since(then: Submission, before: Profile, now: Profile) -> Previous | None:
    """What differs between two profiles of one collective; None when their versions cannot be compared."""
    if before.survey != now.survey or major_version(before.version) != major_version(now.version):
        return None
    scores = {dimension.id: dimension.score for dimension in before.dimensions}
    both = [
        Change(dimension.id, dimension.title, score, dimension.score)
        for dimension in now.dimensions
        if dimension.score is not None and (score := scores.get(dimension.id)) is not None
    ]
    if not both:
        return None
    changes = tuple(change for change in both if abs(change.points) >= WORTH_NAMING)
    return Previous(then.revision, then.submitted_at, changes, len(both))
