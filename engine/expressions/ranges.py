"""Ranges of numbers: what is known of the outcome of arithmetic from the ranges of what goes in. None is: no bound."""

from collections.abc import Sequence
from fractions import Fraction

from engine.expressions.types import NumberType


def hull(ranges: Sequence[NumberType]) -> NumberType:
    """The smallest range that holds all of these."""
    lowest = [one.lowest for one in ranges]
    highest = [one.highest for one in ranges]
    return NumberType(
        None if None in lowest else min(bound for bound in lowest if bound is not None),
        None if None in highest else max(bound for bound in highest if bound is not None),
    )


def negated(one: NumberType) -> NumberType:
    """The range of `-a`."""
    return NumberType(
        None if one.highest is None else -one.highest,
        None if one.lowest is None else -one.lowest,
    )


def combined(operator: str, left: NumberType, right: NumberType) -> NumberType:
    """The range of `left operator right`; without bounds where that would take more than a line of reasoning."""
    if operator == "+":
        return NumberType(_sum(left.lowest, right.lowest), _sum(left.highest, right.highest))
    if operator == "-":
        return combined("+", left, negated(right))
    bounds = (left.lowest, left.highest, right.lowest, right.highest)
    if operator == "*" and None not in bounds:
        products = [a * b for a in bounds[:2] for b in bounds[2:] if a is not None and b is not None]
        return NumberType(min(products), max(products))
    return NumberType()


def decided(left: NumberType, operator: str, right: NumberType) -> bool | None:
    """Whether `left operator right` always holds (True), never holds (False), or depends (None)."""
    if operator in (">", ">="):
        return decided(right, "<" if operator == ">" else "<=", left)
    if operator in ("==", "!="):
        apart = _below(left, right, strictly=True) or _below(right, left, strictly=True)
        same = left.lowest is not None and left.lowest == left.highest == right.lowest == right.highest
        return None if not (apart or same) else (operator == "==") is same
    if _below(left, right, strictly=operator == "<"):
        return True
    return False if _below(right, left, strictly=operator == "<=") else None


def _below(left: NumberType, right: NumberType, strictly: bool) -> bool:
    """Whether all of `left` lies below all of `right` (or touches it, when not strictly)."""
    if left.highest is None or right.lowest is None:
        return False
    return left.highest < right.lowest if strictly else left.highest <= right.lowest


def _sum(left: Fraction | None, right: Fraction | None) -> Fraction | None:
    return None if left is None or right is None else left + right
