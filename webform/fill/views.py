"""The way through a questionnaire: start, go on, one page at a time. `saving` has what becomes of a page that is sent."""

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.answering.routing import first_open_page
from engine.questionnaire import Page, Questionnaire, Severity
from results.errors.surveys import UnknownSurvey
from results.filling import fill
from results.filling.draft import Draft
from results.review import State
from webform.fill.open_here import open_here
from webform.fill.opening import keys_held, open_draft, remember, remembered
from webform.fill.screen import CHECK, page_address, problems_on, question_screen
from webform.fill.start import start_screen, survey_cards
from webform.language import current_language
from webform.language import gettext as _
from webform.protection import trap
from webform.protection.limits import limiter
from webform.services import services

blueprint = Blueprint("fill", __name__)
ANOTHER = "another"
"""In the form: one more response is wanted, beside those that are open in this browser."""


@blueprint.get("/")
def home() -> str:
    """What can be filled in here; the first survey most prominently."""
    surveys = survey_cards(current_language())
    first = surveys[0].survey if surveys else ""
    return render_template("fill/home.html", surveys=surveys, ref=remembered(first), several=len(keys_held(first)) > 1)


@blueprint.get("/<survey>")
def start(survey: str) -> str:
    """The start page of a survey."""
    return _start_page(survey)


def _offered(survey: str) -> Questionnaire:
    try:
        return services().surveys.current(survey)
    except UnknownSurvey:
        abort(404)


def _start_limit() -> str:
    return str(current_app.config["START_LIMIT"])


@blueprint.post("/<survey>")
@limiter.limit(_start_limit)
def begin(survey: str) -> Response | tuple[str, int]:
    """Begin a response, and go to its first page. Who has one open here already is asked first: nobody leaves it by mistake."""
    if trap.tripped():
        return _start_page(survey, again=True), 422
    if ANOTHER not in request.form and (here := open_here(survey)):
        screen = start_screen(_offered(survey).in_language(current_language()), services())
        return render_template("fill/another.html", screen=screen, here=here), 200
    try:
        started = fill.start(services(), survey, current_language())
    except UnknownSurvey:
        abort(404)
    ref = started.draft.response.id
    remember(survey, ref, started.token)
    return redirect(open_place(started.draft, ref), code=303)


def _start_page(survey: str, *, again: bool = False) -> str:
    screen = start_screen(_offered(survey).in_language(current_language()), services())
    return render_template("fill/start.html", screen=screen, here=open_here(survey), again=again)


@blueprint.get("/r/<ref>")
def resume(ref: str) -> Response:
    """Where someone who comes back should be: at the overview, else where `open_place` leads."""
    draft = open_draft(ref)
    begun = draft.editable and draft.response.revision == 0 and draft.response.visited
    if begun and first_open_page(draft.questionnaire, draft.outcome, draft.response.visited) is not None:
        return redirect(url_for("fill.overview", ref=ref), code=303)
    return redirect(open_place(draft, ref), code=303)


def open_place(draft: Draft, ref: str) -> str:
    """The address of the first page with something to do, else of the answers, else of the profile; of the answers when
    something is asked.
    """
    if draft.response.state is State.CHANGES_REQUESTED:
        return url_for("fill.check", ref=ref)  # where everything that is asked stands, with the way to it
    if draft.response.revision > 0 or not draft.editable:
        return url_for("profile.profile", ref=ref)
    page = first_open_page(draft.questionnaire, draft.outcome, draft.response.visited)
    return url_for("fill.check", ref=ref) if page is None else page_address(ref, page)


@blueprint.get("/r/<ref>/page/<page_id>")
def page(ref: str, page_id: str) -> str | Response:
    """A question page."""
    draft = open_draft(ref)
    if not draft.editable:
        return closed(ref)
    shown = page_of(draft, page_id)
    if page_id not in draft.outcome.pages:
        return off_path(draft, ref)
    came_from_check = request.args.get("back") == CHECK
    errors = problems_on(shown, draft, Severity.ERROR)
    if not came_from_check:
        # Nobody is told that an answer is missing before the page was sent; what was mistyped is told at once.
        errors = [each for each in errors if each.code not in ("required", "must_be_confirmed")]
    screen = question_screen(
        draft, shown, ref, answers=draft.response.answers, errors=errors, came_from_check=came_from_check
    )
    return render_template("fill/question.html", screen=screen, ref=ref, appeared="new" in request.args)


def page_of(draft: Draft, page_id: str) -> Page:
    """A page of this questionnaire, or 404."""
    return draft.questionnaire.pages.get(page_id) or abort(404)


def off_path(draft: Draft, ref: str) -> Response:
    """To where the respondent should be, from a page that is not asked."""
    flash(_("That page is not part of your scan, because of an earlier answer. You can continue here."), "warning")
    return redirect(open_place(draft, ref), code=303)


def closed(ref: str) -> Response:
    """To what was sent, from a page that can no longer be filled in: the answers cannot be changed now."""
    flash(_("Your answers have been sent and cannot be changed at the moment."), "warning")
    return redirect(url_for("profile.profile", ref=ref), code=303)
