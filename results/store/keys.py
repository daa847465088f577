"""Keys: one row for each thing that opens a response. Only hashes come here; what they are made of is never stored."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select

from results.models import KeyRow
from results.records import Key

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
