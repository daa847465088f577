"""What a visitor reports of an entry, and what was decided on it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ReportKind(StrEnum):
    """What is the matter."""

    GONE = "gone"
    """It does not exist any more."""
    WRONG = "wrong"
    """Something that is told of it is not right."""
    DUPLICATE = "duplicate"
    """It is on the map twice."""
    OTHER = "other"


class Decision(StrEnum):
    """What became of a report."""

    ACTED = "acted"
    """Something was done about it."""
    NOTHING = "nothing"
    """It was looked at, and there is nothing to change."""
    NONSENSE = "nonsense"
    """It was no report."""


NEEDS_WORDS = frozenset({ReportKind.WRONG, ReportKind.DUPLICATE, ReportKind.OTHER})
"""Without words nobody would know what is meant."""
LONGEST_WORDS = 1000


@dataclass(frozen=True, slots=True)
class Told:
    """What a visitor reports. `email`: where an answer is wanted, a valid address or ""."""

    kind: ReportKind
    words: str = ""
    email: str = ""
    language: str = "nl"


@dataclass(frozen=True, slots=True)
class Report:
    """One report. `email` is "" when no answer is wanted; `decision` is None as long as it is open."""

    id: int
    response_id: str
    kind: ReportKind
    words: str
    email: str
    language: str
    reported_at: datetime
    handled_at: datetime | None = None
    handled_by: int | None = None
    decision: Decision | None = None
    answer: str = ""
