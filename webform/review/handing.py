"""Taking a submission in hand and giving it back, and writing a note to the other coordinators."""

from flask import abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from results.desk import taking
from results.desk.notes import add_note
from results.errors.desk import EmptyNote, NothingToTake, TakenMeanwhile
from results.errors.filling import UnknownResponse
from webform.language import gettext as _
from webform.review.blueprint import account, blueprint
from webform.review.submission import submission_page
from webform.services import services

LONGEST_NOTE = 2000


@blueprint.post("/<response_id>/take")
def take(response_id: str) -> Response:
    """Take a submission in hand, so that others see it."""
    seen_with = request.form.get("seen_with", "")
    if seen_with and not (seen_with.isascii() and seen_with.isdigit() and len(seen_with) < 10):
        abort(400)
    try:
        taking.take(services(), response_id, account(), int(seen_with) if seen_with else None)
    except UnknownResponse:
        abort(404)
    except (NothingToTake, TakenMeanwhile) as error:
        flash(_told(error), "warning")
    return redirect(url_for("review.submission", response_id=response_id), code=303)


@blueprint.post("/<response_id>/give-back")
def give_back(response_id: str) -> Response:
    """Give a submission back, so that another takes it."""
    try:
        taking.give_back(services(), response_id, account())
    except UnknownResponse:
        abort(404)
    except (NothingToTake, TakenMeanwhile) as error:
        flash(_told(error), "warning")
    return redirect(url_for("review.submission", response_id=response_id), code=303)


def _told(error: NothingToTake | TakenMeanwhile) -> str:
    if isinstance(error, NothingToTake):
        return _("This does not wait for a decision any more, so there is nothing to take.")
    return _("A colleague was before you: see below who has it now. Nothing was changed.")


@blueprint.post("/<response_id>/notes")
def note(response_id: str) -> str | Response | tuple[str, int]:
    """Write a note to the other coordinators."""
    text = request.form.get("note", "").replace("\r\n", "\n")
    if len(text) > LONGEST_NOTE:
        problem = _("Make this shorter: at most %(count)s characters.", count=LONGEST_NOTE)
        return submission_page(response_id, problem, text, "note"), 422
    try:
        add_note(services(), response_id, account(), text)
    except UnknownResponse:
        abort(404)
    except EmptyNote:
        return submission_page(response_id, _("Write something first."), "", "note"), 422
    return redirect(url_for("review.submission", response_id=response_id, _anchor="notes"), code=303)
