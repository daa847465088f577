"""What tests of question types share: one question, and what it makes of raw input."""

from typing import Any

from engine.question_types import TYPES
from engine.questionnaire import Question
from engine.values import AnswerProblem, Value
from tests.engine.building import question


def ask(type: str, **keys: Any) -> Question:
    return question({"id": "q", "type": type, **keys})


def parsed(asked: Question, raw: object) -> Value | AnswerProblem | None:
    """What comes of raw input: a checked value, None, or a problem."""
    kind = TYPES[asked.type]
    value = kind.parse(asked, raw)
    if value is None or isinstance(value, AnswerProblem):
        return value
    return kind.check(asked, value) or value


def code(asked: Question, raw: object) -> str | None:
    """The code of the problem with raw input, None when there is none."""
    found = parsed(asked, raw)
    return found.code if isinstance(found, AnswerProblem) else None


OPTIONS = [
    {"value": "a", "label": "Appels"},
    {"value": "b", "label": "Bonen"},
    {"value": "c", "label": "Citroenen"},
    {"value": "geen", "label": "Geen", "exclusive": True},
]
