"""What the rules look at, what they give, and a flag as it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from engine.answering.reviewing import Holding
from engine.questionnaire import Questionnaire
from engine.values import AnswerProblem, Json, Value
from results.flags.traits import Traits

NOTHING: Mapping[str, Json] = MappingProxyType({})


class Rule(StrEnum):
    """Which rule raised a flag, the weightiest first. What they say stands in `webform/review/flagged.py`."""

    DEFINITION = "definition"
    """The definition test: it may not be what the survey is about."""
    DUPLICATE = "duplicate"
    """Another submission seems to be of the same collective."""
    MANDATE = "mandate"
    """It is not sure that the respondent may speak for the collective."""
    PERSONAL_ADDRESS = "personal_address"
    """An e-mail address that would be public looks like that of one person."""
    PERSON_NAMED = "person_named"
    """A text seems to name a person."""
    ADVERTISING = "advertising"
    """A text seems to sell something, or holds what has a field of its own."""
    ELSEWHERE = "elsewhere"
    """Postcode, place and point do not fit each other."""
    UNCONFIRMED = "unconfirmed"
    """Nobody used a link that was mailed to the respondent's address."""
    POINT = "point"
    """The survey's own condition holds."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found. `params` say what and where (no names of others); `other` is the other submission of a pair."""

    rule: Rule
    params: Mapping[str, Json] = field(default_factory=lambda: NOTHING)
    other: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """A submission as the rules see it.

    `values`: the valid answers on its path. `problems`: what was asked back about places. `confirmed`: whether its e-mail
    address is; None when the survey asks for none. `alike`: the submissions that it may be the same as.
    """

    questionnaire: Questionnaire
    values: Mapping[str, Value]
    holding: Holding
    problems: tuple[AnswerProblem, ...] = ()
    confirmed: bool | None = None
    traits: Traits | None = None
    alike: tuple[Traits, ...] = ()

    def text(self, question: str) -> str:
        """The answer to a question with a text; nothing when there is none."""
        value = self.values.get(question)
        return value if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class Flag:
    """A flag as it is kept. `dismissed_at`: when a coordinator said that it is no objection, with the `word` why."""

    id: int
    response_id: str
    revision: int
    rule: Rule
    params: Mapping[str, Json]
    other: str | None
    raised_at: datetime
    dismissed_by: int | None = None
    dismissed_at: datetime | None = None
    word: str = ""

    @property
    def open(self) -> bool:
        """Whether it still asks to be looked at."""
        return self.dismissed_at is None
