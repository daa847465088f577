"""The pages to log in, with a one-time code where that is asked, and to log out."""

import re

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from results.accounts import second_factor
from results.accounts.entering import enter
from results.errors.accounts import TooSoon, WaysChanged, WrongCode
from results.records.accounts import Account
from results.review import ACCOUNT_ROLES
from results.text import showable
from results.tokens import blinded
from webform.access import may_open
from webform.account import codes
from webform.account.login import renew_session, sign_out
from webform.account.login import sign_in as begin_session
from webform.account.roles import BEGINS_AT
from webform.account.ways import only_with_password, organisation, with_password
from webform.account.words import too_soon
from webform.fill.opening import newest_held
from webform.language import gettext as _
from webform.log import log
from webform.protection.headers import FORGET_WHAT_WAS_TYPED
from webform.protection.limits import limiter, visitors_network
from webform.services import services

blueprint = Blueprint("account", __name__)
LONGEST_FIELD = 254
_QUERY = re.compile(r"[!-~]*")
REFUSED = 422
TOO_OFTEN = 429


@blueprint.get("/login")
def login() -> str | Response:
    """The form."""
    if current_user.is_authenticated:
        return redirect(begins_at(current_user.account), code=303)
    return _form()


def _login_limit() -> str:
    return str(current_app.config["LOGIN_LIMIT"])


# Counted in memory, before anything else is done; what counts for all workers together stands in `results.accounts.attempts`.
@blueprint.post("/login")
@limiter.limit(_login_limit)
def sign_in() -> str | Response | tuple[str, int]:
    """Log in. What was wrong is not told: neither whether the address is known, nor whether the password was near."""
    only_with_password()
    email, password = (request.form.get(name, "") for name in ("email", "password"))
    try:
        account = enter(services(), email, password, visitors_network())
    except TooSoon as error:
        log(__name__).warning("too-many-attempts", account=_nameless())
        return _form(problem=too_soon(error)), TOO_OFTEN
    if account is None:
        log(__name__).warning("login-refused", account=_nameless())
        return _form(problem=_("This e-mail address and password do not go together. Try it again.")), REFUSED
    if account.codes:
        codes.wait_for_code(account, request.form.get("next", ""))
        return redirect(url_for("account.code_page"), code=303)
    return entered(account, request.form.get("next", ""))


@blueprint.get("/login/code")
def code_page() -> str | Response:
    """Where a one-time code is asked, after the password."""
    if codes.half_way() is None:
        return redirect(url_for("account.login"), code=303)
    return render_template("account/code.html", problem=None)


@blueprint.post("/login/code")
@limiter.limit(_login_limit)
def check_code() -> str | Response | tuple[str, int]:
    """Log in with the code."""
    waiting = codes.half_way()
    if waiting is None:
        flash(_("That took too long. Log in once more."), "warning")
        return redirect(url_for("account.login"), code=303)
    account, asked = waiting
    try:
        second_factor.check_code(services(), account, request.form.get("code", "")[:LONGEST_FIELD])
    except TooSoon as error:
        log(__name__).warning("too-many-attempts", account=_nameless(account.email))
        return render_template("account/code.html", problem=too_soon(error)), TOO_OFTEN
    except WrongCode:
        log(__name__).warning("code-refused", account=_nameless(account.email))
        told = _("This code does not work, or no longer. Wait for the next one; each works once.")
        return render_template("account/code.html", problem=told), REFUSED
    return entered(account, asked)


def entered(account: Account, asked: str, *, again: bool = False) -> Response:
    """Begin the session of who has shown who they are, and go where they wanted to go. `again`: the one that they have goes on."""
    try:
        renew_session(from_now=True) if again else begin_session(account)
    except WaysChanged:
        flash(_("Your password or your one-time codes were changed a moment ago. Log in once more."), "warning")
        return redirect(url_for("account.login"), code=303)
    log(__name__).info("login-again" if again else "login", account=_nameless(account.email))
    path, _mark, query = asked.partition("?")
    leads_here = may_open(path, account.role) and _QUERY.fullmatch(query)
    return redirect(asked if leads_here else begins_at(account), code=303)


def begins_at(account: Account) -> str:
    """The address of the first page of an account."""
    return url_for(BEGINS_AT[account.role])


@blueprint.post("/logout")
def logout() -> Response:
    """Log out in this browser; a cookie that was copied from it is worth nothing then."""
    provided = current_user.is_authenticated and current_user.account.provided
    sign_out()
    log(__name__).info("logout")
    if provided and organisation() is not None:
        answer = redirect(url_for("organisation.left"), code=303)
    else:
        flash(
            _("You are logged out. A scan is still open in this browser, under My scan.")
            if newest_held()
            else _("You are logged out."),
            "success",
        )
        answer = redirect(url_for("account.login"), code=303)
    answer.headers.update(FORGET_WHAT_WAS_TYPED)
    return answer


def _form(problem: str | None = None) -> str:
    asked = request.values.get("next", "")
    return render_template(
        "account/login.html",
        problem=problem,
        organisation=organisation(),
        with_password=with_password(),
        email=showable(request.form.get("email", "")[:LONGEST_FIELD]),
        next=asked if any(may_open(asked, role) for role in ACCOUNT_ROLES) else "",
    )


def _nameless(email: str | None = None) -> str:
    """In the log: the same for each attempt on one account, and nothing that tells whose it is."""
    tried = "account:" + (email or request.form.get("email", "")).strip().lower()[:LONGEST_FIELD]
    return blinded(services().secret, "log", tried)[:12]
