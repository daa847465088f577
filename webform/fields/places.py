"""The fields for places: a name that is completed from a list, and a point on the map by its coordinates.

Both work by typing alone. What a script adds to them stands in `static/js/place.js` and `static/js/pin.js`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from engine.question_types.coordinates import read_apart, read_fields
from engine.question_types.wording import number_in
from webform.fields.composite import PartsField
from webform.language import current_language


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """One of several places of the same name. `value`: what is kept when it is chosen."""

    value: str
    label: str
    checked: bool = False


class PlaceField(PartsField):
    """The name of a place; where several places have it, a choice between them. `data`: the name, or what was chosen.

    `asked` is the name for which the choice was offered: who changes the name chooses nothing.
    """

    macro = "place"
    choices: Sequence[PlaceChoice] = ()
    found: str | None = None
    """Where the place lies, when it is clear which one is meant."""

    def parts(self) -> Mapping[str, str]:
        return {"text": self.name, **{part: f"{self.name}-{part}" for part in ("choice", "asked")}}

    def take(self, typed: Mapping[str, str]) -> None:
        stands = typed["text"].strip() == typed["asked"].strip()
        self.data = typed["choice"] if typed["choice"] and stands else typed["text"]

    def arguments(self) -> dict[str, Any]:
        return super().arguments() | {
            "name": self.name,
            "value": self.typed,
            "heading": self.heading,
            "choices": self.choices,
            "found": self.found,
        }


class PointField(PartsField):
    """Latitude and longitude, a field each. `data`: what was typed in both; both coordinates may stand in the first."""

    macro = "point"
    PARTS: Final = ("latitude", "longitude")
    start: tuple[float, float] | None = None
    """Where the map begins when no point is filled in."""

    def parts(self) -> Mapping[str, str]:
        return {part: f"{self.name}-{part}" for part in self.PARTS}

    def take(self, typed: Mapping[str, str]) -> None:
        self.data = dict(typed) if any(text.strip() for text in typed.values()) else ""

    def arguments(self) -> dict[str, Any]:
        names = self.parts()
        return super().arguments() | {
            "parts": [
                {"part": part, "name": names[part], "id": self._id(part), "value": self._typed(part)}
                for part in self.PARTS
            ],
            "start": self.start,
        }

    def _typed(self, part: str) -> str:
        """What stands in one of the fields. As it was typed; but a point that was pasted into one of them stands in both."""
        raw = self.data if isinstance(self.data, dict) else {self.PARTS[0]: self.data}
        typed = {each: self.showable("" if raw.get(each) is None else str(raw[each])) for each in self.PARTS}
        apart = pasted(typed["latitude"], typed["longitude"])
        return typed[part] if apart is None else number_in(apart[self.PARTS.index(part)], current_language())


def pasted(latitude: str, longitude: str) -> tuple[Decimal, Decimal] | None:
    """The point that stands in one of the two fields; None when there is none, or half of it in each."""
    found = read_fields(latitude, longitude)
    return found if found != read_apart(latitude, longitude) else None
