"""Accounts, by e-mail address (lower case) or id."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, exists, insert, select, text, update

from results.models import AccountRow
from results.records import Account
from results.review import Role
from results.tokens import new_token

_CLOSED = ""
"""In the place of the hash of a password: none fits. Its address has no @, so nobody can ask for it either."""


def add(connection: Connection, email: str, name: str, role: Role, password_hash: str, created_at: datetime) -> Account:
    """Store a new account; the unique constraint refuses a second one with this address."""
    stamp = new_token()
    inserted = connection.execute(
        insert(AccountRow).values(
            email=email, name=name, role=role.value, password_hash=password_hash, created_at=created_at, stamp=stamp
        )
    )
    key = inserted.inserted_primary_key
    assert key is not None  # one row was inserted, so it has a key
    return Account(key[0], email, name, role, created_at, None, stamp)


def by_email(connection: Connection, email: str) -> tuple[Account, str] | None:
    """The account with this address, and the hash of its password."""
    row = connection.execute(select(*AccountRow.__table__.columns).where(AccountRow.email == email)).one_or_none()
    return None if row is None else (_account(row), row.password_hash)


def by_id(connection: Connection, account_id: int) -> Account | None:
    """The account with this id."""
    row = connection.execute(select(*AccountRow.__table__.columns).where(AccountRow.id == account_id)).one_or_none()
    return None if row is None else _account(row)


def all_of(connection: Connection) -> tuple[Account, ...]:
    """Every account that can be logged in to, by address."""
    statement = select(*AccountRow.__table__.columns).where(AccountRow.password_hash != _CLOSED)
    return tuple(sorted(map(_account, connection.execute(statement)), key=lambda account: account.email))


def close(connection: Connection, account_id: int) -> None:
    """Take an account out of use. The row stays, with its name, since events name its id; a new account may have its address."""
    values = {"email": f"closed-{account_id}", "password_hash": _CLOSED, "stamp": new_token()}
    connection.execute(update(AccountRow).where(AccountRow.id == account_id).values(**values))


def any_account(connection: Connection) -> bool:
    """Whether there is an account at all."""
    return bool(connection.execute(select(exists().where(AccountRow.id.is_not(None)))).scalar_one())


def keep_others_out(connection: Connection) -> None:
    """Let one transaction at a time decide whether there is an account (SQLite's writers are one at a time already)."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE accounts IN SHARE ROW EXCLUSIVE MODE"))


def names(connection: Connection, account_ids: frozenset[int]) -> dict[int, str]:
    """The names of these accounts."""
    statement = select(AccountRow.id, AccountRow.name).where(AccountRow.id.in_(sorted(account_ids)))
    return {row.id: row.name for row in connection.execute(statement)}


def logged_in(connection: Connection, account_id: int, at: datetime, password_hash: str | None) -> None:
    """Record a login, and a password hash that was made anew with today's cost."""
    values: dict[str, Any] = {"last_login_at": at}
    if password_hash is not None:
        values["password_hash"] = password_hash
    connection.execute(update(AccountRow).where(AccountRow.id == account_id).values(**values))


def set_password(connection: Connection, account_id: int, password_hash: str) -> None:
    """Replace the password, and end the sessions that were begun with the old one."""
    values = {"password_hash": password_hash, "stamp": new_token()}
    connection.execute(update(AccountRow).where(AccountRow.id == account_id).values(**values))


def end_sessions(connection: Connection, account_id: int) -> None:
    """Make every session of an account worth nothing, also where somebody copied its cookie."""
    connection.execute(update(AccountRow).where(AccountRow.id == account_id).values(stamp=new_token()))


def _account(row: Row[*tuple[Any, ...]]) -> Account:
    return Account(row.id, row.email, row.name, Role(row.role), row.created_at, row.last_login_at, row.stamp)
