"""Deciding on a submission.

A decision names the revision it was made on; one that is no longer the newest is refused, and the page says so. Nothing here
changes an answer.
"""

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from results import approve as deciding
from results.errors import ReasonRequired, StaleRevision, TransitionError, UnknownResponse
from results.review import Action
from webform.language import gettext as _
from webform.review.blueprint import account, blueprint
from webform.review.submission import submission_page
from webform.services import services
from webform.states import ACTIONS

LONGEST_REASON = 2000


@blueprint.post("/<response_id>/approve")
def approve(response_id: str) -> str | Response | tuple[str, int]:
    """Approve; the public entry takes the place of the one before."""
    return _decided(response_id, "approve", deciding.approve)


@blueprint.post("/<response_id>/request-changes")
def request_changes(response_id: str) -> str | Response | tuple[str, int]:
    """Ask the collective to change something and send it again."""
    return _decided(response_id, "request_changes", deciding.request_changes)


@blueprint.post("/<response_id>/reject")
def reject(response_id: str) -> str | Response | tuple[str, int]:
    """Reject; what is public of it disappears."""
    return _decided(response_id, "reject", deciding.reject)


def _decided(response_id: str, about: str, decide: Callable[..., Any]) -> str | Response | tuple[str, int]:
    reason = request.form.get("reason", "").replace("\r\n", "\n")
    revision = request.form.get("revision", "")
    if not (revision.isascii() and revision.isdigit() and len(revision) < 10):
        abort(400)
    if len(reason) > LONGEST_REASON:
        problem = _("Make this shorter: at most %(count)s characters.", count=LONGEST_REASON)
        return submission_page(response_id, problem, reason, about), 422
    try:
        decide(services(), response_id, int(revision), account(), reason)
    except UnknownResponse:
        abort(404)
    except ReasonRequired:
        return submission_page(response_id, _("Tell the collective why."), "", about), 422
    except StaleRevision:
        told = _(
            "There is a newer version than the one you decided on. Nothing was changed: look at this version first."
        )
        return submission_page(response_id, told, reason, about), 409
    except TransitionError:
        told = _("This was decided already, or does not wait for a decision. Nothing was changed.")
        return submission_page(response_id, told, reason, about), 409
    flash(_("The decision is saved: %(decision)s.", decision=ACTIONS[Action(about)]), "success")
    return redirect(url_for("review.submission", response_id=response_id), code=303)
