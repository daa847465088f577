"""A number with decimals: full-time jobs, hectares. Kept and compared exactly."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from engine.expressions.types import Type
from engine.question_types.base import CodebookEntry, QuestionType, SettingError, Storage
from engine.question_types.integer import declared_range, number_type, written_range
from engine.question_types.numbers import Range, read_number
from engine.question_types.wording import number_in
from engine.questionnaire import Question
from engine.values import AnswerProblem, Json, Value

LARGEST = 10**9
MOST_DECIMALS = 6
"""Together 15 digits: as many as a JSON number carries without loss."""


WIDEST = Range(Decimal(-LARGEST), Decimal(LARGEST))


@dataclass(frozen=True, slots=True)
class DecimalSettings:
    """The range, ends included, how many decimals, and the unit (`fte`)."""

    allowed: Range = WIDEST
    decimals: int = 2
    unit: str = ""


class DecimalNumber(QuestionType):
    """`decimal`."""

    name = "decimal"
    text_keys = ("unit",)
    seconds = 15
    keys: ClassVar[Mapping[str, Any]] = {
        "min": {"type": "number", "minimum": -LARGEST, "maximum": LARGEST, "description": "The lowest number."},
        "max": {"type": "number", "minimum": -LARGEST, "maximum": LARGEST, "description": "The highest number."},
        "decimals": {
            "type": "integer",
            "minimum": 1,
            "maximum": MOST_DECIMALS,
            "description": "The most digits after the decimal mark (2 when left out).",
        },
        "unit": {
            "type": "string",
            "minLength": 1,
            "maxLength": 40,
            "description": "What is measured, shown beside it.",
        },
    }

    def settings(self, declared: Mapping[str, Any]) -> DecimalSettings:
        settings = DecimalSettings(
            declared_range(declared, LARGEST), declared.get("decimals", 2), declared.get("unit", "")
        )
        for key in ("min", "max"):
            exponent = Decimal(repr(declared.get(key, 0))).normalize().as_tuple().exponent
            if isinstance(exponent, int) and -exponent > settings.decimals:
                raise SettingError(
                    "too-many-decimals", key, f"{key} has more than the {settings.decimals} decimals that are allowed"
                )
        return settings

    def parse(self, question: Question, raw: object) -> Value | AnswerProblem | None:
        settings = self._of(question)
        return read_number(question, raw, settings.allowed, decimals=settings.decimals)

    def serialise(self, value: Decimal) -> Json:
        return int(value) if value == int(value) else float(value)

    def value_type(self, question: Question) -> Type:
        return number_type(self._of(question).allowed)

    def display(self, question: Question, value: Decimal, language: str) -> str:
        unit = self._of(question).unit
        return f"{number_in(value, language)} {unit}".rstrip()

    def codebook(self, question: Question) -> CodebookEntry:
        settings = self._of(question)
        return CodebookEntry(Storage.DECIMAL, written_range(settings.allowed, LARGEST, settings.decimals))

    @staticmethod
    def _of(question: Question) -> DecimalSettings:
        return question.settings if isinstance(question.settings, DecimalSettings) else _DEFAULT


_DEFAULT = DecimalSettings()
