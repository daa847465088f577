"""Mails with a link to choose a password: an invitation, or because it was forgotten.

A link is made when its mail is sent; only its hash is kept. It works once, by pressing a button, and for a while. Asking for
one tells nothing: a mail is always queued, and only the worker looks whether there is anything to send.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from results.accounts.attempts import Tried, was_right
from results.accounts.fitness import address_of, hash_of, name_of
from results.accounts.register import Way, check_role, forget_ways_in, log_deed
from results.audit.deeds import Deed
from results.errors.accounts import AccountExists, UnfitAccount, UnknownAccount
from results.errors.filling import UnknownKey
from results.mail.outbox import Mail, MailKind, queue
from results.records.accounts import Account
from results.records.mails import MailState, StoredMail
from results.review import Role
from results.services import Services
from results.store import account_secrets, accounts, mails
from results.tokens import link_is_ours, new_link, token_hash

ASKED_ONCE_IN = timedelta(minutes=10)
MOST_ASKED = 6
"""How often a link can be asked for with one address in a day."""


class LinkKind(StrEnum):
    """Why somebody chooses a password."""

    INVITATION = "invitation"
    RESET = "reset"


class Invited(StrEnum):
    """How it stands with an invitation."""

    LEAVING = "leaving"
    """Its mail waits to be sent; the link is made then."""
    UNDELIVERED = "undelivered"
    """Its mail could not be delivered."""
    GOOD = "good"
    EXPIRED = "expired"


_STANDS = {MailState.WAITING: Invited.LEAVING, MailState.FAILED: Invited.UNDELIVERED}
LASTS: Mapping[LinkKind, timedelta] = MappingProxyType(
    {LinkKind.INVITATION: timedelta(days=7), LinkKind.RESET: timedelta(hours=1)}
)


@dataclass(frozen=True, slots=True)
class Issued:
    """A link that was just made: what stands behind /login/choose/, and whose it is."""

    link: str
    account: Account


def invite(  # what an invitation is made of
    services: Services, email: str, name: str, role: Role, language: str, by: Account | Way = Way.COMMAND_LINE
) -> Account:
    """Make an account that nobody can log in to yet, and mail a link to choose its password.

    Raises:
        UnfitAccount: an address or role that an account cannot have.
        AccountExists: there is one with this address.
    """
    address = address_of(email)
    check_role(role)
    now = services.clock.now()
    try:
        with services.database.writing() as connection:
            account = accounts.add(
                connection, address, name_of(name, address), role, accounts.NO_PASSWORD, now, language=language
            )
            _queue_invitation(connection, services, account)
            log_deed(connection, services.clock, Deed.ACCOUNT_INVITED, account, by, role)
    except IntegrityError:
        raise AccountExists(f"there is already an account for {address}") from None
    return account


def reinvite(services: Services, account_id: int) -> bool:
    """Mail another link to who was invited; those before it are worth nothing. False when one was queued just now.

    Raises:
        UnknownAccount: there is none, or it has a password already.
    """
    with services.database.writing() as connection:
        account = accounts.by_id(connection, account_id, lock=True)
        if account is None or account.closed or account.usable:
            raise UnknownAccount("there is no such invitation")
        account_secrets.remove_links(connection, account_id)
        return _queue_invitation(connection, services, account)


def _queue_invitation(connection: Connection, services: Services, account: Account) -> bool:
    now = services.clock.now()
    turn = int(now.timestamp() // ASKED_ONCE_IN.total_seconds())
    key = f"{MailKind.INVITATION}:{account.id}:{turn}"
    mail = Mail(key, MailKind.INVITATION, account.email, account.language, params={"account": account.id})
    return queue(connection, mail, now)


def ask_reset(services: Services, email: str, language: str) -> None:
    """Queue a mail to choose another password: always, whether there is such an account or not.

    One in ten minutes and six in a day at most; what is more is left out.
    """
    try:
        address = address_of(email)
    except UnfitAccount:
        return
    now = services.clock.now()
    turn = int(now.timestamp() // ASKED_ONCE_IN.total_seconds())
    whose = token_hash(address)[:32]
    mail = Mail(f"{MailKind.RESET}:{whose}:{turn}", MailKind.RESET, address, language)
    with services.database.writing() as connection:
        if mails.count_to(connection, address, MailKind.RESET, now - timedelta(days=1)) < MOST_ASKED:
            queue(connection, mail, now)


def issue(services: Services, mail: StoredMail) -> Issued | None:
    """The link that a mail brings, made now; None when there is nothing to send any more, or never was."""
    kind = LinkKind(mail.kind)
    with services.database.writing() as connection:
        found = accounts.by_email(connection, mail.recipient)
        if found is None or not _wanted(kind, mail, found[0]):
            return None
        link = new_link(services.secret)
        now = services.clock.now()
        account_secrets.add_link(connection, token_hash(link), found[0].id, kind.value, now, now + LASTS[kind])
        return Issued(link, found[0])


def _wanted(kind: LinkKind, mail: StoredMail, account: Account) -> bool:
    if account.closed or not account.can_be_mailed:
        return False
    if kind is LinkKind.INVITATION:
        return mail.params.get("account") == account.id and not account.usable
    return account.has_password


def account_of(services: Services, link: str) -> tuple[Account, LinkKind] | None:
    """Whose password a link is to choose now, and why; changes nothing. None when it is good for nothing."""
    if not link_is_ours(services.secret, link):
        return None
    with services.database.reading() as connection:
        found = account_secrets.link(connection, token_hash(link), services.clock.now())
        account = None if found is None else accounts.by_id(connection, found[0])
    return None if found is None or account is None or account.closed else (account, LinkKind(found[1]))


def choose_password(services: Services, link: str, password: str) -> Account:
    """Use a link: choose a password. Every session and every other link ends, and attempts in vain are forgotten.

    Raises:
        UnknownKey: forged, used or expired; or its account is gone.
        UnfitAccount: the password is too short, too long or too easy; the link stays good.
    """
    found = account_of(services, link)
    if found is None:
        raise UnknownKey("this link is good for nothing")
    account = found[0]
    password_hash = hash_of(password, account.email, account.name)
    with services.database.writing() as connection:
        if not account_secrets.take_link(connection, token_hash(link)):
            raise UnknownKey("somebody used this link a moment ago")
        now = accounts.by_id(connection, account.id, lock=True)
        if now is None or now.closed:
            raise UnknownKey("its account is gone")
        accounts.change(connection, account.id, password_hash=password_hash)
        forget_ways_in(connection, account.id)
        log_deed(connection, services.clock, Deed.PASSWORD_CHANGED, account, Way.LINK)
        was_right(connection, services, Tried.ACCOUNT, account.email)
    return account


def invited_until(services: Services) -> Mapping[int, datetime]:
    """Until when each account that was invited can be taken."""
    with services.database.reading() as connection:
        return account_secrets.links_until(connection, LinkKind.INVITATION.value, services.clock.now())


def invitations(services: Services) -> Mapping[int, Invited]:
    """How it stands with the newest invitation of each account that was ever invited. A link is made at every attempt to send
    it, so there may be one that nobody got.
    """
    with services.database.reading() as connection:
        until = account_secrets.links_until(connection, LinkKind.INVITATION.value, services.clock.now())
        became = mails.states_of(connection, MailKind.INVITATION)
    newest = {int(key.split(":")[1]): state for key, state in became.items()}
    return {
        account: _STANDS.get(state, Invited.GOOD if account in until else Invited.EXPIRED)
        for account, state in newest.items()
    }
