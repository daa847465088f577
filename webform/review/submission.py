"""The page of one submission, with everything that a decision needs; put together from the templates in `parts/`."""

from typing import Any

from flask import abort, render_template

from results.decisions.asked import Became
from results.decisions.reading import Around, around
from results.decisions.second import Approving
from results.desk.queue import next_for
from results.desk.reviewed import Reviewed
from results.desk.reviewed import remains as remains_of
from results.desk.reviewed import reviewed as reviewed_of
from results.errors.filling import UnknownResponse
from results.listing.listed import kind_question
from results.map_entry import MapEntry
from results.records.public_map import PublishedEntry
from results.review import Action, actions
from webform.fields import asks
from webform.fill.asking import BECAME
from webform.fill.words import Words
from webform.language import current_language
from webform.public.collective import entry_shown
from webform.review.answers import answered
from webform.review.blueprint import account, blueprint
from webform.review.compared import changes
from webform.review.flagged import remarked, shown_flags
from webform.review.reports import reports_about
from webform.review.words import ACTORS, came_words, state_title, waiting_words
from webform.services import services
from webform.wording.states import ACTIONS, DEEDS, STATES


@blueprint.get("/<response_id>")
def submission(response_id: str) -> str:
    """One submission, with everything a decision needs."""
    return submission_page(response_id)


def submission_page(
    response_id: str, problem: str | None = None, typed: str = "", about: str = "", since: int | None = None
) -> str:
    """The page; after a decision that was not taken with the `problem`, and what was `typed` to be sent with it (`about`).
    `since`: the version that was decided on, when there is a newer one: what changed is told since that.
    """
    try:
        reviewed = reviewed_of(services(), response_id, current_language(), since)
    except UnknownResponse:
        return _remains_page(response_id, problem)
    stands = around(services(), response_id, account())
    words = Words(reviewed.questionnaire, reviewed.outcome)
    preview = reviewed.preview
    flags = shown_flags(reviewed)
    allowed = actions(reviewed.response.state, account().role)
    may_ask = Action.REQUEST_CHANGES in allowed and not stands.involved
    return render_template(
        "review/submission.html",
        reviewed=reviewed,
        sections=answered(reviewed, words, remarked(reviewed, flags)),
        changes=changes(reviewed, words),
        kinds=_kinds(reviewed),
        shown_entry=None if preview is None else entry_shown(_as_published(reviewed, preview)),
        state=STATES[reviewed.response.state],
        state_title=state_title,
        waiting=waiting_words(reviewed.waiting) if reviewed.waiting else None,
        following=None if _waits_for_me(reviewed, stands) else next_for(services(), account(), response_id),
        came=came_words(stands.came, stands.names) if reviewed.waiting else "",
        mine=reviewed.row.taken_by == account().id,
        action_words=ACTIONS,
        actor_words=ACTORS,
        warnings=[
            (each.question, f"{words.question(each.question)} {words.problem(each)}") for each in reviewed.warnings
        ],
        contact=_contact(words),
        flags=flags,
        reports=reports_about(response_id),
        allowed=allowed,
        askable=_askable(reviewed) if may_ask else frozenset(),
        around=stands,
        followed=_followed(words, stands),
        deed_words=DEEDS,
        Action=Action,
        problem=problem,
        typed=typed,
        about=about,
    )


def _waits_for_me(reviewed: Reviewed, stands: Around) -> bool:
    """Whether there is anything to decide here for who looks at it; else the way leads to the next."""
    return reviewed.waiting is not None and not stands.involved and stands.approving is not Approving.WAIT


def _as_published(reviewed: Reviewed, preview: MapEntry) -> PublishedEntry:
    """What approval would put on the map."""
    submission, published = reviewed.submission, reviewed.published
    return PublishedEntry(
        response_id=submission.response_id,
        slug=published.slug if published else "",
        revision=submission.revision,
        survey=reviewed.response.survey,
        questionnaire_hash=submission.questionnaire_hash,
        entry=preview,
        published_at=submission.submitted_at,
        first_published_at=submission.submitted_at,
        changed_at=submission.submitted_at,
    )


def _followed(words: Words, stands: Around) -> list[dict[str, Any]]:
    """What was asked at single questions of an earlier version, and what became of each, in words."""
    rows = []
    for each in stands.followed:
        if each.question not in words.questionnaire.questions:
            continue
        told, tone = BECAME[each.became]
        rows.append(
            {
                "question": words.question(each.question),
                "comment": each.comment,
                "told": told,
                "tone": tone,
                "before": words.typed(each.question, each.before),
                "after": words.typed(each.question, each.after),
                "changed": each.became is not Became.SAME,
            }
        )
    return rows


def _askable(reviewed: Reviewed) -> frozenset[str]:
    """The questions that something can be asked at: those that were asked and have a field."""
    questions = reviewed.questionnaire.questions
    return frozenset(name for name in reviewed.outcome.path if name in questions and asks(questions[name]))


def _kinds(reviewed: Reviewed) -> str:
    question = kind_question(reviewed.questionnaire)
    labels = {option.value: option.label for option in question.options} if question else {}
    return ", ".join(labels.get(value, value) for value in reviewed.row.kinds)


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
