"""How often somebody tried in vain, by a blinded key: of an account, or of a visitor."""

from datetime import datetime
from types import ModuleType
from typing import cast

from sqlalchemy import Connection, Executable, delete, update
from sqlalchemy.dialects import postgresql, sqlite

from results.models.accounts import AttemptRow

_COLUMNS = (AttemptRow.count, AttemptRow.last_at, AttemptRow.next_at)


def _upsert(dialect: ModuleType) -> Executable:
    """Make the row, or lock the one there is: as one statement, since another may forget it between two."""
    insert = dialect.insert(AttemptRow)
    kept = insert.on_conflict_do_update(index_elements=[AttemptRow.key], set_={"key": insert.excluded.key})
    return cast("Executable", kept.returning(*_COLUMNS))


_LOCKING = {"postgresql": _upsert(postgresql), "sqlite": _upsert(sqlite)}


def locked(connection: Connection, key: str, at: datetime) -> tuple[int, datetime, datetime]:
    """How often, when last, and when the next attempt may come; the row is locked, and made when there was none."""
    values = {"key": key, "count": 0, "last_at": at, "next_at": at}
    count, last_at, next_at = connection.execute(_LOCKING[connection.dialect.name], values).one()
    return count, last_at, next_at


def note(connection: Connection, key: str, count: int, at: datetime, next_at: datetime) -> None:
    """Note an attempt."""
    values = {"count": count, "last_at": at, "next_at": next_at}
    connection.execute(update(AttemptRow).where(AttemptRow.key == key).values(**values))


def forget(connection: Connection, key: str) -> None:
    """Forget the attempts under a key."""
    connection.execute(delete(AttemptRow).where(AttemptRow.key == key))


def forget_old(connection: Connection, before: datetime) -> int:
    """Forget the keys of which the last attempt was before a moment; how many."""
    return connection.execute(delete(AttemptRow).where(AttemptRow.last_at < before)).rowcount
