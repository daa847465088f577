"""The list of submissions that a coordinator sees: what has to be done now, the most pressing first. Only reads."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from results.flags.found import Rule
from results.listing.waiting import Waiting, waiting
from results.listing.wanted import EVERYTHING, Wanted
from results.records.accounts import Account
from results.records.desk import QueueRow
from results.review import State
from results.services import Services
from results.store import accounts, desk, flags

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Queue:
    """One page of the list. `counts`: of what is wanted, per state; `total`: in the chosen states.

    `waiting`: by response, for what waits for review. `names`: of the accounts that took or proposed one, by id. `flags`:
    the rules with an open flag, by response.
    """

    rows: tuple[QueueRow, ...]
    counts: Mapping[State, int]
    total: int
    page: int
    pages: int
    waiting: Mapping[str, Waiting]
    names: Mapping[int, str]
    flags: Mapping[str, tuple[Rule, ...]]


def queue(
    services: Services,
    states: Collection[State] = (),
    wanted: Wanted = EVERYTHING,
    page: int = 1,
    per_page: int = PER_PAGE,
) -> Queue:
    """The submissions in `states` (all when empty): what waits first, the longest waiting first; then the rest, newest first.

    A page beyond the last gives the last, one below 1 the first.
    """
    with services.database.reading() as connection:
        counted = desk.counts(connection, wanted)
        total = sum(number for state, number in counted.items() if not states or state in states)
        pages = max(1, -(-total // per_page))
        shown = min(max(1, page), pages)
        rows = desk.page(connection, states, wanted, per_page, (shown - 1) * per_page) if total else ()
        named = (each for row in rows for each in (row.taken_by, row.proposed_by) if each is not None)
        names = accounts.names(connection, frozenset(named))
        raised = flags.open_of(connection, {row.response_id: row.revision for row in rows})
    terms = {row.response_id: term for row in rows if (term := term_of(services, row)) is not None}
    return Queue(rows, counted, total, shown, pages, terms, names, raised)


def next_for(services: Services, account: Account, but: str) -> QueueRow | None:
    """What this account could do next, when it is done with the submission `but`; None when nothing waits for it."""
    with services.database.reading() as connection:
        return desk.next_for(connection, account.id, but)


def worked_with_most(services: Services) -> str | None:
    """The survey of which most was sent; while nothing was, the first that puts anything on the map. None when there is none."""
    offered = services.surveys
    with services.database.reading() as connection:
        sent = desk.counts_by_survey(connection)
    names = [name for name in offered.names if sent.get(name)]
    if names:
        return max(names, key=lambda name: sent[name])
    return next((name for name in offered.names if offered.current(name).publication.map_entry is not None), None)


def term_of(services: Services, row: QueueRow) -> Waiting | None:
    """How a submission stands against the term in which it has to be decided on; None when it does not wait."""
    if row.state is not State.SUBMITTED:
        return None
    clock = services.clock
    return waiting(clock.date_of(row.since), clock.date_of(clock.now()), services.review_days)
