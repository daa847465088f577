"""One score, worked out in numbers: for people who want to check the sum. Made from the questionnaire, not from answers."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from engine.answering.scoring import half_up
from engine.question_types import TYPES
from engine.question_types.wording import number_in
from engine.questionnaire import Questionnaire
from engine.scoring import Dimension
from webform.pages.exact import exact

_AIM = (75, 50, 100, 25)
_MOST_PARTS = 6


@dataclass(frozen=True, slots=True)
class Example:
    """`parts`: points and weight of each question; their weighted mean is `mean`, which is rounded to `score`."""

    title: str
    parts: tuple[tuple[str, str], ...]
    total: str
    weights: str
    mean: str
    score: int
    band: str


def example(questionnaire: Questionnaire) -> Example | None:
    """The sum of the first score whose questions do not all weigh the same, or else of the first; None without scores."""
    dimensions = [each for each in questionnaire.scoring.dimensions if 1 < len(each.weights) <= _MOST_PARTS]
    if not dimensions:
        return None
    uneven = (each for each in dimensions if len({weight.weight for weight in each.weights}) > 1)
    return _worked_out(questionnaire, next(uneven, dimensions[0]))


def _worked_out(questionnaire: Questionnaire, dimension: Dimension) -> Example:
    worth = [_points(questionnaire, each.question, aim) for each, aim in zip(dimension.weights, _aims(), strict=False)]
    weights = [each.weight for each in dimension.weights]
    total = sum((points * weight for points, weight in zip(worth, weights, strict=True)), Fraction(0))
    mean = total / sum(weights, Fraction(0))
    score = half_up(*mean.as_integer_ratio())
    return Example(
        title=dimension.title,
        parts=tuple((exact(points), exact(weight)) for points, weight in zip(worth, weights, strict=True)),
        total=exact(total),
        weights=exact(sum(weights, Fraction(0))),
        mean=number_in(_decimals(mean), questionnaire.language),
        score=score,
        band=questionnaire.scoring.band_sets[dimension.bands].band_of(score).title,
    )


def _decimals(number: Fraction) -> Decimal:
    """With at most two decimals, half up: to be read, not to be calculated with."""
    return Decimal(half_up(number.numerator * 100, number.denominator)) / 100


def _aims() -> tuple[int, ...]:
    return _AIM * (_MOST_PARTS // len(_AIM) + 1)


def _points(questionnaire: Questionnaire, id: str, aim: int) -> Fraction:
    """What the option of this question that comes nearest to `aim` is worth."""
    question = questionnaire.questions[id]
    table = TYPES[question.type].points(question)
    options = table.points.values() if table else [Fraction(0)]
    return min(options, key=lambda points: (abs(points - aim), -points))
