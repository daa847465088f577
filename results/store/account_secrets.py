"""What was mailed or told once to open an account: links to choose a password, and recovery codes. By their hashes only."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from results.models.accounts import AccountLinkRow, RecoveryCodeRow


def add_link(connection: Connection, hashed: str, account_id: int, kind: str, at: datetime, until: datetime) -> None:
    """Store a link."""
    connection.execute(
        insert(AccountLinkRow).values(hash=hashed, account_id=account_id, kind=kind, created_at=at, expires_at=until)
    )


def link(connection: Connection, hashed: str, now: datetime) -> tuple[int, str] | None:
    """The account and the kind of a link that is good now."""
    wanted = (AccountLinkRow.hash == hashed, AccountLinkRow.expires_at > now)
    row = connection.execute(select(AccountLinkRow.account_id, AccountLinkRow.kind).where(*wanted)).one_or_none()
    return None if row is None else (row.account_id, row.kind)


def take_link(connection: Connection, hashed: str) -> bool:
    """Use up a link; False when somebody else has."""
    return connection.execute(delete(AccountLinkRow).where(AccountLinkRow.hash == hashed)).rowcount == 1


def links_until(connection: Connection, kind: str, now: datetime) -> dict[int, datetime]:
    """Until when each account has a link of this kind that is good now."""
    wanted = (AccountLinkRow.kind == kind, AccountLinkRow.expires_at > now)
    latest = func.max(AccountLinkRow.expires_at).label("until")
    statement = select(AccountLinkRow.account_id, latest).where(*wanted).group_by(AccountLinkRow.account_id)
    return {row.account_id: row.until for row in connection.execute(statement)}


def remove_links(connection: Connection, account_id: int) -> None:
    """Make every link of an account worth nothing."""
    connection.execute(delete(AccountLinkRow).where(AccountLinkRow.account_id == account_id))


def remove_expired(connection: Connection, now: datetime) -> int:
    """Forget the links that have expired; how many."""
    return connection.execute(delete(AccountLinkRow).where(AccountLinkRow.expires_at <= now)).rowcount


def replace_codes(connection: Connection, account_id: int, hashes: Iterable[str]) -> None:
    """Give an account these recovery codes, and no others."""
    connection.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.account_id == account_id))
    rows = [{"hash": hashed, "account_id": account_id} for hashed in hashes]
    if rows:
        connection.execute(insert(RecoveryCodeRow), rows)


def take_code(connection: Connection, account_id: int, hashed: str) -> bool:
    """Use up a recovery code; False when the account does not have it (any more)."""
    wanted = (RecoveryCodeRow.hash == hashed, RecoveryCodeRow.account_id == account_id)
    return connection.execute(delete(RecoveryCodeRow).where(*wanted)).rowcount == 1


def codes_left(connection: Connection, account_id: int) -> int:
    """How many recovery codes an account still has."""
    statement = select(func.count()).where(RecoveryCodeRow.account_id == account_id)
    return int(connection.execute(statement).scalar_one())
