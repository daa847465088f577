"""Keys: one row for each thing that opens a response. Only hashes come here; what they are made of is never stored."""

from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, or_, select

from results.models.responses import KeyRow
from results.records.responses import Key

BROWSER = "browser"
LINK = "link"
CODE = "code"

_INSERT = insert(KeyRow)
_BY_HASH = select(KeyRow.__table__).where(KeyRow.hash == bindparam("key"), KeyRow.kind == bindparam("of_kind"))


def add(connection: Connection, key: Key) -> None:
    """Store a key."""
    connection.execute(
        _INSERT,
        {
            "hash": key.hash,
            "response_id": key.response_id,
            "kind": key.kind,
            "contact_hash": key.contact_hash,
            "created_at": key.created_at,
            "expires_at": key.expires_at,
        },
    )


def one(connection: Connection, key_hash: str, kind: str, at: datetime) -> Key | None:
    """The key of this kind with this hash, unless it has expired by `at`."""
    row = connection.execute(_BY_HASH, {"key": key_hash, "of_kind": kind}).one_or_none()
    if row is None or (row.expires_at is not None and row.expires_at <= at):
        return None
    return Key(
        hash=row.hash,
        response_id=row.response_id,
        kind=row.kind,
        contact_hash=row.contact_hash,
        created_at=row.created_at,
        expires_at=row.expires_at,
    )


def remove(connection: Connection, key_hash: str) -> None:
    """Forget one key."""
    connection.execute(delete(KeyRow).where(KeyRow.hash == key_hash))


def remove_of(connection: Connection, response_id: str, kind: str) -> None:
    """Forget every key of this kind to one response."""
    connection.execute(delete(KeyRow).where(KeyRow.response_id == response_id, KeyRow.kind == kind))


def remove_expired(connection: Connection, at: datetime, browser_keys_before: datetime) -> int:
    """Forget the keys that have expired, and those of browsers that were made before a moment; how many."""
    old = and_(KeyRow.kind == BROWSER, KeyRow.created_at < browser_keys_before)
    return connection.execute(delete(KeyRow).where(or_(KeyRow.expires_at <= at, old))).rowcount


def last_until(connection: Connection, response_id: str, kind: str, at: datetime) -> datetime | None:
    """Until when the newest key of this kind to a response is good; None when there is none now."""
    statement = select(func.max(KeyRow.expires_at)).where(
        KeyRow.response_id == response_id, KeyRow.kind == kind, KeyRow.expires_at > at
    )
    return connection.execute(statement).scalar_one()
