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
    every value that occurs with the number of entries that are found with it: those that have it and pass the search and
    the *other* filters.
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
    wanted = {name: values for name, values in (chosen or {}).items() if values}
    words = search_words(search)
    passing: list[PublishedEntry] = []
    offered: dict[str, dict[str, int]] = {name: {} for name in filters}
    for published in entries:
        entry = published.entry
        values = {name: filter_values(entry, name) for name in (*filters, *wanted)}
        failing = [name for name, any_of in wanted.items() if not any(value in any_of for value in values[name])]
        found = len(failing) <= 1 and matches(entry, {}, words)
        if found and not failing:
            passing.append(published)
        for name, counts in offered.items():
            counted = found and failing in ([], [name])
            for value in values[name]:
                counts[value] = counts.get(value, 0) + counted
    return PublicMap(
        tuple(passing), len(entries), {name: dict(sorted(counts.items())) for name, counts in offered.items()}
    )


def public_entry(services: Services, slug: str) -> PublishedEntry | None:
    """The entry at this address, if one is public there now."""
    with services.database.reading() as connection:
        return map_entries.by_slug(connection, slug)


def labelled(services: Services, published: PublishedEntry, language: str) -> tuple[ShownField, ...]:
    """The public fields of an entry with their labels, from the questionnaire it was made with."""
    return shown_fields(services.surveys.by_hash(published.questionnaire_hash), published.entry, language)
