"""Proposals of contact for the initiator, each with a yes and a no; and asking the coordinator for contact about a challenge."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from results.consents.changes import change_consent
from results.errors.contact import NotPossible, UnknownProposal, UnknownRequest
from results.errors.decisions import TransitionError
from results.errors.filling import UnknownConsent, UnknownResponse
from results.matching import ask as asking
from results.matching.answer import Contacts, answer, contacts
from results.pairing.states import ProposalStanding
from results.text import showable
from webform.contact.words import ASKING, standing_words
from webform.fill.opening import gone, key_to, open_draft
from webform.language import current_language
from webform.language import gettext as _
from webform.my_scan.views import scan_at
from webform.protection.csrf import STALE, keeps_typed
from webform.services import services

blueprint = Blueprint("contact", __name__)
ANSWERS = {"yes": True, "no": False}
REFUSED = 422
Shown = str | Response | tuple[str, int]


@blueprint.get("/r/<ref>/contact")
def overview(ref: str) -> str:
    """What was proposed, what was asked, and how to ask."""
    found = _contacts(ref)
    return render_template(
        "contact/overview.html", ref=ref, found=found, asking=ASKING, standing_words=standing_words, few=_few(found)
    )


@blueprint.post("/r/<ref>/contact/<int(max=2147483647):proposal>/answer")
def reply(ref: str, proposal: int) -> Response:
    """Say yes or no to a proposal."""
    yes = ANSWERS.get(request.form.get("answer", ""))
    back = redirect(url_for("contact.overview", ref=ref), code=303)
    token = key_to(ref)
    if yes is None:
        flash(_("We could not read what you chose. Nothing was changed: try it once more."), "warning")
        return back
    try:
        to = answer(services(), token, proposal, yes)
    except UnknownResponse:
        gone(ref)
    except UnknownProposal:
        abort(404)
    except TransitionError:
        flash(_("This was answered already, or is no longer open. Below you see how it stands now."), "warning")
        return back
    flash(*_told(to, yes))
    return back


def _told(to: ProposalStanding, yes: bool) -> tuple[str, str]:
    if not yes and to is ProposalStanding.DECLINED:
        return _("You said no. Thank you for telling us."), "success"
    if to is ProposalStanding.SHARED:
        return _("You both said yes. Below you see how you reach each other."), "success"
    if to is ProposalStanding.OTHER_ASKED:
        return _("You said yes. Now we ask the other."), "success"
    return _("This proposal is no longer open, so nothing was shared."), "warning"


@blueprint.get("/r/<ref>/contact/ask/<challenge>")
def ask(ref: str, challenge: str) -> str:
    """What asking for contact means, with the form for it."""
    return _ask_page(ref, challenge)


@blueprint.post("/r/<ref>/contact/ask/<challenge>")
def send(ref: str, challenge: str) -> Shown:
    """Ask the coordinator; with the consent, where it was not given yet and is now."""
    typed = request.form.get("words", "").replace("\r\n", "\n")
    if len(typed) > asking.LONGEST_WORDS:
        problem = _("Make this shorter: at most %(count)s characters.", count=asking.LONGEST_WORDS)
        return _ask_page(ref, challenge, {"words": problem}, typed), REFUSED
    found = _contacts(ref)
    if not found.may_ask or challenge not in found.challenges:
        abort(404)
    token = key_to(ref)
    try:
        if not found.given and request.form.get("consent") == "yes" and found.consent is not None:
            change_consent(services(), token, found.consent, True, current_language())
        asking.ask(services(), token, challenge, typed)
    except UnknownResponse:
        gone(ref)
    except (NotPossible, UnknownConsent) as refused:
        return _ask_page(ref, challenge, _why(refused), typed), REFUSED
    flash(_("The coordinator knows that you would like contact. Nothing was shared."), "success")
    return redirect(url_for("contact.overview", ref=ref), code=303)


def _why(refused: NotPossible | UnknownConsent) -> dict[str, str]:
    why = refused.why if isinstance(refused, NotPossible) else asking.NOT_NOW
    if why == asking.NO_CONSENT:
        return {
            "consent": _("Without this consent the coordinator may not look for anybody. Tick it if you want to go on.")
        }
    if why == asking.TOO_MANY:
        return {
            "words": _(
                "You ask for contact about %(count)s challenges already. Take one of those back first.",
                count=asking.MOST_ASKED,
            )
        }
    return {"words": _("This cannot be asked now. On My scan you see how your scan stands.")}


@blueprint.post("/r/<ref>/contact/request/<int(max=2147483647):number>/take-back")
def take_back(ref: str, number: int) -> Response:
    """Ask for it no longer."""
    try:
        asking.take_back(services(), key_to(ref), number)
    except UnknownResponse:
        gone(ref)
    except UnknownRequest:
        abort(404)
    flash(_("You no longer ask for this."), "success")
    return redirect(url_for("contact.overview", ref=ref), code=303)


@keeps_typed("contact.send")
def _again(ref: str, challenge: str) -> tuple[str, int]:
    return _ask_page(ref, challenge, {}, request.form.get("words", ""), stale=str(STALE)), 400


def _ask_page(
    ref: str, challenge: str, problems: dict[str, str] | None = None, typed: str = "", stale: str = ""
) -> str:
    found = _contacts(ref)
    title = found.challenges.get(challenge)
    if title is None or not found.may_ask:
        abort(404)
    consent = next((each for each in scan_at(ref).consents if each.question == found.consent), None)
    return render_template(
        "contact/ask.html",
        ref=ref,
        challenge=challenge,
        title=title,
        found=found,
        consent=consent,
        longest=asking.LONGEST_WORDS,
        problems=problems or {},
        typed=showable(typed),
        ticked=request.form.get("consent") == "yes",
        stale=stale,
    )


def _contacts(ref: str) -> Contacts:
    open_draft(ref)
    try:
        return contacts(services(), key_to(ref), current_language())
    except UnknownResponse:
        gone(ref)


def _few(found: Contacts) -> dict[str, str]:
    """The challenges that can be asked about, and are not yet."""
    open_now = {request.challenge for request, _title in found.requests if request.ended_at is None}
    return {name: title for name, title in found.challenges.items() if name not in open_now} if found.may_ask else {}
