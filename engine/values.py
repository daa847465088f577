"""What an answer may be, and what is told about one that is not right.

`Value` is a parsed answer. Its JSON form (see `engine.answering.answers`) is what is stored and exported.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from engine.questionnaire import Severity, Text


@dataclass(frozen=True, slots=True)
class Point:
    """A point on earth: exact degrees in WGS 84, north and east positive."""

    latitude: Decimal
    longitude: Decimal


Value = str | bool | int | Decimal | Fraction | date | Point | tuple[str, ...] | Mapping[str, int]
"""By question type: texts, place, postcode, single_choice and scale: str (the option's value); confirmation and consent: bool;
integer and year: int; decimal: Decimal; date: date; point: Point; multiple_choice and ranking: tuple of option values (in
the order of the options, or of preference); allocation: mapping of every option value to a whole number. A calculated value
is a bool, str, date, int, or a Fraction when it is a number that is not whole: only there Fraction occurs.
"""

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


PROBLEM_CODES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "required": (),
        "not_text": (),
        "invalid_characters": (),
        "too_long": ("maximum", "length"),
        "too_short": ("minimum", "length"),
        "wrong_pattern": ("example",),
        "not_an_email": (),
        "not_a_url": (),
        "not_a_number": (),
        "not_a_whole_number": (),
        "ambiguous_number": ("whole",),
        "too_many_decimals": ("decimals",),
        "too_low": ("minimum",),
        "too_high": ("maximum",),
        "not_a_year": (),
        "not_a_date": (),
        "not_a_postcode": (),
        "not_a_point": (),
        "half_a_point": (),
        "no_point_in_link": (),
        "coordinates_swapped": (),
        "outside_area": ("south", "north", "west", "east"),
        "not_an_option": (),
        "option_unavailable": ("option",),
        "too_few": ("minimum",),
        "too_many": ("maximum",),
        "exclusive_with_others": ("option",),
        "chosen_twice": (),
        "wrong_total": ("total", "sum"),
        "must_be_confirmed": (),
        "not_yes_or_no": (),
        "check": (),
        "unknown_question": (),
    }
)
"""Every code that an AnswerProblem may have, with the names of its params. `minimum` and `maximum` are a whole number, or
a text: a number in digits with a decimal point, or a date as 2024-05-03; so are the sides of an area. `option` is the value
of an option. `whole` is the number without decimals that `1.234` may mean ("1234"). `unknown_question` is a warning: an id
that is no question.
"""


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
