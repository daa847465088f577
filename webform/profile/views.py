"""The profile page: what to tackle first, all challenges, groups and factors, and where the review stands."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from results.errors import UnknownResponse
from results.returned import Returned, returned
from results.review import EDITABLE, State
from webform.fill.opening import gone, key_to, open_draft
from webform.language import current_language
from webform.services import services
from webform.states import STATES

blueprint = Blueprint("profile", __name__)


@blueprint.get("/r/<ref>/profile")
def profile(ref: str) -> str | Response:
    """The profile of what was sent last. Before that: back to filling in."""
    open_draft(ref)
    try:
        got = returned(services(), key_to(ref), current_language())
    except UnknownResponse:
        gone(ref)
    if got.submission is None and got.response.state in EDITABLE:
        return redirect(url_for("fill.resume", ref=ref), code=303)
    return render_template(
        "profile/profile.html",
        got=got,
        profile=got.profile,
        ref=ref,
        state=STATES[got.response.state],
        reason=_reason(got),
        editable=got.response.state in EDITABLE,
        scored=got.profile is not None and bool(got.profile.dimensions),
    )


def _reason(got: Returned) -> str:
    """What the coordinator wrote with the decision that counts now."""
    decided = got.last_event is not None and got.last_event.to_state is got.response.state
    told = got.response.state in (State.REJECTED, State.CHANGES_REQUESTED, State.APPROVED)
    return got.last_event.reason if decided and told and got.last_event is not None else ""
