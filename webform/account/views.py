"""The pages to log in and out."""

import re

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from results.accounts import authenticate
from results.tokens import blinded
from webform.account.login import sign_in as begin_session
from webform.account.login import sign_out
from webform.fields.base import AnswerField
from webform.headers import FORGET_WHAT_WAS_TYPED
from webform.language import gettext as _
from webform.limits import limiter
from webform.log import log
from webform.services import services

blueprint = Blueprint("account", __name__)
LONGEST_FIELD = 254
_DESK = re.compile(r"/review(/[0-9a-z]+)?")


@blueprint.get("/login")
def login() -> str | Response:
    """The form."""
    if current_user.is_authenticated:
        return redirect(url_for("review.waiting"), code=303)
    return _form()


def _login_limit() -> str:
    return str(current_app.config["LOGIN_LIMIT"])


def _attempted_account() -> str:
    return "account:" + request.form.get("email", "").strip().lower()[:LONGEST_FIELD]


# Per address, so that one visitor cannot try many accounts; and per account, so that many cannot try one.
@blueprint.post("/login")
@limiter.limit(_login_limit)
@limiter.limit(_login_limit, key_func=_attempted_account)
def sign_in() -> str | Response | tuple[str, int]:
    """Log in. What was wrong is not told: neither whether the address is known, nor whether the password was near."""
    account = authenticate(
        services().database, services().clock, request.form.get("email", ""), request.form.get("password", "")
    )
    if account is None:
        log(__name__).warning("login-refused", account=_nameless())
        return _form(problem=_("This e-mail address and password do not go together. Try it again.")), 422
    begin_session(account)
    log(__name__).info("login", account=_nameless())
    return redirect(_inside(request.form.get("next", "")), code=303)


@blueprint.post("/logout")
def logout() -> Response:
    """Log out, on every device: a cookie that was copied is worth nothing then."""
    sign_out()
    log(__name__).info("logout")
    flash(_("You are logged out."), "success")
    answer = redirect(url_for("account.login"), code=303)
    answer.headers.update(FORGET_WHAT_WAS_TYPED)
    return answer


def _form(problem: str | None = None) -> str:
    return render_template(
        "account/login.html",
        problem=problem,
        email=AnswerField.showable(request.form.get("email", "")[:LONGEST_FIELD]),
        next=_inside(request.values.get("next", "")),
    )


def _nameless() -> str:
    """In the log: the same for each attempt on one account, and nothing that tells whose it is."""
    return blinded(services().secret, "log", _attempted_account())[:12]


def _inside(address: str) -> str:
    """Where to go after logging in: an address of the review desk, or else its first page. Never another site."""
    return address if _DESK.fullmatch(address) else url_for("review.waiting")
