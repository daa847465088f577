"""One's own one-time codes: turned on with a QR code, recovery codes that are shown once, turned off. Each asks the password."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_login import current_user
from markupsafe import Markup
from werkzeug.wrappers import Response

from results.accounts import own, second_factor
from results.errors.accounts import TooSoon, WrongCode, WrongPassword
from results.records.accounts import Account
from webform.account.login import own_token, renew_session
from webform.account.words import too_soon
from webform.language import gettext as _
from webform.log import log
from webform.services import services

blueprint = Blueprint("own_codes", __name__, url_prefix="/account/codes")
REFUSED = 422
_SECRET = "new_codes"  # noqa: S105  # a name in the cookie, no password
"""In the cookie while somebody turns codes on: the secret that their phone is to have. They see it on the page anyway."""


def _account() -> Account:
    account: Account = current_user.account
    return account


@blueprint.get("")
def page() -> str:
    """How to turn them on, or what there is to change."""
    return _page()


def _page(**problems: Any) -> str:
    account = _account()
    secret = ""
    if not account.codes:
        secret = session.setdefault(_SECRET, second_factor.new_secret())
    return render_template(
        "account/codes.html",
        account=account,
        left=own.recovery_codes_left(services(), account),
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        drawing=_drawing(second_factor.address_of(secret, account)) if secret else None,
        **{"password_problem": None, "code_problem": None, "recovery": (), **problems},
    )


@blueprint.post("")
def turn_on() -> str | Response | tuple[str, int]:
    """Ask one-time codes from now on."""
    account = _account()
    secret = session.get(_SECRET)
    if account.codes or not isinstance(secret, str):
        return redirect(url_for("own_codes.page"), code=303)
    if (refused := _password_refused()) is not None:
        return refused
    try:
        recovery = second_factor.turn_on(services(), account, secret, request.form.get("code", ""), own_token())
    except WrongCode:
        return _page(
            code_problem=_("This code does not fit. See that the clock of your phone is right, and type the next code.")
        ), REFUSED
    except TooSoon as error:
        return _page(code_problem=too_soon(error)), REFUSED
    session.pop(_SECRET)
    log(__name__).info("codes-on")
    return _shown_once(recovery)


@blueprint.post("/recovery")
def renew() -> str | Response | tuple[str, int]:
    """Make other recovery codes."""
    if not _account().codes:
        return redirect(url_for("own_codes.page"), code=303)
    if (refused := _password_refused()) is not None:
        return refused
    return _shown_once(second_factor.new_recovery_codes(services(), _account()))


@blueprint.post("/off")
def turn_off() -> Response | tuple[str, int]:
    """No longer ask one-time codes."""
    if (refused := _password_refused()) is not None:
        return refused
    second_factor.turn_off(services().database, services().clock, _account(), _account(), own_token())
    log(__name__).info("codes-off")
    flash(_("One-time codes are off."), "success")
    return redirect(url_for("own.page"), code=303)


def _password_refused() -> tuple[str, int] | None:
    """The page again, when the password that was typed is not the account's; else the session goes on with another token."""
    try:
        own.check_password(services(), _account(), request.form.get("present_password", ""))
    except WrongPassword:
        return _page(password_problem=_("This is not your present password.")), REFUSED
    except TooSoon as error:
        return _page(password_problem=too_soon(error)), REFUSED
    renew_session()
    return None


def _shown_once(recovery: tuple[str, ...]) -> str:
    return render_template("account/recovery.html", recovery=recovery)


def _drawing(address: str) -> Markup:
    """The QR code, dark on light whatever the colours of the page: cameras want that."""
    import segno

    svg = segno.make(address, error="m").svg_inline(
        scale=4, border=4, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None
    )
    return Markup(svg)  # noqa: S704  # drawn by us: lines and numbers only
