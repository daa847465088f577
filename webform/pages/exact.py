"""Exact numbers for people: a weight of a half is ½, points of 100/3 are 33⅓. Nothing is rounded."""

from fractions import Fraction
from types import MappingProxyType

_SIGNS = MappingProxyType(
    {
        Fraction(1, 2): "½",
        Fraction(1, 3): "⅓",
        Fraction(2, 3): "⅔",
        Fraction(1, 4): "¼",
        Fraction(3, 4): "¾",
    }
)


def exact(number: Fraction) -> str:
    """A number (not negative) as people write it: `3`, `½`, `33⅓`, `2 5/7`."""
    whole, rest = divmod(number, 1)
    if not rest:
        return str(whole)
    sign = _SIGNS.get(rest)
    if sign is not None:
        return f"{whole or ''}{sign}"
    return f"{whole} {rest}" if whole else str(rest)
