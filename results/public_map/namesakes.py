"""Whether a collective of the same name is on the public map already, so that nobody fills in a second scan without knowing.

Compared is only with what everybody can see: the entries on the map. Drafts, and submissions that wait or were rejected, are
never looked at, so that nobody can find out here who is filling in a scan.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache

from engine.questionnaire import Questionnaire, Severity
from engine.values import AnswerProblem, Value
from results.map_entry import same_title, slug
from results.places import Places
from results.records.public_map import PublishedEntry
from results.records.responses import Response
from results.services import Services
from results.store import map_entries

SAME_NAME = "same_name"
"""The code of the warning; its params are the `name` and the `place` of the entry (empty when that is unknown)."""
MOST_NUMBERED = 9
"""Entries of one name have addresses that end in -2, -3, ...; so many are looked at."""
LOOKED_ONCE_IN = timedelta(minutes=10)
"""What came on the map, or went from it, since the last look is seen after so long at the most."""


@dataclass(frozen=True, slots=True)
class _Named:
    """What the answer of the map depends on: the name and the place that were filled in, and when it is asked. So it is
    asked when one of those changes, and not at every save and for every page.
    """

    response_id: str
    name: str
    survey: str
    municipalities: frozenset[str]
    turn: int
    services: Services = field(compare=False)


def same_name(
    services: Services, questionnaire: Questionnaire, response: Response, values: Mapping[str, Value], places: Places
) -> AnswerProblem | None:
    """The warning at the question with the name; only for who has not sent anything yet."""
    publication = questionnaire.publication
    title, rules = publication.contact.title, publication.map_entry
    name = values.get(title) if title else None
    if title is None or rules is None or response.revision > 0 or not isinstance(name, str):
        return None
    known = places.get(rules.location.place, ()) if rules.location else ()
    municipalities = frozenset(place.municipality for place in known)
    turn = int(services.clock.now().timestamp() // LOOKED_ONCE_IN.total_seconds())
    found = _found(_Named(response.id, name, response.survey, municipalities, turn, services))
    if found is None:
        return None
    return AnswerProblem(
        title, SAME_NAME, {"name": found.entry.title, "place": found.entry.municipality or ""}, Severity.WARNING
    )


@lru_cache(maxsize=256)
def _found(named: _Named) -> PublishedEntry | None:
    """The entry of the same name that may be the same collective: not one in another municipality."""
    address = slug(named.name, named.survey)
    addresses = [address, *(f"{address}-{number}" for number in range(2, MOST_NUMBERED + 1))]
    with named.services.database.reading() as connection:
        entries = map_entries.at_addresses(connection, named.survey, addresses)
    for published in entries:
        there = published.entry.municipality
        elsewhere = there is not None and named.municipalities and there not in named.municipalities
        if same_title(published.entry.title, named.name) and not elsewhere:
            return published
    return None
