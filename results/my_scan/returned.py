"""What the initiator gets back after sending: the profile, beside that of others and the one before, and where the review
stands. Only reads.
"""

from dataclasses import dataclass

from results.profiles.comparison import Comparison
from results.profiles.previous import Previous, previous_revision, since
from results.profiles.profile import Profile, in_edition
from results.profiles.stored import from_json
from results.records.events import Event
from results.records.public_map import PublishedEntry
from results.records.responses import Response
from results.records.submissions import Submission
from results.services import Services
from results.similar import comparison
from results.store import events, map_entries, responses, submissions


@dataclass(frozen=True, slots=True)
class Returned:
    """The newest submission of a response, None before the first. `profile` has the texts of the language asked for;
    `last_event` is what happened last, with the reason of a decision; `published` what stands on the map now.
    `comparison`: the medians of similar collectives, if there are enough; `previous`: what changed since the scan before.
    """

    response: Response
    submission: Submission | None
    profile: Profile | None
    last_event: Event | None
    published: PublishedEntry | None
    comparison: Comparison | None = None
    previous: Previous | None = None


def returned(services: Services, token: str, language: str) -> Returned:
    """What the holder of this token gets back.

    Raises:
        UnknownResponse: no response has this token.
    """
    with services.database.reading() as connection:
        response = responses.opened(connection, token)
        submission = submissions.one(connection, response.id, response.revision)
        history = events.of_response(connection, response.id)
        published = map_entries.of_response(connection, response.id)
        before = previous_revision(history, response.revision)
        then = submissions.one(connection, response.id, before) if before is not None else None
    last_event = history[-1] if history else None
    if submission is None:
        return Returned(response, None, None, last_event, published)
    questionnaire = services.surveys.by_hash(submission.questionnaire_hash)
    profile = in_edition(from_json(submission.profile), questionnaire.in_language(language))
    return Returned(
        response=response,
        submission=submission,
        profile=profile,
        last_event=last_event,
        published=published,
        comparison=comparison(services, questionnaire, submission),
        previous=since(then, from_json(then.profile), profile) if then is not None else None,
    )
