"""The log: only added to and read; but see `erasure.py` for what is typed, and triggers of the database for everything else."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select, update

from results.models.events import EventRow
from results.records.events import Actor, Event, LogLine, Words
from results.review import Action, Role, State

_TABLE = EventRow.__table__
_LOCK = 0x6C6F67  # "log": any number that nothing else uses for an advisory lock in this database
_NO_WORDS: dict[str, Any] = {"reason": "", "comments": {}, "salt": ""}


def head(connection: Connection, *, lock: bool = False) -> tuple[int, str] | None:
    """Number and hash of the newest line. `lock`: nobody else adds one before this transaction ends."""
    if lock and connection.dialect.name == "postgresql":  # on SQLite writers are one at a time already
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    row = connection.execute(select(EventRow.id, EventRow.hash).order_by(EventRow.id.desc()).limit(1)).one_or_none()
    return None if row is None else (row.id, row.hash)


def add(connection: Connection, line: LogLine) -> None:
    """Append a line that follows on the newest."""
    connection.execute(
        insert(EventRow).values(
            id=line.number,
            response_id=line.response_id,
            at=line.at,
            actor=line.actor.role.value,
            account_id=line.actor.account_id,
            action=line.action,
            from_state=line.from_state,
            to_state=line.to_state,
            reason=line.words.reason,
            revision=line.revision,
            comments=dict(line.words.comments),
            facts=dict(line.facts),
            subject=line.subject,
            salt=line.salt,
            seal=line.seal,
            hash=line.hash,
        )
    )


def of_response(connection: Connection, response_id: str) -> tuple[Event, ...]:
    """The transitions of one response, oldest first."""
    statement = select(_TABLE).where(EventRow.response_id == response_id, EventRow.to_state.is_not(None))
    return tuple(_event(row) for row in connection.execute(statement.order_by(EventRow.id)))


def history(connection: Connection, response_id: str) -> tuple[LogLine, ...]:
    """Everything that was logged of one response, oldest first: also what was done besides transitions."""
    statement = select(_TABLE).where(EventRow.response_id == response_id).order_by(EventRow.id)
    return tuple(_line(row) for row in connection.execute(statement))


def lines(connection: Connection, at_once: int = 1000) -> Iterator[LogLine]:
    """The whole log, oldest first, a piece at a time."""
    last = -1
    while True:
        found = connection.execute(select(_TABLE).where(EventRow.id > last).order_by(EventRow.id).limit(at_once)).all()
        yield from map(_line, found)
        if len(found) < at_once:
            return
        last = found[-1].id


def silence(connection: Connection, response_id: str) -> bool:
    """Erase what was typed with the lines of one response; whether there was anything."""
    typed = update(EventRow).where(EventRow.response_id == response_id, EventRow.salt != "")
    return connection.execute(typed.values(**_NO_WORDS)).rowcount > 0


def unlink(connection: Connection, which: ColumnElement[bool]) -> None:
    """Erase what was typed with these lines, and of which response they are."""
    connection.execute(update(EventRow).where(which).values(response_id=None, **_NO_WORDS))


def _event(row: Row[Any]) -> Event:
    return Event(
        response_id=row.response_id,
        at=row.at,
        actor=Role(row.actor),
        account_id=row.account_id,
        action=Action(row.action),
        from_state=State(row.from_state),
        to_state=State(row.to_state),
        reason=row.reason,
        revision=row.revision,
        comments=row.comments,
    )


def _line(row: Row[Any]) -> LogLine:
    return LogLine(
        number=row.id,
        at=row.at,
        actor=Actor(Role(row.actor), row.account_id),
        action=row.action,
        response_id=row.response_id,
        from_state=row.from_state,
        to_state=row.to_state,
        revision=row.revision,
        facts=row.facts,
        words=Words(row.reason, row.comments),
        subject=row.subject,
        salt=row.salt,
        seal=row.seal,
        hash=row.hash,
    )
