"""Where a questionnaire holds expressions and texts with pipes, and what each of them may name.

Not a rule: the one walk over the questionnaire that several rules share. Positions count questions in document order; an
expression or text may name what stands at an earlier position.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.authoring.places import Path
from engine.expressions.tree import Expression
from engine.expressions.types import Type
from engine.publication import ReviewRules
from engine.question_types import TYPES
from engine.question_types.calculated import CalculatedSettings
from engine.questionnaire import Option, Page, Question, Questionnaire, Section, Text


@dataclass(frozen=True, slots=True)
class PlacedExpression:
    """An expression with its place. `limit`: only questions before this position may be named (None: all).

    `owner` is the question it belongs to, if any; `condition` is False for the value of a calculated question.
    """

    path: Path
    expression: Expression
    limit: int | None
    owner: str | None = None
    condition: bool = True


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A text with pipes and its place; `conditions` all hold when it is shown, `page` is where (None: anywhere)."""

    path: Path
    text: Text
    limit: int | None
    page: str | None
    conditions: tuple[Expression, ...]
    owner: Question | None = None


def positions(questionnaire: Questionnaire) -> dict[str, int]:
    """The position of every question by id; of one that is declared twice the first."""
    found: dict[str, int] = {}
    for position, (_, _, question) in enumerate(questionnaire.walk()):
        found.setdefault(question.id, position)
    return found


def has_value(question: Question) -> bool:
    """Whether an expression or a pipe can name it: everything but notes."""
    return TYPES[question.type].takes_answer or isinstance(question.settings, CalculatedSettings)


def scope(questionnaire: Questionnaire) -> tuple[Mapping[str, Type], frozenset[str]]:
    """The type of every question that has a value; and the calculated ones whose type is not known."""
    types: dict[str, Type] = {}
    unknown: set[str] = set()
    for _, _, question in questionnaire.walk():
        if isinstance(question.settings, CalculatedSettings) and question.settings.type is None:
            unknown.add(question.id)
        elif has_value(question):
            types.setdefault(question.id, TYPES[question.type].value_type(question))
    return types, frozenset(unknown - types.keys())


def expressions(questionnaire: Questionnaire) -> Iterator[PlacedExpression]:
    """Every expression of a questionnaire, in document order. One in a scale comes with each question that uses it."""
    position = 0
    for section in questionnaire.sections:
        yield from _condition(("section", section.id), section, position)
        for page in section.pages:
            yield from _condition(("page", page.id), page, position)
            for question in page.questions:
                yield from _of_question(question, position)
                position += 1
    for scale in questionnaire.scales.values():
        yield from _of_options(("scale", scale.id), scale.options, None, None)
    for check in questionnaire.checks:
        yield PlacedExpression(("check", check.id, "when"), check.when, None)
    yield from _of_review(questionnaire.publication.review)


def texts(questionnaire: Questionnaire) -> Iterator[PlacedText]:
    """Every text that inserts an answer, in document order."""
    return (placed for placed in _texts(questionnaire) if placed.text.pipes)


def conditions_of(*parts: Section | Page | Question) -> tuple[Expression, ...]:
    """The conditions under which a question is asked: those of its section, its page and its own."""
    return tuple(part.show_when for part in parts if part.show_when is not None)


def _condition(path: Path, part: Section | Page, limit: int) -> Iterator[PlacedExpression]:
    if part.show_when is not None:
        yield PlacedExpression((*path, "show_when"), part.show_when, limit)


def _of_question(question: Question, position: int) -> Iterator[PlacedExpression]:
    path = ("question", question.id)
    if question.show_when is not None:
        yield PlacedExpression((*path, "show_when"), question.show_when, position, question.id)
    options_path = path if question.scale is None else ("scale", question.scale)
    yield from _of_options(options_path, question.options, position, question.id)
    if isinstance(question.settings, CalculatedSettings):
        yield PlacedExpression((*path, "value"), question.settings.value, position, question.id, condition=False)


def _of_options(
    path: Path, options: tuple[Option, ...], limit: int | None, owner: str | None
) -> Iterator[PlacedExpression]:
    for option in options:
        if option.show_when is not None:
            yield PlacedExpression((*path, "option", option.value, "show_when"), option.show_when, limit, owner)


def _of_review(review: ReviewRules) -> Iterator[PlacedExpression]:
    if review.definition is not None:
        path = ("review", "definition")
        for key, conditions in (("no", review.definition.no), ("doubt", review.definition.doubt)):
            yield from (PlacedExpression((*path, key, each.source), each, None) for each in conditions)
    if review.mandate is not None:
        yield PlacedExpression(("review", "mandate"), review.mandate, None)
    for point in review.points:
        if point.when is not None:
            yield PlacedExpression(("review_point", point.id, "when"), point.when, None)


def _texts(questionnaire: Questionnaire) -> Iterator[PlacedText]:
    yield PlacedText(("survey", "intro"), questionnaire.intro, 0, None, ())
    position = 0
    for section in questionnaire.sections:
        of_section = conditions_of(section)
        for key, text in (("title", section.title), ("intro", section.intro)):
            yield PlacedText(("section", section.id, key), text, position, None, of_section)
        for page in section.pages:
            of_page = conditions_of(section, page)
            for key, text in (("title", page.title), ("intro", page.intro)):
                yield PlacedText(("page", page.id, key), text, position, page.id, of_page)
            for question in page.questions:
                shown = conditions_of(section, page, question)
                for key, text in (("text", question.text), ("help", question.help)):
                    yield PlacedText(("question", question.id, key), text, position, page.id, shown, question)
                position += 1
    for check in questionnaire.checks:
        yield PlacedText(("check", check.id, "text"), check.text, None, None, (check.when,))
