"""The profile page: what to tackle first, all challenges, groups and factors, and where the review stands."""

from flask import Blueprint, Response, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response as Reply

from results.errors.filling import UnknownResponse
from results.map_entry import slug
from results.matching.rules import rules_of
from results.my_scan.returned import Returned, returned
from results.review import EDITABLE, MAY_BE_PUBLIC, Action, State
from webform.fill.opening import gone, key_to, open_draft
from webform.language import current_language
from webform.pages.site import operator_says
from webform.profile.pdf import profile_pdf
from webform.profile.report import Report, radar_said, report
from webform.protection.limits import limiter
from webform.services import services
from webform.wording.states import StateWords, state_words

blueprint = Blueprint("profile", __name__)
MOST_MADE = "30 per minute"
"""From one address: typesetting keeps a processor busy, one document at a time."""


@blueprint.get("/r/<ref>/profile")
def profile(ref: str) -> str | Reply:
    """The profile of what was sent last. Before that: back to filling in."""
    got = _returned(ref)
    if got.submission is None and got.response.state in EDITABLE:
        return redirect(url_for("fill.resume", ref=ref), code=303)
    told = _report(got)
    return render_template(
        "profile/profile.html",
        got=got,
        report=told,
        radar_said=radar_said(told) if told is not None else "",
        ref=ref,
        state=_state(got),
        reason=_reason(got),
        editable=got.response.state in EDITABLE,
        may_ask=_may_ask(got),
    )


@blueprint.get("/r/<ref>/profile.pdf")
@limiter.limit(MOST_MADE)
def pdf(ref: str) -> Response:
    """The same as a document to keep. There is none before the first submission, or of a survey without scores."""
    got = _returned(ref)
    told = _report(got)
    if told is None:
        abort(404)
    name = f"{slug(told.name, got.response.survey)}-{got.response.revision}.pdf"
    return Response(
        profile_pdf(told, _state(got), _reason(got), may_ask=_may_ask(got)),
        mimetype="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _may_ask(got: Returned) -> bool:
    """Whether the coordinator can be asked for contact about a challenge, now."""
    return rules_of(services(), got.response.survey) is not None and got.response.state in MAY_BE_PUBLIC


def _state(got: Returned) -> StateWords:
    questionnaire = services().surveys.by_hash(got.response.questionnaire_hash)
    has_map = questionnaire.publication.map_entry is not None
    return state_words(got.response.state, operator_says("review_time"), has_map=has_map)


def _returned(ref: str) -> Returned:
    open_draft(ref)
    try:
        return returned(services(), key_to(ref), current_language())
    except UnknownResponse:
        gone(ref)


def _report(got: Returned) -> Report | None:
    """What there is to tell of the newest submission, with the texts of the questionnaire that it was made with."""
    if got.submission is None:
        return None
    questionnaire = services().surveys.by_hash(got.submission.questionnaire_hash)
    return report(got, questionnaire.in_language(current_language()))


def _reason(got: Returned) -> str:
    """What the coordinator wrote with the decision that counts now."""
    decided = got.last_event is not None and got.last_event.to_state is got.response.state
    told = got.response.state in (State.REJECTED, State.CHANGES_REQUESTED, State.APPROVED) or (
        got.last_event is not None and got.last_event.action is Action.REOPEN
    )
    return got.last_event.reason if decided and told and got.last_event is not None else ""
