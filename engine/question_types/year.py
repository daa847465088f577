"""A year, in four digits."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, ClassVar, Literal

from engine.expressions.types import NumberType, Type
from engine.question_types.base import CodebookEntry, QuestionType, SettingError, Storage, problem
from engine.question_types.reading import clean_text
from engine.questionnaire import Question
from engine.values import AnswerProblem, Value

FIRST, LAST = 1000, 9999
_YEAR = re.compile(r"([0-9]{4})(?:\.0)?")  # a JSON or spreadsheet number may come as 2019.0

Bound = int | Literal["this_year"]
_BOUND_SHAPE = {"type": ["integer", "string"], "pattern": "^this_year$", "minimum": FIRST, "maximum": LAST}


@dataclass(frozen=True, slots=True)
class YearSettings:
    """The first and last year, themselves included; `this_year` is the year of the day of evaluation."""

    lowest: Bound = FIRST
    highest: Bound = LAST


class Year(QuestionType):
    """`year`."""

    name = "year"
    seconds = 8
    keys: ClassVar[Mapping[str, Any]] = {
        "min": {**_BOUND_SHAPE, "description": "The first year that is accepted, or `this_year`."},
        "max": {**_BOUND_SHAPE, "description": "The last year that is accepted, or `this_year`."},
    }

    def settings(self, declared: Mapping[str, Any]) -> YearSettings:
        settings = YearSettings(declared.get("min", FIRST), declared.get("max", LAST))
        lowest, highest = settings.lowest, settings.highest
        if isinstance(lowest, int) and isinstance(highest, int) and lowest > highest:
            raise SettingError("minimum-above-maximum", "min", f"min {lowest} is later than max {highest}")
        return settings

    def parse(self, question: Question, raw: object) -> Value | AnswerProblem | None:
        text = clean_text(question, raw)
        if not isinstance(text, str):
            return problem(question, "not_a_year") if text is not None else None
        found = _YEAR.fullmatch(text)
        return int(found[1]) if found and found[1] >= str(FIRST) else problem(question, "not_a_year")

    def has_day_limits(self, question: Question) -> bool:
        settings = self._of(question)
        return "this_year" in (settings.lowest, settings.highest)

    def check(self, question: Question, value: int) -> AnswerProblem | None:
        settings = self._of(question)
        if isinstance(settings.lowest, int) and value < settings.lowest:
            return problem(question, "too_low", minimum=settings.lowest)
        if isinstance(settings.highest, int) and value > settings.highest:
            return problem(question, "too_high", maximum=settings.highest)
        return None

    def check_on(self, question: Question, value: int, today: date) -> AnswerProblem | None:
        settings = self._of(question)
        if settings.lowest == "this_year" and value < today.year:
            return problem(question, "too_low", minimum=today.year)
        if settings.highest == "this_year" and value > today.year:
            return problem(question, "too_high", maximum=today.year)
        return None

    def value_type(self, question: Question) -> Type:
        settings = self._of(question)
        lowest = settings.lowest if isinstance(settings.lowest, int) else FIRST
        highest = settings.highest if isinstance(settings.highest, int) else LAST
        return NumberType(Fraction(lowest), Fraction(highest))

    def codebook(self, question: Question) -> CodebookEntry:
        settings = self._of(question)
        return CodebookEntry(Storage.INTEGER, f"{settings.lowest}..{settings.highest}")

    @staticmethod
    def _of(question: Question) -> YearSettings:
        return question.settings if isinstance(question.settings, YearSettings) else _DEFAULT


_DEFAULT = YearSettings()
