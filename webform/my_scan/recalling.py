"""Taking a scan back while it waits for review, to correct it. A page says what that does before it is done."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from results.errors.decisions import TransitionError
from results.errors.filling import UnknownResponse
from results.my_scan.submit import recall as recall_scan
from results.review import Action, Role, actions
from webform.fill.opening import gone, key_to, open_draft
from webform.language import gettext as _
from webform.my_scan.views import blueprint, scan_at
from webform.protection.csrf import STALE, keeps_typed
from webform.services import services


@blueprint.get("/r/<ref>/scan/correct")
def recalling(ref: str) -> str | Response:
    """What taking it back does."""
    return _recalling(ref)


@blueprint.post("/r/<ref>/scan/correct")
def recall(ref: str) -> Response:
    """Take it back; then on to the answers."""
    try:
        recall_scan(services(), key_to(ref))
    except UnknownResponse:
        gone(ref)
    except TransitionError:
        flash(
            _("This does not wait for a coordinator any more. Nothing was changed: see here how it stands."), "warning"
        )
        return redirect(url_for("my_scan.my_scan", ref=ref), code=303)
    flash(_("You took it back. Correct what you want to, and send it again when you are ready."), "success")
    return redirect(url_for("fill.check", ref=ref), code=303)


@keeps_typed("my_scan.recall")
def _recall_again(ref: str) -> Response | tuple[str, int]:
    page = _recalling(ref, stale=str(STALE))
    return (page, 400) if isinstance(page, str) else page


def _recalling(ref: str, stale: str = "") -> str | Response:
    open_draft(ref)
    scan = scan_at(ref)
    if Action.RECALL not in actions(scan.response.state, Role.INITIATOR):
        return redirect(url_for("my_scan.my_scan", ref=ref), code=303)
    return render_template("my_scan/recall.html", ref=ref, scan=scan, stale=stale)
