"""The front door of answering: from a questionnaire and answers to an outcome."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from engine.answering.answers import Answers
from engine.questionnaire import Questionnaire
from engine.values import AnswerProblem, Value


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """The score of one dimension: 0 to 100, or None (and no band) when there is not enough to go on.

    `asked`: how many of its questions are on the path; `answered`: how many of those gave points.
    """

    score: int | None
    band: str | None
    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class Scores:
    """Everything the answers add up to, keyed by id in the order of the scoring file."""

    dimensions: Mapping[str, DimensionScore]
    groups: Mapping[str, int | None]
    factors: Mapping[str, int | None]
    unbalanced: bool
    priorities: tuple[str, ...]
    """Dimension ids, the first to tackle first."""
    priority_points: Mapping[str, int]
    """What the order of `priorities` was decided on."""
    chosen: tuple[str, ...]
    """The dimensions the respondent chose, in their order."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a set of answers comes to.

    `path`: the questions that are asked, in order. `shown`: every question, note and calculated value that is shown.
    `pages`: the pages with at least one shown question, in order. `values`: the valid answers on the path and the known
    calculated values (`calculated` holds only those). `unavailable`: per question the options that may not be chosen
    now. `problems`: errors first by document order; warnings among them never block (`complete` looks at errors only).
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
        return all(problem.severity != "error" for problem in self.problems)


def evaluate(questionnaire: Questionnaire, answers: Answers, today: date) -> Outcome:
    """Path, problems and scores of `answers`. Deterministic: no clock, no randomness, no I/O."""
