"""Giving or withdrawing one consent after the scan was sent. One transaction: the log, the unsent answers, and the map.

The log is only added to, once for every revision that still counts, in the words that were read. A consent that is asked
only because of another falls with it. Withdrawing is possible as long as there is anything to withdraw; giving only while
the response is alive, since a consent to what has ended would mean nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from engine.answering.answers import parse_answers
from engine.answering.outcome import evaluate
from engine.questionnaire import Questionnaire
from results.consents.standing import Version, is_consent, version, versions, words
from results.consents.words_read import words_read
from results.errors.filling import ResponseClosed, UnknownConsent
from results.public_map.publish import publish
from results.records.responses import Response
from results.records.submissions import Consent
from results.review import MAY_BE_PUBLIC
from results.services import Services
from results.snapshot import FORM
from results.store import consents as consent_log
from results.store import contact_requests, proposals, responses, submissions

MY_SCAN = "my_scan"
"""How a consent was changed: on the page that shows where the scan stands."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change did. `questions`: every consent that is different now, the one that was asked for first."""

    response: Response
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """That a consent be given or withdrawn, and when that was asked."""

    question: str
    given: bool
    at: datetime


def change_consent(services: Services, token: str, question: str, given: bool, language: str) -> Changed:
    """Give or withdraw one consent, in the words of `language`. Asking for what is so already changes nothing.

    Raises:
        UnknownResponse: no response has this token, or everything of it was deleted.
        UnknownConsent: this is no consent that was asked; also for a response that was never sent.
        ResponseClosed: a consent is given to a response that was rejected or withdrawn, or has expired.
    """
    with services.database.writing() as connection:
        response = responses.opened(connection, token, lock=True)
        edition = services.surveys.by_hash(response.questionnaire_hash).in_language(language)
        counting = versions(services, connection, response)
        asked = [each for each in counting if each.asks(question)]
        if not asked or not is_consent(edition.questions.get(question)):
            raise UnknownConsent(f"this response was not asked for a consent {question!r}")
        if given and response.state not in MAY_BE_PUBLIC:
            raise ResponseClosed(response.state)
        at = services.clock.now()
        said = [row for each in asked for row in _said(services, edition, each, Wish(question, given, at))]
        if not said:
            return Changed(response, ())
        consent_log.add(connection, said)
        _stop_contact(connection, response.id, said, at)
        _keep_in_draft(connection, response, _for_draft(services, response, asked, said), at)
        if response.state in MAY_BE_PUBLIC and response.approved_revision in {row.revision for row in said}:
            publish(services, connection, response, response.approved_revision)
        return Changed(response, tuple(dict.fromkeys(row.question for row in said)))


def follow_submission(services: Services, connection: Connection, sent: Response, said: Sequence[Consent]) -> None:
    """What is withheld in a version that was just sent is withdrawn from the approved one at once.

    That one is on the map until the new one is approved, and withdrawing does not wait for a review. Giving does: a consent
    that is given with the answers counts for that version. `sent` is the response after its transition, its row locked.
    """
    _stop_contact(connection, sent.id, said, sent.changed_at)
    approved = None if sent.approved_revision is None else submissions.one(connection, sent.id, sent.approved_revision)
    if approved is None:
        return
    edition = services.surveys.by_hash(approved.questionnaire_hash).in_language(approved.language)
    before = version(services, approved, consent_log.of_revision(connection, sent.id, approved.revision))
    withdrawn = {
        row.question: replace(row, method=FORM)
        for each in said
        if not each.given and is_consent(edition.questions[each.question])
        for row in _said(services, edition, before, Wish(each.question, given=False, at=each.at))
    }
    if withdrawn:
        consent_log.add(connection, tuple(withdrawn.values()))
        publish(services, connection, sent, approved.revision)


def _stop_contact(connection: Connection, response_id: str, said: Sequence[Consent], at: datetime) -> None:
    """Whoever no longer gives the consent to be brought into contact gets no answer any more to what was proposed or asked."""
    withheld = {each.question for each in said if not each.given}
    if withheld:
        proposals.stop(connection, response_id, at, withheld)
        contact_requests.stop(connection, response_id, at, withheld)


def falling_with(
    services: Services, edition: Questionnaire, counting: tuple[Version, ...], question: str
) -> tuple[str, ...]:
    """The other consents that are given now, and fall when this one is withdrawn."""
    wish = Wish(question, given=False, at=services.clock.now())
    said = [row for each in counting if each.asks(question) for row in _said(services, edition, each, wish)]
    return tuple(dict.fromkeys(row.question for row in said if row.question != question))


def _said(services: Services, edition: Questionnaire, before: Version, wish: Wish) -> list[Consent]:
    """What is added to the log of one revision; nothing when it is so already."""
    if before.gives(wish.question) is wish.given:
        return []
    row = _row(edition, before, wish)
    now = {each.question: each for each in (*before.consents, row)}
    after = version(services, before.submission, tuple(now.values()))
    fallen = [
        name for name in now if is_consent(edition.questions[name]) and before.gives(name) and not after.asks(name)
    ]
    return [row, *(_row(edition, before, Wish(name, False, wish.at)) for name in fallen)]


def _row(edition: Questionnaire, of: Version, wish: Wish) -> Consent:
    return Consent(
        response_id=of.submission.response_id,
        revision=of.revision,
        question=wish.question,
        text=words(edition, of, edition.questions[wish.question]),
        language=edition.language,
        questionnaire_version=edition.version,
        given=wish.given,
        at=wish.at,
        method=MY_SCAN,
    )


def _for_draft(
    services: Services, response: Response, asked: Sequence[Version], said: Sequence[Consent]
) -> Mapping[str, bool]:
    """What holds for the unsent answers too: a consent only when it has the same words there."""
    source = services.surveys.by_hash(response.questionnaire_hash)
    today = services.clock.date_of(services.clock.now())
    values = evaluate(source, parse_answers(source, response.answers), today).values
    there = words_read(source, [row.question for row in said], values)
    here = {each.revision: words_read(source, there, each.outcome.values) for each in asked}
    kept: dict[str, bool] = {}
    for row in said:
        if not row.given or there.get(row.question) == here[row.revision].get(row.question):
            kept[row.question] = row.given
    return kept


def _keep_in_draft(connection: Connection, response: Response, said: Mapping[str, bool], at: datetime) -> None:
    """Let the answers that were not sent yet say the same, so that the next submission carries it on."""
    answers = {**response.answers, **said}
    if answers != response.answers:
        responses.save_answers(connection, response.id, answers, response.visited, at)
