"""Earlier answers in later texts. An answer is put in as it is, once, and never read as a text with pipes of its own.

Escaping is for whoever makes HTML of it: `segments` keeps apart what the author wrote and what was answered.
"""

from collections.abc import Mapping
from typing import NamedTuple

from engine.question_types import TYPES
from engine.questionnaire import Pipe, Questionnaire, Text
from engine.values import Value

NOTHING = "…"
"""What stands in a text where there is no answer."""


class Segment(NamedTuple):
    """A part of a text: written by the author, or `piped`: an answer."""

    piped: bool
    text: str


def answer_text(questionnaire: Questionnaire, id: str, values: Mapping[str, Value], language: str) -> str:
    """The answer to a question, or a calculated value, for people; `…` when there is none."""
    question = questionnaire.questions.get(id)
    value = values.get(id)
    if question is None or value is None:
        return NOTHING
    return TYPES[question.type].display(question, value, language)


def segments(
    text: Text, questionnaire: Questionnaire, values: Mapping[str, Value], language: str
) -> tuple[Segment, ...]:
    """The parts of a text, in order. `values` are those of an outcome, `language` is that of the questionnaire's texts."""
    return tuple(
        Segment(True, answer_text(questionnaire, part.question, values, language))
        if isinstance(part, Pipe)
        else Segment(False, part)
        for part in text.parts
    )


def render(text: Text, questionnaire: Questionnaire, values: Mapping[str, Value], language: str) -> str:
    """A text with the answers in it, as plain text."""
    return "".join(segment.text for segment in segments(text, questionnaire, values, language))
