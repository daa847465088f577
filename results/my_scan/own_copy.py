"""Everything that is kept of one response, for its initiator: a document for programs (JSON), the answers for a
spreadsheet (CSV). Drafts too. The shape of the document is described in docs/developer/own-copy.md; what is only there
to make the application work (hashes of keys, blinded addresses) is left out.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from engine.answering.outcome import Outcome
from engine.answering.piping import render
from engine.question_types import TYPES
from engine.questionnaire import Questionnaire
from engine.values import Json
from results.filling.draft import Draft, draft_of
from results.mail.outbox import TO_OTHERS
from results.pairing.states import ContactRequest, Proposal
from results.records.events import Event
from results.records.mails import StoredMail
from results.records.public_map import PublishedEntry
from results.records.submissions import Consent, Submission
from results.services import Services
from results.snapshot import answers_with, outcome_of
from results.spreadsheet import BYTE_ORDER_MARK, SEPARATOR, cell
from results.store import consents as consent_log
from results.store import contact_requests, events, mails, map_entries, proposals, responses, submissions

FORM = 1
"""Raised when the shape of the document changes."""


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """One question with its answer. `value`: as it is kept; `shown`: as people read it, None when it is not valid."""

    section: str
    question: str
    type: str
    text: str
    asked: bool
    value: Json
    shown: str | None


@dataclass(frozen=True, slots=True)
class OwnCopy:
    """Everything of one response. `name` is safe in a file name; `answers` are those of this moment, sent or not."""

    name: str
    answers: tuple[OwnAnswer, ...]
    document: Mapping[str, Json]

    def as_json(self) -> bytes:
        """The document, to be read by people too."""
        return json.dumps(self.document, ensure_ascii=False, indent=2).encode("utf-8")

    def as_csv(self, heads: Sequence[str]) -> bytes:
        """The answers for a spreadsheet, under five `heads`: part, question, text, answer, asked (1 or 0)."""
        written = io.StringIO()
        rows = csv.writer(written, delimiter=SEPARATOR, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        rows.writerow([cell(head) for head in heads])
        for each in self.answers:
            told = each.shown if each.shown is not None else _plain(each.value)
            rows.writerow([cell(each.section), each.question, cell(each.text), cell(told), int(each.asked)])
        return (BYTE_ORDER_MARK + written.getvalue()).encode("utf-8")


def own_copy(services: Services, token: str, language: str) -> OwnCopy:
    """Everything of the response with this token, with the texts of `language`.

    Raises:
        UnknownResponse: no response has this token.
    """
    with services.database.reading() as connection:
        response = responses.opened(connection, token)
        sent = [submissions.one(connection, response.id, number + 1) for number in range(response.revision)]
        said = consent_log.log(connection, response.id)
        history = events.of_response(connection, response.id)
        published = map_entries.of_response(connection, response.id)
        mailed = mails.of_response(connection, response.id)
        asked = contact_requests.of_response(connection, response.id)
        proposed = [each for each in proposals.of_response(connection, response.id) if each.was_told(response.id)]
    now = services.clock.now()
    draft = draft_of(services, response)
    edition = draft.questionnaire.in_language(language)
    answers = _answers(edition, draft.outcome, response.answers)
    document: dict[str, Json] = {
        "form": FORM,
        "made_at": _moment(now),
        "questionnaire": _questionnaire(edition),
        "response": _response(draft),
        "answers": [_answer(each) for each in answers],
        "submissions": [_submission(services, each, said, edition) for each in sent if each is not None],
        "consents": [_consent(each) for each in said],
        "events": [_event(each) for each in history],
        "mails": [_mail(each) for each in mailed if each.kind not in TO_OTHERS],
        "map_entry": None if published is None else _map_entry(published),
        "contact_requests": [_request(each) for each in asked],
        "proposals": [_proposal(each, response.id) for each in proposed],
    }
    name = re.sub(r"[^a-z0-9_-]", "", response.survey.lower())
    return OwnCopy(f"{name}-{services.clock.date_of(now).isoformat()}", answers, document)


def _answers(questionnaire: Questionnaire, outcome: Outcome, kept: Mapping[str, Json]) -> tuple[OwnAnswer, ...]:
    """What was asked, and what was answered without being asked (any more), in document order."""
    asked = frozenset(outcome.path)
    found = []
    for section, _page, question in questionnaire.walk():
        kind = TYPES[question.type]
        if question.id not in kept and not (question.id in asked and kind.takes_answer):
            continue
        value = outcome.values.get(question.id)
        found.append(
            OwnAnswer(
                section=str(section.title),
                question=question.id,
                type=question.type,
                text=render(question.text, questionnaire, outcome.values, questionnaire.language),
                asked=question.id in asked,
                value=kept.get(question.id),
                shown=None if value is None else kind.display(question, value, questionnaire.language),
            )
        )
    return tuple(found)


def _plain(value: Json) -> str:
    """An answer that is not valid, as it was typed."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _questionnaire(edition: Questionnaire) -> dict[str, Json]:
    return {
        "survey": edition.survey,
        "version": edition.version,
        "title": edition.title,
        "hash": edition.hash,
        "language": edition.language,
    }


def _response(draft: Draft) -> dict[str, Json]:
    response = draft.response
    return {
        "id": response.id,
        "state": response.state.value,
        "language": response.language,
        "begun_at": _moment(response.created_at),
        "changed_at": _moment(response.changed_at),
        "revision": response.revision,
        "approved_revision": response.approved_revision,
        "email_confirmed": response.confirmed,
        "pages_visited": list(response.visited),
    }


def _answer(answer: OwnAnswer) -> dict[str, Json]:
    return {
        "part": answer.section,
        "question": answer.question,
        "type": answer.type,
        "text": answer.text,
        "asked": answer.asked,
        "value": answer.value,
        "shown": answer.shown,
    }


def _submission(
    services: Services, submission: Submission, said: Iterable[Consent], edition: Questionnaire
) -> dict[str, Json]:
    given = {each.question: each for each in said if each.revision == submission.revision}.values()
    source = services.surveys.by_hash(submission.questionnaire_hash)
    outcome = outcome_of(source, submission, given, services.clock.date_of(submission.submitted_at))
    return {
        "revision": submission.revision,
        "submitted_at": _moment(submission.submitted_at),
        "language": submission.language,
        "title": submission.title,
        "answers": [_answer(each) for each in _answers(edition, outcome, answers_with(submission, given))],
        "profile": dict(submission.profile),
    }


def _consent(consent: Consent) -> dict[str, Json]:
    return {
        "question": consent.question,
        "text": consent.text,
        "language": consent.language,
        "questionnaire_version": consent.questionnaire_version,
        "given": consent.given,
        "at": _moment(consent.at),
        "method": consent.method,
        "revision": consent.revision,
    }


def _event(event: Event) -> dict[str, Json]:
    return {
        "at": _moment(event.at),
        "by": event.actor.value,
        "action": event.action.value,
        "from": event.from_state.value,
        "to": event.to_state.value,
        "revision": event.revision,
        "reason": event.reason,
        "comments": dict(event.comments),
    }


def _mail(mail: StoredMail) -> dict[str, Json]:
    return {
        "about": mail.kind,
        "to": mail.recipient,
        "queued_at": _moment(mail.created_at),
        "sent_at": None if mail.sent_at is None else _moment(mail.sent_at),
    }


def _map_entry(published: PublishedEntry) -> dict[str, Json]:
    entry = published.entry
    return {
        "address": published.slug,
        "revision": published.revision,
        "published_at": _moment(published.published_at),
        "title": entry.title,
        "fields": dict(entry.fields),
        "latitude": entry.latitude,
        "longitude": entry.longitude,
        "precision": None if entry.precision is None else entry.precision.value,
        "municipality": entry.municipality,
        "province": entry.province,
    }


def _request(request: ContactRequest) -> dict[str, Json]:
    return {
        "challenge": request.challenge,
        "state": request.asking.value,
        "words": request.words,
        "reply": request.reply,
        "asked_at": _moment(request.asked_at),
        "ended_at": None if request.ended_at is None else _moment(request.ended_at),
    }


def _proposal(proposal: Proposal, response_id: str) -> dict[str, Json]:
    """Nothing of the other, and no answer but their own."""
    side = proposal.side_of(response_id)
    own = [move for move in proposal.history if move["side"] == side]
    return {
        "challenge": proposal.challenge,
        "side": None if side is None else side.value,
        "words": proposal.words,
        "proposed_at": _moment(proposal.proposed_at),
        "answers": [{"answer": move["move"], "at": move["at"]} for move in own],
        "ended_at": None if proposal.ended_at is None else _moment(proposal.ended_at),
    }


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
