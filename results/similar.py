"""With whom a submission is compared: the approved scans that count now, under the consents as they stand.

Counted is the last approved scan of each collective that gave the consent, sent in the past `COUNTED_MONTHS` months, of
the same major version; never the collective's own.
"""

import calendar
from datetime import datetime

from sqlalchemy import Connection

from engine.publication import ComparisonRules
from engine.questionnaire import Questionnaire
from results.profiles.comparison import Comparison, Scored, Tally, collective_name
from results.profiles.profile import major_version
from results.profiles.stored import from_json
from results.records.responses import Response
from results.records.submissions import Submission
from results.services import Services
from results.store import scores, submissions

COUNTED_MONTHS = 24


def comparison(services: Services, questionnaire: Questionnaire, submission: Submission) -> Comparison | None:
    """The medians of similar collectives; None when the survey compares nothing, or no group is large enough."""
    rules = questionnaire.publication.comparison
    if rules is None:
        return None
    now = services.clock.now()
    survey, major = questionnaire.survey, major_version(questionnaire.version)
    tally = services.tallies.get(
        (survey, major, rules),
        now,
        lambda: _counted(services, survey, major, rules, months_before(now, COUNTED_MONTHS)),
    )
    chosen = _chosen(rules, submission)
    return tally.compare(submission.response_id, collective_name(submission.title), chosen)


def count(services: Services, connection: Connection, approved: Response) -> None:
    """Let the revision that was just approved count for others, in the place of the one before it."""
    submission = submissions.one(connection, approved.id, approved.revision)
    if submission is None:
        raise AssertionError(f"response {approved.id} has no revision {approved.revision}")
    questionnaire = services.surveys.by_hash(submission.questionnaire_hash)
    rules = questionnaire.publication.comparison
    if rules is None:
        scores.remove(connection, approved.id)
        return
    profile = from_json(submission.profile)
    scan = Scored(
        response_id=approved.id,
        collective=collective_name(submission.title),
        submitted_at=submission.submitted_at,
        chosen=_chosen(rules, submission),
        scores={each.id: each.score for each in profile.dimensions if each.score is not None},
    )
    scores.put(connection, scan, approved.revision, questionnaire.survey, major_version(questionnaire.version))


def months_before(moment: datetime, months: int) -> datetime:
    """The same time so many calendar months earlier, on the last day of a month that is too short."""
    year, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    day = min(moment.day, calendar.monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)


def _counted(services: Services, survey: str, major: str, rules: ComparisonRules, since: datetime) -> Tally:
    with services.database.reading() as connection:
        return Tally(rules, scores.counting(connection, survey, major, rules.consent, since))


def _chosen(rules: ComparisonRules, submission: Submission) -> dict[str, str]:
    named = {name for step in rules.steps for name in step.by}
    return {name: value for name in sorted(named) if isinstance(value := submission.answers.get(name), str)}
