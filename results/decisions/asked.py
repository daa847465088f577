"""What was asked of the collective, and how the next version answers it. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from engine.values import Json
from results.records.events import Event
from results.review import Action

_SETTLED = frozenset({Action.APPROVE, Action.REJECT, Action.TAKE_OFF})
"""After these nothing that was asked before stands any more."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reviewer asked about a version: a word about the whole, and comments at single questions, by id."""

    revision: int
    at: datetime
    reason: str
    comments: Mapping[str, str]


class Became(StrEnum):
    """What became of the answer that was asked about."""

    CHANGED = "changed"
    SAME = "same"
    REMOVED = "removed"
    """It is empty now, or not asked any more."""


@dataclass(frozen=True, slots=True)
class Followed:
    """A comment, with the answer as it was then and as it is now."""

    question: str
    comment: str
    before: Json
    after: Json
    became: Became


def asked_of(events: Sequence[Event]) -> Asked | None:
    """What is asked of the collective now, or was asked of the version before; None when nothing stands any more."""
    for event in reversed(events):
        if event.action in _SETTLED:
            return None
        if event.action is Action.REQUEST_CHANGES:
            return Asked(event.revision, event.at, event.reason, event.comments)
    return None


def followed(asked: Asked, then: Mapping[str, Json], now: Mapping[str, Json]) -> tuple[Followed, ...]:
    """What became of each comment, between the answers it was about and those of now."""
    return tuple(_followed(question, asked.comments[question], then, now) for question in asked.comments)


def in_order(comments: Mapping[str, str], questions: Iterable[str]) -> dict[str, str]:
    """The comments in the order of the questions; without those of which nothing is said."""
    said = {question: comments.get(question, "").strip() for question in questions}
    return {question: text for question, text in said.items() if text}


def _followed(question: str, comment: str, then: Mapping[str, Json], now: Mapping[str, Json]) -> Followed:
    before, after = then.get(question), now.get(question)
    became = Became.SAME if before == after else Became.REMOVED if after in (None, "", []) else Became.CHANGED
    return Followed(question, comment, before, after, became)
