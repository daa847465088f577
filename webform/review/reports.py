"""What visitors reported of entries, and handling it: the list of what waits, and the part on the page of a submission."""

from typing import Any, Final

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from results.errors.reports import AlreadyHandled, UnknownReport
from results.records.reports import Decision
from results.reports import PER_PAGE, about, settle, waiting
from results.text import showable
from webform.language import gettext as _
from webform.protection.csrf import STALE, keeps_typed
from webform.public.reporting import KINDS
from webform.review.blueprint import account, blueprint
from webform.services import services

LONGEST_ANSWER = 2000
DECISIONS: Final[dict[Decision, LazyString]] = {
    Decision.ACTED: _l("Something was done about it"),
    Decision.NOTHING: _l("Nothing needs to change"),
    Decision.NONSENSE: _l("It was no report"),
}


@blueprint.get("/reports")
def reports() -> str:
    """The reports that wait."""
    return _list()


@blueprint.post("/reports/<number>")
def settle_report(number: str) -> str | Response | tuple[str, int]:
    """Say what became of a report."""
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        abort(404)
    answer = _typed()
    decision = request.form.get("decision", "")
    if decision not in set(Decision):
        return _list({int(number): _("Choose what became of it.")}, answer), 422
    if len(answer) > LONGEST_ANSWER:
        told = _("Make this shorter: at most %(count)s characters.", count=LONGEST_ANSWER)
        return _list({int(number): told}, answer), 422
    try:
        settle(services(), int(number), account(), Decision(decision), answer)
    except UnknownReport:
        abort(404)
    except AlreadyHandled:
        flash(_("Somebody else handled this report a moment before. Nothing was changed."), "warning")
    else:
        flash(_("The report is handled."), "success")
    return redirect(url_for("review.reports", page=_asked_page() if _asked_page() > 1 else None), code=303)


@keeps_typed("review.settle_report")
def _settle_again(number: str) -> tuple[str, int]:
    return _list({int(number): str(STALE)} if number.isascii() and number.isdigit() else {}, _typed()), 400


def _typed() -> str:
    return request.form.get("answer", "").replace("\r\n", "\n")


def reports_about(response_id: str) -> list[dict[str, Any]]:
    """The reports about one submission, in words."""
    found, names = about(services(), response_id)
    return [
        {
            "report": each,
            "kind": KINDS[each.kind],
            "decision": DECISIONS[each.decision] if each.decision else "",
            "by": names.get(each.handled_by, "") if each.handled_by else "",
        }
        for each in found
    ]


def _list(problems: dict[int, str] | None = None, typed: str = "") -> str:
    page = _asked_page()
    found, total = waiting(services(), page)
    return render_template(
        "review/reports.html",
        found=found,
        total=total,
        page=page,
        pages=max(1, -(-total // PER_PAGE)),
        kinds=KINDS,
        decisions=DECISIONS,
        problems=problems or {},
        typed=showable(typed),
    )


def _asked_page() -> int:
    text = request.args.get("page", "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else 1
