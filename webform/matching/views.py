"""The coordinator's pages about contact: who fits one submission, proposing it, and what initiators ask for."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from results.errors.contact import NotPossible, UnknownProposal, UnknownRequest
from results.errors.decisions import TransitionError
from results.errors.filling import UnknownResponse
from results.matching import ask as asking
from results.matching.find import matchmaking
from results.matching.overview import contact_in_hand
from results.matching.propose import LONGEST_WORDS, propose, withdraw_proposal
from results.records.accounts import Account
from results.text import showable
from webform.language import current_language
from webform.language import gettext as _
from webform.matching.words import LAB_REASONS, STANDINGS, WHY_NOT
from webform.protection.csrf import STALE, keeps_typed
from webform.services import services

blueprint = Blueprint("matching", __name__, url_prefix="/review")
REFUSED = 422
CONFLICT = 409
_ID_LENGTH = 32


@blueprint.get("/<response_id>/matching")
def found(response_id: str) -> str:
    """Who fits, for one challenge."""
    return _page(response_id, request.args.get("challenge"))


@blueprint.post("/<response_id>/matching")
def suggest(response_id: str) -> str | Response | tuple[str, int]:
    """Propose contact with somebody."""
    challenge, other = request.form.get("challenge", ""), request.form.get("other", "")
    words = request.form.get("words", "").replace("\r\n", "\n")
    if len(words) > LONGEST_WORDS:
        problem = _("Make this shorter: at most %(count)s characters.", count=LONGEST_WORDS)
        return _page(response_id, challenge, problem, words, other), REFUSED
    try:
        propose(services(), response_id, other[:_ID_LENGTH], challenge, _account(), words)
    except UnknownResponse:
        abort(404)
    except NotPossible as refused:
        return _page(response_id, challenge, str(WHY_NOT[refused.why]), words, other), CONFLICT
    flash(_("Proposed. The one who seeks is asked first, by mail and on their own page."), "success")
    return redirect(url_for("matching.found", response_id=response_id, challenge=challenge), code=303)


@blueprint.post("/<response_id>/matching/<int(max=2147483647):proposal>/withdraw")
def withdraw(response_id: str, proposal: int) -> Response:
    """Take a proposal back."""
    try:
        withdraw_proposal(services(), proposal, _account())
    except (UnknownProposal, UnknownResponse):
        abort(404)
    except TransitionError:
        flash(_("This proposal was answered meanwhile, or has ended. Nothing was changed."), "warning")
    else:
        flash(_("The proposal is withdrawn."), "success")
    if request.form.get("back") == "contact":
        return redirect(url_for("matching.requests"), code=303)
    return redirect(url_for("matching.found", response_id=response_id), code=303)


@blueprint.get("/requests")
def requests() -> str:
    """What initiators ask for, the oldest first; and who still has to answer a proposal."""
    found = contact_in_hand(services(), current_language())
    return render_template("matching/requests.html", found=found, longest=asking.LONGEST_WORDS, standings=STANDINGS)


@blueprint.post("/requests/<int(max=2147483647):number>/close")
def close(number: int) -> Response:
    """Say that nobody was found now."""
    try:
        asking.close(services(), number, _account(), request.form.get("reply", "").replace("\r\n", "\n"))
    except UnknownRequest:
        flash(_("This request waits no longer: it was taken back, or a colleague was before you."), "warning")
    else:
        flash(_("The request is closed. The initiator reads your words on their own page."), "success")
    return redirect(url_for("matching.requests"), code=303)


@keeps_typed("matching.suggest")
def _again(response_id: str) -> tuple[str, int]:
    form = request.form
    return _page(response_id, form.get("challenge"), str(STALE), form.get("words", ""), form.get("other", "")), 400


def _page(response_id: str, challenge: str | None, problem: str = "", typed: str = "", about: str = "") -> str:
    try:
        shown = matchmaking(services(), response_id, challenge, current_language())
    except UnknownResponse:
        abort(404)
    return render_template(
        "matching/matching.html",
        shown=shown,
        titles={each.id: each.title for each in shown.challenges},
        lab_reasons=LAB_REASONS,
        standings=STANDINGS,
        why_not=WHY_NOT,
        longest=LONGEST_WORDS,
        problem=problem,
        typed=showable(typed),
        about=about,
    )


def _account() -> Account:
    logged_in: Account = current_user.account
    return logged_in
