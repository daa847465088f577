"""Which parts of a page depend on answers to other questions on that same page: those may change while it is filled in.

It only looks at what the questionnaire says; whether something is shown is the engine's to say.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from engine.question_types.calculated import CalculatedSettings
from engine.questionnaire import Question, Questionnaire


@dataclass(frozen=True, slots=True)
class Dependence:
    """`causes`: the questions of a page whose answers matter to others on it; `parts`: those others, in order."""

    causes: frozenset[str]
    parts: tuple[str, ...]


@lru_cache(maxsize=1024)
def dependence(questionnaire: Questionnaire, page_id: str) -> Dependence:
    """What depends on what, on this page."""
    questions = questionnaire.pages[page_id].questions
    here = frozenset(question.id for question in questions)
    causes: set[str] = set()
    parts: list[str] = []
    for question in questions:
        named = here.intersection(_named(question)) - {question.id}
        if named:
            causes |= named
            parts.append(question.id)
    return Dependence(frozenset(causes), tuple(parts))


def _named(question: Question) -> Iterator[str]:
    """Every question that decides whether and how this one is shown."""
    conditions = [question.show_when, *(option.show_when for option in question.options)]
    if isinstance(question.settings, CalculatedSettings):
        conditions.append(question.settings.value)
    for condition in conditions:
        if condition is not None:
            yield from condition.names
    yield from question.text.pipes
    yield from question.help.pipes
