"""A calendar date: `2024-05-03`, `3-5-2024` (day first, also with / or .), or day, month and year in fields of their own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Literal

from engine.expressions.types import DateType, Type
from engine.question_types.base import CodebookEntry, QuestionType, SettingError, Storage, problem
from engine.question_types.reading import alone, clean_text
from engine.question_types.wording import date_in
from engine.questionnaire import Question
from engine.values import AnswerProblem, Json, Value

FIELDS = ("day", "month", "year")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")
_FIRST_YEAR = 1000
_BOUND_SHAPE = {"type": "string", "pattern": "^(today|[0-9]{4}-[0-9]{2}-[0-9]{2})$"}

TODAY: Literal["today"] = "today"
Bound = date | Literal["today"] | None


@dataclass(frozen=True, slots=True)
class DateSettings:
    """The first and last day, themselves included; `today` is the day of evaluation."""

    lowest: Bound = None
    highest: Bound = None


class CalendarDate(QuestionType):
    """`date`."""

    name = "date"
    seconds = 15
    keys: ClassVar[Mapping[str, Any]] = {
        "min": {**_BOUND_SHAPE, "description": "The first day that is accepted, as 2024-05-03, or `today`."},
        "max": {**_BOUND_SHAPE, "description": "The last day that is accepted, as 2024-05-03, or `today`."},
    }

    def settings(self, declared: Mapping[str, Any]) -> DateSettings:
        lowest, highest = _bound(declared, "min"), _bound(declared, "max")
        if isinstance(lowest, date) and isinstance(highest, date) and lowest > highest:
            raise SettingError("minimum-above-maximum", "min", f"min {lowest} is later than max {highest}")
        return DateSettings(lowest, highest)

    def parse(self, question: Question, raw: object) -> Value | AnswerProblem | None:
        raw = alone(raw)
        if isinstance(raw, date):
            return raw.date() if isinstance(raw, datetime) else raw
        text = _from_fields(question, raw) if isinstance(raw, Mapping) else clean_text(question, raw)
        if text is None:
            return None
        return (_read(text) if isinstance(text, str) else None) or problem(question, "not_a_date")

    def has_day_limits(self, question: Question) -> bool:
        settings = self._of(question)
        return TODAY in (settings.lowest, settings.highest)

    def check(self, question: Question, value: date) -> AnswerProblem | None:
        settings = self._of(question)
        lowest, highest = settings.lowest, settings.highest
        return _outside(question, value, None if lowest == TODAY else lowest, None if highest == TODAY else highest)

    def check_on(self, question: Question, value: date, today: date) -> AnswerProblem | None:
        settings = self._of(question)
        lowest, highest = settings.lowest, settings.highest
        return _outside(question, value, today if lowest == TODAY else None, today if highest == TODAY else None)

    def serialise(self, value: date) -> Json:
        return value.isoformat()

    def value_type(self, question: Question) -> Type:
        return DateType()

    def display(self, question: Question, value: date, language: str) -> str:
        return date_in(value, language)

    def codebook(self, question: Question) -> CodebookEntry:
        settings = self._of(question)
        bounded = settings.lowest is not None or settings.highest is not None
        return CodebookEntry(Storage.DATE, f"{settings.lowest or ''}..{settings.highest or ''}" if bounded else "")

    @staticmethod
    def _of(question: Question) -> DateSettings:
        return question.settings if isinstance(question.settings, DateSettings) else _DEFAULT


_DEFAULT = DateSettings()


def _bound(declared: Mapping[str, Any], key: str) -> Bound:
    bound = declared.get(key)
    if bound is None:
        return None
    if bound == TODAY:
        return TODAY
    day = _read(bound)
    if day is None:
        raise SettingError("not-a-date", key, f"{key}: {bound!r} is no day of the calendar", "write it as 2024-05-03")
    return day


def _outside(question: Question, value: date, lowest: Bound, highest: Bound) -> AnswerProblem | None:
    if isinstance(lowest, date) and value < lowest:
        return problem(question, "too_low", minimum=lowest.isoformat())
    if isinstance(highest, date) and value > highest:
        return problem(question, "too_high", maximum=highest.isoformat())
    return None


def _from_fields(question: Question, raw: Mapping[Any, Any]) -> str | AnswerProblem | None:
    """`day-month-year` from three fields; None when all three are blank."""
    parts = [clean_text(question, raw.get(field)) for field in FIELDS]
    if parts == [None, None, None] and set(raw) <= set(FIELDS):
        return None
    if not all(isinstance(part, str) for part in parts):
        return problem(question, "not_a_date")
    return "-".join(str(part) for part in parts)


def _read(text: str) -> date | None:
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.fullmatch(text):
        day, _, month, year = found.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day)) if int(year) >= _FIRST_YEAR else None
    except ValueError:
        return None
