"""Text of several lines: a description, an explanation."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from engine.expressions.types import TextType, Type
from engine.question_types.base import CodebookEntry, QuestionType, SettingError, Storage
from engine.question_types.reading import clean_text
from engine.question_types.short_text import check_length
from engine.questionnaire import Question
from engine.values import AnswerProblem, Value

DEFAULT_MAXIMUM = 2000


@dataclass(frozen=True, slots=True)
class LongTextSettings:
    """Lengths in characters as people count them; `rows` is how high the field is drawn."""

    max_length: int = DEFAULT_MAXIMUM
    min_length: int = 0
    rows: int = 5


class LongText(QuestionType):
    """`long_text`."""

    name = "long_text"
    seconds = 75
    keys: ClassVar[Mapping[str, Any]] = {
        "max_length": {
            "type": "integer",
            "minimum": 1,
            "maximum": 10000,
            "description": f"The most characters that are accepted ({DEFAULT_MAXIMUM} when left out).",
        },
        "min_length": {"type": "integer", "minimum": 1, "maximum": 10000, "description": "The fewest characters."},
        "rows": {
            "type": "integer",
            "minimum": 2,
            "maximum": 30,
            "description": "The height of the field in lines (5).",
        },
    }

    def settings(self, declared: Mapping[str, Any]) -> LongTextSettings:
        settings = LongTextSettings(**{key: declared[key] for key in self.keys if key in declared})
        if settings.min_length > settings.max_length:
            raise SettingError(
                "minimum-above-maximum",
                "min_length",
                f"min_length {settings.min_length} is more than max_length {settings.max_length}",
            )
        return settings

    def parse(self, question: Question, raw: object) -> Value | AnswerProblem | None:
        maximum = self._of(question).max_length
        return clean_text(question, raw, longest=4 * maximum + 400, maximum=maximum, lines=True)

    def check(self, question: Question, value: str) -> AnswerProblem | None:
        settings = self._of(question)
        return check_length(question, value, settings.min_length, settings.max_length)

    def value_type(self, question: Question) -> Type:
        return TextType()

    def codebook(self, question: Question) -> CodebookEntry:
        settings = self._of(question)
        return CodebookEntry(Storage.TEXT, f"{settings.min_length or ''}..{settings.max_length}")

    @staticmethod
    def _of(question: Question) -> LongTextSettings:
        return question.settings if isinstance(question.settings, LongTextSettings) else _DEFAULT


_DEFAULT = LongTextSettings()
