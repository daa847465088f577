"""The revision that the newest one is compared with at the desk. Only reads."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from engine.answering.outcome import Outcome
from engine.questionnaire import Questionnaire
from results.profiles.previous import previous_revision
from results.records.events import Event
from results.records.responses import Response
from results.records.submissions import Submission
from results.services import Services
from results.snapshot import outcome_of
from results.store import consents, submissions


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier revision as it was sent, with the questionnaire of that time. `approved`: whether it was approved.

    Its consents are those that were given then: one that was withdrawn since is a difference to be seen.
    """

    submission: Submission
    questionnaire: Questionnaire
    outcome: Outcome
    approved: bool


def earlier(
    services: Services,
    connection: Connection,
    response: Response,
    history: Iterable[Event],
    since: int | None = None,
) -> Earlier | None:
    """What the newest revision is compared with: revision `since`, when that was asked for and is an earlier one (somebody was
    looking at it); else the last one that was approved before it; else the one before it. None of a first revision.
    """
    approved = previous_revision(history, response.revision)
    asked = since if since is not None and 0 < since < response.revision else None
    submission = submissions.one(connection, response.id, asked or approved or response.revision - 1)
    if submission is None:
        return None
    questionnaire = services.surveys.by_hash(submission.questionnaire_hash)
    given = consents.as_sent(connection, response.id, submission.revision)
    outcome = outcome_of(questionnaire, submission, given, services.clock.date_of(submission.submitted_at))
    return Earlier(submission, questionnaire, outcome, approved == submission.revision)
