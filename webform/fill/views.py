"""The way through a questionnaire: start, one page at a time, check your answers, submit.

A page that is sent is kept first, whatever is in it, and only then judged; so nothing that was typed is lost.
"""

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.answering.routing import first_open_page, next_page
from engine.questionnaire import Page, Severity
from results import fill
from results.errors import NotStorable, ResponseClosed, UnknownResponse, UnknownSurvey
from results.fill import Draft
from webform.csrf import STALE, keeps_typed
from webform.fill.opening import gone, in_readers_language, key_to, open_draft, questionnaire_at, remember, remembered
from webform.fill.screen import CHECK, page_address, problems_on, question_screen
from webform.fill.start import start_screen, survey_cards
from webform.forms import asked_on, page_form
from webform.language import current_language
from webform.language import gettext as _
from webform.limits import limiter
from webform.services import services

blueprint = Blueprint("fill", __name__)
SEEN = "seen"
"""The hidden field with the warnings that stood on the page when it was sent."""


@blueprint.get("/")
def home() -> str:
    """What can be filled in here; the first survey most prominently."""
    return render_template("fill/home.html", surveys=survey_cards(current_language()))


@blueprint.get("/<survey>")
def start(survey: str) -> str:
    """The start page of a survey."""
    try:
        questionnaire = services().surveys.current(survey)
    except UnknownSurvey:
        abort(404)
    screen = start_screen(questionnaire.in_language(current_language()), services())
    return render_template("fill/start.html", screen=screen, ref=remembered(survey))


def _start_limit() -> str:
    return str(current_app.config["START_LIMIT"])


@blueprint.post("/<survey>")
@limiter.limit(_start_limit)
def begin(survey: str) -> Response:
    """Begin a response, and go to its first page."""
    try:
        started = fill.start(services(), survey, current_language())
    except UnknownSurvey:
        abort(404)
    ref = started.draft.response.id
    remember(survey, ref, started.token)
    return redirect(_open_place(started.draft, ref), code=303)


@blueprint.get("/r/<ref>")
def resume(ref: str) -> Response:
    """Where the respondent should be: the first page with something to do, else the answers, else the profile."""
    draft = open_draft(ref)
    return redirect(_open_place(draft, ref), code=303)


def _open_place(draft: Draft, ref: str) -> str:
    if draft.response.revision > 0 or not draft.editable:
        return url_for("profile.profile", ref=ref)
    page = first_open_page(draft.questionnaire, draft.outcome, draft.response.visited)
    return url_for("fill.check", ref=ref) if page is None else page_address(ref, page)


@blueprint.get("/r/<ref>/page/<page_id>")
def page(ref: str, page_id: str) -> str | Response:
    """A question page."""
    draft = open_draft(ref)
    if not draft.editable:
        return _closed(ref)
    shown = _page_of(draft, page_id)
    if page_id not in draft.outcome.pages:
        return _off_path(draft, ref)
    came_from_check = request.args.get("back") == CHECK
    errors = problems_on(shown, draft, Severity.ERROR)
    if not came_from_check:
        # Nobody is told that an answer is missing before the page was sent; what was mistyped is told at once.
        errors = [each for each in errors if each.code not in ("required", "must_be_confirmed")]
    screen = question_screen(
        draft, shown, ref, answers=draft.response.answers, errors=errors, came_from_check=came_from_check
    )
    return render_template("fill/question.html", screen=screen, ref=ref, appeared="new" in request.args)


@blueprint.post("/r/<ref>/page/<page_id>")
def save_page(ref: str, page_id: str) -> str | Response | tuple[str, int]:
    """Keep a page, and go on; or show it again with what has to be mended or looked at."""
    questionnaire = questionnaire_at(ref)
    sent = questionnaire.pages.get(page_id) or abort(404)
    asked = asked_on(sent, request.form)
    typed = page_form(questionnaire, sent, asked, posted=request.form).answers(asked)
    token = key_to(ref)
    try:
        draft = in_readers_language(fill.save_page(services(), token, page_id, typed), token)
    except ResponseClosed:
        return _closed(ref)
    except NotStorable:
        abort(413)
    except UnknownResponse:
        gone(ref)
    if page_id not in draft.outcome.pages:
        return _off_path(draft, ref)
    return _after_saving(draft, draft.questionnaire.pages[page_id], ref, asked)


def _after_saving(draft: Draft, sent: Page, ref: str, asked: list[str]) -> str | Response | tuple[str, int]:
    """Errors first; then questions that appeared through an answer on the same page; then warnings, once; then on."""
    came_from_check = request.args.get("back") == CHECK
    appeared = _appeared(draft, sent, asked)
    errors = [each for each in problems_on(sent, draft, Severity.ERROR) if each.question not in appeared]
    if errors:
        screen = question_screen(
            draft, sent, ref, answers=draft.response.answers, errors=errors, came_from_check=came_from_check
        )
        return render_template("fill/question.html", screen=screen, ref=ref, appeared=bool(appeared)), 422
    if appeared:
        address = page_address(ref, sent.id, came_from_check=came_from_check, anchor=appeared[0], new=True)
        return redirect(address, code=303)
    seen = frozenset(request.form.get(SEEN, "").split())
    warnings = [each for each in problems_on(sent, draft, Severity.WARNING) if (each.check or each.code) not in seen]
    if warnings:
        return redirect(
            page_address(ref, sent.id, came_from_check=came_from_check, anchor=warnings[0].question), code=303
        )
    following = None if came_from_check else next_page(draft.outcome, sent.id)
    return redirect(url_for("fill.check", ref=ref) if following is None else page_address(ref, following), code=303)


def _appeared(draft: Draft, sent: Page, asked: list[str]) -> list[str]:
    """Questions that are asked on this page now, were not when it was sent, and have no answer yet."""
    path = frozenset(draft.outcome.path)
    return [
        question.id
        for question in sent.questions
        if question.id in path and question.id not in asked and question.id not in draft.outcome.values
    ]


@keeps_typed("fill.save_page")
def _again(ref: str, page_id: str) -> str | Response | tuple[str, int]:
    """The page as it was sent, not saved: the request did not prove that it came from our own page."""
    draft = open_draft(ref)
    if not draft.editable:
        return _closed(ref)
    sent = _page_of(draft, page_id)
    asked = asked_on(sent, request.form)
    typed = page_form(draft.questionnaire, sent, asked, posted=request.form).answers(asked)
    answers = {**draft.response.answers, **typed}
    screen = question_screen(draft, sent, ref, answers=answers, came_from_check=request.args.get("back") == CHECK)
    return render_template("fill/question.html", screen=screen, ref=ref, stale=STALE), 400


def _page_of(draft: Draft, page_id: str) -> Page:
    return draft.questionnaire.pages.get(page_id) or abort(404)


def _off_path(draft: Draft, ref: str) -> Response:
    flash(_("That page is not part of your scan, because of an earlier answer. You can go on here."), "warning")
    return redirect(_open_place(draft, ref), code=303)


def _closed(ref: str) -> Response:
    flash(_("The answers were sent, and cannot be changed at the moment."), "warning")
    return redirect(url_for("profile.profile", ref=ref), code=303)
