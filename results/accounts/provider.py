"""Accounts of who logs in with an organisation. Found by what the provider calls them, never by an e-mail address: anybody
could have that put in their profile. What they may do is what the provider says, each time anew.
"""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.exc import IntegrityError

from results.accounts.fitness import address_of, name_of
from results.accounts.register import Way, forget_ways_in, log_deed
from results.audit.deeds import Deed
from results.errors.accounts import AccountExists, NoRole, UnfitAccount
from results.records.accounts import Account
from results.review import Role
from results.services import Services
from results.store import accounts
from results.text import plain_text
from results.tokens import blinded

LONGEST_ISSUER = 500
LONGEST_SUBJECT = 255


def role_of(claimed: object, values: Mapping[Role, frozenset[str]]) -> Role | None:
    """The highest role that a claim gives: a text, or a list of texts, one of which is a value of that role.

    `values` has the highest role first. None when the claim gives none, or is nothing like this.
    """
    said = claimed if isinstance(claimed, list) else [claimed]
    words = {each for each in said if isinstance(each, str)}
    return next((role for role, wanted in values.items() if wanted & words), None)


def enter_provided(
    services: Services, issuer: str, subject: str, role: Role | None, about: Mapping[str, object]
) -> Account:
    """The account of somebody who has shown to a provider who they are, made when there is none yet.

    `about`: what the provider tells of them (`name`, `email`), and the `language` they read. Without a role nobody gets in, and
    whoever had one and was logged in no longer is.

    Raises:
        NoRole: the provider gives them no role here.
        AccountExists: another account has their e-mail address.
        UnfitAccount: the provider's name for them is empty, or too long to keep.
    """
    if not 0 < len(subject) <= LONGEST_SUBJECT or plain_text(subject) != subject or len(issuer) > LONGEST_ISSUER:
        raise UnfitAccount("a provider calls somebody by 1 to 255 characters that can be kept")
    if role is None:
        _leave(services, issuer, subject)
        raise NoRole("the provider gives this person no role here")
    address = _address(services, issuer, subject, about.get("email"))
    for again in (True, False):
        try:
            return _known(services, (issuer, subject), address, role, about)
        except IntegrityError:  # somebody else has the address; or it was made in another window a moment ago
            if not again:
                raise AccountExists(f"there is already an account for {address}") from None
    raise AssertionError("it was found, made or refused")


def _leave(services: Services, issuer: str, subject: str) -> None:
    with services.database.writing() as connection:
        account = accounts.by_subject(connection, issuer, subject)
        if account is not None and forget_ways_in(connection, account.id):
            log_deed(connection, services.clock, Deed.SESSIONS_ENDED, account, Way.PROVIDER)


def _known(services: Services, who: tuple[str, str], address: str, role: Role, about: Mapping[str, object]) -> Account:
    issuer, subject = who
    now = services.clock.now()
    with services.database.writing() as connection:
        account = accounts.by_subject(connection, issuer, subject)
        if account is None:
            name = name_of(str(about.get("name") or ""), address.partition("@")[0])
            account = accounts.add(
                connection, address, name, role, accounts.NO_PASSWORD, now,
                language=str(about["language"]), issuer=issuer, subject=subject,
            )  # fmt: skip
            log_deed(connection, services.clock, Deed.ACCOUNT_MADE, account, Way.PROVIDER, role)
        elif account.role is not role:
            log_deed(connection, services.clock, Deed.ROLE_CHANGED, account, Way.PROVIDER, role)
        email = address if "@" in address else account.email
        if email != account.email:
            log_deed(connection, services.clock, Deed.ADDRESS_CHANGED, account, Way.PROVIDER)
        accounts.change(connection, account.id, email=email, role=role.value, last_login_at=now)
        return replace(account, email=email, role=role, last_login_at=now)


def _address(services: Services, issuer: str, subject: str, email: object) -> str:
    """Where to mail somebody; a word that is no address when the provider does not tell."""
    try:
        return address_of(str(email or ""))
    except UnfitAccount:
        return "provided-" + blinded(services.secret, "provided", f"{issuer} {subject}")[:16]
