"""Fakes for the ports: a clock that is set by hand, and a gazetteer of three places."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from results.ports import Located, Precision


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
