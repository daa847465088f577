"""A questionnaire prepared for fast evaluation: conditions compiled, points as whole numbers over a common denominator.

Made once per questionnaire and forgotten with it. A plan holds no answers, so threads may share it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import IntEnum
from functools import partial
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from engine.answering.scoring import ScoringPlan, plan_scoring
from engine.expressions.check import check as check_expression
from engine.expressions.evaluate import compile_expression
from engine.expressions.types import TextType, Type
from engine.question_types import TYPES
from engine.question_types.base import problem
from engine.question_types.calculated import CalculatedSettings
from engine.questionnaire import CrossCheck, Page, Question, Questionnaire, Section
from engine.values import AnswerProblem, Value

Known = Mapping[str, Any]
"""What an expression sees: the values on the path so far, and `today`."""
Formula = Callable[[Known], object]
"""A compiled expression; None is unknown. A condition holds only where the result `is True`."""


class Role(IntEnum):
    """What evaluation does with a step."""

    ASK = 0
    CALCULATE = 1
    SHOW = 2


class Rule(NamedTuple):
    """What is special about a question, beside its condition.

    `check_on` looks at a value on a day, `offered` are the options that have a condition, `chosen` tells which options a
    value holds, `formula` how a calculated value is found.
    """

    role: Role
    check_on: Callable[[Value, date], AnswerProblem | None] | None
    offered: tuple[tuple[str, Formula], ...]
    chosen: Callable[[Any], tuple[str, ...]]
    formula: Formula | None


class Step(NamedTuple):
    """Questions in a row under one condition, if any: either one with a `rule`, or any number without.

    Most questions have no rule: any value that was read is right. `required`: those among them that want an answer, with
    the problem when there is none.
    """

    questions: tuple[str, ...]
    required: tuple[tuple[str, AnswerProblem], ...]
    when: Formula | None
    rule: Rule | None


class PagePlan(NamedTuple):
    """One page: its own condition and that of its section, as far as they have one, and its steps."""

    page: str
    conditions: tuple[Formula, ...]
    steps: tuple[Step, ...]


class CheckPlan(NamedTuple):
    """A cross-question check, with the problem it tells when it holds."""

    question: str
    when: Formula
    problem: AnswerProblem


class Plan(NamedTuple):
    """Everything `evaluate` needs. `order` is the place of every question in the document."""

    pages: tuple[PagePlan, ...]
    checks: tuple[CheckPlan, ...]
    order: Mapping[str, int]
    scoring: ScoringPlan


_PLANS: WeakKeyDictionary[Questionnaire, Plan] = WeakKeyDictionary()


def plan_of(questionnaire: Questionnaire) -> Plan:
    """The plan of this questionnaire, made when it is first asked for."""
    plan = _PLANS.get(questionnaire)
    if plan is None:
        plan = _PLANS[questionnaire] = make_plan(questionnaire)
    return plan


def types_of(questionnaire: Questionnaire) -> dict[str, Type]:
    """What every question and calculated value is to an expression, in document order. Notes have no value."""
    types: dict[str, Type] = {}
    for id, question in questionnaire.questions.items():
        settings = question.settings
        if TYPES[question.type].takes_answer:
            types[id] = TYPES[question.type].value_type(question)
        elif isinstance(settings, CalculatedSettings):
            types[id] = settings.type or check_expression(settings.value, types)[0] or TextType()
    return types


def make_plan(questionnaire: Questionnaire) -> Plan:
    """The plan. Refers to parts of the questionnaire but not to the questionnaire itself, so that both can be forgotten."""
    types = types_of(questionnaire)

    return Plan(
        tuple(_page(section, page, types) for section in questionnaire.sections for page in section.pages),
        tuple(
            CheckPlan(each.question, compile_expression(each.when, types), _failed(each))
            for each in questionnaire.checks
        ),
        {id: place for place, id in enumerate(questionnaire.questions)},
        plan_scoring(questionnaire),
    )


def _page(section: Section, page: Page, types: Mapping[str, Type]) -> PagePlan:
    conditions = tuple(
        compile_expression(each.show_when, types) for each in (section, page) if each.show_when is not None
    )
    return PagePlan(page.id, conditions, tuple(_steps(page.questions, types)))


def _steps(questions: Iterable[Question], types: Mapping[str, Type]) -> Iterator[Step]:
    row: list[Question] = []
    for question in questions:
        rule = _rule(question, types)
        if row and (rule is not None or question.show_when != row[0].show_when):
            yield _step(row, None, types)
            row = []
        if rule is None:
            row.append(question)
        else:
            yield _step([question], rule, types)
    if row:
        yield _step(row, None, types)


def _step(row: Sequence[Question], rule: Rule | None, types: Mapping[str, Type]) -> Step:
    when = row[0].show_when
    return Step(
        tuple(question.id for question in row),
        tuple((question.id, problem(question, "required")) for question in row if question.required),
        None if when is None else compile_expression(when, types),
        rule,
    )


def _rule(question: Question, types: Mapping[str, Type]) -> Rule | None:
    kind, settings = TYPES[question.type], question.settings
    calculated = settings.value if isinstance(settings, CalculatedSettings) else None
    rule = Rule(
        Role.ASK if kind.takes_answer else Role.SHOW if calculated is None else Role.CALCULATE,
        partial(kind.check_on, question) if kind.has_day_limits(question) else None,
        tuple(
            (option.value, compile_expression(option.show_when, types))
            for option in question.options
            if option.show_when is not None
        ),
        kind.chosen,
        None if calculated is None else compile_expression(calculated, types),
    )
    plain = rule.role is Role.ASK and rule.check_on is None and not rule.offered
    return None if plain else rule


def _failed(check: CrossCheck) -> AnswerProblem:
    return AnswerProblem(check.question, "check", severity=check.severity, check=check.id, text=check.text)
