"""The page of one submission, with everything that a decision needs; put together from the templates in `parts/`."""

from typing import Any

from flask import abort, render_template

from results.desk.reviewed import remains as remains_of
from results.desk.reviewed import reviewed as reviewed_of
from results.errors import UnknownResponse
from results.map_entry import shown_fields
from results.review import Action, actions
from webform.fill.words import Words
from webform.language import current_language
from webform.public.labels import shown_rows
from webform.review.blueprint import account, blueprint
from webform.review.flagged import shown_flags
from webform.review.words import state_title, waiting_words
from webform.services import services
from webform.states import ACTIONS, PRECISIONS, STATES


@blueprint.get("/<response_id>")
def submission(response_id: str) -> str:
    """One submission, with everything a decision needs."""
    return submission_page(response_id)


def submission_page(response_id: str, problem: str | None = None, typed: str = "", about: str = "") -> str:
    """The page; after a decision that was not taken with the `problem`, and what was `typed` to be sent with it (`about`)."""
    try:
        reviewed = reviewed_of(services(), response_id, current_language())
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
        state_title=state_title,
        waiting=waiting_words(reviewed.waiting) if reviewed.waiting else None,
        mine=reviewed.row.taken_by == account().id,
        action_words=ACTIONS,
        precision_words=PRECISIONS,
        warnings=[f"{words.question(each.question)} {words.problem(each)}" for each in reviewed.warnings],
        contact=_contact(words),
        flags=shown_flags(reviewed),
        allowed=actions(reviewed.response.state, account().role),
        Action=Action,
        problem=problem,
        typed=typed,
        about=about,
    )


def _remains_page(response_id: str, problem: str | None) -> str:
    """What is left of a submission that its sender deleted."""
    try:
        remains = remains_of(services(), response_id)
    except UnknownResponse:
        abort(404)
    return render_template("review/erased.html", remains=remains, action_words=ACTIONS, problem=problem)


def _contact(words: Words) -> list[dict[str, Any]]:
    rules = words.questionnaire.publication.contact
    return [{"key": words.question(name), "value": words.answer(name)} for name in (rules.name, rules.email) if name]
