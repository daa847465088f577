"""How often somebody tried in vain, by a blinded key: of an account, or of a visitor."""

from datetime import datetime

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from results.models.accounts import AttemptRow

_INSERTS = {
    dialect.__name__.rsplit(".", 1)[1]: dialect.insert(AttemptRow).on_conflict_do_nothing(
        index_elements=[AttemptRow.key]
    )
    for dialect in (postgresql, sqlite)
}


def locked(connection: Connection, key: str, at: datetime) -> tuple[int, datetime, datetime]:
    """How often, when last, and when the next attempt may come; the row is locked, and made when there was none."""
    connection.execute(_INSERTS[connection.dialect.name], {"key": key, "count": 0, "last_at": at, "next_at": at})
    columns = (AttemptRow.count, AttemptRow.last_at, AttemptRow.next_at)
    count, last_at, next_at = connection.execute(select(*columns).where(AttemptRow.key == key).with_for_update()).one()
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
