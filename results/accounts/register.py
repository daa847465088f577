"""Who has an account, and what it may do: made, changed and ended so that the house is never locked out."""

from enum import StrEnum

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from engine.values import Json
from results.accounts import passwords
from results.accounts.fitness import address_of, hash_of, name_of
from results.accounts.telling import tell_owner
from results.audit.deeds import Deed
from results.audit.log import Entry, record
from results.database import Database
from results.errors.accounts import AccountExists, LastAdministrator, LastReviewer, UnfitAccount, UnknownAccount
from results.ports import Clock
from results.records.accounts import Account
from results.records.events import SYSTEM, Actor
from results.review import ACCOUNT_ROLES, REVIEWERS, Role
from results.store import account_secrets, account_sessions, accounts


class Way(StrEnum):
    """How something came to be done about an account, where no account that was logged in did it."""

    COMMAND_LINE = "command_line"
    FIRST_START = "first_start"
    PROVIDER = "provider"
    LINK = "link"
    """From a mail to its owner."""


FIRST_EMAIL = "coordinator@localhost"
DEMO_EMAIL = "demo@example.org"
"""In whose name made-up responses are decided on. Nobody can log in to it."""


def add_account(  # noqa: PLR0913  # what an account is made of
    database: Database, clock: Clock, email: str, name: str, role: Role, password: str, *, logged: bool = False
) -> Account:
    """Make an account. `logged`: that it was made is told in the log.

    Raises:
        UnfitAccount: an address, name, role or password that an account cannot have.
        AccountExists: there is one with this address.
    """
    address = address_of(email)
    title = name_of(name, address)
    check_role(role)
    password_hash = hash_of(password, address, title)
    try:
        with database.writing() as connection:
            account = accounts.add(connection, address, title, role, password_hash, clock.now())
            if logged:
                log_deed(connection, clock, Deed.ACCOUNT_MADE, account, role=role)
    except IntegrityError:
        raise AccountExists(f"there is already an account for {address}") from None
    return account


def check_role(role: Role) -> None:
    """Refuse a role that no account has.

    Raises:
        UnfitAccount: it is one of those.
    """
    if role not in ACCOUNT_ROLES:
        raise UnfitAccount(f"an account is one of {', '.join(ACCOUNT_ROLES)}; not {role}")


def first_account(database: Database, clock: Clock, email: str = FIRST_EMAIL) -> tuple[Account, str] | None:
    """When there is no account at all: make an administrator, who reviews too and can invite others. With its random
    password, this once.

    Several processes that start at once make one account together; only the one that made it gets the password.
    """
    with database.reading() as connection:
        if accounts.any_account(connection):
            return None
    password = passwords.random_password()
    password_hash = passwords.hash_password(password)
    address = address_of(email)
    with database.writing() as connection:
        accounts.keep_others_out(connection)
        if accounts.any_account(connection):
            return None
        account = accounts.add(connection, address, "Coördinator", Role.ADMINISTRATOR, password_hash, clock.now())
        log_deed(connection, clock, Deed.ACCOUNT_MADE, account, Way.FIRST_START, Role.ADMINISTRATOR)
    return account, password


def account_by_id(database: Database, account_id: int) -> Account | None:
    """The account with this id; None when there never was one. It may be closed."""
    with database.reading() as connection:
        return accounts.by_id(connection, account_id)


def account_by_email(database: Database, email: str) -> Account:
    """The account with this address.

    Raises:
        UnknownAccount: there is none.
    """
    address = address_of(email)
    with database.reading() as connection:
        found = accounts.by_email(connection, address)
    if found is None:
        raise UnknownAccount(f"there is no account for {address}")
    return found[0]


def all_accounts(database: Database) -> tuple[Account, ...]:
    """Every account that was not ended, by address: who may log in, and who was invited to."""
    with database.reading() as connection:
        return accounts.all_of(connection)


def reviewers(database: Database) -> tuple[Account, ...]:
    """Who can log in now and decide on what is sent; without the account of the demo."""
    return tuple(
        each for each in all_accounts(database) if each.usable and each.role in REVIEWERS and each.email != DEMO_EMAIL
    )


def remove_account(database: Database, clock: Clock, email: str) -> Account:
    """Take away the account with this address, as `end_account` does.

    Raises:
        UnknownAccount, LastReviewer, LastAdministrator: as `end_account`.
    """
    return end_account(database, clock, account_by_email(database, email).id)


def end_account(database: Database, clock: Clock, account_id: int, by: Account | Way = Way.COMMAND_LINE) -> Account:
    """Take away an account: nobody can log in to it any more, and who was logged in no longer is.

    Its e-mail address is forgotten; its name stays with the decisions that were made with it.

    Raises:
        UnknownAccount: there is none.
        LastReviewer, LastAdministrator: nobody would be left who can look at what is sent, or invite others.
    """
    with database.writing() as connection:
        found = _in_use(connection, account_id)
        _check_who_is_left(connection, found, None)
        forget_ways_in(connection, account_id)
        account_secrets.replace_codes(connection, account_id, ())
        accounts.close(connection, account_id)
        log_deed(connection, clock, Deed.ACCOUNT_ENDED, found, by)
    return found


def change_role(
    database: Database, clock: Clock, account_id: int, role: Role, by: Account | Way = Way.COMMAND_LINE
) -> Account:
    """Let an account do something else from now on. It holds at once, also where it is logged in.

    Raises:
        UnknownAccount: there is none.
        UnfitAccount: not a role of accounts; or a provider says which role this account has.
        LastReviewer, LastAdministrator: nobody would be left who can look at what is sent, or invite others.
    """
    check_role(role)
    with database.writing() as connection:
        found = _in_use(connection, account_id)
        if found.provided:
            raise UnfitAccount("the provider of this account says which role it has")
        _check_who_is_left(connection, found, role)
        accounts.change(connection, account_id, role=role.value)
        log_deed(connection, clock, Deed.ROLE_CHANGED, found, by, role)
    return found


def change_password(database: Database, clock: Clock, email: str, password: str) -> None:
    """Set another password; who was logged in with the old one has to log in again.

    Raises:
        UnknownAccount: there is no account with this address.
        UnfitAccount: the password is too short, too long or too easy; or a provider says who this is.
    """
    found = account_by_email(database, email)
    if found.provided:
        raise UnfitAccount("this account logs in with a provider: a password would let it in when that no longer does")
    password_hash = hash_of(password, found.email, found.name)
    with database.writing() as connection:
        accounts.change(connection, found.id, password_hash=password_hash)
        forget_ways_in(connection, found.id)
        log_deed(connection, clock, Deed.PASSWORD_CHANGED, found)


def forget_ways_in(connection: Connection, account_id: int, but: str | None = None) -> int:
    """End the sessions of an account (but the one with the hash `but`), and make its links worth nothing. How many ended."""
    account_secrets.remove_links(connection, account_id)
    return account_sessions.end_all(connection, account_id, but)


def log_deed(  # what is logged of an account
    connection: Connection,
    clock: Clock,
    deed: Deed,
    account: Account,
    by: Account | Way = Way.COMMAND_LINE,
    role: Role | None = None,
) -> None:
    """Log what was done about an account, by its number: no name and no address, since the log is for ever. Its owner is told."""
    actor = SYSTEM if isinstance(by, Way) else Actor(by.role, by.id)
    facts: dict[str, Json] = {"account": account.id}
    if isinstance(by, Way):
        facts["way"] = by.value
    if role is not None:
        facts["role"] = role.value
    record(connection, Entry(clock.now(), actor, deed, facts=facts))
    tell_owner(connection, clock, deed, account, by.value if isinstance(by, Way) else _whose(by, account))


def _whose(by: Account, account: Account) -> str:
    return "owner" if by.id == account.id else "administrator"


def _in_use(connection: Connection, account_id: int) -> Account:
    accounts.keep_others_out(connection)
    found = accounts.by_id(connection, account_id)
    if found is None or found.closed:
        raise UnknownAccount("there is no such account")
    return found


def _check_who_is_left(connection: Connection, account: Account, role: Role | None) -> None:
    """Refuse to let the last one who can do something go, or become `role`."""
    left = {
        each.role
        for each in accounts.all_of(connection)
        if each.usable and each.id != account.id and each.email != DEMO_EMAIL
    }
    if role is not None and account.usable:
        left.add(role)
    if account.role in REVIEWERS and not left & REVIEWERS:
        raise LastReviewer(
            f"{account.email} is the last account that can look at what is sent: make another first, with `zelfscan user add`"
        )
    if account.role is Role.ADMINISTRATOR and account.usable and Role.ADMINISTRATOR not in left:
        raise LastAdministrator(
            f"{account.email} is the last account that can invite others: make another first, with "
            "`zelfscan user add --role administrator`"
        )
