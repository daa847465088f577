"""Which conditions of the review hold for a set of answers: the definition test, the mandate, the points of the survey."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from weakref import WeakKeyDictionary

from engine.answering.plan import Formula, types_of
from engine.expressions.evaluate import compile_expression
from engine.expressions.tree import Expression
from engine.questionnaire import Questionnaire
from engine.values import Value


@dataclass(frozen=True, slots=True)
class Holding:
    """What holds. `no` and `doubt`: for each condition of the definition test that holds, the questions it names, in order.

    `mandate`: the questions that its condition names; empty when it does not hold. `points`: ids of those that are raised.
    """

    no: tuple[tuple[str, ...], ...] = ()
    doubt: tuple[tuple[str, ...], ...] = ()
    mandate: tuple[str, ...] = ()
    points: tuple[str, ...] = ()


class _Condition(NamedTuple):
    questions: tuple[str, ...]
    when: Formula


class _Conditions(NamedTuple):
    no: tuple[_Condition, ...]
    doubt: tuple[_Condition, ...]
    mandate: _Condition | None
    points: tuple[tuple[str, Formula], ...]


_COMPILED: WeakKeyDictionary[Questionnaire, _Conditions] = WeakKeyDictionary()


def holding(questionnaire: Questionnaire, values: Mapping[str, Value], today: date) -> Holding:
    """What of the review's conditions holds for the valid answers on the path (`Outcome.values`)."""
    conditions = _COMPILED.get(questionnaire)
    if conditions is None:
        conditions = _COMPILED[questionnaire] = _compiled(questionnaire)
    known = {**values, "today": today}

    def held(each: Iterable[_Condition]) -> tuple[tuple[str, ...], ...]:
        return tuple(condition.questions for condition in each if condition.when(known) is True)

    mandate = conditions.mandate
    return Holding(
        held(conditions.no),
        held(conditions.doubt),
        mandate.questions if mandate is not None and mandate.when(known) is True else (),
        tuple(point for point, when in conditions.points if when(known) is True),
    )


def _compiled(questionnaire: Questionnaire) -> _Conditions:
    types = types_of(questionnaire)
    review = questionnaire.publication.review

    def condition(expression: Expression) -> _Condition:
        named = tuple(name for name in questionnaire.questions if name in set(expression.names))
        return _Condition(named, compile_expression(expression, types))

    definition = review.definition
    return _Conditions(
        tuple(condition(each) for each in definition.no) if definition else (),
        tuple(condition(each) for each in definition.doubt) if definition else (),
        condition(review.mandate) if review.mandate is not None else None,
        tuple((each.id, compile_expression(each.when, types)) for each in review.points if each.when is not None),
    )
