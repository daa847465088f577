"""Made-up responses: marked when they are made, counted apart, and taken out together."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, select, update

from results.models.base import Base
from results.models.events import EventRow
from results.models.public_map import MapEntryRow
from results.models.responses import ResponseRow
from results.review import State
from results.store import events, map_versions

_MARK = update(ResponseRow).where(ResponseRow.id == bindparam("key")).values(demo=True)
_IS_MADE_UP = select(ResponseRow.demo).where(ResponseRow.id == bindparam("key"))
_MADE_UP = select(ResponseRow.id).where(ResponseRow.demo)
_BELONGING = tuple(
    column
    for table in reversed(Base.metadata.sorted_tables)
    for column in table.c
    if table is not EventRow.__table__
    if column.name == "response_id" or any(key.column is ResponseRow.__table__.c.id for key in column.foreign_keys)
)
"""Every column that says of which response a row is; the tables that refer to another go before it."""


def mark(connection: Connection, response_id: str) -> None:
    """Say of a response that it was made up."""
    connection.execute(_MARK, {"key": response_id})


def is_made_up(connection: Connection, response_id: str) -> bool:
    """Whether this response was made up."""
    return connection.execute(_IS_MADE_UP, {"key": response_id}).scalar_one_or_none() is True


def counts(connection: Connection) -> tuple[int, int]:
    """How many responses there are of real people, and how many were made up."""
    statement = select(ResponseRow.demo, func.count().label("number")).group_by(ResponseRow.demo)
    counted = {row.demo: row.number for row in connection.execute(statement)}
    return counted.get(False, 0), counted.get(True, 0)


def states(connection: Connection) -> dict[State, int]:
    """How many made-up responses stand in each state."""
    statement = select(ResponseRow.state, func.count()).where(ResponseRow.demo).group_by(ResponseRow.state)
    return {State(state): count for state, count in connection.execute(statement)}


def remove(connection: Connection, at: datetime) -> int:
    """Delete every made-up response with all that belongs to it; how many there were.

    The lines of the log stay, without saying of what they are: nothing is ever taken out of it.
    """
    mapped = select(MapEntryRow.survey).where(MapEntryRow.response_id.in_(_MADE_UP)).distinct()
    for survey in connection.execute(mapped).scalars().all():
        map_versions.count_up(connection, survey, at)
    events.unlink(connection, EventRow.response_id.in_(_MADE_UP))
    for column in _BELONGING:
        connection.execute(delete(column.table).where(column.in_(_MADE_UP)))
    return connection.execute(delete(ResponseRow).where(ResponseRow.demo)).rowcount
