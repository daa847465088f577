"""The name of a place: a town, a village, a hamlet, also abroad. A text that pages complete from a list of places.

Whether there is such a place, and which one is meant, is no matter of this package: it has no list. Any text will do, so
that nobody is stopped by a place that a list does not know.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from engine.expressions.types import TextType, Type
from engine.question_types.base import CodebookEntry, QuestionType, Storage
from engine.question_types.reading import clean_text
from engine.question_types.short_text import check_length
from engine.questionnaire import Question
from engine.values import AnswerProblem, Value

DEFAULT_MAXIMUM = 80


@dataclass(frozen=True, slots=True)
class PlaceSettings:
    """`max_length` in characters as people count them."""

    max_length: int = DEFAULT_MAXIMUM


class Place(QuestionType):
    """`place`. Kept as it was written or chosen: `Utrecht`, `Bergen (Limburg)`."""

    name = "place"
    seconds = 15
    keys: ClassVar[Mapping[str, Any]] = {
        "max_length": {
            "type": "integer",
            "minimum": 1,
            "maximum": 200,
            "description": f"The most characters that are accepted ({DEFAULT_MAXIMUM} when left out).",
        },
    }

    def settings(self, declared: Mapping[str, Any]) -> PlaceSettings:
        return PlaceSettings(declared.get("max_length", DEFAULT_MAXIMUM))

    def parse(self, question: Question, raw: object) -> Value | AnswerProblem | None:
        maximum = self._of(question).max_length
        text = clean_text(question, raw, longest=8 * maximum + 100, maximum=maximum)
        return " ".join(text.split()) if isinstance(text, str) else text

    def check(self, question: Question, value: str) -> AnswerProblem | None:
        return check_length(question, value, 0, self._of(question).max_length)

    def value_type(self, question: Question) -> Type:
        return TextType()

    def codebook(self, question: Question) -> CodebookEntry:
        return CodebookEntry(Storage.TEXT, f"..{self._of(question).max_length}")

    @staticmethod
    def _of(question: Question) -> PlaceSettings:
        return question.settings if isinstance(question.settings, PlaceSettings) else _DEFAULT


_DEFAULT = PlaceSettings()
