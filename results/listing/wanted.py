"""What the list of coordinators is narrowed down to."""

from dataclasses import dataclass
from enum import StrEnum


class Taken(StrEnum):
    """By whom a submission is taken, as the list is filtered."""

    MINE = "mine"
    NOBODY = "nobody"
    OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed down to; everything that is empty narrows nothing.

    `words`: all of them occur in title or place (`results.map_entry.search_words`). `account_id`: who `Taken.MINE` is.
    """

    survey: str = ""
    kind: str = ""
    taken: Taken | None = None
    account_id: int | None = None
    words: tuple[str, ...] = ()


EVERYTHING = Wanted()
