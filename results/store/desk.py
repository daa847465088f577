"""The rows that the coordinators' list is made of: the only writer and reader of the table `desk`.

Written in the transaction of what it tells: `put` when a submission comes in, `follow` at every other transition,
`set_taken` when somebody takes it, `set_proposed` when
somebody proposes to approve it, `empty` when everything is deleted. Who calls these has locked the response's row.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    bindparam,
    case,
    delete,
    false,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.orm import InstrumentedAttribute

from results.flags.found import Rule
from results.listing.listed import Listed, marked, unmarked
from results.listing.wanted import ANY_FLAG, EVERYTHING, NO_FLAG, Proposed, Taken, Wanted
from results.models.desk import DeskRow
from results.records.desk import QueueRow
from results.records.responses import Response
from results.review import State
from results.store import flags

_WAITING = DeskRow.state == State.SUBMITTED.value
_UPDATE = update(DeskRow).where(DeskRow.response_id == bindparam("key"))
_FOLLOW = _UPDATE.values(
    state=bindparam("new_state"),
    since=bindparam("new_since"),
    revision=bindparam("new_revision"),
    approved_revision=bindparam("new_approved_revision"),
    taken_by=None,
    taken_at=None,
    proposed_by=None,
    proposed_at=None,
)
_EMPTY = _UPDATE.values(
    submitted_at=DeskRow.since,
    title="",
    place="",
    kinds="",
    searched="",
    erased=True,
    taken_by=None,
    taken_at=None,
    proposed_by=None,
    proposed_at=None,
)
_COLUMNS = tuple(column for column in DeskRow.__table__.columns if column.name != "searched")
_ONE: Select[*tuple[Any, ...]] = select(*_COLUMNS).where(DeskRow.response_id == bindparam("key"))
_THESE: Select[*tuple[Any, ...]] = select(*_COLUMNS).where(DeskRow.response_id.in_(bindparam("ids", expanding=True)))


def put(connection: Connection, sent: Response, shown: Listed, submitted_at: datetime) -> None:
    """List a response whose next revision has just come in."""
    connection.execute(delete(DeskRow).where(DeskRow.response_id == sent.id))
    connection.execute(
        insert(DeskRow).values(
            response_id=sent.id,
            survey=sent.survey,
            state=sent.state.value,
            since=submitted_at,
            revision=sent.revision,
            approved_revision=sent.approved_revision,
            submitted_at=submitted_at,
            title=shown.title,
            place=shown.place,
            kinds=marked(shown.kinds),
            searched=shown.searched,
            erased=False,
        )
    )


def follow(connection: Connection, response: Response) -> None:
    """Show a response in the state it just came into; nobody has it in hand any more. Without effect when it is not listed."""
    connection.execute(
        _FOLLOW,
        {
            "key": response.id,
            "new_state": response.state.value,
            "new_since": response.changed_at,
            "new_revision": response.revision,
            "new_approved_revision": response.approved_revision,
        },
    )


def set_taken(connection: Connection, response_id: str, account_id: int | None, at: datetime | None) -> None:
    """Say who has a submission in hand; None for nobody."""
    connection.execute(_UPDATE.values(taken_by=account_id, taken_at=at), {"key": response_id})


def set_proposed(connection: Connection, response_id: str, account_id: int | None, at: datetime | None) -> None:
    """Say who proposed to approve a submission; None for nobody. Every transition does away with it."""
    connection.execute(_UPDATE.values(proposed_by=account_id, proposed_at=at), {"key": response_id})


def empty(connection: Connection, response_id: str) -> None:
    """Keep no word of it: only that it was there, and in which state it ended."""
    connection.execute(_EMPTY, {"key": response_id})


def untitle(connection: Connection, response_id: str) -> None:
    """Call it nothing, and find it by no word."""
    connection.execute(_UPDATE.values(title="", searched=""), {"key": response_id})


def remove(connection: Connection, response_id: str) -> None:
    """List it no longer."""
    connection.execute(delete(DeskRow).where(DeskRow.response_id == response_id))


def one(connection: Connection, response_id: str) -> QueueRow | None:
    """The row of one response."""
    row = connection.execute(_ONE, {"key": response_id}).one_or_none()
    return None if row is None else _queue_row(row)


def page(
    connection: Connection, states: Collection[State], wanted: Wanted, limit: int, offset: int
) -> tuple[QueueRow, ...]:
    """Responses in `states` (all when empty): what waits first, the longest waiting first; then the others, the newest first."""
    found = (
        select(DeskRow.response_id)
        .where(*_in_states(states), *_narrowed(wanted))
        .order_by(*_order(states), DeskRow.response_id)
        .limit(limit)
        .offset(offset)
    )
    # Only ids are sorted, not whole rows: that takes a fraction of the time on a late page.
    ids = connection.execute(found).scalars().all()
    rows = {row.response_id: row for row in connection.execute(_THESE, {"ids": ids})} if ids else {}
    return tuple(_queue_row(rows[response_id]) for response_id in ids)


def next_for(connection: Connection, account_id: int, but: str) -> QueueRow | None:
    """What waits longest for this account, besides one: nobody else has it in hand, and it was not this one that proposed it."""
    free = or_(DeskRow.taken_by.is_(None), DeskRow.taken_by == account_id)
    not_mine = or_(DeskRow.proposed_by.is_(None), DeskRow.proposed_by != account_id)
    found = select(*_COLUMNS).where(_WAITING, DeskRow.response_id != but, free, not_mine)
    row = connection.execute(found.order_by(DeskRow.since, DeskRow.response_id).limit(1)).one_or_none()
    return None if row is None else _queue_row(row)


def counts(connection: Connection, wanted: Wanted = EVERYTHING) -> dict[State, int]:
    """How many of what is wanted stand in each state; states without any are left out."""
    statement = select(DeskRow.state, func.count()).where(*_narrowed(wanted)).group_by(DeskRow.state)
    return {State(state): count for state, count in connection.execute(statement)}


def counts_by_survey(connection: Connection) -> dict[str, int]:
    """How much of each survey was ever sent."""
    statement = select(DeskRow.survey, func.count().label("sent")).group_by(DeskRow.survey)
    return {row.survey: row.sent for row in connection.execute(statement)}


def _order(states: Collection[State]) -> tuple[ColumnElement[Any] | InstrumentedAttribute[Any], ...]:
    # Of states of one kind the index on (state, since) gives the order; sorting all of them takes longer.
    if set(states) == {State.SUBMITTED}:
        return (DeskRow.since,)
    if states and State.SUBMITTED not in states:
        return (DeskRow.since.desc(),)
    return (case((_WAITING, 0), else_=1), case((_WAITING, DeskRow.since)), DeskRow.since.desc())


def _in_states(states: Collection[State]) -> tuple[ColumnElement[bool], ...]:
    return (DeskRow.state.in_([state.value for state in states]),) if states else ()


def _narrowed(wanted: Wanted) -> tuple[ColumnElement[bool], ...]:
    if "\0" in "".join((wanted.survey, wanted.kind, *wanted.words)):
        return (false(),)  # in no text of a database, and PostgreSQL refuses to look for it
    conditions = [DeskRow.searched.contains(word, autoescape=True) for word in wanted.words]
    if wanted.survey:
        conditions.append(DeskRow.survey == wanted.survey)
    if wanted.kind:
        conditions.append(DeskRow.kinds.contains(marked((wanted.kind,)), autoescape=True))
    if wanted.flag:
        conditions.append(_flagged(wanted.flag))
    if wanted.taken is Taken.NOBODY:
        conditions.append(DeskRow.taken_by.is_(None))
    elif wanted.taken is not None:
        mine = DeskRow.taken_by == wanted.account_id
        conditions.append(mine if wanted.taken is Taken.MINE else (DeskRow.taken_by.is_not(None)) & ~mine)
    if wanted.proposed is not None:
        mine = DeskRow.proposed_by == wanted.account_id
        conditions.append(mine if wanted.proposed is Proposed.MINE else (DeskRow.proposed_by.is_not(None)) & ~mine)
    return tuple(conditions)


def _flagged(flag: str) -> ColumnElement[bool]:
    rule = None if flag in (ANY_FLAG, NO_FLAG) else Rule(flag)
    raised = flags.raised(DeskRow.response_id, DeskRow.revision, rule)
    return ~raised if flag == NO_FLAG else raised


def _queue_row(row: Row[*tuple[Any, ...]]) -> QueueRow:
    return QueueRow(
        response_id=row.response_id,
        survey=row.survey,
        title=row.title,
        place=row.place,
        kinds=unmarked(row.kinds),
        state=State(row.state),
        since=row.since,
        revision=row.revision,
        approved_revision=row.approved_revision,
        submitted_at=row.submitted_at,
        erased=row.erased,
        taken_by=row.taken_by,
        taken_at=row.taken_at,
        proposed_by=row.proposed_by,
        proposed_at=row.proposed_at,
    )
