"""Going on with a scan: by a link in a mail, or by a code; and stopping for now.

A link is used by pressing a button, not by opening its page: mail scanners open every link. Its pages send no referrer.
Asking for links answers the same, whether the address is known or not.
"""

from collections.abc import Mapping
from typing import Final

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from results.errors.filling import UnknownKey, UnknownResponse
from results.filling import keys
from results.filling.go_on import LONGEST_ADDRESS, address_in, ask_links, valid_address
from results.text import showable
from webform.fill.later import ways_back
from webform.fill.opening import forget, gone, key_to, open_draft, remember
from webform.language import current_language
from webform.language import gettext as _
from webform.protection import trap
from webform.protection.csrf import STALE, keeps_typed, proven_by_token
from webform.protection.headers import FORGET_WHAT_WAS_TYPED
from webform.protection.limits import limiter
from webform.services import services

blueprint = Blueprint("go_on", __name__)
NO_REFERRER = {"Referrer-Policy": "no-referrer"}
GONE = 410
REFUSED = 422
LONGEST_CODE = 40
RESUME = "fill.resume"
TO: Final[Mapping[str, str]] = {"contact": "contact.overview"}
"""Pages that a link in a mail may lead to, by what stands behind it (`?to=contact`)."""
Shown = str | Response | tuple[str, int] | tuple[str, int, dict[str, str]]


def _mail_limit() -> str:
    return str(current_app.config["MAIL_LIMIT"])


def _code_limit() -> str:
    return str(current_app.config["CODE_LIMIT"])


@blueprint.get("/go-on/code")
@blueprint.get("/go-on")
def ask_page() -> str:
    """The page to ask for links, or to type a code."""
    return render_template("fill/open.html")


@blueprint.post("/go-on")
@limiter.limit(_mail_limit)
def ask() -> Shown:
    """Have links mailed to an address; what is said and how long it takes is the same for every address."""
    address = _typed_address()
    if trap.tripped():
        return render_template("fill/open.html", email=showable(address), again=True), REFUSED
    if valid_address(address) is None:
        told = _("Enter an e-mail address, like name@example.org.")
        return render_template("fill/open.html", email=showable(address), email_problem=told), REFUSED
    ask_links(services(), address, current_language())
    return redirect(url_for("go_on.asked"), code=303)


@blueprint.get("/go-on/sent")
def asked() -> str:
    """What happens after asking."""
    return render_template("fill/asked.html")


@blueprint.post("/go-on/code")
@limiter.limit(_code_limit)
def type_code() -> Shown:
    """Open a response with a code. Every attempt counts, right or wrong."""
    typed = request.form.get("code", "")[:LONGEST_CODE]
    try:
        opened = keys.use_code(services(), typed)
    except UnknownKey:
        told = _(
            "This code does not work. Check that you typed it correctly: a code is valid for 30 days, and only the newest one works."
        )
        return render_template("fill/open.html", code=showable(typed), code_problem=told), REFUSED
    return _open(opened)


@keeps_typed("go_on.ask")
@keeps_typed("go_on.type_code")
def _ask_again() -> Shown:
    """The page as it was sent: the request did not prove that it came from our own page."""
    code = request.form.get("code", "")[:LONGEST_CODE]
    return render_template("fill/open.html", email=showable(_typed_address()), code=showable(code), stale=STALE), 400


@blueprint.get("/go-on/<link>")
def link(link: str) -> Shown:
    """The page with the button."""
    if not keys.link_is_good(services(), link):
        return _expired()
    return render_template("fill/link.html", link=link, to=_wanted(request.args)), 200, NO_REFERRER


@blueprint.post("/go-on/<link>")
@proven_by_token
def use(link: str) -> Shown:
    """Open the response in this browser, and go to where the respondent should be."""
    try:
        return _open(keys.use_link(services(), link), TO.get(_wanted(request.form), RESUME))
    except UnknownKey:
        return _expired()


@keeps_typed("go_on.use")
def _press_again(link: str) -> Shown:
    if not keys.link_is_good(services(), link):
        return _expired()
    return render_template("fill/link.html", link=link, stale=STALE, to=_wanted(request.form)), 400, NO_REFERRER


@blueprint.get("/r/<ref>/later/code")
@blueprint.get("/r/<ref>/later")
def later(ref: str) -> str:
    """How to come back, and stopping on this device."""
    draft = open_draft(ref)
    return render_template("fill/later.html", ways=ways_back(draft, services()), ref=ref)


@blueprint.post("/r/<ref>/later/code")
def make_code(ref: str) -> str:
    """A new code, shown once; the one before no longer works."""
    draft = open_draft(ref)
    try:
        code = keys.issue_code(services(), key_to(ref))
    except UnknownResponse:
        gone(ref)
    return render_template("fill/later.html", ways=ways_back(draft, services()), code=code, ref=ref)


@blueprint.post("/r/<ref>/later/mail")
@limiter.limit(_mail_limit)
def mail_again(ref: str) -> Response:
    """Mail the link once more."""
    draft = open_draft(ref)
    address = address_in(draft.questionnaire, draft.response.answers)
    if address is not None and ask_links(services(), address, current_language()):
        flash(_("A mail with a new link is on its way. Check your spam folder too."), "success")
    elif address is not None:
        flash(
            _("A mail was sent a short while ago, or several have been sent today. Check your spam folder too."),
            "warning",
        )
    return redirect(url_for("go_on.later", ref=ref), code=303)


@blueprint.post("/r/<ref>/later/stop")
def stop(ref: str) -> Response:
    """Let this browser no longer open any scan: for a computer that others use too."""
    key_to(ref)
    keys.forget_browser_keys(services(), forget())
    flash(_("This browser can no longer open your scan. What you filled in is kept."), "success")
    answer = redirect(url_for("go_on.ask_page"), code=303)
    answer.headers.update(FORGET_WHAT_WAS_TYPED)
    return answer


def _open(opened: keys.Opened, endpoint: str = RESUME) -> Response:
    remember(opened.survey, opened.response_id, opened.token)
    return redirect(url_for(endpoint, ref=opened.response_id), code=303)


def _wanted(given: Mapping[str, str]) -> str:
    """Where a link in a mail leads to; empty for where the respondent should be."""
    wanted = given.get("to", "")
    return wanted if wanted in TO else ""


def _expired() -> Shown:
    return render_template("fill/expired.html"), GONE, NO_REFERRER


def _typed_address() -> str:
    return request.form.get("email", "").strip()[:LONGEST_ADDRESS]
