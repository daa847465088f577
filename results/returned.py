"""What the initiator gets back after sending: the profile, and where the review stands. Only reads."""

from dataclasses import dataclass

from results.errors import UnknownResponse
from results.profile import Profile, in_edition
from results.profile_json import from_json
from results.records import Event, PublishedEntry, Response, Submission
from results.services import Services
from results.store import events, map_entries, responses, submissions
from results.tokens import token_hash


@dataclass(frozen=True, slots=True)
class Returned:
    """The newest submission of a response, None before the first. `profile` has the texts of the language asked for;
    `last_event` is what happened last, with the reason of a decision; `published` what stands on the map now.
    """

    response: Response
    submission: Submission | None
    profile: Profile | None
    last_event: Event | None
    published: PublishedEntry | None


def returned(services: Services, token: str, language: str) -> Returned:
    """What the holder of this token gets back.

    Raises:
        UnknownResponse: no response has this token.
    """
    with services.database.reading() as connection:
        response = responses.by_token_hash(connection, token_hash(token))
        if response is None:
            raise UnknownResponse("no response has this token")
        submission = submissions.one(connection, response.id, response.revision)
        history = events.of_response(connection, response.id)
        published = map_entries.of_response(connection, response.id)
    profile = None
    if submission is not None:
        edition = services.surveys.by_hash(submission.questionnaire_hash).in_language(language)
        profile = in_edition(from_json(submission.profile), edition)
    return Returned(response, submission, profile, history[-1] if history else None, published)
