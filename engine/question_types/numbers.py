"""Numbers as people and programs write them, read exactly.

Dutch (`1.234,5`) and English (`1,234.5`) notation both, with or without grouping. `1.234` alone may be either: it is read
when the declared range leaves one reading, and otherwise it is a problem that says how to write it, never a guess.
Refused: anything but ASCII digits, exponents and underscores in text, NaN and infinity, and true or false.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite

from engine.question_types.base import problem
from engine.question_types.reading import WIDEST_NUMBER, alone, clean_text
from engine.questionnaire import Question
from engine.values import AnswerProblem

LONGEST = 40
"""Characters in a written number."""

_SPACES = dict.fromkeys([0xA0, 0x2009, 0x202F], " ")
_NOTATIONS = (
    re.compile(r"([0-9]+)()"),
    re.compile(r"([0-9]{1,3}(?: [0-9]{3})+)(?:[.,]([0-9]+))?"),
    re.compile(r"([1-9][0-9]{0,2}(?:\.[0-9]{3})+),([0-9]+)"),
    re.compile(r"([1-9][0-9]{0,2}(?:,[0-9]{3})+)\.([0-9]+)"),
    re.compile(r"([1-9][0-9]{0,2}(?:(?:\.[0-9]{3}){2,}|(?:,[0-9]{3}){2,}))()"),
    re.compile(r"([0-9]*)[.,]([0-9]+)"),
)
_EITHER = re.compile(r"([1-9][0-9]{0,2})[.,]([0-9]{3})")
_GROUPING = str.maketrans("", "", "., ")


@dataclass(frozen=True, slots=True)
class Range:
    """The lowest and highest number a question takes."""

    lowest: Decimal
    highest: Decimal

    def __contains__(self, number: Decimal) -> bool:
        return self.lowest <= number <= self.highest

    def problem(self, question: Question, number: Decimal) -> AnswerProblem | None:
        """What is wrong with a number outside the range."""
        if number < self.lowest:
            return problem(question, "too_low", minimum=plain(self.lowest))
        if number > self.highest:
            return problem(question, "too_high", maximum=plain(self.highest))
        return None


def plain(number: Decimal) -> str:
    """A number in digits, without exponent, trailing zeros or grouping, with a decimal point."""
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def read_number(question: Question, raw: object, allowed: Range, *, decimals: int) -> Decimal | AnswerProblem | None:
    """The exact number that was written or sent, in `allowed` and with at most `decimals` decimals; None when empty."""
    raw = alone(raw)
    number: Decimal | AnswerProblem | None
    if isinstance(raw, bool):
        return problem(question, "not_a_number")
    if isinstance(raw, int):
        number = Decimal(raw) if raw.bit_length() <= WIDEST_NUMBER else Decimal("-Infinity" if raw < 0 else "Infinity")
    elif isinstance(raw, float):
        number = Decimal(repr(raw)) if isfinite(raw) else problem(question, "not_a_number")
    elif isinstance(raw, Decimal):
        number = raw if raw.is_finite() else problem(question, "not_a_number")
    else:
        number = _read_text(question, raw, allowed, decimals)
    if not isinstance(number, Decimal):
        return number
    return allowed.problem(question, number) or _too_precise(question, number, decimals) or Decimal(plain(number))


def _too_precise(question: Question, number: Decimal, decimals: int) -> AnswerProblem | None:
    _, _, fraction = plain(number).partition(".")
    if len(fraction) <= decimals:
        return None
    return (
        problem(question, "too_many_decimals", decimals=decimals)
        if decimals
        else problem(question, "not_a_whole_number")
    )


def _read_text(question: Question, raw: object, allowed: Range, decimals: int) -> Decimal | AnswerProblem | None:
    if not isinstance(raw, str | None):
        return problem(question, "not_a_number")
    text = clean_text(question, raw)
    if not isinstance(text, str):
        return text
    text = text.translate(_SPACES)
    if len(text) > LONGEST:
        return problem(question, "not_a_number")
    sign = "-" if text[0] in "-\u2212" else ""
    digits = text[1:].lstrip() if text[0] in "-\u2212+" else text
    if either := _EITHER.fullmatch(digits):
        grouped, fractional = (Decimal(f"{sign}{either[1]}{between}{either[2]}") for between in ("", "."))
        return grouped if decimals == 0 else _only_reading(question, grouped, fractional, allowed)
    for notation in _NOTATIONS:
        if match := notation.fullmatch(digits):
            return Decimal(f"{sign}{match[1].translate(_GROUPING) or '0'}.{match[2] or '0'}")
    return problem(question, "not_a_number")


def _only_reading(question: Question, grouped: Decimal, fractional: Decimal, allowed: Range) -> Decimal | AnswerProblem:
    possible = [reading for reading in (grouped, fractional) if reading in allowed]
    if len(possible) == 2:
        return problem(question, "ambiguous_number", whole=plain(grouped))
    return possible[0] if possible else grouped
