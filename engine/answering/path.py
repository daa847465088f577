"""The walk through a questionnaire: which questions are asked, which answers count, and what is wrong with them.

One pass in document order. A condition looks back only, so when a question is reached, everything its condition can name
is decided. An answer that is not valid is unknown to all that comes later, as is one that is not asked for.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from engine.answering.answers import Answers
from engine.answering.plan import Plan, Role, Rule
from engine.questionnaire import Severity
from engine.values import AnswerProblem, Value

MOST_UNKNOWN = 50
"""How many ids that are no question are told about: more is no slip of the keyboard."""


@dataclass(slots=True)
class Walk:
    """What one walk gathers: see Outcome. `known` is what conditions see; `notes` and `calculated` are shown, not asked."""

    known: dict[str, Any]
    asked: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    calculated: dict[str, Value] = field(default_factory=dict)
    unavailable: dict[str, frozenset[str]] = field(default_factory=dict)
    problems: list[AnswerProblem] = field(default_factory=list)


def walk(plan: Plan, answers: Answers, today: date) -> Walk:
    """Go through the questionnaire once."""
    gathered = Walk({"today": today})
    known, asked, notes, problems = gathered.known, gathered.asked, gathered.notes, gathered.problems
    value_of, rejected = answers.values.get, answers.rejected
    for page, conditions, steps in plan.pages:
        if conditions and not all(when(known) is True for when in conditions):
            continue
        before = len(asked) + len(notes)
        for id, required, rule in steps:  # the hot path: most questions have no rule
            if rule is not None and not _is_asked(gathered, id, rule):
                continue
            asked.append(id)
            value = value_of(id)
            if value is None:
                problem = rejected.get(id, required)
            else:
                problem = None if rule is None else _unfit(gathered, id, rule, value, today)
                if problem is None:
                    known[id] = value
            if problem is not None:
                problems.append(problem)
        if len(asked) + len(notes) > before:
            gathered.pages.append(page)
    _cross_check(gathered, plan)
    del known["today"]
    problems += [
        AnswerProblem(id, "unknown_question", severity=Severity.WARNING) for id in answers.unknown[:MOST_UNKNOWN]
    ]
    return gathered


def _is_asked(gathered: Walk, id: str, rule: Rule) -> bool:
    """Whether its condition holds and it takes an answer. Notes and calculated values are done with here."""
    known = gathered.known
    if rule.when is not None and rule.when(known) is not True:
        return False
    if rule.role is Role.ASK:
        if rule.offered:
            withheld = frozenset([option for option, when in rule.offered if when(known) is not True])
            if withheld:
                gathered.unavailable[id] = withheld
        return True
    if rule.formula is None:
        gathered.notes.append(id)
        return False
    gathered.formulas.append(id)
    value: Any = rule.formula(known)
    if value is not None:
        known[id] = gathered.calculated[id] = value
    return False


def _unfit(gathered: Walk, id: str, rule: Rule, value: Value, today: date) -> AnswerProblem | None:
    """What is wrong with a value on this day, or after these earlier answers."""
    if rule.check_on is not None and (problem := rule.check_on(value, today)):
        return problem
    if rule.offered and (withheld := gathered.unavailable.get(id)):
        for option in rule.chosen(value):
            if option in withheld:
                return AnswerProblem(id, "option_unavailable", {"option": option})
    return None


def _cross_check(gathered: Walk, plan: Plan) -> None:
    """Add the cross-question checks that hold, each at its question's place in the document."""
    found = [check.problem for check in plan.checks if check.when(gathered.known) is True]
    if found:
        asked, order = frozenset(gathered.asked), plan.order
        gathered.problems += [problem for problem in found if problem.question in asked]
        gathered.problems.sort(key=lambda problem: order[problem.question])
