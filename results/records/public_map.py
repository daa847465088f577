"""What is on the public map, and the version of that map."""

from dataclasses import dataclass
from datetime import datetime

from results.map_entry import MapEntry


@dataclass(frozen=True, slots=True)
class PublishedEntry:
    """A map entry that is public now, at its address `slug`, from an approved revision.

    `published_at`: when this revision came on the map; `first_published_at`: since when there is an entry without a break;
    `changed_at`: when anything of it changed last, so also when a consent took a field away.
    """

    response_id: str
    slug: str
    revision: int
    survey: str
    questionnaire_hash: str
    entry: MapEntry
    published_at: datetime
    first_published_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class MapVersion:
    """How often the map of a survey has changed, and when last. After a back-up is put back a number may come again: both
    together tell two versions apart.
    """

    number: int
    changed_at: datetime
