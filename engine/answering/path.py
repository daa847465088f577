"""The walk through a questionnaire: which questions are asked, which answers count, and what is wrong with them.

One pass in document order. A condition looks back only, so when a question is reached, everything its condition can name
is decided. An answer that is not valid is unknown to all that comes later, as is one that is not asked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from engine.answering.answers import Answers
from engine.answering.plan import PagePlan, Plan, Role, Step
from engine.questionnaire import Severity
from engine.values import AnswerProblem, Value

MOST_UNKNOWN = 50
"""How many ids that are no question are told about: more is no slip of the keyboard."""


@dataclass(slots=True)
class Walk:
    """What one walk gathers: see Outcome. `known` is what conditions see, `extras` is shown but not asked."""

    known: dict[str, Any]
    asked: list[str] = field(default_factory=list)
    extras: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    calculated: dict[str, Value] = field(default_factory=dict)
    unavailable: dict[str, frozenset[str]] = field(default_factory=dict)
    problems: list[AnswerProblem] = field(default_factory=list)


def walk(plan: Plan, answers: Answers, today: date) -> Walk:
    """Go through the questionnaire once."""
    gathered = Walk({"today": today})
    known = gathered.known
    for section_when, pages in plan.sections:
        if section_when is not None and section_when(known) is not True:
            continue
        for page in pages:
            if (page.when is None or page.when(known) is True) and _walk_page(gathered, page, answers, today):
                gathered.pages.append(page.page)
    _cross_check(gathered, plan)
    del known["today"]
    gathered.problems += [
        AnswerProblem(id, "unknown_question", severity=Severity.WARNING) for id in answers.unknown[:MOST_UNKNOWN]
    ]
    return gathered


def _walk_page(gathered: Walk, page: PagePlan, answers: Answers, today: date) -> bool:
    """Go through one page; says whether there is anything on it to see."""
    known, asked, problems = gathered.known, gathered.asked, gathered.problems
    value_of, rejected = answers.values.get, answers.rejected
    before, seen = len(asked), False
    for step in page.steps:
        # This loop is the hot path: what most questions need stands here, the rest is called.
        id, role, when, required, check_on, offered, _, _ = step
        if when is not None and when(known) is not True:
            continue
        if role:
            seen |= _extra(gathered, step)
            continue
        asked.append(id)
        if offered:
            _offer(gathered, step)
        value = value_of(id)
        if value is None:
            problem = rejected.get(id, required)
        else:
            problem = check_on(value, today) if check_on is not None else None
            if offered and problem is None:
                problem = _not_offered(gathered.unavailable, step, value)
            if problem is None:
                known[id] = value
        if problem is not None:
            problems.append(problem)
    return seen or len(asked) > before


def _extra(gathered: Walk, step: Step) -> bool:
    """A note, or a calculated value; a page of nothing but calculated values is not shown."""
    gathered.extras.append(step.question)
    if step.formula is not None:
        value: Any = step.formula(gathered.known)
        if value is not None:
            gathered.known[step.question] = gathered.calculated[step.question] = value
    return step.role is Role.SHOW


def _offer(gathered: Walk, step: Step) -> None:
    withheld = frozenset(option for option, when in step.offered if when(gathered.known) is not True)
    if withheld:
        gathered.unavailable[step.question] = withheld


def _not_offered(unavailable: Mapping[str, frozenset[str]], step: Step, value: Value) -> AnswerProblem | None:
    withheld = unavailable.get(step.question, frozenset())
    for option in step.chosen(value):
        if option in withheld:
            return AnswerProblem(step.question, "option_unavailable", {"option": option})
    return None


def _cross_check(gathered: Walk, plan: Plan) -> None:
    """Add the cross-question checks that hold, each at its question's place in the document."""
    found = [check.problem for check in plan.checks if check.when(gathered.known) is True]
    if found:
        asked, order = frozenset(gathered.asked), plan.order
        gathered.problems += [problem for problem in found if problem.question in asked]
        gathered.problems.sort(key=lambda problem: order[problem.question])
