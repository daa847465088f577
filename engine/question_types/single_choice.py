"""One of a list of options."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from engine.expressions.types import ChoiceType, Type
from engine.question_types.base import CodebookEntry, PointTable, QuestionType, Storage
from engine.question_types.options import (
    OPTIONS_SHAPE,
    labels_of,
    option_names,
    option_value,
    point_table,
    read_one,
)
from engine.questionnaire import Question
from engine.values import AnswerProblem, Value


@dataclass(frozen=True, slots=True)
class SingleChoiceSettings:
    """`default`: the option that stands chosen before anyone chooses."""

    default: str | None = None


class SingleChoice(QuestionType):
    """`single_choice`."""

    name = "single_choice"
    seconds = 14
    keys: ClassVar[Mapping[str, Any]] = {
        "options": OPTIONS_SHAPE,
        "default": {
            "type": ["string", "integer"],
            "description": "The value of the option that is chosen beforehand. Use it only where it is the careful choice.",
        },
    }
    required_keys = ("options",)

    def settings(self, declared: Mapping[str, Any]) -> SingleChoiceSettings:
        return SingleChoiceSettings(option_value(declared.get("default")))

    def parse(self, question: Question, raw: object) -> Value | AnswerProblem | None:
        return read_one(question, raw)

    def chosen(self, value: str) -> tuple[str, ...]:
        return (value,)

    def points(self, question: Question) -> PointTable | None:
        return point_table(question)

    def value_type(self, question: Question) -> Type:
        return choice_type(question)

    def display(self, question: Question, value: str, language: str) -> str:
        return labels_of(question, (value,))[0]

    def codebook(self, question: Question) -> CodebookEntry:
        return CodebookEntry(Storage.OPTION)


def choice_type(question: Question) -> ChoiceType:
    """The type of one chosen option, for expressions."""
    return ChoiceType(
        option_names(question),
        frozenset(option.value for option in question.options if option.number is not None),
        frozenset(option.value for option in question.options if option.missing is not None),
    )
