"""The coordinator's pages: the list of submissions, one submission, and the decisions.

A decision names the revision it was made on; one that is no longer the newest is refused, and the page says so. Nothing here
changes an answer.
"""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from results import approve as deciding
from results import desk
from results.errors import ReasonRequired, StaleRevision, TransitionError, UnknownResponse
from results.map_entry import shown_fields
from results.post import undelivered
from results.records import Account
from results.review import Action, State, actions
from webform.fill.words import Words
from webform.language import current_language
from webform.language import gettext as _
from webform.public.labels import shown_rows
from webform.services import services
from webform.states import ACTIONS, PRECISIONS, STATES

blueprint = Blueprint("review", __name__, url_prefix="/review")
LONGEST_REASON = 2000
WAITING = "submitted"


@blueprint.get("")
def waiting() -> str:
    """The list: what waits, or what is in another state."""
    asked = request.args.get("state", WAITING)
    states = [state for state in State if state == asked]
    if not states and asked != "all":
        abort(404)
    queue = desk.queue(services(), states, page=_page_number())
    chips = [_chip("all", _("All"), sum(queue.counts.values()), asked)]
    chips[:0] = [
        _chip(state.value, STATES[state].title, queue.counts[state], asked)
        for state in State
        if queue.counts.get(state)
    ]
    return render_template(
        "review/waiting.html",
        queue=queue,
        chips=chips,
        asked=asked,
        states=STATES,
        undelivered=undelivered(services().database),
    )


def _chip(value: str, label: object, count: int, asked: str) -> dict[str, Any]:
    return {"label": label, "href": url_for("review.waiting", state=value), "count": count, "current": value == asked}


def _page_number() -> int:
    text = request.args.get("page", "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


@blueprint.get("/<response_id>")
def submission(response_id: str) -> str:
    """One submission, with everything a decision needs."""
    return _submission_page(response_id)


def _submission_page(response_id: str, problem: str | None = None, typed: str = "", about: str = "") -> str:
    try:
        reviewed = desk.reviewed(services(), response_id, current_language())
    except UnknownResponse:
        return _remains_page(response_id, problem)
    words = Words(reviewed.questionnaire, reviewed.outcome)
    sections = []
    for section in reviewed.questionnaire.sections:
        names = [
            question.id for page in section.pages for question in page.questions if question.id in reviewed.outcome.path
        ]
        rows = [{"key": words.question(name), "value": words.answer(name)} for name in names]
        if rows:
            sections.append({"title": words.plain(section.title), "rows": rows})
    preview = reviewed.preview
    source = services().surveys.by_hash(reviewed.submission.questionnaire_hash)
    return render_template(
        "review/submission.html",
        reviewed=reviewed,
        sections=sections,
        preview_rows=[] if preview is None else shown_rows(shown_fields(source, preview, current_language()), preview),
        state=STATES[reviewed.response.state],
        action_words=ACTIONS,
        precision_words=PRECISIONS,
        warnings=[f"{words.question(each.question)} {words.problem(each)}" for each in reviewed.warnings],
        contact=_contact(words),
        allowed=actions(reviewed.response.state, _account().role),
        Action=Action,
        problem=problem,
        typed=typed,
        about=about,
    )


def _remains_page(response_id: str, problem: str | None) -> str:
    """What is left of a submission that its sender deleted."""
    try:
        remains = desk.remains(services(), response_id)
    except UnknownResponse:
        abort(404)
    return render_template("review/erased.html", remains=remains, action_words=ACTIONS, problem=problem)


def _contact(words: Words) -> list[dict[str, Any]]:
    rules = words.questionnaire.publication.contact
    return [{"key": words.question(name), "value": words.answer(name)} for name in (rules.name, rules.email) if name]


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
        return _submission_page(response_id, problem, reason, about), 422
    try:
        decide(services(), response_id, int(revision), _account(), reason)
    except UnknownResponse:
        abort(404)
    except ReasonRequired:
        return _submission_page(response_id, _("Tell the collective why."), "", about), 422
    except StaleRevision:
        told = _(
            "There is a newer version than the one you decided on. Nothing was changed: look at this version first."
        )
        return _submission_page(response_id, told, reason, about), 409
    except TransitionError:
        told = _("This was decided already, or does not wait for a decision. Nothing was changed.")
        return _submission_page(response_id, told, reason, about), 409
    flash(_("The decision is saved: %(decision)s.", decision=ACTIONS[Action(about)]), "success")
    return redirect(url_for("review.submission", response_id=response_id), code=303)


def _account() -> Account:
    account: Account = current_user.account
    return account
