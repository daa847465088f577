"""What a visitor sees: the public entries, filtered. Only reads, and only public fields."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from results.map_entry import ShownField, search_words, shown_fields
from results.map_index import Card, Found, MapIndex, Shape, Spots
from results.records.public_map import PublishedEntry
from results.services import Services
from results.store import map_entries

AT_A_TIME = 500
"""So many whole entries are read at once; SQLite takes no more than some thousands of addresses in one query."""


@dataclass(frozen=True, slots=True)
class PublicMap:
    """The entries that pass the filters, by name. `offered` holds, per filter, every value that occurs with the number of
    entries that are found with it: those that have it and pass the search and the *other* filters.
    """

    index: MapIndex
    found: Found
    read: Callable[[Sequence[str]], Sequence[PublishedEntry]] = field(repr=False, compare=False)
    """Reads the entries at some addresses."""

    @property
    def version(self) -> str:
        """Another text for every version of the map."""
        version = self.index.version
        return "" if version is None else f"{version.number}-{version.changed_at.isoformat()}"

    @property
    def total(self) -> int:
        """How many entries there are in all."""
        return len(self.index)

    @property
    def number(self) -> int:
        """How many pass the filters."""
        return len(self.found)

    @property
    def offered(self) -> Mapping[str, Mapping[str, int]]:
        """What can be filtered by, with numbers."""
        return self.found.offered

    @property
    def entries(self) -> tuple[PublishedEntry, ...]:
        """They themselves, all at once."""
        return tuple(self.whole())

    def whole(self) -> Iterator[PublishedEntry]:
        """They themselves, read from the table some at a time; what was taken off meanwhile is not among them."""
        addresses = self.index.addresses(self.found)
        while some := list(islice(addresses, AT_A_TIME)):
            entries = {each.slug: each for each in self.read(some)}
            yield from (entries[slug] for slug in some if slug in entries)

    def cards(self, start: int = 0, stop: int | None = None) -> tuple[Card, ...]:
        """What a list shows of them."""
        return self.index.cards(self.found, start, stop)

    def spots(self) -> Spots:
        """Where they stand, from north to south; who has no place stands nowhere."""
        return self.index.spots(self.found)

    def placed(self) -> int:
        """How many of them stand anywhere."""
        return self.index.placed(self.found)

    def at(self, points: Collection[int]) -> Mapping[int, list[Card]]:
        """Who of them stand at these points (`map_index.packed_point`)."""
        return self.index.at(self.found, points)


def public_map(
    services: Services, survey: str, chosen: Mapping[str, Collection[str]] | None = None, search: str = ""
) -> PublicMap:
    """The public entries of a survey. `chosen`: wanted values by filter; unknown filters and values match nothing.

    Raises:
        UnknownSurvey: there is no such survey.
    """
    index = _index(services, survey)

    def read(addresses: Sequence[str]) -> Sequence[PublishedEntry]:
        with services.database.reading() as connection:
            return map_entries.at_addresses(connection, survey, addresses)

    return PublicMap(index, index.find(chosen or {}, search_words(search)), read)


def read_ahead(services: Services) -> None:
    """Bring what this process keeps of every map up to date, so that the first who asks for one need not wait for it."""
    for survey in services.surveys.names:
        if services.surveys.current(survey).publication.map_entry is not None:
            _index(services, survey)


def _index(services: Services, survey: str) -> MapIndex:
    return services.maps.current(services.database, survey, Shape.of(services.surveys.current(survey)))


def labelled(services: Services, published: PublishedEntry, language: str) -> tuple[ShownField, ...]:
    """The public fields of an entry with their labels, from the questionnaire it was made with."""
    return shown_fields(services.surveys.by_hash(published.questionnaire_hash), published.entry, language)
