"""What a visitor sees: the public entries, filtered, and one entry by its address. Only reads, and only public fields."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from results.map_entry import ShownField, filter_values, matches, search_words, shown_fields
from results.records import PublishedEntry
from results.services import Services
from results.store import map_entries

DERIVED_FILTERS = ("province", "municipality")
"""What entries can always be filtered by: it is derived from their place."""


@dataclass(frozen=True, slots=True)
class PublicMap:
    """The entries that pass the filters, by title, and how many entries there are in all. `offered` holds, per filter,
    every value that occurs with the number of entries that have it, before filtering.
    """

    entries: tuple[PublishedEntry, ...]
    total: int
    offered: Mapping[str, Mapping[str, int]]


def public_map(
    services: Services, survey: str, chosen: Mapping[str, Collection[str]] | None = None, search: str = ""
) -> PublicMap:
    """The public entries of a survey. `chosen`: wanted values by filter; unknown filters and values match nothing.

    Raises:
        UnknownSurvey: there is no such survey.
    """
    rules = services.surveys.current(survey).publication.map_entry
    with services.database.reading() as connection:
        entries = map_entries.all_of(connection, survey)
    filters = (*(rules.filters if rules else ()), *DERIVED_FILTERS)
    words = search_words(search)
    passing = tuple(each for each in entries if matches(each.entry, chosen or {}, words))
    return PublicMap(passing, len(entries), {name: _offered(entries, name) for name in filters})


def public_entry(services: Services, slug: str) -> PublishedEntry | None:
    """The entry at this address, if one is public there now."""
    with services.database.reading() as connection:
        return map_entries.by_slug(connection, slug)


def labelled(services: Services, published: PublishedEntry, language: str) -> tuple[ShownField, ...]:
    """The public fields of an entry with their labels, from the questionnaire it was made with."""
    return shown_fields(services.surveys.by_hash(published.questionnaire_hash), published.entry, language)


def _offered(entries: Collection[PublishedEntry], name: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for published in entries:
        for value in filter_values(published.entry, name):
            found[value] = found.get(value, 0) + 1
    return dict(sorted(found.items()))
