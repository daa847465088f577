"""A whole number: how many members, how many volunteers."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar

from engine.expressions.types import NumberType, Type
from engine.question_types.base import CodebookEntry, QuestionType, SettingError, Storage
from engine.question_types.numbers import Range, plain, read_number
from engine.question_types.wording import number_in
from engine.questionnaire import Question
from engine.values import AnswerProblem, Value

LARGEST = 10**15
"""No whole number in an answer is larger, so that every program that reads an export can hold it."""


WIDEST = Range(Decimal(-LARGEST), Decimal(LARGEST))


@dataclass(frozen=True, slots=True)
class IntegerSettings:
    """The range, ends included, and what is counted (`leden`)."""

    allowed: Range = WIDEST
    unit: str = ""


class Integer(QuestionType):
    """`integer`. A number outside the range is refused when it is read, for the range decides how `1.000` is meant."""

    name = "integer"
    text_keys = ("unit",)
    seconds = 15
    keys: ClassVar[Mapping[str, Any]] = {
        "min": {"type": "integer", "minimum": -LARGEST, "maximum": LARGEST, "description": "The lowest number."},
        "max": {"type": "integer", "minimum": -LARGEST, "maximum": LARGEST, "description": "The highest number."},
        "unit": {"type": "string", "minLength": 1, "maxLength": 40, "description": "What is counted, shown beside it."},
    }

    def settings(self, declared: Mapping[str, Any]) -> IntegerSettings:
        return IntegerSettings(declared_range(declared, LARGEST), declared.get("unit", ""))

    def parse(self, question: Question, raw: object) -> Value | AnswerProblem | None:
        number = read_number(question, raw, self._of(question).allowed, decimals=0)
        return int(number) if isinstance(number, Decimal) else number

    def value_type(self, question: Question) -> Type:
        return number_type(self._of(question).allowed)

    def display(self, question: Question, value: int, language: str) -> str:
        unit = self._of(question).unit
        return f"{number_in(value, language)} {unit}".rstrip()

    def codebook(self, question: Question) -> CodebookEntry:
        return CodebookEntry(Storage.INTEGER, written_range(self._of(question).allowed, LARGEST))

    @staticmethod
    def _of(question: Question) -> IntegerSettings:
        return question.settings if isinstance(question.settings, IntegerSettings) else _DEFAULT


_DEFAULT = IntegerSettings()


def declared_range(declared: Mapping[str, Any], largest: int) -> Range:
    """The range from `min` and `max`; without them as far as `largest`."""
    lowest = Decimal(repr(declared["min"])) if "min" in declared else Decimal(-largest)
    highest = Decimal(repr(declared["max"])) if "max" in declared else Decimal(largest)
    if lowest > highest:
        raise SettingError("minimum-above-maximum", "min", f"min {plain(lowest)} is more than max {plain(highest)}")
    return Range(lowest, highest)


def number_type(allowed: Range) -> NumberType:
    """The type of a number in this range, for expressions."""
    return NumberType(Fraction(allowed.lowest), Fraction(allowed.highest))


def written_range(allowed: Range, largest: int, decimals: int = 0) -> str:
    """`0..100`, `0..`, `..100` or nothing, as a codebook writes a range; with as many decimals as answers may have."""
    lowest = "" if allowed.lowest == -largest else f"{allowed.lowest:.{decimals}f}"
    highest = "" if allowed.highest == largest else f"{allowed.highest:.{decimals}f}"
    return f"{lowest}..{highest}" if lowest or highest else ""
