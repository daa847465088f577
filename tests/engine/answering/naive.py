"""The same rules once more, written as plainly as possible and sharing no code with the engine's: to compare with.

Conditions are evaluated by walking their tree for every question again, and scores are fractions.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from engine.expressions.tree import Call, Compare, Expression, ListOf, Literal, Logical, Name, Node, Not
from engine.questionnaire import Option, Question, Questionnaire

Truth = bool | None


def truth(node: Node, known: Mapping[str, Any]) -> Any:
    """The value of a node in three-valued logic, for the shapes that generated conditions have."""
    if isinstance(node, Literal):
        return node.value
    if isinstance(node, Name):
        return known.get(node.id)
    if isinstance(node, ListOf):
        return [truth(element, known) for element in node.elements]
    if isinstance(node, Not):
        inner = truth(node.operand, known)
        return None if inner is None else not inner
    if isinstance(node, Logical):
        outcomes = [truth(operand, known) for operand in node.operands]
        deciding = node.operator == "or"
        return deciding if deciding in outcomes else None if None in outcomes else not deciding
    if isinstance(node, Call):
        assert node.function == "answered"
        (name,) = node.arguments
        assert isinstance(name, Name)
        return known.get(name.id, "weet_niet") != "weet_niet"
    assert isinstance(node, Compare)
    left, right = (truth(operand, known) for operand in node.operands)
    return _compare(left, node.operators[0], right)


def _compare(left: Any, operator: str, right: Any) -> Truth:
    if left is None or right is None:
        return None
    if operator in {"in", "not in"}:
        return (left in right) == (operator == "in")
    if isinstance(right, Fraction) and isinstance(left, str):
        if not left.isdigit():
            return None if operator not in {"==", "!="} else operator == "!="
        left = Fraction(left)
    return bool({"==": left == right, "!=": left != right}[operator] if operator in {"==", "!="} else left >= right)


def holds(condition: Expression | None, known: Mapping[str, Any]) -> bool:
    return condition is None or truth(condition.root, known) is True


def path_of(questionnaire: Questionnaire, values: Mapping[str, Any]) -> tuple[str, ...]:
    """The questions that are asked, given valid values."""
    known: dict[str, Any] = {}
    asked = []
    for section in questionnaire.sections:
        for page in section.pages:
            for question in page.questions:
                if all(holds(each.show_when, known) for each in (section, page, question)):
                    asked.append(question.id)
                    if question.id in values:
                        known[question.id] = values[question.id]
    return tuple(asked)


def points_of(question: Question, value: Any) -> Fraction | None:
    """What an answer is worth."""
    worth = [option.points for option in question.options if option.points is not None]
    chosen: Sequence[str] = value if isinstance(value, tuple) else (value,)
    given = [_worth(option, question.reversed, worth) for option in question.options if option.value in chosen]
    counted = [points for points in given if points is not None]
    return min(sum(counted, Fraction(0)), Fraction(100)) if counted else None


def _worth(option: Option, turned: bool, worth: Sequence[Fraction]) -> Fraction | None:
    if option.points is None or not turned:
        return option.points
    return max(worth) + min(worth) - option.points


def rounded(number: Fraction) -> int:
    """Half up."""
    below = number.numerator // number.denominator
    return below + (number - below >= Fraction(1, 2))


def mean(numbers: Sequence[Fraction] | Sequence[int]) -> int:
    return rounded(Fraction(sum(numbers, Fraction(0)), 1) / len(numbers))


def scores_of(questionnaire: Questionnaire, values: Mapping[str, Any]) -> dict[str, Any]:
    """Dimensions, groups, factors, balance and priorities of valid values on the path."""
    scoring = questionnaire.scoring
    path = path_of(questionnaire, values)
    points: dict[str, Fraction] = {}
    for id in path:
        worth = points_of(questionnaire.questions[id], values[id]) if id in values else None
        if worth is not None:
            points[id] = worth
    dimensions: dict[str, int | None] = {}
    for dimension in scoring.dimensions:
        weights = {weight.question: weight.weight for weight in dimension.weights if weight.question in path}
        given = {id: weight for id, weight in weights.items() if id in points}
        enough = len(given) >= dimension.enough.answered and given
        if enough and sum(given.values()) >= dimension.enough.share * sum(weights.values()):
            total = sum((points[id] * weight for id, weight in given.items()), Fraction(0))
            dimensions[dimension.id] = rounded(total / sum(given.values()))
        else:
            dimensions[dimension.id] = None
    groups: dict[str, int | None] = {}
    for group in scoring.groups:
        scored = [score for id in group.dimensions if (score := dimensions[id]) is not None]
        enough_of_it = scored and Fraction(len(scored), len(group.dimensions)) >= group.share
        groups[group.id] = mean(scored) if enough_of_it else None
    factors: dict[str, int | None] = {}
    for factor in scoring.factors:
        counted = [points[id] for id in factor.questions if id in points]
        factors[factor.id] = mean(counted) if len(counted) >= factor.answered else None
    balanced = [score for id in scoring.balance.groups if (score := groups[id]) is not None] if scoring.balance else []
    return {
        "dimensions": dimensions,
        "groups": groups,
        "factors": factors,
        "unbalanced": scoring.balance is not None
        and len(balanced) > 1
        and max(balanced) - min(balanced) > scoring.balance.above,
    }
