"""One's own account: name, password, where it is logged in, and how one is mailed about new work."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from results.accounts import own, sessions
from results.errors.accounts import TooSoon, UnfitAccount, WrongPassword
from results.records.accounts import Account, News
from webform.access import MAY, Access
from webform.account.login import own_token, renew_session
from webform.account.roles import ROLES
from webform.account.words import session_rows, too_soon, unfit
from webform.language import LANGUAGES
from webform.language import gettext as _
from webform.services import services

blueprint = Blueprint("own", __name__, url_prefix="/account")
REFUSED = 422


def _account() -> Account:
    account: Account = current_user.account
    return account


def _done(message: str) -> Response:
    flash(message, "success")
    return redirect(url_for("own.page"), code=303)


@blueprint.get("")
def page() -> str:
    """The page."""
    return _page()


def _page(**problems: Any) -> str:
    account = _account()
    return render_template(
        "account/own.html",
        account=account,
        role=ROLES[account.role],
        reviews=account.role in MAY[Access.COORDINATOR],
        administers=account.role in MAY[Access.ADMINISTRATOR],
        sessions=session_rows(sessions.of_account(services(), account.id), current_user.session),
        languages=LANGUAGES,
        **{"present_problem": None, "new_problem": None, **problems},
    )


@blueprint.post("/name")
def rename() -> Response:
    """Change the name that colleagues see."""
    own.rename(services(), _account(), request.form.get("name", ""))
    return _done(_("Your name is changed."))


@blueprint.post("/language")
def choose_language() -> Response:
    """Choose the language of mails."""
    if (language := request.form.get("mail_language", "")) in LANGUAGES:
        own.choose_language(services(), _account(), language)
    return _done(_("Saved."))


@blueprint.post("/news")
def choose_news() -> Response:
    """Choose how to be mailed about new work."""
    news = next((each for each in News if each == request.form.get("news")), None)
    if news is not None:
        own.choose_news(services(), _account(), news)
    return _done(_("Saved."))


@blueprint.post("/password")
def change_password() -> Response | tuple[str, int]:
    """Choose another password; every other session ends."""
    present, new = (request.form.get(name, "") for name in ("present_password", "new_password"))
    try:
        own.change_own_password(services(), _account(), present, new, own_token())
    except WrongPassword:
        return _page(present_problem=_("This is not your present password.")), REFUSED
    except TooSoon as error:
        return _page(present_problem=too_soon(error)), REFUSED
    except UnfitAccount as error:
        return _page(new_problem=unfit(error)), REFUSED
    renew_session()
    return _done(_("Your password is changed. Wherever else you were logged in, you no longer are."))


@blueprint.post("/sessions/<int:session_id>/end")
def end_session(session_id: int) -> Response:
    """Log out in another browser."""
    sessions.end(services(), _account().id, session_id)
    return _done(_("You are logged out there."))


@blueprint.post("/sessions/end-others")
def end_others() -> Response:
    """Log out in every other browser."""
    sessions.end_others(services(), _account().id, own_token())
    return _done(_("You are logged out everywhere but here."))
