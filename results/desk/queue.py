"""The list of submissions that a coordinator sees. Only reads."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from results.records import QueueRow
from results.review import State
from results.services import Services
from results.store import submissions


@dataclass(frozen=True, slots=True)
class Queue:
    """One page of the list. `counts` is over all submissions; `total` over those in the chosen states."""

    rows: tuple[QueueRow, ...]
    counts: Mapping[State, int]
    total: int
    page: int
    pages: int


def queue(services: Services, states: Collection[State] = (), page: int = 1, per_page: int = 50) -> Queue:
    """The submissions in `states` (all when empty): what waits first, oldest first; then the rest, newest first.

    A page beyond the last gives the last, one below 1 the first.
    """
    with services.database.reading() as connection:
        counted = submissions.counts(connection)
        total = sum(number for state, number in counted.items() if not states or state in states)
        pages = max(1, -(-total // per_page))
        shown = min(max(1, page), pages)
        rows = submissions.queue(connection, states, per_page, (shown - 1) * per_page)
    return Queue(rows, counted, total, shown, pages)
