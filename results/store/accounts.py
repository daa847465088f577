"""Accounts, by e-mail address (lower case), id, or what a provider calls them."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, Select, exists, insert, select, text, update

from results.models.accounts import AccountRow
from results.records.accounts import Account, News
from results.review import Role

NO_PASSWORD = ""
"""In the place of the hash of a password: none fits."""
_ALL: Select[*tuple[Any, ...]] = select(*AccountRow.__table__.columns)


def add(  # noqa: PLR0913  # one argument per column
    connection: Connection,
    email: str,
    name: str,
    role: Role,
    password_hash: str,
    created_at: datetime,
    *,
    language: str = "nl",
    issuer: str | None = None,
    subject: str | None = None,
) -> Account:
    """Store a new account; the unique constraints refuse a second one with this address, or this name at a provider."""
    inserted = connection.execute(
        insert(AccountRow).values(
            email=email,
            name=name,
            role=role.value,
            password_hash=password_hash,
            created_at=created_at,
            language=language,
            news=News.DAILY.value,
            told_until=created_at,
            closed=False,
            issuer=issuer,
            subject=subject,
            totp_step=0,
        )
    )
    key = inserted.inserted_primary_key
    assert key is not None  # one row was inserted, so it has a key
    return _account(connection.execute(_ALL.where(AccountRow.id == key[0])).one())


def by_email(connection: Connection, email: str) -> tuple[Account, str] | None:
    """The account with this address, and the hash of its password."""
    row = connection.execute(_ALL.where(AccountRow.email == email)).one_or_none()
    return None if row is None else (_account(row), row.password_hash)


def by_id(connection: Connection, account_id: int, *, lock: bool = False) -> Account | None:
    """The account with this id."""
    statement = _ALL.where(AccountRow.id == account_id)
    row = connection.execute(statement.with_for_update() if lock else statement).one_or_none()
    return None if row is None else _account(row)


def by_subject(connection: Connection, issuer: str, subject: str) -> Account | None:
    """The account that a provider knows by this name."""
    statement = _ALL.where(AccountRow.issuer == issuer, AccountRow.subject == subject)
    row = connection.execute(statement).one_or_none()
    return None if row is None else _account(row)


def secrets_of(connection: Connection, account_id: int) -> tuple[str, str | None]:
    """The hash of the password of an account, and its sealed secret of one-time codes."""
    columns = (AccountRow.password_hash, AccountRow.totp_secret)
    row = connection.execute(select(*columns).where(AccountRow.id == account_id)).one()
    return row.password_hash, row.totp_secret


def all_of(connection: Connection) -> tuple[Account, ...]:
    """Every account that is in use, by address."""
    rows = connection.execute(_ALL.where(AccountRow.closed.is_(False)))
    return tuple(sorted(map(_account, rows), key=lambda account: account.email))


def close(connection: Connection, account_id: int) -> None:
    """Take an account out of use. The row stays, with its name, since events name its id; a new account may have its address."""
    values = {
        "email": f"closed-{account_id}",
        "password_hash": NO_PASSWORD,
        "closed": True,
        "issuer": None,
        "subject": None,
        "totp_secret": None,
    }
    change(connection, account_id, **values)


def change(connection: Connection, account_id: int, **values: Any) -> None:
    """Give columns of an account another value."""
    connection.execute(update(AccountRow).where(AccountRow.id == account_id).values(**values))


def any_account(connection: Connection) -> bool:
    """Whether there is an account at all."""
    return bool(connection.execute(select(exists().where(AccountRow.id.is_not(None)))).scalar_one())


def keep_others_out(connection: Connection) -> None:
    """Let one transaction at a time decide about who has which account (SQLite's writers are one at a time already)."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE accounts IN SHARE ROW EXCLUSIVE MODE"))


def names(connection: Connection, account_ids: frozenset[int]) -> dict[int, str]:
    """The names of these accounts."""
    statement = select(AccountRow.id, AccountRow.name).where(AccountRow.id.in_(sorted(account_ids)))
    return {row.id: row.name for row in connection.execute(statement)}


def use_step(connection: Connection, account_id: int, step: int) -> bool:
    """Note that a code of this time step was used; False when one of it, or of a later one, was used before."""
    statement = update(AccountRow).where(AccountRow.id == account_id, AccountRow.totp_step < step)
    return connection.execute(statement.values(totp_step=step)).rowcount == 1


def reviewers(connection: Connection, news: News) -> tuple[tuple[Account, datetime], ...]:
    """The accounts that chose to be mailed so, and up to when they were told of new work."""
    rows = connection.execute(_ALL.where(AccountRow.closed.is_(False), AccountRow.news == news.value))
    return tuple((_account(row), row.told_until) for row in rows)


def tell_until(connection: Connection, account_id: int, before: datetime, until: datetime) -> bool:
    """Note up to when an account is told of new work; False when somebody else noted it since `before` was read."""
    statement = update(AccountRow).where(AccountRow.id == account_id, AccountRow.told_until == before)
    return connection.execute(statement.values(told_until=until)).rowcount == 1


def _account(row: Row[*tuple[Any, ...]]) -> Account:
    return Account(
        id=row.id,
        email=row.email,
        name=row.name,
        role=Role(row.role),
        created_at=row.created_at,
        last_login_at=row.last_login_at,
        language=row.language,
        news=News(row.news),
        has_password=row.password_hash != NO_PASSWORD,
        provided=row.subject is not None,
        codes=row.totp_secret is not None,
        closed=row.closed,
        proof=sha256(f"{row.password_hash} {row.totp_secret}".encode()).hexdigest(),
    )
