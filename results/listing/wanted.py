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


class Proposed(StrEnum):
    """Who proposed the approval that waits for a second pair of eyes, as the list is filtered."""

    COLLEAGUE = "colleague"
    """A colleague, so that whoever looks may confirm it."""
    MINE = "mine"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed down to; everything that is empty narrows nothing.

    `flag`: the rule of an open flag, or `ANY_FLAG` or `NO_FLAG`. `words`: all of them occur in title or place
    (`results.map_entry.search_words`). `account_id`: whose `Taken.MINE` and `Proposed.MINE` are.
    """

    survey: str = ""
    kind: str = ""
    taken: Taken | None = None
    account_id: int | None = None
    words: tuple[str, ...] = ()
    flag: str = ""
    proposed: Proposed | None = None


EVERYTHING = Wanted()
