"""Exact arithmetic with bounds: what cannot be worked out, or grows beyond all sense, is unknown (None), never an error."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import floor

Number = int | Fraction

LARGEST = 10**30
"""No numerator or denominator grows beyond this: a chain of calculated values could otherwise fill the memory."""


def exact(value: Number | Decimal) -> Number | None:
    """A parsed answer as an exact number."""
    if not isinstance(value, Decimal):
        return value
    if not value.is_finite() or abs(value.adjusted()) > 30:
        return None
    return bounded(Fraction(value))


def bounded(number: Number) -> Number | None:
    """The number, or None when it is out of bounds."""
    if isinstance(number, int):
        return number if -LARGEST <= number <= LARGEST else None
    if -LARGEST <= number.numerator <= LARGEST and number.denominator <= LARGEST:
        return number
    return None


def plain(number: Number) -> Number:
    """A whole number as an int."""
    return number.numerator if number.denominator == 1 else number


def _divided(left: Number, right: Number) -> Number | None:
    return bounded(Fraction(left) / right) if right else None


def _divided_whole(left: Number, right: Number) -> Number | None:
    return bounded(left // right) if right else None


def _remainder(left: Number, right: Number) -> Number | None:
    return bounded(left % right) if right else None


ARITHMETIC: dict[str, Callable[[Number, Number], Number | None]] = {
    "+": lambda left, right: bounded(left + right),
    "-": lambda left, right: bounded(left - right),
    "*": lambda left, right: bounded(left * right),
    "/": _divided,
    "//": _divided_whole,
    "%": _remainder,
    "**": lambda left, right: bounded(left ** int(right)),  # the parser bounds the power, `bounded` bounded the base
}


def rounded(number: Number, decimals: int) -> Number:
    """Half up, also below zero: 2.5 is 3 and -2.5 is -2."""
    factor = 10**decimals
    return plain(Fraction(floor(number * factor + Fraction(1, 2)), factor))
