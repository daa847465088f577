"""What the list of coordinators is narrowed down to."""

from dataclasses import dataclass
from enum import StrEnum

ANY_FLAG = "any"
NO_FLAG = "none"


class Taken(StrEnum):
    """By whom a submission is taken, as the list is filtered."""

    MINE = "mine"
    NOBODY = "nobody"
    OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed down to; everything that is empty narrows nothing.

    `flag`: the rule of an open flag, or `ANY_FLAG` or `NO_FLAG`. `words`: all of them occur in title or place (`results.map_entry.search_words`). `account_id`: who `Taken.MINE` is.
    """

    survey: str = ""
    kind: str = ""
    taken: Taken | None = None
    account_id: int | None = None
    words: tuple[str, ...] = ()
    flag: str = ""


EVERYTHING = Wanted()
