"""What the answers add up to. Exact: whole numbers over a common denominator, rounded once, half up, to a whole score.

Bands, groups, balance and priorities are decided from the rounded score, so that a shown 75 is never called less than 75.
Only what is asked and answered counts. Nothing here knows one questionnaire: all rules are declared in its scoring.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from types import MappingProxyType
from typing import Any, NamedTuple

from engine.question_types import TYPES, PointTable
from engine.questionnaire import Questionnaire
from engine.scoring import Balance, Band, Group, Priorities

HIGHEST = 100


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


class DimensionPlan(NamedTuple):
    """A dimension with its weights as whole numbers, and the band of every score from 0 to 100."""

    id: str
    weights: tuple[tuple[str, int], ...]
    answered: int
    share: tuple[int, int]
    bands: tuple[str, ...]
    known: dict[tuple[int | None, int, int], DimensionScore]
    """The scores that were given before: they are values, of which there are few, and making one takes time."""


class ScoringPlan(NamedTuple):
    """The scoring of a questionnaire, ready for use.

    One point is `unit` of the whole numbers here. `single`: question to the points of its options; `several`: where more
    options can be chosen the points add up, to a cap.
    """

    unit: int
    single: tuple[tuple[str, Mapping[Any, int]], ...]
    several: tuple[tuple[str, Mapping[str, int], int], ...]
    dimensions: tuple[DimensionPlan, ...]
    groups: tuple[Group, ...]
    factors: tuple[tuple[str, tuple[str, ...], int], ...]
    balance: Balance | None
    priorities: Priorities | None


def plan_scoring(questionnaire: Questionnaire) -> ScoringPlan:
    """The plan of the scoring part of a questionnaire."""
    scoring = questionnaire.scoring
    counted = {weight.question for dimension in scoring.dimensions for weight in dimension.weights}
    counted.update(question for factor in scoring.factors for question in factor.questions)
    tables: dict[str, PointTable] = {}
    for id, question in questionnaire.questions.items():
        table = TYPES[question.type].points(question)
        if id in counted and table is not None:
            tables[id] = table
    unit = lcm(*(points.denominator for table in tables.values() for points in table.points.values()))
    unit = lcm(unit, *(table.cap.denominator for table in tables.values() if table.cap is not None))
    return ScoringPlan(
        unit,
        tuple((id, _whole_points(table, unit)) for id, table in tables.items() if table.cap is None),
        tuple(
            (id, _whole_points(table, unit), int(table.cap * unit))
            for id, table in tables.items()
            if table.cap is not None
        ),
        tuple(
            DimensionPlan(
                dimension.id,
                _whole_weights({weight.question: weight.weight for weight in dimension.weights}),
                dimension.enough.answered,
                dimension.enough.share.as_integer_ratio(),
                band_ids(scoring.band_sets[dimension.bands].bands),
                {},
            )
            for dimension in scoring.dimensions
        ),
        scoring.groups,
        tuple((factor.id, factor.questions, factor.answered) for factor in scoring.factors),
        scoring.balance,
        scoring.priorities,
    )


def band_ids(bands: Iterable[Band]) -> tuple[str, ...]:
    """The id of the band of every score from 0 to 100; `bands` stand highest first."""
    ordered = tuple(bands)
    return tuple(next(band.id for band in ordered if score >= band.lower) for score in range(HIGHEST + 1))


def _whole_points(table: PointTable, unit: int) -> dict[str, int]:
    return {option: int(points * unit) for option, points in table.points.items()}


def _whole_weights(weights: Mapping[str, Fraction]) -> tuple[tuple[str, int], ...]:
    unit = lcm(*(weight.denominator for weight in weights.values()))
    return tuple((question, int(weight * unit)) for question, weight in weights.items())


def score(plan: ScoringPlan, values: Mapping[str, Any], asked: Container[str]) -> Scores:
    """The scores of valid `values` on the path; `asked` are the questions on the path."""
    points = _points(plan, values)
    dimensions = {each.id: _score_dimension(each, points, asked, plan.unit) for each in plan.dimensions}
    groups = {group.id: _score_group(group, dimensions) for group in plan.groups}
    factors = {id: _score_factor(questions, enough, points, plan.unit) for id, questions, enough in plan.factors}
    chosen, priorities = _prioritise(plan.priorities, dimensions, values)
    return Scores(
        MappingProxyType(dimensions),
        MappingProxyType(groups),
        MappingProxyType(factors),
        _unbalanced(plan.balance, groups),
        tuple(priorities),
        MappingProxyType(priorities),
        chosen,
    )


def half_up(total: int, count: int) -> int:
    """`total / count` (not negative) rounded to a whole number, a half upwards."""
    return (2 * total + count) // (2 * count)


def _points(plan: ScoringPlan, values: Mapping[str, Any]) -> dict[str, int]:
    """The points of every answer that has any, in units. Several options count when at least one of them has points."""
    value_of = values.get
    points = {id: given for id, table in plan.single if (given := table.get(value_of(id))) is not None}
    for id, table, cap in plan.several:
        given_points = [table[option] for option in value_of(id, ()) if option in table]
        if given_points:
            points[id] = min(sum(given_points), cap)
    return points


def _score_dimension(
    plan: DimensionPlan, points: Mapping[str, int], asked: Container[str], unit: int
) -> DimensionScore:
    _, weights, enough, (share, whole), bands, known = plan
    asked_count = asked_weight = answered = weight_sum = total = 0
    for question, weight in weights:
        if question in points:
            answered += 1
            weight_sum += weight
            total += weight * points[question]
        elif question in asked:
            asked_count += 1
            asked_weight += weight
    asked_count += answered
    asked_weight += weight_sum
    score = None
    if weight_sum and answered >= enough and weight_sum * whole >= share * asked_weight:
        score = half_up(total, weight_sum * unit)
    found = known.get((score, asked_count, answered))
    if found is None:
        found = DimensionScore(score, None if score is None else bands[score], asked_count, answered)
        known[score, asked_count, answered] = found
    return found


def _score_group(group: Group, dimensions: Mapping[str, DimensionScore]) -> int | None:
    scores = [found for id in group.dimensions if (found := dimensions[id].score) is not None]
    share, whole = group.share.as_integer_ratio()
    enough = len(scores) * whole >= share * len(group.dimensions)
    return half_up(sum(scores), len(scores)) if scores and enough else None


def _score_factor(questions: Iterable[str], enough: int, points: Mapping[str, int], unit: int) -> int | None:
    given = [points[question] for question in questions if question in points]
    return half_up(sum(given), unit * len(given)) if given and len(given) >= enough else None


def _unbalanced(balance: Balance | None, groups: Mapping[str, int | None]) -> bool:
    """Groups without a score are left out; one group alone is never out of balance."""
    if balance is None:
        return False
    scores = [found for id in balance.groups if (found := groups[id]) is not None]
    return bool(scores) and max(scores) - min(scores) > balance.above


def _prioritise(
    rules: Priorities | None, dimensions: Mapping[str, DimensionScore], values: Mapping[str, Any]
) -> tuple[tuple[str, ...], dict[str, int]]:
    """The dimensions the respondent chose, and those to tackle first with what that was decided on, the first first."""
    if rules is None:
        return (), {}
    choice = values.get(rules.choice) if rules.choice is not None else None
    options = (choice,) if isinstance(choice, str) else choice or ()
    chosen = tuple(option for option in options if option in dimensions)
    bonus = dict.fromkeys(chosen, 0) | dict(zip(chosen, rules.bonus, strict=False))
    points: dict[str, int] = {}
    for id, dimension in dimensions.items():
        score = dimension.score
        if score is None:
            if id in bonus:
                points[id] = HIGHEST - rules.unscored + bonus[id]
        elif id in bonus or dimension.band not in rules.only_if_chosen:
            points[id] = HIGHEST - score + bonus.get(id, 0)
    first = sorted(points, key=points.__getitem__, reverse=True)[: rules.count]  # stable: ties keep their order
    return chosen, {id: points[id] for id in first}
