"""Reporting an entry: that it is gone, wrong, on the map twice. By anybody, without logging in; the collective is not told who.

Nothing is mailed to the address that is typed here, but the answer of a coordinator.
"""

from typing import Any, Final

from flask import abort, redirect, render_template, request, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from results.errors.decisions import ReasonRequired
from results.errors.reports import NotOnTheMap, TooManyReports
from results.filling.go_on import LONGEST_ADDRESS, valid_address
from results.open_data.reading import Whereabouts, whereabouts
from results.records.public_map import PublishedEntry
from results.records.reports import LONGEST_WORDS, ReportKind, Told
from results.reports import report as report_entry
from results.text import showable
from webform.language import current_language
from webform.language import gettext as _
from webform.protection import trap
from webform.protection.csrf import STALE, keeps_typed
from webform.protection.limits import limiter
from webform.public.blueprint import blueprint
from webform.services import services

REFUSED = 422
MOST_REPORTS = "10 per hour"
KINDS: Final[dict[ReportKind, LazyString]] = {
    ReportKind.GONE: _l("This collective does not exist any more"),
    ReportKind.WRONG: _l("Something on this page is not right"),
    ReportKind.DUPLICATE: _l("This collective is on the map twice"),
    ReportKind.OTHER: _l("Something else"),
}
Shown = str | Response | tuple[str, int]


@blueprint.get("/collectief/<slug>/report")
def report(slug: str) -> Shown:
    """The form."""
    return _page(slug)


@blueprint.post("/collectief/<slug>/report")
@limiter.limit(MOST_REPORTS)
def send_report(slug: str) -> Shown:
    """Keep the report for a coordinator."""
    if trap.tripped():
        return _page(slug, again=True), REFUSED
    told, problems = _told()
    if told is None:
        return _page(slug, problems), REFUSED
    try:
        report_entry(services(), slug, told)
    except NotOnTheMap:
        _entry(slug)
        abort(404)
    except ReasonRequired:
        return _page(slug, {"words": _("Tell us what is wrong.")}), REFUSED
    except TooManyReports:
        pass  # who reports the same once more need not know; enough waits to be looked at
    return redirect(url_for("public.reported", slug=slug), code=303)


@keeps_typed("public.send_report")
def _send_again(slug: str) -> Shown:
    return _page(slug, stale=str(STALE)), 400


@blueprint.get("/collectief/<slug>/reported")
def reported(slug: str) -> Shown:
    """Thanks, and what happens now."""
    return render_template("public/reported.html", published=_entry(slug))


def _told() -> tuple[Told | None, dict[str, str]]:
    problems: dict[str, str] = {}
    kind = request.form.get("kind", "")
    words, email = request.form.get("words", "").replace("\r\n", "\n"), request.form.get("email", "").strip()
    if kind not in set(ReportKind):
        problems["kind"] = _("Choose what is wrong.")
    if len(words) > LONGEST_WORDS:
        problems["words"] = _("Make this shorter: at most %(count)s characters.", count=LONGEST_WORDS)
    if email and (len(email) > LONGEST_ADDRESS or valid_address(email) is None):
        problems["email"] = _("Enter an e-mail address, like name@example.org.")
    told = None if problems else Told(ReportKind(kind), words, email, current_language())
    return told, problems


def _page(slug: str, problems: dict[str, str] | None = None, **shown: Any) -> str:
    return render_template(
        "public/report.html",
        published=_entry(slug),
        kinds=KINDS,
        problems=problems or {},
        kind=request.form.get("kind", ""),
        words=showable(request.form.get("words", "")),
        email=showable(request.form.get("email", "")[:LONGEST_ADDRESS]),
        longest=LONGEST_WORDS,
        **shown,
    )


def _entry(slug: str) -> PublishedEntry:
    where, published = whereabouts(services(), slug)
    if published is None:
        abort(410 if where is Whereabouts.GONE else 404)
    return published
