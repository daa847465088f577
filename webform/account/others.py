"""The accounts of others, for administrators: invite, change what somebody may do, end. What follows is said before."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from results.accounts import links, register, second_factor, sessions
from results.errors.accounts import AccountExists, LastAdministrator, LastReviewer, UnfitAccount, UnknownAccount
from results.records.accounts import Account
from results.review import ACCOUNT_ROLES, REVIEWERS, Role
from results.text import showable
from webform.account.roles import ROLES
from webform.account.ways import only_with_password, with_password
from webform.account.words import INVITED, unfit
from webform.language import current_language
from webform.language import gettext as _
from webform.log import log
from webform.services import services
from webform.wording.held_mail import held_words

blueprint = Blueprint("accounts", __name__, url_prefix="/accounts")
REFUSED = 422
LONGEST_FIELD = 254


@blueprint.get("")
def everybody() -> str:
    """Who has an account, and the form to invite somebody."""
    return _list()


def _list(email: str = "", name: str = "", role: str = Role.COORDINATOR, problem: str | None = None) -> str:
    found = register.all_accounts(services().database)
    return render_template(
        "account/others.html",
        accounts=[each for each in found if each.email != register.DEMO_EMAIL],
        roles=ROLES,
        with_password=with_password(),
        invited_until=links.invited_until(services()),
        stands=links.invitations(services()),
        invited=INVITED,
        held=held_words(),
        email=showable(email),
        name=showable(name),
        chosen=role,
        problem=problem,
    )


@blueprint.post("")
def invite() -> Response | tuple[str, int]:
    """Invite somebody by mail."""
    only_with_password()
    email, name, role = (request.form.get(field, "")[:LONGEST_FIELD] for field in ("email", "name", "role"))
    try:
        links.invite(services(), email, name, _role(role), current_language(), current_user.account)
    except AccountExists:
        return _list(email, name, role, _("There is already an account with this e-mail address.")), REFUSED
    except UnfitAccount as error:
        return _list(email, name, role, unfit(error)), REFUSED
    log(__name__).info("account-invited", by=current_user.account.id)
    flash(_("The invitation is on its way. The link in it works for seven days."), "success")
    return redirect(url_for("accounts.everybody"), code=303)


@blueprint.get("/<int:account_id>")
def one(account_id: int) -> str:
    """One account: what it may do, and what can be done about it."""
    return _one(_account(account_id))


def _one(account: Account, problem: str | None = None, **shown: Any) -> str:
    stand = links.invitations(services()).get(account.id, links.Invited.EXPIRED)
    return render_template(
        "account/other.html",
        account=account,
        roles=ROLES,
        own=account.id == current_user.account.id,
        until=links.invited_until(services()).get(account.id) if stand is links.Invited.GOOD else None,
        invited=INVITED[stand],
        logged_in=len(sessions.of_account(services(), account.id)),
        problem=problem,
        **shown,
    )


@blueprint.post("/<int:account_id>/role")
def change_role(account_id: int) -> Response | tuple[str, int]:
    """Let somebody do something else from now on."""
    account = _account(account_id)
    role = _role(request.form.get("role", ""))
    try:
        register.change_role(services().database, services().clock, account_id, role, current_user.account)
    except (LastReviewer, LastAdministrator) as error:
        return _one(account, problem=_last(error)), REFUSED
    except UnfitAccount:
        abort(400)
    log(__name__).info("account-role", account=account_id, role=role.value, by=current_user.account.id)
    if account_id == current_user.account.id and role is not Role.ADMINISTRATOR:
        flash(_("You are no administrator any more."), "success")
        return redirect(url_for("own.page"), code=303)
    flash(_("%(name)s is now: %(role)s.", name=account.name, role=ROLES[role].title), "success")
    return redirect(url_for("accounts.everybody"), code=303)


@blueprint.post("/<int:account_id>/invite")
def reinvite(account_id: int) -> Response:
    """Mail another link to who did not use the first."""
    try:
        queued = links.reinvite(services(), account_id)
    except UnknownAccount:
        abort(404)
    if queued:
        flash(_("Another invitation is on its way. Links in mails before it no longer work."), "success")
    else:
        flash(_("An invitation was sent a few minutes ago. Wait ten minutes before you send another."), "warning")
    return redirect(url_for("accounts.everybody"), code=303)


@blueprint.post("/<int:account_id>/codes")
def end_codes(account_id: int) -> Response:
    """No longer ask somebody who has lost their device for one-time codes."""
    account = _account(account_id)
    if account.id == current_user.account.id:
        return redirect(url_for("own_codes.page"), code=303)  # where the password is asked
    second_factor.turn_off(services().database, services().clock, account, current_user.account)
    log(__name__).info("account-codes-off", account=account_id, by=current_user.account.id)
    flash(_("%(name)s logs in without one-time codes now.", name=account.name), "success")
    return redirect(url_for("accounts.everybody"), code=303)


@blueprint.post("/<int:account_id>/sessions")
def end_sessions(account_id: int) -> Response:
    """Log somebody out wherever they are."""
    account = _account(account_id)
    if account.id == current_user.account.id:
        return redirect(url_for("own.page"), code=303)
    sessions.end_everywhere(services().database, services().clock, account_id, current_user.account)
    log(__name__).info("account-logged-out", account=account_id, by=current_user.account.id)
    flash(_("%(name)s is logged out everywhere.", name=account.name), "success")
    return redirect(url_for("accounts.one", account_id=account_id), code=303)


@blueprint.get("/<int:account_id>/end")
def ending(account_id: int) -> str:
    """What ending an account means."""
    return _ending(_account(account_id))


def _ending(account: Account, problem: str | None = None) -> str:
    return render_template(
        "account/ending.html",
        account=account,
        reviews=account.role in REVIEWERS,
        own=account.id == current_user.account.id,
        problem=problem,
    )


@blueprint.post("/<int:account_id>/end")
def end(account_id: int) -> Response | tuple[str, int]:
    """End an account."""
    account = _account(account_id)
    try:
        register.end_account(services().database, services().clock, account_id, current_user.account)
    except (LastReviewer, LastAdministrator) as error:
        return _ending(account, problem=_last(error)), REFUSED
    log(__name__).info("account-ended", account=account_id, by=current_user.account.id)
    flash(_("The account of %(name)s is ended.", name=account.name), "success")
    return redirect(url_for("accounts.everybody"), code=303)


def _account(account_id: int) -> Account:
    found = register.account_by_id(services().database, account_id)
    if found is None or found.closed or found.email == register.DEMO_EMAIL:
        abort(404)
    return found


def _role(asked: str) -> Role:
    return next((role for role in ACCOUNT_ROLES if role == asked), None) or abort(400)


def _last(error: LastReviewer | LastAdministrator) -> str:
    if isinstance(error, LastAdministrator):
        return _("This is the last account that can invite others. Make somebody else an administrator first.")
    return _("This is the last account that can look at what is sent. Make somebody else a coordinator first.")
