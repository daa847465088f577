"""Withdrawing a scan, and deleting everything of it. Each has a page that says what it does before it is done.

Pressing twice does it once: who comes second is told that it is done, not that something went wrong.
"""

from flask import flash, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from results.errors.decisions import TransitionError
from results.errors.filling import UnknownResponse
from results.my_scan.erase import Left, erase, is_gone, what_stays
from results.my_scan.submit import withdraw as withdraw_scan
from results.review import Action, Role, actions
from webform.fill.opening import forget, gone, key_to, open_draft, refuse
from webform.language import gettext as _
from webform.my_scan.views import blueprint, scan_at
from webform.protection.csrf import STALE, keeps_typed
from webform.protection.headers import FORGET_WHAT_WAS_TYPED
from webform.protection.limits import limiter
from webform.services import services

MOST_DELETED = "20 per day"
"""From one address: deleting forgets which mails were sent, and must not be a way to have more of them sent."""
_DELETED = "deleted"
"""In the session: the scan that this browser deleted last, for a second click on the same button."""


@blueprint.get("/r/<ref>/scan/withdraw")
def withdrawing(ref: str) -> str | Response:
    """What withdrawing does."""
    return _withdrawing(ref)


@blueprint.post("/r/<ref>/scan/withdraw")
def withdraw(ref: str) -> Response:
    """Withdraw the scan; its entry is off the map at once."""
    back = redirect(url_for("my_scan.my_scan", ref=ref), code=303)
    token = key_to(ref)
    scan = scan_at(ref)
    if scan.submission is None:
        return back
    try:
        withdraw_scan(services(), token)
    except UnknownResponse:
        gone(ref)
    except TransitionError:
        flash(_("This was withdrawn already, or has expired. Nothing was changed."), "warning")
        return back
    if scan.questionnaire.scoring.dimensions:
        flash(_("Your scan is withdrawn. Nothing of it is public any more."), "success")
    else:
        flash(_("What you sent is withdrawn. Nobody uses it any more."), "success")
    return back


@keeps_typed("my_scan.withdraw")
def _withdraw_again(ref: str) -> Response | tuple[str, int]:
    page = _withdrawing(ref, stale=str(STALE))
    return (page, 400) if isinstance(page, str) else page


def _withdrawing(ref: str, stale: str = "") -> str | Response:
    open_draft(ref)
    scan = scan_at(ref)
    if scan.submission is None or Action.WITHDRAW not in actions(scan.response.state, Role.INITIATOR):
        return redirect(url_for("my_scan.my_scan", ref=ref), code=303)
    return render_template("my_scan/withdraw.html", ref=ref, scan=scan, stale=stale)


@blueprint.get("/r/<ref>/scan/delete")
def deleting(ref: str) -> str:
    """What deleting everything does."""
    return _deleting(ref)


@blueprint.post("/r/<ref>/scan/delete")
@limiter.limit(MOST_DELETED)
def delete(ref: str) -> Response | tuple[str, int]:
    """Delete everything, when that was confirmed."""
    done = redirect(url_for("my_scan.deleted"), code=303)
    if session.get(_DELETED) == ref:
        return done
    token = key_to(ref)
    if request.form.get("sure") != "yes":
        return _deleting(ref, problem=_("Tick the box if you want to delete everything.")), 422
    try:
        erase(services(), token)
    except UnknownResponse:
        if not is_gone(services(), ref):
            refuse()  # the key of this browser has expired
        # Else it was pressed twice, and the other came first.
    forget(ref)
    session[_DELETED] = ref
    done.headers.update(FORGET_WHAT_WAS_TYPED)
    return done


@keeps_typed("my_scan.delete")
def _delete_again(ref: str) -> tuple[str, int]:
    return _deleting(ref, stale=str(STALE)), 400


def _deleting(ref: str, problem: str = "", stale: str = "") -> str:
    open_draft(ref)
    scan = scan_at(ref)
    return render_template(
        "my_scan/delete.html",
        ref=ref,
        scan=scan,
        leaves_events=what_stays(scan.response) is Left.EVENTS,
        problem=problem,
        stale=stale,
    )


@blueprint.get("/r/deleted")
def deleted() -> str:
    """That everything was deleted."""
    return render_template("my_scan/deleted.html")
