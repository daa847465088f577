"""Writing what goes with a decision, and seeing the mail before it goes. Nothing is decided here, and nothing typed is lost:
it goes along in the forms.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from babel.dates import format_date
from flask import abort, current_app, make_response, render_template, request
from werkzeug.wrappers import Response

from results.decisions.placeholders import Placeholder, filled_in
from results.decisions.texts import DecisionText, texts
from results.desk.reviewed import Reviewed
from results.desk.reviewed import reviewed as reviewed_of
from results.errors.filling import UnknownResponse
from results.records.events import Words as Written
from results.review import Action, actions
from webform.fields import asks
from webform.fill.words import Words
from webform.language import current_language
from webform.language import gettext as _
from webform.mail.letters import foreseen_letter
from webform.mail.site import SITE
from webform.mail.views import AS_IN_A_MAIL_PROGRAM
from webform.review.blueprint import account, blueprint
from webform.review.flagged import remarked, shown_flags
from webform.review.ways import COMMENT, LONGEST_COMMENT, LONGEST_REASON, Posted, Way, posted, way_of
from webform.services import services

DEADLINE = timedelta(weeks=4)
"""How long the ready-made texts give for an answer. It is asked, not enforced."""
TEXT = "text:"
"""Before the key of a text, in the value of the button that puts it in."""


@dataclass(frozen=True, slots=True)
class Commented:
    """A question with its answer, and what was written at it. `said`: what the page of the submission remarks of it; then it
    stands open, as it does there.
    """

    id: str
    name: str
    question: str
    answer: str | None
    comment: str
    open: bool
    said: tuple[str, ...]


@blueprint.get("/<response_id>/write/<word>")
def write(response_id: str, word: str) -> str:
    """The page to write what goes with a decision. `at`: the question to begin at."""
    return write_page(response_id, word, None, at=request.args.get("at", ""))


@blueprint.post("/<response_id>/write/<word>")
def compose(response_id: str, word: str) -> str | tuple[str, int]:
    """Go on with what was written: put a ready-made text in, look at the mail, or write on."""
    way, sent, step = way_of(word), posted(), request.form.get("step", "")
    if step.startswith(TEXT):
        return write_page(response_id, word, _with_text(response_id, way, sent, step.removeprefix(TEXT)))
    if step != "preview":
        return write_page(response_id, word, sent)
    if problem := too_long(sent):
        return write_page(response_id, word, sent, problem), 422
    if sent.empty and not way.optional:
        return write_page(response_id, word, sent, _("Tell the collective why.")), 422
    found, letter = _letter(response_id, way, sent.words)
    return render_template(
        "review/mail.html",
        reviewed=_reviewed(response_id),
        word=word,
        way=way,
        sent=sent,
        recipient=found.recipient,
        made_up=found.made_up,
        letter=letter,
        hidden=_hidden(sent),
    )


@blueprint.post("/<response_id>/mail/<word>")
def mail_as_html(response_id: str, word: str) -> Response:
    """The mail as a mail program would show it."""
    document = make_response(_letter(response_id, way_of(word), posted().words)[1].html)
    document.headers["Content-Security-Policy"] = AS_IN_A_MAIL_PROGRAM
    return document


def write_page(response_id: str, word: str, sent: Posted | None, problem: str | None = None, at: str = "") -> str:
    """The page to write, with what was `sent` in it."""
    way, reviewed = way_of(word), _reviewed(response_id)
    sent = sent or Posted(reviewed.submission.revision)
    return render_template(
        "review/write.html",
        reviewed=reviewed,
        word=word,
        way=way,
        allowed=way.action in actions(reviewed.response.state, account().role),
        sent=sent,
        problem=problem,
        sections=_sections(reviewed, sent.comments, at) if way.action is Action.REQUEST_CHANGES else (),
        texts=_texts(reviewed, way.action),
        longest=LONGEST_REASON,
        longest_comment=LONGEST_COMMENT,
        at=at,
    )


def too_long(sent: Posted | None = None) -> str | None:
    """What is told when something is longer than it may be; without `sent` that of a reason."""
    if sent is None or len(sent.reason) > LONGEST_REASON:
        return str(_("Make this shorter: at most %(count)s characters.", count=LONGEST_REASON))
    if any(len(text) > LONGEST_COMMENT for text in sent.comments.values()):
        return str(_("Make each comment shorter: at most %(count)s characters.", count=LONGEST_COMMENT))
    return None


def _reviewed(response_id: str) -> Reviewed:
    try:
        return reviewed_of(services(), response_id, current_language())
    except UnknownResponse:
        abort(404)


def _letter(response_id: str, way: Way, words: Written) -> Any:
    try:
        return foreseen_letter(services(), current_app.extensions[SITE], response_id, way.action, words)
    except UnknownResponse:
        abort(404)


def _sections(reviewed: Reviewed, comments: Mapping[str, str], at: str) -> Sequence[dict[str, Any]]:
    """Every question that was asked with its answer, by section: a comment can be written at each."""
    words, path = Words(reviewed.questionnaire, reviewed.outcome), reviewed.outcome.path
    said = remarked(reviewed, shown_flags(reviewed))
    sections = []
    for section in reviewed.questionnaire.sections:
        rows = [
            Commented(
                question.id,
                f"{COMMENT}{question.id}",
                words.question(question.id),
                words.answer(question.id),
                comments.get(question.id, ""),
                bool(comments.get(question.id)) or question.id == at or question.id in said,
                tuple(said.get(question.id, ())),
            )
            for page in section.pages
            for question in page.questions
            if question.id in path and asks(question)
        ]
        if rows:
            sections.append({"title": words.plain(section.title), "rows": rows})
    return sections


def _texts(reviewed: Reviewed, action: Action) -> tuple[DecisionText, ...]:
    return texts(services(), reviewed.response.survey, reviewed.submission.language, action)


def _with_text(response_id: str, way: Way, sent: Posted, key: str) -> Posted:
    """What was written, with a ready-made text after it."""
    reviewed = _reviewed(response_id)
    chosen = next((each for each in _texts(reviewed, way.action) if each.key == key), None)
    if chosen is None:
        return sent
    text = filled_in(chosen.text, _values(reviewed))
    return Posted(sent.revision, f"{sent.reason.rstrip()}\n\n{text}".strip(), sent.comments)


def _values(reviewed: Reviewed) -> dict[Placeholder, str]:
    """What is filled in, in the language of who sent it."""
    language, submission = reviewed.submission.language, reviewed.submission
    source = services().surveys.by_hash(submission.questionnaire_hash)
    edition, contact, clock = source.in_language(language), source.publication.contact, services().clock
    name = submission.answers.get(contact.name or "")

    def day(moment: Any) -> str:
        return str(format_date(clock.date_of(moment), "d MMMM y", locale=language))

    return {
        Placeholder.COLLECTIVE: submission.title or edition.title,
        Placeholder.NAME: name if isinstance(name, str) else "",
        Placeholder.SURVEY: edition.title,
        Placeholder.SENT_ON: day(submission.submitted_at),
        Placeholder.DEADLINE: day(clock.now() + DEADLINE),
        Placeholder.COORDINATOR: account().name,
    }


def _hidden(sent: Posted) -> list[tuple[str, str]]:
    """Everything that was written, to go along in a form."""
    comments = [(f"{COMMENT}{name}", text) for name, text in sent.comments.items() if text.strip()]
    return [("revision", str(sent.revision)), ("reason", sent.reason), *comments]
