"""What is on the map of one response: made anew from a revision, under the consents as they stand at this moment.

The only place that puts an entry on the map. Whoever calls it has locked the response's row, so that no consent is
withdrawn between the look and the write.
"""

from sqlalchemy import Connection

from results.map_entry import map_entry, slug
from results.records.public_map import PublishedEntry
from results.records.responses import Response
from results.services import Services
from results.snapshot import outcome_of
from results.store import consents, map_entries, submissions


def publish(services: Services, connection: Connection, response: Response, revision: int) -> None:
    """Put the entry of this approved revision on the map, if the consents allow one; else take off what is there.

    An entry that was there already, of the same revision, keeps the moment it was published.
    """
    submission = submissions.one(connection, response.id, revision)
    if submission is None:
        raise AssertionError(f"response {response.id} has no revision {revision}")
    questionnaire = services.surveys.by_hash(submission.questionnaire_hash)
    given = consents.of_revision(connection, response.id, revision)
    outcome = outcome_of(questionnaire, submission, given, services.clock.date_of(submission.submitted_at))
    entry = map_entry(questionnaire, outcome.values, services.geocoder.locate)
    now = services.clock.now()
    if entry is None:
        map_entries.remove(connection, response.id, now)
        return
    before = map_entries.of_response(connection, response.id)
    same = before is not None and before.revision == revision
    published = PublishedEntry(
        response_id=response.id,
        slug=map_entries.reserve_slug(connection, response.id, slug(entry.title, response.survey)),
        revision=revision,
        survey=response.survey,
        questionnaire_hash=questionnaire.hash,
        entry=entry,
        published_at=before.published_at if before is not None and same else now,
        first_published_at=now if before is None else before.first_published_at,
        changed_at=now,
    )
    map_entries.put(connection, published)
