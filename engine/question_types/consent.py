"""A consent, given for one purpose. Never required, never given beforehand, and as easy to withhold as to give."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from engine.expressions.types import BooleanType, Type
from engine.question_types.base import CodebookEntry, QuestionType, Storage
from engine.question_types.confirmation import read_tick
from engine.question_types.wording import yes_or_no
from engine.questionnaire import Question
from engine.values import AnswerProblem, Value


@dataclass(frozen=True, slots=True)
class ConsentSettings:
    """What the consent is for, in words that can stand in a register; and what withdrawing it means (empty: not told)."""

    purpose: str = ""
    withdrawing: str = ""


class Consent(QuestionType):
    """`consent`. True: given. False: not given. No value: not (yet) asked for an answer."""

    name = "consent"
    seconds = 12
    keys: ClassVar[Mapping[str, Any]] = {
        "purpose": {
            "type": "string",
            "minLength": 1,
            "maxLength": 300,
            "description": "What the consent is for; stands in the register of consents and in the codebook.",
        },
        "withdrawing": {
            "type": "string",
            "minLength": 1,
            "maxLength": 600,
            "description": "What happens when this consent is withdrawn later; told before it is. Without it: a general text.",
        },
    }
    required_keys = ("purpose",)
    text_keys = ("purpose", "withdrawing")

    def settings(self, declared: Mapping[str, Any]) -> ConsentSettings:
        return ConsentSettings(declared.get("purpose", ""), declared.get("withdrawing", ""))

    def parse(self, question: Question, raw: object) -> Value | AnswerProblem | None:
        return read_tick(question, raw)

    def value_type(self, question: Question) -> Type:
        return BooleanType()

    def display(self, question: Question, value: bool, language: str) -> str:
        return yes_or_no(value, language)

    def codebook(self, question: Question) -> CodebookEntry:
        purpose = question.settings.purpose if isinstance(question.settings, ConsentSettings) else ""
        return CodebookEntry(Storage.BOOLEAN, purpose)
