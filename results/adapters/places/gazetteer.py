"""Finds Dutch places by name and by postcode, offline.

It knows nothing outside the Netherlands, no streets, and no postcode areas: a postcode gives the places it belongs to. It
guesses nothing: a name it does not know gives nothing, and a name that several places have gives them all.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from math import cos, radians, sqrt
from pathlib import Path

from results.adapters.places.place import Place, PlaceKind
from results.adapters.places.reading import Entry, Municipality, read_entries
from results.adapters.places.spelling import key

CREDIT = "GeoNames (CC BY 4.0)"
"""To be shown wherever the coordinates are."""

_ABBREVIATIONS = {
    "Drenthe": ("d", "dr"),
    "Flevoland": ("fl", "flev"),
    "Fryslân": ("f", "fr", "frl", "friesland"),
    "Gelderland": ("g", "gld"),
    "Groningen": ("gr", "gn"),
    "Limburg": ("l", "lb", "li"),
    "Noord-Brabant": ("nb", "brabant"),
    "Noord-Holland": ("nh",),
    "Overijssel": ("o", "ov"),
    "Utrecht": ("u", "ut"),
    "Zeeland": ("z", "zld", "ze"),
    "Zuid-Holland": ("zh",),
}
# "Bergen (NH)", "Bergen, Limburg", "Hengelo Gld": a name and what tells it apart from its namesakes
_NARROWED = (
    re.compile(r"^(?P<name>[^(]+?)\s*\((?P<within>[^)]+)\)\.?$"),
    re.compile(r"^(?P<name>[^,]+?)\s*,\s*(?P<within>.+)$"),
    re.compile(r"^(?P<name>.+?)\s+(?P<within>[A-Za-z-]{1,4}\.?)$"),
)
_POSTCODE = re.compile(r"^\s*([1-9][0-9]{3})\s*(?:[A-Za-z]{2})?\s*$", re.ASCII)
_RANK: dict[str, int] = {kind: rank for rank, kind in enumerate(PlaceKind)}
_KILOMETRES_PER_DEGREE = 111.2
_LONGEST_NAME = 100  # no place has a longer one; longer texts are not looked at


class Gazetteer:
    """The list of places. Read when first asked something, then kept."""

    def __init__(self, folder: Path = Path(__file__).parent) -> None:
        self._folder = folder

    def find(self, name: str) -> tuple[Place, ...]:
        """The places of that name, in the order of the list; none when it is unknown.

        Capitals, accents, apostrophes and hyphens make no difference: `Den Haag`, `'s-Gravenhage` and `s gravenhage` are
        one. A province or municipality behind the name narrows it: `Bergen (NH)`, `Bergen, Limburg`, `Hengelo Gld`.
        Towns and villages go before municipalities, and those before neighbourhoods.
        """
        if len(name) > _LONGEST_NAME:
            return ()
        found = _foremost(self._by_name.get(key(name), ()))
        return found or self._narrowed(name.strip())

    def suggest(self, prefix: str, limit: int = 8) -> tuple[Place, ...]:
        """At most `limit` places whose name begins so: the exact name first, then large before small."""
        start = key(prefix)
        if not start or len(prefix) > _LONGEST_NAME:
            return ()
        keys = self._sorted_keys
        found: dict[Entry, tuple[bool, int, int, str]] = {}
        for position in range(bisect_left(keys, start), len(keys)):
            name = keys[position]
            if not name.startswith(start):
                break
            for entry in self._by_name[name]:
                rank = (name != start, _RANK[entry.kind], -sum(1 for _ in entry.postcodes()), entry.names[0])
                found[entry] = min(rank, found.get(entry, rank))
        best = sorted(found, key=found.__getitem__)[: max(limit, 0)]
        return tuple(entry.place() for entry in best)

    def at_postcode(self, postcode: str) -> tuple[Place, ...]:
        """The places that a Dutch postcode (`1861` or `1861 AB`) belongs to; none when it is unknown or no postcode."""
        match = _POSTCODE.match(postcode)
        return self._by_postcode.get(int(match[1]), ()) if match else ()

    def nearest(self, latitude: float, longitude: float) -> tuple[Place, float]:
        """The place whose middle is nearest, and its distance in kilometres. Only those whose own coordinates are known."""
        narrowing = cos(radians(latitude))
        squared, found = min(
            ((north - latitude) ** 2 + ((east - longitude) * narrowing) ** 2, number)
            for number, (north, east) in enumerate(self._points)
        )
        return self._exact[found].place(), sqrt(squared) * _KILOMETRES_PER_DEGREE

    def written(self, place: Place) -> str:
        """The shortest text by which `find` gives this place and no other: `Utrecht`, `Bergen (Limburg)`.

        Just its name for the few that no text can tell apart.
        """
        municipality = place.municipality.partition(" (")[0]
        texts = (
            place.name,
            f"{place.name} ({place.province})",
            f"{place.name} ({municipality})",
            f"{place.name} ({municipality}, {place.province})",
        )
        return next((text for text in texts if self.find(text) == (place,)), place.name)

    @property
    def provinces(self) -> frozenset[str]:
        """The names of all provinces."""
        return frozenset(_ABBREVIATIONS)

    @cached_property
    def municipalities(self) -> frozenset[str]:
        """The names of all municipalities."""
        return frozenset(entry.municipality.name for entry in self._entries)

    @cached_property
    def _entries(self) -> tuple[Entry, ...]:
        return read_entries(self._folder)

    @cached_property
    def _exact(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self._entries if entry.is_exact)

    @cached_property
    def _points(self) -> tuple[tuple[float, float], ...]:
        return tuple(entry.point for entry in self._exact)

    @cached_property
    def _by_name(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self._entries:
            for name in dict.fromkeys(map(key, entry.names)):
                found[name].append(entry)
        return dict(found)

    @cached_property
    def _sorted_keys(self) -> list[str]:
        return sorted(self._by_name)

    @cached_property
    def _by_postcode(self) -> dict[int, tuple[Place, ...]]:
        found: dict[int, list[Place]] = defaultdict(list)
        for entry in self._entries:
            if entry.spans:
                place = entry.place()
                for postcode in entry.postcodes():
                    found[postcode].append(place)
        return {postcode: tuple(places) for postcode, places in found.items()}

    def _narrowed(self, name: str) -> tuple[Place, ...]:
        for pattern in _NARROWED:
            if match := pattern.match(name):
                namesakes = self._by_name.get(key(match["name"]), ())
                found = _foremost(entry for entry in namesakes if _lies_within(entry.municipality, match["within"]))
                if found:
                    return found
        return ()


def _lies_within(municipality: Municipality, within: str) -> bool:
    """Whether it is the municipality or province that is named, or both: `Groningen`, `NH`, `Groningen, Groningen`."""
    provinces = (key(municipality.province), *_ABBREVIATIONS[municipality.province])
    first, comma, second = within.partition(",")
    if comma:
        return key(first) == key(municipality.name.partition(" (")[0]) and key(second) in provinces
    return key(within) in (key(municipality.name), key(municipality.name.partition(" (")[0]), *provinces)


def _foremost(entries: Iterable[Entry]) -> tuple[Place, ...]:
    """Those of the foremost kind that there is."""
    entries = tuple(entries)
    best = min((_RANK[entry.kind] for entry in entries), default=0)
    return tuple(entry.place() for entry in entries if _RANK[entry.kind] == best)
