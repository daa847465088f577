"""Where a scan stands, for its initiator: state, history, map, consents with their log, and what is kept. Only reads."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from engine.questionnaire import Questionnaire
from results.consents.changes import falling_with
from results.consents.standing import StandingConsent, Version, standing, versions, words
from results.due import Plan
from results.records.events import Event
from results.records.public_map import PublishedEntry
from results.records.responses import Response
from results.records.submissions import Consent, Submission
from results.services import Services
from results.store import consents as consent_log
from results.store import erasure, events, map_entries, responses, submissions, upkeep
from results.upkeep.expiry import kept_until


@dataclass(frozen=True, slots=True)
class SaidConsent:
    """One line of the log: a consent that was given, withheld or withdrawn at one moment, for one version or two."""

    question: str
    text: str
    language: str
    questionnaire_version: str
    given: bool
    at: datetime
    method: str
    revisions: tuple[int, ...]
    withdrawn: bool
    """Whether it was given before: else it was not given in the first place."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What was ticked and is no consent ("I have read this"): it cannot be withdrawn."""

    question: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MyScan:
    """Everything about one response but its answers.

    `consents` are those that can be given or withdrawn now, none before the first submission; `falls_with` says which
    others fall when one is withdrawn. `log`: newest first.
    `submission` is the newest, None before the first, and when everything was deleted (`erased`).
    """

    response: Response
    questionnaire: Questionnaire
    submission: Submission | None
    events: tuple[Event, ...]
    published: PublishedEntry | None
    consents: tuple[StandingConsent, ...]
    falls_with: dict[str, tuple[str, ...]]
    confirmations: tuple[Confirmed, ...]
    log: tuple[SaidConsent, ...]
    erased: bool
    kept_until: datetime | None
    """When it will be deleted if nothing is changed; None when it does not expire."""
    upkeep: Plan | None
    """When it was last said that everything is right, and what follows; None before it was sent."""


def my_scan(services: Services, token: str, language: str) -> MyScan:
    """Where the response with this token stands, with the texts of `language`.

    Raises:
        UnknownResponse: no response has this token.
    """
    with services.database.reading() as connection:
        response = responses.opened(connection, token)
        submission = submissions.one(connection, response.id, response.revision)
        history = events.of_response(connection, response.id)
        published = map_entries.of_response(connection, response.id)
        counting = versions(services, connection, response)
        said = consent_log.log(connection, response.id)
        erased = erasure.is_emptied(connection, response)
        plan = upkeep.one(connection, response.id)
    questionnaire = services.surveys.by_hash(response.questionnaire_hash).in_language(language)
    consents = standing(questionnaire, counting)
    return MyScan(
        response=response,
        questionnaire=questionnaire,
        submission=submission,
        events=history,
        published=published,
        consents=consents,
        falls_with={each.question: falling_with(services, questionnaire, counting, each.question) for each in consents},
        confirmations=_confirmations(questionnaire, counting),
        log=log_lines(questionnaire, said),
        erased=erased,
        kept_until=kept_until(response),
        upkeep=plan,
    )


def log_lines(questionnaire: Questionnaire, said: Iterable[Consent]) -> tuple[SaidConsent, ...]:
    """The log of consents for people, newest first: what was said for two versions at once is one line."""
    lines: list[SaidConsent] = []
    given: dict[tuple[str, int], bool] = {}
    for each in said:
        if _kind(questionnaire, each) != "consent":
            continue
        before = given.get((each.question, each.revision), given.get((each.question, each.revision - 1), False))
        given[each.question, each.revision] = each.given
        line = SaidConsent(
            question=each.question,
            text=each.text,
            language=each.language,
            questionnaire_version=each.questionnaire_version,
            given=each.given,
            at=each.at,
            method=each.method,
            revisions=(each.revision,),
            withdrawn=before and not each.given,
        )
        lines.append(line)
    return tuple(_together(lines))[::-1]


def _confirmations(questionnaire: Questionnaire, counting: tuple[Version, ...]) -> tuple[Confirmed, ...]:
    return tuple(
        Confirmed(question.id, words(questionnaire, newest, question), newest.submission.submitted_at)
        for newest in counting[:1]
        for question in questionnaire.questions.values()
        if question.type == "confirmation" and newest.gives(question.id)
    )


def _together(lines: Iterable[SaidConsent]) -> Iterable[SaidConsent]:
    """Lines that say the same of the same moment, as one."""
    found: dict[tuple[object, ...], SaidConsent] = {}
    for line in lines:
        key = (line.question, line.text, line.given, line.at, line.method)
        same = found.get(key)
        if same is None:
            found[key] = line
        else:
            revisions = tuple(sorted({*same.revisions, *line.revisions}))
            found[key] = replace(same, revisions=revisions, withdrawn=same.withdrawn or line.withdrawn)
    return found.values()


def _kind(questionnaire: Questionnaire, said: Consent) -> str:
    question = questionnaire.questions.get(said.question)
    return question.type if question is not None else ""
