"""A text inserts an answer that exists, and that is there whenever the text is shown.

An answer is surely there when its question is required, stands on an earlier page, and is asked whenever the text is
shown; or when the text itself is shown only if the question was answered. Everything else is a warning: people would
read "…" in its place.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.authoring.checks.context import Context
from engine.authoring.checks.naming import unknown_question
from engine.authoring.checks.walk import PlacedText, conditions_of, has_value, positions, texts
from engine.authoring.diagnostics import Diagnostic, Related, error, warning
from engine.expressions.tree import Arithmetic, Call, Compare, Expression, Logical, Name, Negative, Node
from engine.question_types.calculated import CalculatedSettings
from engine.questionnaire import Question, Questionnaire, Severity

CODES = {"unknown-question": Severity.ERROR, "pipe-may-be-unanswered": Severity.WARNING}


def check(context: Context) -> Iterator[Diagnostic]:
    """Every inserted answer that does not exist, or that may not be there."""
    questionnaire = context.questionnaire
    where = _asked(questionnaire)
    position = positions(questionnaire)
    for placed in texts(questionnaire):
        for name in dict.fromkeys(placed.text.pipes):
            path = (*placed.path, "pipe", name)
            question = questionnaire.questions.get(name)
            if question is None:
                yield unknown_question(context, name, path)
            elif not has_value(question):
                summary = f"`{name}` is a note: there is no answer to insert"
                yield error("unknown-question", summary, context.places.of(*path), "Name a question.")
            elif _looks_back(placed, position[name]) and not _surely_there(name, placed, where, depth=0):
                summary = f"`{name}` may be unanswered where this is shown"
                hint = f"Require it on an earlier page, or show this text only when `answered({name})`."
                related = Related("the question", context.places.of("question", name))
                yield warning("pipe-may-be-unanswered", summary, context.places.of(*path), hint, [related])


@dataclass(frozen=True, slots=True)
class _Asked:
    """Where and when a question is asked."""

    question: Question
    page: str
    conditions: tuple[Expression, ...]


def _asked(questionnaire: Questionnaire) -> Mapping[str, _Asked]:
    return {
        question.id: _Asked(question, page.id, conditions_of(section, page, question))
        for section, page, question in questionnaire.walk()
    }


def _looks_back(placed: PlacedText, position: int) -> bool:
    """A pipe that looks forward is a mistake of its own, reported elsewhere."""
    return placed.limit is None or position < placed.limit


def _surely_there(name: str, placed: PlacedText, where: Mapping[str, _Asked], depth: int) -> bool:
    held = [part for condition in placed.conditions for part in _conjuncts(condition.root)]
    if any(_needs(part, name) for part in held):
        return True
    asked = where[name]
    if any(part not in held for condition in asked.conditions for part in _conjuncts(condition.root)):
        return False
    settings = asked.question.settings
    if isinstance(settings, CalculatedSettings):
        named = [each for each in settings.value.names if each in where]
        return depth < 20 and all(_surely_there(each, placed, where, depth + 1) for each in named)
    return asked.question.required and asked.page != placed.page


def _conjuncts(node: Node) -> Iterator[Node]:
    """The conditions that all hold when this one holds."""
    if isinstance(node, Logical) and node.operator == "and":
        for operand in node.operands:
            yield from _conjuncts(operand)
    else:
        yield node


def _needs(condition: Node, name: str) -> bool:
    """Whether a condition can only hold when there is an answer to `name`."""
    match condition:
        case Compare(operands=operands):
            return any(_unknown_without(operand, name) for operand in operands)
        case Call(function="answered" | "any_of" | "all_of", arguments=(first, *_)):
            return _unknown_without(first, name)
        case _:
            return _unknown_without(condition, name)


def _unknown_without(node: Node, name: str) -> bool:
    """Whether a value is unknown as long as there is no answer to `name`."""
    match node:
        case Name(id=identifier):
            return identifier == name
        case Negative(operand=operand):
            return _unknown_without(operand, name)
        case Arithmetic(left=left, right=right):
            return _unknown_without(left, name) or _unknown_without(right, name)
        case Call(function="round" | "year", arguments=(first, *_)):
            return _unknown_without(first, name)
        case _:
            return False
