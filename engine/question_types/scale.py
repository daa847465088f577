"""A statement on a scale: one of the ordered options of a scale that more statements share."""

from collections.abc import Mapping
from typing import Any, ClassVar

from engine.expressions.types import Type
from engine.question_types.base import CodebookEntry, PointTable, QuestionType, Storage
from engine.question_types.options import labels_of, point_table, read_one
from engine.question_types.single_choice import choice_type
from engine.questionnaire import Question
from engine.values import AnswerProblem, Value


class Scale(QuestionType):
    """`scale`. A reversed statement is worth the highest plus the lowest points of its scale, less those of the option."""

    name = "scale"
    seconds = 9
    keys: ClassVar[Mapping[str, Any]] = {
        "scale": {"type": "string", "minLength": 1, "description": "The id of one of the `scales`."},
        "reversed": {
            "type": "boolean",
            "description": "Agreeing is unfavourable: the points of the scale are turned round.",
        },
    }
    required_keys = ("scale",)

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
