"""Numbers in classes, for filters: `-2004`, `2005-2009`, `2020-`. These words stand in addresses."""

from bisect import bisect_right
from collections.abc import Sequence

Bounds = tuple[int | None, int | None]
"""The lowest and the highest number of a class; None where it has no such bound."""


def class_bounds(starts: Sequence[int]) -> dict[str, Bounds]:
    """The bounds of every class by its word, the lowest first. `starts` says where each begins after the first."""
    lows: list[int | None] = [None, *starts]
    highs: list[int | None] = [*(start - 1 for start in starts), None]
    return {_word(low, high): (low, high) for low, high in zip(lows, highs, strict=True)}


def class_of(number: int, starts: Sequence[int]) -> str:
    """The word of the class that a number belongs to."""
    place = bisect_right(starts, number)
    return _word(starts[place - 1] if place else None, starts[place] - 1 if place < len(starts) else None)


def _word(low: int | None, high: int | None) -> str:
    return f"{'' if low is None else low}-{'' if high is None else high}"
