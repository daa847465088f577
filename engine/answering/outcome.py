"""The front door of answering: from a questionnaire and answers to an outcome."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from engine.answering.answers import Answers
from engine.answering.path import walk
from engine.answering.plan import plan_of
from engine.answering.scoring import DimensionScore, Scores, score
from engine.questionnaire import Questionnaire, Severity
from engine.values import AnswerProblem, Value

__all__ = ["DimensionScore", "Outcome", "Scores", "evaluate"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a set of answers comes to.

    `path`: the questions that are asked, in order. `shown`: every question, note and calculated value that is shown.
    `pages`: the pages with at least one question or note to show, in order. `values`: the valid answers on the path and
    the known calculated values (`calculated` holds only those). `unavailable`: per question on the path the options that
    may not be chosen now. `problems`: in document order, ids that are no question last; warnings never block
    (`complete` looks at errors only).
    """

    path: tuple[str, ...]
    shown: frozenset[str]
    pages: tuple[str, ...]
    values: Mapping[str, Value]
    calculated: Mapping[str, Value]
    unavailable: Mapping[str, frozenset[str]]
    problems: tuple[AnswerProblem, ...]
    scores: Scores

    @property
    def complete(self) -> bool:
        """Whether nothing stands in the way of submitting."""
        return all(problem.severity != Severity.ERROR for problem in self.problems)


def evaluate(questionnaire: Questionnaire, answers: Answers, today: date) -> Outcome:
    """Path, problems and scores of `answers`. Deterministic: no clock, no randomness, no I/O; never raises.

    `answers` come from `parse_answers` with this questionnaire, or with another edition of it.
    """
    plan = plan_of(questionnaire)
    walked = walk(plan, answers, today)
    asked = frozenset(walked.asked)
    return Outcome(
        tuple(walked.asked),
        asked.union(walked.notes, walked.formulas) if walked.notes or walked.formulas else asked,
        tuple(walked.pages),
        MappingProxyType(walked.known),
        MappingProxyType(walked.calculated),
        MappingProxyType(walked.unavailable),
        tuple(walked.problems),
        score(plan.scoring, walked.known, asked),
    )
