"""A questionnaire prepared for fast evaluation: conditions compiled, points as whole numbers over a common denominator.

Made once per questionnaire and forgotten with it. A plan holds no answers, so threads may share it.
"""

from collections.abc import Callable, Mapping
from datetime import date
from enum import IntEnum
from functools import partial
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from engine.answering.scoring import ScoringPlan, plan_scoring
from engine.expressions.check import check as check_expression
from engine.expressions.evaluate import compile_expression
from engine.expressions.tree import Expression
from engine.expressions.types import TextType, Type
from engine.question_types import TYPES
from engine.question_types.base import problem
from engine.question_types.calculated import CalculatedSettings
from engine.questionnaire import CrossCheck, Page, Question, Questionnaire
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


class Step(NamedTuple):
    """One question, calculated value or note.

    `required` is the problem when there is no answer, `check_on` what looks at a value on a day, `offered` the options
    that have a condition, `chosen` which options a value holds, `formula` how a calculated value is found.
    """

    question: str
    role: Role
    when: Formula | None
    required: AnswerProblem | None
    check_on: Callable[[Value, date], AnswerProblem | None] | None
    offered: tuple[tuple[str, Formula], ...]
    chosen: Callable[[Any], tuple[str, ...]]
    formula: Formula | None


class PagePlan(NamedTuple):
    """One page and its steps."""

    page: str
    when: Formula | None
    steps: tuple[Step, ...]


class SectionPlan(NamedTuple):
    """One section and its pages."""

    when: Formula | None
    pages: tuple[PagePlan, ...]


class CheckPlan(NamedTuple):
    """A cross-question check, with the problem it tells when it holds."""

    question: str
    when: Formula
    problem: AnswerProblem


class Plan(NamedTuple):
    """Everything `evaluate` needs. `order` is the place of every question in the document."""

    sections: tuple[SectionPlan, ...]
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

    def compiled(expression: Expression | None) -> Formula | None:
        return None if expression is None else compile_expression(expression, types)

    def page_plan(page: Page) -> PagePlan:
        return PagePlan(page.id, compiled(page.show_when), tuple(_step(each, types) for each in page.questions))

    return Plan(
        tuple(
            SectionPlan(compiled(section.show_when), tuple(map(page_plan, section.pages)))
            for section in questionnaire.sections
        ),
        tuple(
            CheckPlan(each.question, compile_expression(each.when, types), _failed(each))
            for each in questionnaire.checks
        ),
        {id: place for place, id in enumerate(questionnaire.questions)},
        plan_scoring(questionnaire),
    )


def _step(question: Question, types: Mapping[str, Type]) -> Step:
    kind, settings = TYPES[question.type], question.settings
    calculated = isinstance(settings, CalculatedSettings)
    role = Role.ASK if kind.takes_answer else Role.CALCULATE if calculated else Role.SHOW
    return Step(
        question.id,
        role,
        None if question.show_when is None else compile_expression(question.show_when, types),
        problem(question, "required") if question.required else None,
        partial(kind.check_on, question) if kind.has_day_limits(question) else None,
        tuple(
            (option.value, compile_expression(option.show_when, types))
            for option in question.options
            if option.show_when is not None
        ),
        kind.chosen,
        compile_expression(settings.value, types) if isinstance(settings, CalculatedSettings) else None,
    )


def _failed(check: CrossCheck) -> AnswerProblem:
    return AnswerProblem(check.question, "check", severity=check.severity, check=check.id, text=check.text)
