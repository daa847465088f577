"""Getting in with an address and a password. Tells nothing to who guesses, and takes as long for any address."""

from contextlib import suppress
from dataclasses import replace

from sqlalchemy import Connection

from results.accounts import passwords
from results.accounts.attempts import Tried, count_attempt, take_back, was_right
from results.accounts.fitness import address_of
from results.database import Database
from results.errors.accounts import UnfitAccount
from results.mail.outbox import Mail, MailKind, queue
from results.ports import Clock
from results.records.accounts import Account
from results.services import Services
from results.store import accounts

MANY = 10
"""After so many attempts in vain in a row, the owner of the account is told, once a day at most."""


def authenticate(database: Database, clock: Clock, email: str, password: str) -> Account | None:
    """The account that this address and password open, or None. Takes as long for an unknown address as for a known one."""
    with database.reading() as connection:
        found = accounts.by_email(connection, _address(email))
    account, password_hash = found or (None, None)
    fits = passwords.verify_password(password, password_hash)
    if account is None or password_hash is None or not fits or account.closed:
        return None
    renewed = passwords.hash_password(password) if passwords.needs_rehash(password_hash) else None
    with database.writing() as connection:
        now = accounts.by_id(connection, account.id, lock=True)
        if now is None or now.proof != account.proof:
            return None  # it is another password since a moment
        changed = {} if renewed is None else {"password_hash": renewed}
        accounts.change(connection, account.id, last_login_at=clock.now(), **changed)
        known = accounts.by_id(connection, account.id)
    return account if known is None else replace(account, proof=known.proof)


def enter(services: Services, email: str, password: str, visitor: str) -> Account | None:
    """As `authenticate`, where attempts in vain slow down: those on one account, and those of one visitor.

    Raises:
        TooSoon: it was tried too often; a right password after the delay works.
    """
    address = _address(email)
    with services.database.writing() as connection:
        count = count_attempt(connection, services, Tried.ACCOUNT, address)
        count_attempt(connection, services, Tried.VISITOR, visitor)
    account = authenticate(services.database, services.clock, address, password)
    with services.database.writing() as connection:
        if account is not None:
            was_right(connection, services, Tried.ACCOUNT, address)
            take_back(connection, services, Tried.VISITOR, visitor)
        elif count >= MANY and (found := accounts.by_email(connection, address)) is not None:
            _warn(connection, services, found[0])
    return account


def _warn(connection: Connection, services: Services, account: Account) -> None:
    """Tell the owner of an account that somebody keeps trying."""
    if not account.can_be_mailed:
        return
    now = services.clock.now()
    key = f"{MailKind.MANY_ATTEMPTS}:{account.id}:{services.clock.date_of(now)}"
    mail = Mail(key, MailKind.MANY_ATTEMPTS, account.email, account.language, params={"account": account.id})
    queue(connection, mail, now)


def _address(email: str) -> str:
    """An address to look for; "" for what can be none."""
    with suppress(UnfitAccount):
        return address_of(email)
    return ""
