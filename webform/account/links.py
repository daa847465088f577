"""Choosing a password with a link from a mail: because it was forgotten, or by invitation.

A link is used by sending its form, not by opening its page: mail scanners open every link. Its pages send no referrer.
"""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from results.accounts import links
from results.errors.accounts import UnfitAccount
from results.errors.filling import UnknownKey
from results.filling.go_on import LONGEST_ADDRESS, valid_address
from results.text import showable
from webform.account.login import empty_session
from webform.account.ways import only_with_password
from webform.account.words import unfit
from webform.language import current_language
from webform.language import gettext as _
from webform.log import log
from webform.protection import trap
from webform.protection.csrf import STALE, keeps_typed, proven_by_token
from webform.protection.headers import FORGET_WHAT_WAS_TYPED
from webform.protection.limits import limiter
from webform.services import services

blueprint = Blueprint("password", __name__, url_prefix="/login")
blueprint.before_request(only_with_password)
NO_REFERRER = {"Referrer-Policy": "no-referrer"}
GONE = 410
REFUSED = 422
Shown = str | Response | tuple[str, int] | tuple[str, int, dict[str, str]]


def _mail_limit() -> str:
    return str(current_app.config["MAIL_LIMIT"])


@blueprint.get("/forgotten")
def ask_page() -> str:
    """The page to ask for a link."""
    return render_template("account/forgotten.html")


@blueprint.post("/forgotten")
@limiter.limit(_mail_limit)
def ask() -> Shown:
    """Have a link mailed; what is said and how long it takes is the same for every address."""
    address = request.form.get("email", "").strip()[:LONGEST_ADDRESS]
    shown = showable(address)
    if trap.tripped():
        return render_template("account/forgotten.html", email=shown, again=True), REFUSED
    if valid_address(address) is None:
        told = _("Enter an e-mail address, like name@example.org.")
        return render_template("account/forgotten.html", email=shown, problem=told), REFUSED
    links.ask_reset(services(), address, current_language())
    return redirect(url_for("password.asked"), code=303)


@blueprint.get("/forgotten/sent")
def asked() -> str:
    """What happens after asking."""
    return render_template("account/asked.html")


@blueprint.get("/choose/<link>")
def choose_page(link: str) -> Shown:
    """The form to choose a password."""
    return _form(link)


@blueprint.post("/choose/<link>")
@limiter.limit(_mail_limit)
@proven_by_token
def choose(link: str) -> Shown:
    """Choose it. Whoever did logs in with it: so it is typed once more, and one-time codes are asked as ever."""
    try:
        links.choose_password(services(), link, request.form.get("new_password", ""))
    except UnknownKey:
        return _expired()
    except UnfitAccount as error:
        return _form(link, problem=unfit(error))
    log(__name__).info("password-chosen")
    empty_session()
    flash(_("Your password is saved. Log in with it."), "success")
    answer = redirect(url_for("account.login"), code=303)
    answer.headers.update(FORGET_WHAT_WAS_TYPED)
    return answer


@keeps_typed("password.choose")
def _press_again(link: str) -> Shown:
    return _form(link, stale=str(STALE))


def _form(link: str, problem: str | None = None, stale: str | None = None) -> Shown:
    found = links.account_of(services(), link)
    if found is None:
        return _expired()
    account, kind = found
    page = render_template(
        "account/choose.html",
        link=link,
        account=account,
        invited=kind is links.LinkKind.INVITATION,
        problem=problem,
        stale=stale,
    )
    return page, REFUSED if problem else 400 if stale else 200, NO_REFERRER


def _expired() -> Shown:
    return render_template("account/expired.html"), GONE, NO_REFERRER
