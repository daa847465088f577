"""The browsers in which accounts are logged in, by the hash of what their cookies hold."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from results.models.accounts import AccountSessionRow
from results.records.accounts import AccountSession

_COLUMNS = select(*AccountSessionRow.__table__.columns)


def add(connection: Connection, hashed: str, account_id: int, at: datetime, browser: str, system: str) -> None:
    """Begin a session."""
    connection.execute(
        insert(AccountSessionRow).values(
            hash=hashed, account_id=account_id, begun_at=at, used_at=at, browser=browser, system=system
        )
    )


def one(connection: Connection, hashed: str) -> AccountSession | None:
    """The session with this hash."""
    row = connection.execute(_COLUMNS.where(AccountSessionRow.hash == hashed)).one_or_none()
    return None if row is None else _session(row)


def of_account(connection: Connection, account_id: int) -> tuple[AccountSession, ...]:
    """The sessions of an account, the one that was used last first."""
    statement = _COLUMNS.where(AccountSessionRow.account_id == account_id)
    return tuple(map(_session, connection.execute(statement.order_by(AccountSessionRow.used_at.desc()))))


def used(connection: Connection, session_id: int, at: datetime) -> None:
    """Note that a session is used."""
    connection.execute(update(AccountSessionRow).where(AccountSessionRow.id == session_id).values(used_at=at))


def end(connection: Connection, account_id: int, session_id: int) -> bool:
    """End one session of an account; False when it has no such session (any more)."""
    wanted = (AccountSessionRow.id == session_id, AccountSessionRow.account_id == account_id)
    return connection.execute(delete(AccountSessionRow).where(*wanted)).rowcount == 1


def end_one(connection: Connection, hashed: str) -> None:
    """End the session with this hash."""
    connection.execute(delete(AccountSessionRow).where(AccountSessionRow.hash == hashed))


def rename(connection: Connection, hashed: str, other: str, begun_at: datetime | None = None) -> None:
    """Give the session with this hash another one, and another beginning."""
    values: dict[str, Any] = (
        {"hash": other} if begun_at is None else {"hash": other, "begun_at": begun_at, "used_at": begun_at}
    )
    connection.execute(update(AccountSessionRow).where(AccountSessionRow.hash == hashed).values(**values))


def end_all(connection: Connection, account_id: int, but: str | None = None) -> int:
    """End every session of an account, but the one with the hash `but`; how many."""
    statement = delete(AccountSessionRow).where(AccountSessionRow.account_id == account_id)
    return connection.execute(statement if but is None else statement.where(AccountSessionRow.hash != but)).rowcount


def remove_old(connection: Connection, begun_before: datetime, used_before: datetime) -> int:
    """Forget the sessions that have ended by themselves; how many."""
    ended = (AccountSessionRow.begun_at < begun_before) | (AccountSessionRow.used_at < used_before)
    return connection.execute(delete(AccountSessionRow).where(ended)).rowcount


def _session(row: Row[*tuple[Any, ...]]) -> AccountSession:
    return AccountSession(row.id, row.account_id, row.begun_at, row.used_at, row.browser, row.system)
