"""Where everything of the radar stands: the scores of all challenges as one shape. Pure geometry, in units of its drawing.

An extra beside the table, which says the same. A challenge without a score leaves its spoke empty.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

FEWEST = 3
"""With fewer challenges there is no shape."""
MOST = 20
"""With more their labels would not fit around it."""
SIZE = 320
RADIUS = 112
RINGS = (25, 50, 75, 100)
_MIDDLE = SIZE / 2
_TO_LABEL = 22
_BASELINE = 5


@dataclass(frozen=True, slots=True)
class Point:
    """A place in the drawing; y grows downwards."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Spoke:
    """One challenge: the end of its line, where its label stands, and the mark of its score (None without one)."""

    label: str
    tone: str
    end: Point
    text: Point
    mark: Point | None


@dataclass(frozen=True, slots=True)
class Radar:
    """The drawing. `shape` and `others` are the corners of a polygon as SVG wants them, empty without any."""

    spokes: tuple[Spoke, ...]
    rings: tuple[float, ...]
    middle: Point
    shape: str
    others: str


def radar(
    labels: Sequence[str], scores: Sequence[int | None], tones: Sequence[str], medians: Sequence[int | None]
) -> Radar | None:
    """The drawing of these challenges, clockwise from the top; None when there are too few with a score, or too many."""
    if len(labels) > MOST or sum(score is not None for score in scores) < FEWEST:
        return None
    count = len(labels)
    spokes = tuple(
        Spoke(
            label=label,
            tone=tone,
            end=_at(index, count, RADIUS),
            text=_at(index, count, RADIUS + _TO_LABEL, _BASELINE),
            mark=None if score is None else _at(index, count, RADIUS * score / 100),
        )
        for index, (label, score, tone) in enumerate(zip(labels, scores, tones, strict=True))
    )
    others = [_at(index, count, RADIUS * each / 100) for index, each in enumerate(medians) if each is not None]
    return Radar(
        spokes=spokes,
        rings=tuple(RADIUS * ring / 100 for ring in RINGS),
        middle=Point(_MIDDLE, _MIDDLE),
        shape=_corners([spoke.mark for spoke in spokes if spoke.mark is not None]),
        others=_corners(others) if len(others) >= FEWEST else "",
    )


def _at(index: int, count: int, distance: float, lower: float = 0) -> Point:
    angle = 2 * pi * index / count
    return Point(round(_MIDDLE + distance * sin(angle), 1), round(_MIDDLE - distance * cos(angle) + lower, 1))


def _corners(points: Sequence[Point]) -> str:
    return " ".join(f"{point.x:g},{point.y:g}" for point in points)
