"""The page "My scan", and changing one consent on it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from results.consents.changes import change_consent
from results.errors.filling import ResponseClosed, UnknownConsent, UnknownResponse
from results.matching.answer import contacts
from results.my_scan.overview import MyScan
from results.my_scan.overview import my_scan as read_scan
from results.review import State
from webform.fill.asking import questions_of
from webform.fill.open_here import open_here
from webform.fill.opening import gone, key_to, open_draft
from webform.language import current_language
from webform.language import gettext as _
from webform.my_scan.consenting import consent_cards
from webform.my_scan.history import history, why_not_public, words_of_coordinator
from webform.my_scan.kept import ended, how_long
from webform.my_scan.still_right import still_right_of
from webform.pages.site import operator_says
from webform.protection.csrf import STALE, keeps_typed
from webform.services import services
from webform.wording.states import state_words

blueprint = Blueprint("my_scan", __name__)
GIVEN = {"yes": True, "no": False}


@blueprint.get("/r/<ref>/scan")
def my_scan(ref: str) -> str:
    """Where the scan stands, and what can be done with it."""
    return _page(ref)


@blueprint.post("/r/<ref>/scan/consent")
def change(ref: str) -> Response:
    """Give or withdraw one consent."""
    token, question = key_to(ref), request.form.get("consent", "")
    given = GIVEN.get(request.form.get("given", ""))
    back = redirect(url_for("my_scan.my_scan", ref=ref), code=303)
    if given is None:
        flash(_("We could not read what you chose. Nothing was changed: try it once more."), "warning")
        return back
    purpose = next((each.purpose for each in scan_at(ref).consents if each.question == question), "")
    try:
        changed = change_consent(services(), token, question, given, current_language())
    except UnknownResponse:
        gone(ref)
    except UnknownConsent:
        flash(
            _("This consent was not asked of you, or no longer. Nothing was changed: look at what stands here now."),
            "warning",
        )
        return back
    except ResponseClosed:
        flash(_("This scan has ended, so no consent can be given any more. Nothing was changed."), "warning")
        return back
    if not changed.questions:
        flash(_("It was like this already: %(purpose)s. Nothing was changed.", purpose=purpose), "warning")
    elif given:
        flash(_("Given: %(purpose)s.", purpose=purpose), "success")
    else:
        flash(_("Withdrawn: %(purpose)s.", purpose=purpose), "success")
    return back


def scan_at(ref: str) -> MyScan:
    """The scan with this id, for a browser that holds its key; else another page is the answer."""
    try:
        scan = read_scan(services(), key_to(ref), current_language())
    except UnknownResponse:
        gone(ref)
    if scan.erased:
        gone(ref)
    return scan


@keeps_typed("my_scan.change")
def _again(ref: str) -> tuple[str, int]:
    return again_with(ref, str(STALE))


def again_with(ref: str, stale: str) -> tuple[str, int]:
    """The page once more: the request did not prove that it came from our own page."""
    return _page(ref, stale), 400


def _page(ref: str, stale: str = "") -> str:
    draft = open_draft(ref)
    scan = scan_at(ref)
    state = scan.response.state
    has_map = scan.questionnaire.publication.map_entry is not None
    return render_template(
        "my_scan/my_scan.html",
        ref=ref,
        scan=scan,
        state=state_words(state, operator_says("review_time"), has_map=has_map),
        how_long=how_long(scan),
        retention="" if ended(scan) else operator_says("retention"),
        sent=scan.submission is not None,
        editable=draft.editable,
        ended=state in (State.WITHDRAWN, State.EXPIRED),
        right=still_right_of(scan),
        has_map=has_map,
        reason=words_of_coordinator(scan),
        asked=questions_of(draft, ref) if draft.response.state is State.CHANGES_REQUESTED else None,
        why_not_public=why_not_public(scan),
        cards=consent_cards(scan, draft),
        history=history(scan),
        others=open_here(but=ref),
        contact=contacts(services(), key_to(ref), current_language()),
        stale=stale,
    )
