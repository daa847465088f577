"""The walk through a questionnaire: which questions are asked, which answers count, and what is wrong with them.

One pass in document order. A condition looks back only, so when a question is reached, everything its condition can name
is decided. An answer that is not valid is unknown to all that comes later, as is one that is not asked for.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
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
    """Go through the questionnaire once.

    All answers are known at first, for that is quick; one that turns out not to count is forgotten. Nothing can have seen
    it by then: conditions look back only.
    """
    gathered = Walk(answers.values | {"today": today})
    known, asked, notes, problems = gathered.known, gathered.asked, gathered.notes, gathered.problems
    rejected = answers.rejected
    for page, conditions, steps in plan.pages:
        if conditions and not all(when(known) is True for when in conditions):
            for step in steps:
                _forget(known, step.questions)
            continue
        before = len(asked) + len(notes)
        for questions, required, when, rule in steps:
            if when is not None and when(known) is not True:
                _forget(known, questions)
                continue
            if rule is not None and not _follow(gathered, questions[0], rule, today):
                continue
            asked += questions
            for id, problem in _wanting(questions, required, rejected) if rejected else required:
                if id not in known:
                    problems.append(problem)
        if len(asked) + len(notes) > before:
            gathered.pages.append(page)
    _cross_check(gathered, plan)
    del known["today"]
    problems += [
        AnswerProblem(id, "unknown_question", severity=Severity.WARNING) for id in answers.unknown[:MOST_UNKNOWN]
    ]
    return gathered


def _forget(known: dict[str, Any], questions: Iterable[str]) -> None:
    for id in questions:
        known.pop(id, None)


def _wanting(
    questions: Iterable[str],
    required: Iterable[tuple[str, AnswerProblem]],
    rejected: MappingProxyType[str, AnswerProblem],
) -> list[tuple[str, AnswerProblem]]:
    """What to tell of each question that has no right answer: why it was refused, or else that it is required."""
    told = dict(required) | rejected
    return [(id, told[id]) for id in questions if id in told]


def _follow(gathered: Walk, id: str, rule: Rule, today: date) -> bool:
    """Do what the rule says; whether to go on with the question as with any other.

    Not so with a note or a calculated value, and not when the value does not fit.
    """
    known = gathered.known
    if rule.role is Role.ASK:
        problem = _unfit(gathered, id, rule, today)
        if problem is None:
            return True
        gathered.asked.append(id)
        gathered.problems.append(problem)
        del known[id]
    elif rule.formula is None:
        gathered.notes.append(id)
    else:
        gathered.formulas.append(id)
        value: Any = rule.formula(known)
        if value is not None:
            known[id] = gathered.calculated[id] = value
    return False


def _unfit(gathered: Walk, id: str, rule: Rule, today: date) -> AnswerProblem | None:
    """What is wrong with the value, if there is one, on this day and after these earlier answers."""
    known = gathered.known
    withheld: frozenset[str] = frozenset()
    if rule.offered:
        withheld = frozenset([option for option, when in rule.offered if when(known) is not True])
        if withheld:
            gathered.unavailable[id] = withheld
    value = known.get(id)
    if value is None:
        return None
    if rule.check_on is not None and (problem := rule.check_on(value, today)):
        return problem
    if withheld:
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
