"""What somebody changes of their own account."""

from results.accounts import passwords
from results.accounts.attempts import Tried, count_attempt, was_right
from results.accounts.fitness import hash_of, name_of
from results.accounts.register import forget_ways_in, log_deed
from results.audit.deeds import Deed
from results.errors.accounts import WrongPassword
from results.records.accounts import Account, News
from results.services import Services
from results.store import account_secrets, accounts
from results.tokens import token_hash


def rename(services: Services, account: Account, name: str) -> None:
    """Call an account otherwise; its address when nothing was given."""
    with services.database.writing() as connection:
        accounts.change(connection, account.id, name=name_of(name, account.email))


def choose_language(services: Services, account: Account, language: str) -> None:
    """In which language mails to an account are."""
    with services.database.writing() as connection:
        accounts.change(connection, account.id, language=language)


def choose_news(services: Services, account: Account, news: News) -> None:
    """How an account is mailed about new work, of what comes in from now on."""
    with services.database.writing() as connection:
        accounts.change(connection, account.id, news=news.value, told_until=services.clock.now())


def check_password(services: Services, account: Account, password: str) -> None:
    """See that somebody who is logged in knows the password too.

    Raises:
        WrongPassword: it is another.
        TooSoon: it was tried too often.
    """
    with services.database.writing() as connection:
        count_attempt(connection, services, Tried.OWN_PASSWORD, account.id)
        password_hash, _sealed = accounts.secrets_of(connection, account.id)
    if not passwords.verify_password(password, password_hash):
        raise WrongPassword("this is not the password of the account")
    with services.database.writing() as connection:
        was_right(connection, services, Tried.OWN_PASSWORD, account.id)


def change_own_password(services: Services, account: Account, present: str, new: str, token: str) -> None:
    """Choose another password. Every session ends but the one with this token.

    Raises:
        WrongPassword, TooSoon: as `check_password`.
        UnfitAccount: the new one is too short, too long or too easy; nothing is changed.
    """
    check_password(services, account, present)
    password_hash = hash_of(new, account.email, account.name)
    with services.database.writing() as connection:
        accounts.change(connection, account.id, password_hash=password_hash)
        forget_ways_in(connection, account.id, token_hash(token))
        log_deed(connection, services.clock, Deed.PASSWORD_CHANGED, account, account)


def recovery_codes_left(services: Services, account: Account) -> int:
    """How many recovery codes somebody still has."""
    with services.database.reading() as connection:
        return account_secrets.codes_left(connection, account.id)
