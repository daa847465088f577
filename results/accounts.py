"""Accounts of those who review: made on the command line, opened with e-mail address and password."""

import re

from sqlalchemy.exc import IntegrityError

from results import passwords
from results.database import Database
from results.easy_passwords import too_easy
from results.errors import AccountExists, LastReviewer, UnfitAccount, UnknownAccount
from results.ports import Clock
from results.records import Account
from results.review import ACCOUNT_ROLES, REVIEWERS, Role
from results.store import accounts
from results.text import plain_text

_EMAIL = re.compile(r"[^@\s\x00-\x1f]+@[^@\s\x00-\x1f]+")
_LONGEST_EMAIL = 254
_LONGEST_NAME = 200
FIRST_EMAIL = "coordinator@localhost"
DEMO_EMAIL = "demo@example.org"
"""In whose name made-up responses are decided on. Nobody can log in to it."""


def add_account(database: Database, clock: Clock, email: str, name: str, role: Role, password: str) -> Account:
    """Make an account.

    Raises:
        UnfitAccount: an address, name, role or password that an account cannot have.
        AccountExists: there is one with this address.
    """
    address = _address(email)
    title = plain_text(name).strip()[:_LONGEST_NAME] or address
    if role not in ACCOUNT_ROLES:
        raise UnfitAccount(f"an account is one of {', '.join(ACCOUNT_ROLES)}; not {role}")
    password_hash = _hash(password, address, title)
    try:
        with database.writing() as connection:
            return accounts.add(connection, address, title, role, password_hash, clock.now())
    except IntegrityError:
        raise AccountExists(f"there is already an account for {address}") from None


def first_account(database: Database, clock: Clock, email: str = FIRST_EMAIL) -> tuple[Account, str] | None:
    """When there is no account at all: make a coordinator, and give it with its random password, this once.

    Several processes that start at once make one account together; only the one that made it gets the password.
    """
    with database.reading() as connection:
        if accounts.any_account(connection):
            return None
    password = passwords.random_password()
    password_hash = passwords.hash_password(password)
    address = _address(email)
    with database.writing() as connection:
        accounts.keep_others_out(connection)
        if accounts.any_account(connection):
            return None
        account = accounts.add(connection, address, "Coordinator", Role.COORDINATOR, password_hash, clock.now())
    return account, password


def authenticate(database: Database, clock: Clock, email: str, password: str) -> Account | None:
    """The account that this address and password open, or None. Takes as long for an unknown address as for a known one."""
    try:
        address = _address(email)
    except UnfitAccount:
        address = ""
    with database.reading() as connection:
        found = accounts.by_email(connection, address)
    account, password_hash = found or (None, None)
    fits = passwords.verify_password(password, password_hash)
    if account is None or password_hash is None or not fits:
        return None
    renewed = passwords.hash_password(password) if passwords.needs_rehash(password_hash) else None
    with database.writing() as connection:
        accounts.logged_in(connection, account.id, clock.now(), renewed)
    return account


def account_by_id(database: Database, account_id: int) -> Account | None:
    """The account with this id, as a session remembers it; None when it is gone."""
    with database.reading() as connection:
        return accounts.by_id(connection, account_id)


def end_sessions(database: Database, account_id: int) -> None:
    """Log an account out, wherever it is logged in; a cookie that somebody copied is worth nothing then."""
    with database.writing() as connection:
        accounts.end_sessions(connection, account_id)


def all_accounts(database: Database) -> tuple[Account, ...]:
    """Everybody who may log in, by address."""
    with database.reading() as connection:
        return accounts.all_of(connection)


def remove_account(database: Database, email: str) -> Account:
    """Take away an account: nobody can log in to it any more, and who was logged in no longer is.

    Its e-mail address is forgotten; its name stays with the decisions that were made with it.

    Raises:
        UnknownAccount: there is no account with this address.
        LastReviewer: nobody would be left who can look at what is sent.
    """
    address = _address(email)
    with database.writing() as connection:
        accounts.keep_others_out(connection)
        found = accounts.by_email(connection, address)
        if found is None:
            raise UnknownAccount(f"there is no account for {address}")
        others = [each for each in accounts.all_of(connection) if each.email not in (address, DEMO_EMAIL)]
        if found[0].role in REVIEWERS and not any(each.role in REVIEWERS for each in others):
            raise LastReviewer(
                f"{address} is the last account that can look at what is sent: make another first, with `zelfscan user add`"
            )
        accounts.close(connection, found[0].id)
    return found[0]


def change_password(database: Database, email: str, password: str) -> None:
    """Set another password; who was logged in with the old one has to log in again.

    Raises:
        UnknownAccount: there is no account with this address.
        UnfitAccount: the password is too short, too long or too easy.
    """
    with database.reading() as connection:
        found = accounts.by_email(connection, _address(email))
    if found is None:
        raise UnknownAccount(f"there is no account for {email.strip()}")
    password_hash = _hash(password, found[0].email, found[0].name)  # takes long: not while others wait to write
    with database.writing() as connection:
        accounts.set_password(connection, found[0].id, password_hash)


def _address(email: str) -> str:
    address = email.strip().lower()
    if len(address) > _LONGEST_EMAIL or not _EMAIL.fullmatch(address) or plain_text(address) != address:
        raise UnfitAccount("an e-mail address looks like name@example.org")
    return address


def _hash(password: str, *about: str) -> str:
    if not passwords.SHORTEST <= len(password) <= passwords.LONGEST:
        raise UnfitAccount(f"a password has {passwords.SHORTEST} to {passwords.LONGEST} characters")
    if too_easy(password, about):
        raise UnfitAccount(
            "this password would be guessed soon: take a few words that have nothing to do with each other"
        )
    return passwords.hash_password(password)
