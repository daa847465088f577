"""Where an account is logged in: a row for each browser, found by the hash of what its cookie holds.

A session ends after an hour without a request and twelve hours after it began, and at once when it is ended here: by logging
out, by another password, or with the account. Of the visitor only the kind of browser is kept, no address.
"""

from dataclasses import dataclass
from datetime import timedelta

from results.accounts.attempts import REMEMBERED_FOR
from results.accounts.register import Way, log_deed
from results.audit.deeds import Deed
from results.database import Database
from results.errors.accounts import UnknownAccount, WaysChanged
from results.ports import Clock
from results.records.accounts import Account, AccountSession
from results.services import Services
from results.store import account_secrets, account_sessions, accounts, attempts
from results.tokens import new_token, token_hash

UNUSED = timedelta(hours=1)
"""As NIST SP 800-63B-4 (AAL2) advises; it allows 24 hours in all, of which a working day is enough."""
IN_ALL = timedelta(hours=12)
_NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Resumed:
    """Who holds a session that is known: `account` is None when it has lasted too long, or was not used for long."""

    account: Account | None
    session: AccountSession


def begin(services: Services, account: Account, browser: str, system: str) -> str:
    """Log in in one browser; what its cookie is to hold. Only its hash is kept. `account`: as it was when its password was shown.

    Raises:
        WaysChanged: it has another password or other codes since, or was ended: whoever did that ended every session.
    """
    token = new_token()
    with services.database.writing() as connection:
        now = accounts.by_id(connection, account.id, lock=True)
        if now is None or now.closed or now.proof != account.proof:
            raise WaysChanged("what was shown to log in is worth nothing since a moment")
        account_sessions.add(connection, token_hash(token), account.id, services.clock.now(), browser, system)
    return token


def renew(services: Services, token: str, *, from_now: bool = False) -> str:
    """The same session with another token: whoever copied the cookie before its owner showed once more who they are is out.

    `from_now`: it lasts as long as one that begins now.
    """
    renewed = new_token()
    begun_at = services.clock.now() if from_now else None
    with services.database.writing() as connection:
        account_sessions.rename(connection, token_hash(token), token_hash(renewed), begun_at)
    return renewed


def resume(services: Services, token: str) -> Resumed | None:
    """Whose session this is, and note that it is used. None when there is no such session (any more)."""
    with services.database.reading() as connection:
        session = account_sessions.one(connection, token_hash(token))
        account = None if session is None else accounts.by_id(connection, session.account_id)
    if session is None or account is None or account.closed:
        return None
    now = services.clock.now()
    if now - session.used_at > UNUSED or now - session.begun_at > IN_ALL:
        with services.database.writing() as connection:
            account_sessions.end(connection, session.account_id, session.id)
        return Resumed(None, session)
    if now - session.used_at > _NOTED_EVERY:
        with services.database.writing() as connection:
            account_sessions.used(connection, session.id, now)
    return Resumed(account, session)


def of_account(services: Services, account_id: int) -> tuple[AccountSession, ...]:
    """Where an account is logged in now, the browser that was used last first."""
    now = services.clock.now()
    with services.database.reading() as connection:
        found = account_sessions.of_account(connection, account_id)
    return tuple(each for each in found if now - each.used_at <= UNUSED and now - each.begun_at <= IN_ALL)


def end(services: Services, account_id: int, session_id: int) -> bool:
    """End one session of an account; a cookie that somebody copied is worth nothing then. False when it was not there."""
    with services.database.writing() as connection:
        return account_sessions.end(connection, account_id, session_id)


def end_of(services: Services, token: str) -> None:
    """End the session with this token, if there is one."""
    if token:
        with services.database.writing() as connection:
            account_sessions.end_one(connection, token_hash(token))


def end_everywhere(database: Database, clock: Clock, account_id: int, by: Account | Way = Way.COMMAND_LINE) -> int:
    """Log somebody else out everywhere; in how many browsers.

    Raises:
        UnknownAccount: there is none.
    """
    with database.writing() as connection:
        account = accounts.by_id(connection, account_id)
        if account is None or account.closed:
            raise UnknownAccount("there is no such account")
        ended = account_sessions.end_all(connection, account_id)
        if ended:
            log_deed(connection, clock, Deed.SESSIONS_ENDED, account, by)
    return ended


def end_others(services: Services, account_id: int, but: str) -> int:
    """End every session of an account but the one with the token `but`; how many."""
    with services.database.writing() as connection:
        return account_sessions.end_all(connection, account_id, token_hash(but))


def forget_old(services: Services) -> int:
    """Forget sessions, links and attempts that are of no use any more; how many."""
    now = services.clock.now()
    with services.database.writing() as connection:
        return (
            account_sessions.remove_old(connection, now - IN_ALL, now - UNUSED)
            + account_secrets.remove_expired(connection, now)
            + attempts.forget_old(connection, now - REMEMBERED_FOR)
        )
