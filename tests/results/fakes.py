"""Fakes for the ports: a clock that is set by hand, and a gazetteer of a few places, two of them of one name."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from math import hypot

from results.ports import Areas, KnownPlace, Located, NearPlace, Precision


@dataclass
class FakeClock:
    """A clock that moves on by a second each time it is read, so that moments can be told apart."""

    moment: datetime = field(default_factory=lambda: datetime(2026, 11, 23, 9, 0, tzinfo=UTC))

    def now(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment

    def date_of(self, moment: datetime) -> date:
        return moment.date()


class FakeGeocoder:
    """Knows Utrecht, Ons Dorp and one postcode area; remembers what it was asked."""

    PLACES = {  # noqa: RUF012  # read only
        "utrecht": (52.0907374, 5.1214201, "Utrecht", "Utrecht"),
        "ons dorp": (53.2193835, 6.5665018, "Westerkwartier", "Groningen"),
    }
    AREAS = {"3511": (52.0945123, 5.1187654)}  # noqa: RUF012  # read only
    KNOWN = {  # noqa: RUF012  # read only
        "Utrecht": (52.0907374, 5.1214201, "Utrecht", "Utrecht"),
        "Ons Dorp": (53.2193835, 6.5665018, "Westerkwartier", "Groningen"),
        "Rijen (Gelderland)": (51.9, 6.1, "Oost", "Gelderland"),
        "Rijen (Limburg)": (51.3, 6.0, "Zuid", "Limburg"),
    }
    PROVINCES = ("Gelderland", "Groningen", "Limburg", "Utrecht", "Zeeland")
    POSTCODES = {"3511": "Utrecht", "9831": "Ons Dorp"}  # noqa: RUF012  # read only

    def __init__(self) -> None:
        self.asked: list[tuple[str, str | None, Precision]] = []

    def locate(self, place: str, postcode4: str | None, precision: Precision) -> Located | None:
        self.asked.append((place, postcode4, precision))
        found = self.PLACES.get(place.strip().lower())
        if found is None:
            return None
        latitude, longitude, municipality, province = found
        if precision is Precision.POSTCODE4 and postcode4 in self.AREAS:
            area = self.AREAS[postcode4]
            return Located(*area, Precision.POSTCODE4, municipality, province)
        return Located(latitude, longitude, Precision.PLACE, municipality, province)

    def named(self, name: str) -> tuple[KnownPlace, ...]:
        wanted = name.strip().lower()
        return tuple(place for place in self._known() if wanted in (place.name.lower(), place.value.lower()))

    def at_postcode(self, postcode4: str) -> tuple[KnownPlace, ...]:
        return tuple(place for place in self._known() if place.value == self.POSTCODES.get(postcode4))

    def suggest(self, start: str, limit: int) -> tuple[KnownPlace, ...]:
        return tuple(place for place in self._known() if place.value.lower().startswith(start.lower()))[:limit]

    def nearest(self, latitude: float, longitude: float) -> NearPlace:
        def kilometres(place: KnownPlace) -> float:
            return 111 * hypot(place.latitude - latitude, (place.longitude - longitude) * 0.6)

        found = min(self._known(), key=kilometres)
        return NearPlace(found, kilometres(found))

    def areas(self) -> Areas:
        return Areas(frozenset(self.PROVINCES), frozenset(place.municipality for place in self._known()))

    def _known(self) -> tuple[KnownPlace, ...]:
        return tuple(
            KnownPlace(value, value.partition(" (")[0], municipality, province, latitude, longitude)
            for value, (latitude, longitude, municipality, province) in self.KNOWN.items()
        )
