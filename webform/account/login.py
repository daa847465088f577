"""Who is logged in. The session holds the id of the account; whether it may still open things is asked at each request.

A session ends after an hour without a request and twelve hours after it began; and at once, also where somebody copied its
cookie, when its account logs out anywhere, gets another password or is gone.
"""

import hmac
from dataclasses import dataclass
from datetime import timedelta

from flask import Flask, flash, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from results.accounts import account_by_id, end_sessions
from results.records import Account
from results.review import Role
from webform.language import current_language, remember_language
from webform.language import gettext as _
from webform.services import services

UNUSED = timedelta(hours=1)
"""As NIST SP 800-63B-4 (AAL2) advises; it allows 24 hours in all, of which a working day is enough."""
IN_ALL = timedelta(hours=12)
_NOTED_EVERY = timedelta(minutes=1)
_DESK = "desk"
"""In the session: the stamp of the account, and when the session began and was last used (seconds since 1970)."""
_OF_FLASK_LOGIN = ("_user_id", "_fresh", "_id")


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
        if account is not None and _is_good(account):
            return SignedIn(account)
        for name in (_DESK, *_OF_FLASK_LOGIN):
            session.pop(name, None)
        return None


def _is_good(account: Account) -> bool:
    """Whether this session is one of the account as it is now, and neither unused for long nor old; notes that it is used."""
    held = session.get(_DESK)
    if not isinstance(held, list) or not hmac.compare_digest(str(held[0]), account.stamp):
        return False
    _stamp, begun, used = held
    now = int(services().clock.now().timestamp())
    if now - used > UNUSED.total_seconds() or now - begun > IN_ALL.total_seconds():
        flash(_("You were logged in for a long time, or did nothing for a while. Log in again to go on."), "warning")
        return False
    if now - used > _NOTED_EVERY.total_seconds():
        session[_DESK] = [account.stamp, begun, now]
    return True


def sign_in(account: Account) -> None:
    """Log in, in a new session: whatever somebody else put in the old one is gone."""
    language = current_language()
    session.clear()
    remember_language(language)
    now = int(services().clock.now().timestamp())
    session[_DESK] = [account.stamp, now, now]
    login_user(SignedIn(account))


def sign_out() -> None:
    """Log out, wherever this account is logged in; the session is emptied."""
    language = current_language()
    if current_user.is_authenticated:
        end_sessions(services().database, current_user.account.id)
    logout_user()
    session.clear()
    remember_language(language)
