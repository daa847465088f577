"""What an answer may be, and what is told about one that is not right.

`Value` is a parsed answer. Its JSON form (see `engine.answering.answers`) is what is stored and exported.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from engine.questionnaire import Severity, Text

Value = str | bool | int | Decimal | date | tuple[str, ...] | Mapping[str, int]
"""By question type: texts, postcode, single_choice and scale: str (the option's value); confirmation and consent: bool;
integer and year: int; decimal: Decimal; date: date; multiple_choice and ranking: tuple of option values (in the order of
the options, or of preference); allocation: mapping of option value to a whole number."""

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True)
class AnswerProblem:
    """Something about one answer, for the respondent: a value, never an exception.

    `code` names the problem (`required`, `not_a_number`, `too_long`, ...; for a cross-question check `check`), `params`
    fills the translated message (for example `{"maximum": 400}`). `text` is set only for cross-question checks, whose
    text stands in the questionnaire; `check` is then the id of the check.
    """

    question: str
    code: str
    params: Mapping[str, str | int] = field(default_factory=lambda: MappingProxyType({}))
    severity: Severity = Severity.ERROR
    check: str | None = None
    text: Text | None = None


class EngineError(Exception):
    """The base of every exception this package raises on purpose."""
