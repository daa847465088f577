"""What the index keeps of one entry: a line. Pure, and only of what is public already."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from engine.questionnaire import Questionnaire
from results.map_entry import MapEntry, filter_values, name_order, searched_text
from results.map_index.classes import class_of
from results.text import clean_text

DERIVED_FILTERS = ("province", "municipality")
"""What entries can always be filtered by: it is derived from their place."""

FINENESS = 100_000
"""Points are kept in hundred-thousandths of a degree, which is as exact as any entry is."""
NOWHERE = -1
_POLE, _HALF, _ROUND = 90 * FINENESS, 180 * FINENESS, 360 * FINENESS + 1


@dataclass(frozen=True, slots=True)
class Shape:
    """What a survey says of its map: the filters in the order in which people see them, the classes that numbers fall in, and
    the field that holds the name of the place.
    """

    filters: tuple[str, ...]
    classes: tuple[tuple[str, tuple[int, ...]], ...] = ()
    place: str | None = None

    @classmethod
    def of(cls, questionnaire: Questionnaire) -> "Shape":
        """The shape of a survey's map; only what is derived from places when it has none."""
        rules = questionnaire.publication.map_entry
        if rules is None:
            return cls(DERIVED_FILTERS)
        named = rules.location.place if rules.location else None
        place = next((field.name for field in rules.fields if field.question == named), None)
        filters = (*rules.filters[:1], *DERIVED_FILTERS, *rules.filters[1:])
        return cls(filters, tuple(rules.classes.items()), place)


class Line(NamedTuple):
    """One entry: where it stands among the others, what a list shows of it, what is searched, where it stands on the map
    (`packed_point`, or `NOWHERE`), and its values by filter.
    """

    order: tuple[str, str]
    slug: str
    title: str
    text: str
    kind: str
    place: str
    point: int
    values: tuple[tuple[str, str], ...]


def line_of(slug: str, entry: MapEntry, shape: Shape) -> Line:
    """The line of an entry. What many entries share is kept once."""
    values = [_pair(name, value) for name, starts in _asked(shape) for value in _values(entry, name, starts)]
    first = shape.filters[0]
    kind = values[0][1] if values and values[0][0] == first and first not in DERIVED_FILTERS else ""
    place = entry.fields.get(shape.place) if shape.place else None
    return Line(
        name_order(entry.title),
        slug,
        clean_text(entry.title),
        searched_text(entry),
        kind,
        sys.intern(clean_text(str(place or entry.municipality or ""))),
        _place_of(entry),
        tuple(values),
    )


@lru_cache(maxsize=16)
def _asked(shape: Shape) -> tuple[tuple[str, tuple[int, ...] | None], ...]:
    """The filters, each with where its classes start when it has any."""
    classes = dict(shape.classes)
    return tuple((name, classes.get(name)) for name in shape.filters)


def _values(entry: MapEntry, name: str, starts: tuple[int, ...] | None) -> tuple[str, ...]:
    """What an entry has to offer to a filter: its values, or the class of its number."""
    if starts is None:
        return filter_values(entry, name)
    number = entry.fields.get(name)
    return (class_of(number, starts),) if isinstance(number, int) else ()


def packed_point(latitude: float, longitude: float) -> int:
    """A point as one number; those of points from north to south, and then from west to east, ascend."""
    return (_POLE - round(latitude * FINENESS)) * _ROUND + round(longitude * FINENESS) + _HALF


def unpacked(points: Iterable[int]) -> tuple[list[int], list[int]]:
    """The latitudes and longitudes of packed points, in hundred-thousandths of a degree."""
    latitudes, longitudes = [], []
    for point in points:
        south, east = divmod(point, _ROUND)
        latitudes.append(_POLE - south)
        longitudes.append(east - _HALF)
    return latitudes, longitudes


def _place_of(entry: MapEntry) -> int:
    if entry.latitude is None or entry.longitude is None:
        return NOWHERE
    return packed_point(entry.latitude, entry.longitude)


@lru_cache(maxsize=10_000)
def _pair(name: str, value: str) -> tuple[str, str]:
    """The same pair for every entry that has it: most have what many have."""
    return name, clean_text(value)
