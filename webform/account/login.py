"""Who is logged in. The session holds the id of the account; whether it may still open things is asked at each request."""

from dataclasses import dataclass

from flask import Flask, session
from flask_login import LoginManager, UserMixin, login_user, logout_user

from results.accounts import account_by_id
from results.records import Account
from results.review import Role
from webform.language import current_language, remember_language
from webform.services import services


@dataclass(frozen=True, slots=True)
class SignedIn(UserMixin):  # type: ignore[misc]  # Flask-Login publishes no types
    """An account as Flask-Login wants it."""

    account: Account

    @property
    def role(self) -> Role:
        """What the account may do."""
        return self.account.role

    def get_id(self) -> str:
        """What the session keeps."""
        return str(self.account.id)


def init_login(app: Flask) -> None:
    """Let `app` know who is logged in."""
    # Without its context processor: that would look up who is logged in for every page.
    logins = LoginManager(app, add_context_processor=False)
    logins.session_protection = "basic"

    @logins.user_loader  # type: ignore[untyped-decorator]  # the same
    def load(account_id: str) -> SignedIn | None:
        account = account_by_id(services().database, int(account_id)) if account_id.isdecimal() else None
        return None if account is None else SignedIn(account)


def sign_in(account: Account) -> None:
    """Log in, in a new session: whatever somebody else put in the old one is gone."""
    language = current_language()
    session.clear()
    remember_language(language)
    login_user(SignedIn(account))


def sign_out() -> None:
    """Log out; the session is emptied."""
    language = current_language()
    logout_user()
    session.clear()
    remember_language(language)
