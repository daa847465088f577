"""Saying of a flag that it is no objection."""

from flask import abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from results.errors.decisions import ConflictOfInterest, ReasonRequired, StaleRevision
from results.errors.desk import UnknownFlag
from results.errors.filling import UnknownResponse
from results.flagging.dismissing import dismiss
from webform.language import gettext as _
from webform.review.blueprint import account, blueprint
from webform.review.submission import submission_page
from webform.services import services

LONGEST_WORD = 500


@blueprint.post("/<response_id>/flags/<flag_id>")
def dismiss_flag(response_id: str, flag_id: str) -> str | Response | tuple[str, int]:
    """Say that a flag is no objection, with a word why."""
    if not (flag_id.isascii() and flag_id.isdigit() and len(flag_id) < 10):
        abort(404)
    about = f"flag-{flag_id}"
    word = request.form.get("word", "").replace("\r\n", "\n")
    if len(word) > LONGEST_WORD:
        problem = _("Make this shorter: at most %(count)s characters.", count=LONGEST_WORD)
        return submission_page(response_id, problem, word, about), 422
    try:
        dismiss(services(), response_id, int(flag_id), account(), word)
    except UnknownResponse:
        abort(404)
    except ReasonRequired:
        return submission_page(response_id, _("Tell in a word why this is no objection."), "", about), 422
    except UnknownFlag:
        flash(_("This flag is no longer there. Nothing was changed."), "warning")
        return redirect(url_for("review.submission", response_id=response_id), code=303)
    except ConflictOfInterest:
        told = _("You said that you are involved in this collective, so a colleague decides. Nothing was changed.")
        return submission_page(response_id, told, word, about), 409
    except StaleRevision:
        told = _("There is a newer version than the one this flag is about. Nothing was changed: look at this version.")
        return submission_page(response_id, told, word, about), 409
    flash(_("Noted: this is no objection."), "success")
    return redirect(url_for("review.submission", response_id=response_id, _anchor="flags"), code=303)
