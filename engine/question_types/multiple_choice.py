"""Several of a list of options, whatever order they were ticked in."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from engine.expressions.types import ChoicesType, Type
from engine.question_types.base import CodebookEntry, PointTable, QuestionType, SettingError, Storage
from engine.question_types.options import (
    OPTIONS_SHAPE,
    check_several,
    labels_of,
    option_names,
    point_table,
    read_several,
)
from engine.question_types.wording import listed
from engine.questionnaire import Question
from engine.values import AnswerProblem, Json, Value


@dataclass(frozen=True, slots=True)
class SeveralSettings:
    """How many may be chosen (an exclusive option alone is always enough), and where their points stop adding up."""

    minimum: int = 0
    maximum: int | None = None
    points_cap: int = 100


COUNT_KEYS: Mapping[str, Any] = {
    "min": {"type": "integer", "minimum": 1, "maximum": 500, "description": "The fewest options to choose, if any."},
    "max": {"type": "integer", "minimum": 1, "maximum": 500, "description": "The most options to choose."},
}


class MultipleChoice(QuestionType):
    """`multiple_choice`."""

    name = "multiple_choice"
    seconds = 20
    keys: ClassVar[Mapping[str, Any]] = {
        "options": OPTIONS_SHAPE,
        **COUNT_KEYS,
        "points_cap": {
            "type": "integer",
            "minimum": 1,
            "maximum": 100,
            "description": "The points of the chosen options add up, to this at most (100 when left out).",
        },
    }
    required_keys = ("options",)

    def settings(self, declared: Mapping[str, Any]) -> SeveralSettings:
        return several_settings(declared)

    def parse(self, question: Question, raw: object) -> Value | AnswerProblem | None:
        chosen = read_several(question, raw)
        if not isinstance(chosen, tuple):
            return chosen
        return tuple(option.value for option in question.options if option.value in chosen)

    def check(self, question: Question, value: tuple[str, ...]) -> AnswerProblem | None:
        settings = several_of(question)
        return check_several(question, value, settings.minimum, settings.maximum)

    def chosen(self, value: tuple[str, ...]) -> tuple[str, ...]:
        return value

    def points(self, question: Question) -> PointTable | None:
        return point_table(question, Fraction(several_of(question).points_cap))

    def serialise(self, value: tuple[str, ...]) -> Json:
        return list(value)

    def value_type(self, question: Question) -> Type:
        return ChoicesType(option_names(question))

    def display(self, question: Question, value: tuple[str, ...], language: str) -> str:
        return listed(labels_of(question, value), language)

    def codebook(self, question: Question) -> CodebookEntry:
        return CodebookEntry(Storage.OPTIONS, written_count(several_of(question)))


_DEFAULT = SeveralSettings()


def several_settings(declared: Mapping[str, Any]) -> SeveralSettings:
    """The settings from `min`, `max` and `points_cap`."""
    minimum, maximum = declared.get("min", 0), declared.get("max")
    if maximum is not None and minimum > maximum:
        raise SettingError("minimum-above-maximum", "min", f"min {minimum} is more than max {maximum}")
    return SeveralSettings(minimum, maximum, declared.get("points_cap", 100))


def several_of(question: Question) -> SeveralSettings:
    """The settings of a question where several options may be chosen."""
    return question.settings if isinstance(question.settings, SeveralSettings) else _DEFAULT


def written_count(settings: SeveralSettings) -> str:
    """`1..3`, as a codebook writes how many may be chosen."""
    if settings.minimum == 0 and settings.maximum is None:
        return ""
    return f"{settings.minimum or ''}..{settings.maximum or ''}"
