"""The offline geocoder: which places there are, and from a name, with the postcode to help, to the middle of that place.

It never guesses: a name that several places have is decided by the postcode or not at all, and then the entry stands in the
list only. The gazetteer has no postcode areas, so `postcode4` comes out as the middle of the place of that postcode.
"""

from collections.abc import Iterable, Sequence

from results.adapters.places import Gazetteer, Place
from results.ports import Areas, KnownPlace, Located, NearPlace, Precision


class OfflineGeocoder:
    """A geocoder on the gazetteer that ships with the application."""

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        self._gazetteer = gazetteer or Gazetteer()

    def locate(self, place: str, postcode4: str | None, precision: Precision) -> Located | None:
        """See `results.ports.Geocoder`."""
        named = self._gazetteer.find(place)
        around = self._gazetteer.at_postcode(postcode4) if postcode4 else ()
        found = _decided(named, around, precision)
        if found is None:
            return None
        return Located(found.latitude, found.longitude, Precision.PLACE, found.municipality, found.province)

    def named(self, name: str) -> tuple[KnownPlace, ...]:
        """See `results.ports.Geocoder`."""
        return self._known(self._gazetteer.find(name))

    def at_postcode(self, postcode4: str) -> tuple[KnownPlace, ...]:
        """See `results.ports.Geocoder`."""
        return self._known(self._gazetteer.at_postcode(postcode4))

    def suggest(self, start: str, limit: int) -> tuple[KnownPlace, ...]:
        """See `results.ports.Geocoder`."""
        return self._known(self._gazetteer.suggest(start, limit))

    def nearest(self, latitude: float, longitude: float) -> NearPlace:
        """See `results.ports.Geocoder`."""
        place, kilometres = self._gazetteer.nearest(latitude, longitude)
        return NearPlace(self._known((place,))[0], kilometres)

    def areas(self) -> Areas:
        """See `results.ports.Geocoder`."""
        return Areas(self._gazetteer.provinces, self._gazetteer.municipalities)

    def _known(self, places: Iterable[Place]) -> tuple[KnownPlace, ...]:
        return tuple(
            KnownPlace(
                self._gazetteer.written(place),
                place.name,
                place.municipality,
                place.province,
                place.latitude,
                place.longitude,
            )
            for place in places
        )


def _decided(named: Sequence[Place], around: Sequence[Place], precision: Precision) -> Place | None:
    """The one place that is meant. `named`: those of that name; `around`: those that the postcode belongs to."""
    if not named:  # misspelt, or not in the Netherlands: only the postcode says where it is
        return _only(around)
    codes = {place.municipality_code for place in around}
    meant = _only(named) or _only([place for place in named if place.municipality_code in codes])
    if meant is None or precision is not Precision.POSTCODE4:
        return meant
    # A postcode may tell the village where only a municipality or a wide place was named; never another municipality.
    nearer = _only([place for place in around if place.municipality_code == meant.municipality_code])
    return nearer or meant


def _only(places: Sequence[Place]) -> Place | None:
    return places[0] if len(places) == 1 else None
