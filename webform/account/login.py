"""Who is logged in. The cookie holds the id of the account and a random token; whose session it is, is asked at each request.

When a session ends, and how it is ended from elsewhere: see `results.accounts.sessions`.
"""

from dataclasses import dataclass

from flask import Flask, flash, request, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from results.accounts import sessions
from results.records.accounts import Account, AccountSession
from results.review import Role
from webform.account.browsers import browser_of
from webform.fill.opening import carry, keys_to_carry
from webform.language import current_language, remember_language
from webform.language import gettext as _
from webform.services import services

_DESK = "desk"
"""In the cookie: the token of the session."""
_OF_FLASK_LOGIN = ("_user_id", "_fresh", "_id")


@dataclass(frozen=True, slots=True)
class SignedIn(UserMixin):  # type: ignore[misc]  # Flask-Login publishes no types
    """An account as Flask-Login wants it, and the session in which it is here."""

    account: Account
    session: AccountSession | None = None

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
        token = session.get(_DESK)
        found = sessions.resume(services(), token) if isinstance(token, str) else None
        if found is not None and found.account is None:
            flash(
                _("You were logged in for a long time, or did nothing for a while. Log in again to go on."), "warning"
            )
        if found is not None and found.account is not None and account_id == str(found.account.id):
            return SignedIn(found.account, found.session)
        for name in (_DESK, *_OF_FLASK_LOGIN):
            session.pop(name, None)
        return None


def sign_in(account: Account) -> None:
    """Log in, in a new session: what somebody else put in the old one about an account is gone, and so is who was logged in.

    Raises:
        WaysChanged: the password or the codes that were shown are worth nothing since a moment.
    """
    sessions.end_of(services(), own_token())
    empty_session()
    browser, system = browser_of(request.user_agent.string)
    session[_DESK] = sessions.begin(services(), account, browser, system)
    login_user(SignedIn(account))


def renew_session(*, from_now: bool = False) -> None:
    """Go on with another token: somebody has shown once more who they are. `from_now`: as if the session began now."""
    session[_DESK] = sessions.renew(services(), own_token(), from_now=from_now)


def sign_out() -> None:
    """Log out in this browser, and wherever its cookie was copied to; the session is emptied (see `empty_session`)."""
    if current_user.is_authenticated and current_user.session is not None:
        sessions.end(services(), current_user.account.id, current_user.session.id)
    logout_user()
    empty_session()


def own_token() -> str:
    """The token of the session in which somebody is logged in here."""
    return str(session.get(_DESK, ""))


def empty_session() -> None:
    """Forget all that the cookie holds, but the language and the keys to the scans that are open in this browser.

    Who logs in or out does not come or go as the one who fills in: that was so before, and has a button of its own.
    """
    language, scans = current_language(), keys_to_carry()
    session.clear()
    remember_language(language)
    carry(scans)
