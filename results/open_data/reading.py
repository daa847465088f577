"""The public entries of a survey for those who take them over: all of them, a page of them, the newest, or one.

All are read a batch at a time, each in a transaction of its own: who downloads slowly holds no connection and no copy of the
database, and what was taken off the map meanwhile is not in what is still to come.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import islice

from results.map_entry import search_words
from results.map_index import Shape
from results.records.public_map import MapVersion, PublishedEntry
from results.services import Services
from results.store import map_entries, map_versions

BATCH = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries: of a survey, and those that pass the filters of the map. Unknown values match nothing."""

    survey: str
    chosen: Mapping[str, Collection[str]] = field(default_factory=dict)
    search: str = ""


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Some entries by address; `next_after`: where the next page begins, None at the end."""

    entries: tuple[PublishedEntry, ...]
    next_after: str | None


class Whereabouts(StrEnum):
    """What is at an address of an entry."""

    HERE = "here"
    GONE = "gone"
    """It was public once; nobody else gets the address. After everything was erased there is no knowing any more."""
    UNKNOWN = "unknown"


def version(services: Services, survey: str) -> MapVersion | None:
    """Which version of the map this is; None while nothing was ever on it."""
    with services.database.reading() as connection:
        return map_versions.newest(connection, survey)


def newest_version(services: Services) -> MapVersion | None:
    """Which version the maps of all surveys together are."""
    with services.database.reading() as connection:
        return map_versions.of_all(connection)


def every_entry(
    services: Services, wanted: Wanted, after: str = "", at_a_time: int | None = None
) -> Iterator[PublishedEntry]:
    """The entries by address, from the first one after `after`; read so many at a time, else `BATCH`."""
    some = min(at_a_time or BATCH, BATCH)
    if wanted.chosen or wanted.search:
        yield from _found(services, wanted, after, some)
        return
    while batch := _batch(services, wanted.survey, after, some):
        after = batch[-1].slug
        yield from batch


def page(services: Services, wanted: Wanted, after: str, limit: int) -> EntryPage:
    """At most `limit` entries after this address."""
    found = tuple(islice(every_entry(services, wanted, after, limit + 1), limit + 1))
    return EntryPage(found[:limit], found[limit - 1].slug if len(found) > limit else None)


def newest(services: Services, survey: str, limit: int) -> tuple[PublishedEntry, ...]:
    """The entries that came on the map last, the newest first."""
    with services.database.reading() as connection:
        return map_entries.newest(connection, survey, limit)


def whereabouts(services: Services, slug: str) -> tuple[Whereabouts, PublishedEntry | None]:
    """What is at this address now."""
    with services.database.reading() as connection:
        found = map_entries.by_slug(connection, slug)
        if found is not None:
            return Whereabouts.HERE, found
        gone = map_entries.was_public(connection, slug)
    return (Whereabouts.GONE if gone else Whereabouts.UNKNOWN), None


def parts_of_addresses(services: Services, step: int) -> tuple[str, ...]:
    """After which address each part of `step` pages begins."""
    with services.database.reading() as connection:
        return map_entries.every_nth_address(connection, step)


def addresses(services: Services, after: str, limit: int) -> Iterator[tuple[str, datetime]]:
    """The addresses of pages after this one, with when each changed last."""
    while limit > 0:
        with services.database.reading() as connection:
            batch = map_entries.addresses_after(connection, after, min(limit, BATCH))
        yield from batch
        if not batch:
            return
        after, limit = batch[-1][0], limit - len(batch)


def _found(services: Services, wanted: Wanted, after: str, some: int) -> Iterator[PublishedEntry]:
    """Those that pass the filters, which the index in memory finds; they themselves are read from the table."""
    index = services.maps.current(services.database, wanted.survey, Shape.of(services.surveys.current(wanted.survey)))
    addresses = sorted(index.addresses(index.find(wanted.chosen, search_words(wanted.search))))
    for start in range(bisect_right(addresses, after), len(addresses), some):
        with services.database.reading() as connection:
            batch = map_entries.at_addresses(connection, wanted.survey, addresses[start : start + some])
        yield from batch  # without the connection: whoever reads this may be slow


def _batch(services: Services, survey: str, after: str, some: int) -> Sequence[PublishedEntry]:
    with services.database.reading() as connection:
        return map_entries.after(connection, survey, after, some)
