"""The values that the gazetteer answers with."""

from dataclasses import dataclass
from enum import StrEnum


class PlaceKind(StrEnum):
    """What a name stands for. Where one name stands for several, the first kind here that has it wins."""

    PLACE = "place"
    """A town or village with a postcode of its own."""
    MUNICIPALITY = "municipality"
    """A municipality without a place of the same name, such as Leudal."""
    PART = "part"
    """A hamlet or neighbourhood, such as Scheveningen."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the Netherlands and the middle of it.

    `latitude` and `longitude` are degrees in WGS 84. Where `is_exact` is false the coordinates of the place itself are not
    known and they are the middle of its municipality.
    """

    name: str
    municipality: str
    """As the municipality writes it: `'s-Gravenhage`, `Bergen (NH.)`."""
    municipality_code: str
    """As Statistics Netherlands numbers it: `GM0518`."""
    province: str
    latitude: float
    longitude: float
    kind: PlaceKind = PlaceKind.PLACE
    is_exact: bool = True

    def __str__(self) -> str:
        """The place told apart from its namesakes, without words of any language: `Bergen (Bergen (L.), Limburg)`."""
        if self.municipality == self.name:
            return f"{self.name} ({self.province})"
        return f"{self.name} ({self.municipality}, {self.province})"
