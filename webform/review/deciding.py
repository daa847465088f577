"""Deciding on a submission.

A decision names the revision it was made on; one that is no longer the newest is refused, and the page says so. Nothing here
changes an answer.
"""

from collections.abc import Callable, Mapping
from typing import Final

from flask import abort, flash, redirect, request, url_for
from flask_babel import LazyString, format_datetime
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from results.decisions import deciding as decisions
from results.desk.reviewed import reviewed as reviewed_of
from results.errors import ResultsError
from results.errors.decisions import (
    ConflictOfInterest,
    NothingPublic,
    ReasonRequired,
    SecondReviewerNeeded,
    StaleRevision,
    TransitionError,
)
from results.errors.filling import UnknownResponse
from results.review import Action
from webform.language import current_language
from webform.language import gettext as _
from webform.review.blueprint import account, blueprint
from webform.review.composing import too_long, write_page
from webform.review.submission import submission_page
from webform.review.ways import LONGEST_REASON, WAYS, Posted, posted, way_of
from webform.services import services
from webform.wording.states import ACTIONS

IN_PANEL = ("approve", "request-changes", "reject")
"""Decisions that can be taken on the page of the submission itself."""
REFUSED: Final[Mapping[type[ResultsError], LazyString]] = {
    StaleRevision: _l(
        "There is a newer version than the one you decided on. Nothing was changed: below stands what is different in it."
    ),
    SecondReviewerNeeded: _l("A colleague has to confirm this approval. Nothing was changed."),
    ConflictOfInterest: _l(
        "You said that you are involved in this collective, so a colleague decides. Nothing was changed."
    ),
    NothingPublic: _l("Nothing of this is on the map any more. Nothing was changed."),
}
"""Why a decision was not taken. Whoever was before somebody else is named: see `_who_was_first`."""
Answer = str | Response | tuple[str, int]


def _decides(word: str) -> Callable[[str], Answer]:
    """The view that takes the decision of this word."""

    def decide(response_id: str) -> Answer:
        return _decided(response_id, word)

    return decide


for _word, _way in WAYS.items():
    # Each is an endpoint of its own, called after the action, so that the table of access names it.
    blueprint.add_url_rule(f"/<response_id>/{_word}", _way.action.value, _decides(_word), methods=["POST"])


@blueprint.post("/<response_id>/propose")
def propose(response_id: str) -> Answer:
    """Find that it can be approved, and ask a colleague to confirm."""
    sent = posted()
    if len(sent.reason) > LONGEST_REASON:
        return submission_page(response_id, too_long(), sent.reason, "approve"), 422
    try:
        decisions.propose(services(), response_id, sent.revision, account(), sent.reason)
    except ResultsError as refused:
        return _refused(response_id, refused, sent, Action.APPROVE)
    flash(_("You propose to approve this. A colleague has to confirm it."), "success")
    return redirect(url_for("review.submission", response_id=response_id), code=303)


@blueprint.post("/<response_id>/interest")
def interest(response_id: str) -> Answer:
    """Say that whoever is logged in is involved in this collective, or is no longer."""
    involved = {"yes": True, "no": False}.get(request.form.get("involved", ""))
    if involved is None:
        abort(400)
    try:
        decisions.declare_interest(services(), response_id, account(), involved=involved)
    except UnknownResponse:
        abort(404)
    told = _("You leave this decision to your colleagues.") if involved else _("You can decide on this again.")
    flash(told, "success")
    return redirect(url_for("review.submission", response_id=response_id), code=303)


def _decided(response_id: str, word: str) -> Answer:
    way, sent = way_of(word), posted()
    if problem := too_long(sent):
        return _to_mend(response_id, word, sent, problem)
    try:
        decisions.decide(services(), response_id, account(), sent.decision(way.action))
    except ReasonRequired:
        return _to_mend(response_id, word, sent, _("Tell the collective why."))
    except ResultsError as refused:
        return _refused(response_id, refused, sent, way.action)
    flash(_("The decision is saved: %(decision)s.", decision=ACTIONS[way.action]), "success")
    return redirect(url_for("review.submission", response_id=response_id), code=303)


def _to_mend(response_id: str, word: str, sent: Posted, problem: str) -> Answer:
    """The form that was sent, with what is wrong in it."""
    if sent.comments or word not in IN_PANEL:
        return write_page(response_id, word, sent, problem), 422
    return submission_page(response_id, problem, sent.reason.strip(), way_of(word).action.value), 422


def _refused(response_id: str, refused: ResultsError, sent: Posted, action: Action) -> Answer:
    """The submission as it is now, with why the decision was not taken and what was written."""
    if isinstance(refused, UnknownResponse):
        abort(404)
    told = _why(response_id, refused)
    written = "\n\n".join([sent.reason, *(text for text in sent.comments.values() if text.strip())]).strip()
    since = refused.decided_on if isinstance(refused, StaleRevision) else None
    return submission_page(response_id, told, written, action.value, since), 409


def _why(response_id: str, refused: ResultsError) -> str:
    """Why the decision was not taken, in words; what is no refusal of a decision goes on as the error it is."""
    if isinstance(refused, TransitionError):
        return _who_was_first(response_id)
    if type(refused) not in REFUSED:
        raise refused
    return str(REFUSED[type(refused)])


def _who_was_first(response_id: str) -> str:
    """Who decided what and when, when it was decided already."""
    told: str = _("This was decided already, or does not wait for a decision. Nothing was changed.")
    try:
        found = reviewed_of(services(), response_id, current_language())
    except UnknownResponse:
        return told
    last = found.events[-1] if found.events else None
    if last is None or last.account_id is None:
        return told
    return str(
        _(
            "This was decided already: %(decision)s by %(name)s, on %(at)s. Nothing was changed.",
            decision=ACTIONS[last.action],
            name=found.deciders.get(last.account_id, ""),
            at=format_datetime(last.at),
        )
    )
