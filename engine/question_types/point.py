"""A point on the map, by its coordinates: in two fields, or as one text in any of several notations.

Any point on earth will do, unless the question says in which `area` it must lie. Nothing here knows where a country is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from engine.expressions.types import PointType, Type
from engine.question_types.base import CodebookEntry, QuestionType, SettingError, Storage, problem
from engine.question_types.coordinates import MOST_LATITUDE, MOST_LONGITUDE, read_fields, read_pair
from engine.question_types.map_links import LONGEST, is_link
from engine.question_types.numbers import plain
from engine.question_types.reading import alone, clean_text
from engine.question_types.wording import degrees_in
from engine.questionnaire import Question
from engine.values import AnswerProblem, Json, Point, Value

FIELDS = ("latitude", "longitude")


@dataclass(frozen=True, slots=True)
class Area:
    """The sides of an area, themselves included, in degrees."""

    south: Decimal
    north: Decimal
    west: Decimal
    east: Decimal

    def holds(self, latitude: Decimal, longitude: Decimal) -> bool:
        """Whether a point lies in it."""
        return self.south <= latitude <= self.north and self.west <= longitude <= self.east


@dataclass(frozen=True, slots=True)
class PointSettings:
    """Where the point must lie; None: anywhere."""

    area: Area | None = None


def _side(limit: Decimal, description: str) -> dict[str, Any]:
    return {"type": "number", "minimum": int(-limit), "maximum": int(limit), "description": description}


class GeoPoint(QuestionType):
    """`point`. Kept in degrees with five decimals: about one metre."""

    name = "point"
    seconds = 40
    keys: ClassVar[Mapping[str, Any]] = {
        "area": {
            "type": "object",
            "title": "an area",
            "additionalProperties": False,
            "required": ["south", "north", "west", "east"],
            "properties": {
                "south": _side(MOST_LATITUDE, "The lowest latitude that is accepted."),
                "north": _side(MOST_LATITUDE, "The highest latitude that is accepted."),
                "west": _side(MOST_LONGITUDE, "The lowest longitude that is accepted."),
                "east": _side(MOST_LONGITUDE, "The highest longitude that is accepted."),
            },
            "description": "Where the point must lie, in degrees (WGS 84): {south: 50.7, north: 53.6, west: 3.3, east: 7.3}. "
            "Left out: anywhere on earth.",
        },
    }

    def settings(self, declared: Mapping[str, Any]) -> PointSettings:
        sides = declared.get("area")
        if sides is None:
            return PointSettings()
        area = Area(*(Decimal(str(sides[side])) for side in ("south", "north", "west", "east")))
        if area.south > area.north:
            raise SettingError("minimum-above-maximum", "area", f"south {area.south} is north of north {area.north}")
        if area.west > area.east:
            raise SettingError("minimum-above-maximum", "area", f"west {area.west} is east of east {area.east}")
        return PointSettings(area)

    def parse(self, question: Question, raw: object) -> Value | AnswerProblem | None:
        raw = alone(raw)
        if isinstance(raw, Point):
            return raw
        if isinstance(raw, Mapping):
            return _from_fields(question, raw)
        text = clean_text(question, raw, longest=LONGEST)
        if not isinstance(text, str):
            return problem(question, "not_a_point") if text is not None else None
        return _made(question, read_pair(text), "no_point_in_link" if is_link(text) else "not_a_point")

    def check(self, question: Question, value: Point) -> AnswerProblem | None:
        area = self._of(question).area
        if area is None or area.holds(value.latitude, value.longitude):
            return None
        if area.holds(value.longitude, value.latitude):
            return problem(question, "coordinates_swapped")
        sides = {side: plain(getattr(area, side)) for side in ("south", "north", "west", "east")}
        return problem(question, "outside_area", **sides)

    def serialise(self, value: Point) -> Json:
        return {"latitude": float(value.latitude), "longitude": float(value.longitude)}

    def value_type(self, question: Question) -> Type:
        return PointType()

    def display(self, question: Question, value: Point, language: str) -> str:
        return degrees_in(value.latitude, value.longitude, language)

    def codebook(self, question: Question) -> CodebookEntry:
        area = self._of(question).area
        if area is None:
            return CodebookEntry(Storage.POINT)
        return CodebookEntry(Storage.POINT, f"{area.south}..{area.north}, {area.west}..{area.east}")

    @staticmethod
    def _of(question: Question) -> PointSettings:
        return question.settings if isinstance(question.settings, PointSettings) else _DEFAULT


_DEFAULT = PointSettings()


def _from_fields(question: Question, raw: Mapping[Any, Any]) -> Point | AnswerProblem | None:
    """From a field each; both coordinates in the first field will do too, for that is what people paste."""
    parts = [clean_text(question, _written(raw.get(field)), longest=LONGEST) for field in FIELDS]
    if not set(raw) <= set(FIELDS) or any(isinstance(part, AnswerProblem) for part in parts):
        return problem(question, "not_a_point")
    latitude, longitude = (part if isinstance(part, str) else "" for part in parts)
    if not latitude and not longitude:
        return None
    code = "not_a_point" if latitude and longitude else "half_a_point"
    link = is_link(latitude) or is_link(longitude)
    return _made(question, read_fields(latitude, longitude), "no_point_in_link" if link else code)


def _written(raw: object) -> object:
    """A number from JSON in digits: `1e-05` is no way to write degrees."""
    return format(Decimal(repr(raw)), "f") if isinstance(raw, float) else raw


def _made(question: Question, found: tuple[Decimal, Decimal] | None, code: str) -> Point | AnswerProblem:
    return problem(question, code) if found is None else Point(*found)
