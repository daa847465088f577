"""What a coordinator sees: the list of submissions, and one submission with everything around it. Only reads."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from engine.answering.outcome import Outcome
from engine.questionnaire import Questionnaire
from results.errors import UnknownResponse
from results.map_entry import MapEntry, map_entry
from results.profile import Profile
from results.profile_json import from_json
from results.records import Consent, Event, PublishedEntry, QueueRow, Response, Submission
from results.review import State
from results.services import Services
from results.snapshot import outcome_of
from results.store import accounts, consents, events, map_entries, responses, submissions


@dataclass(frozen=True, slots=True)
class Queue:
    """One page of the list. `counts` is over all submissions; `total` over those in the chosen states."""

    rows: tuple[QueueRow, ...]
    counts: Mapping[State, int]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A submission as it is reviewed. `preview` is the public entry that approval would give (None: no consent);
    `published` the one that is public now. `deciders` names the accounts in `events` by id.
    """

    response: Response
    submission: Submission
    questionnaire: Questionnaire
    outcome: Outcome
    profile: Profile
    consents: tuple[Consent, ...]
    events: tuple[Event, ...]
    deciders: Mapping[int, str]
    preview: MapEntry | None
    published: PublishedEntry | None


def queue(services: Services, states: Collection[State] = (), page: int = 1, per_page: int = 50) -> Queue:
    """The submissions in `states` (all when empty): what waits first, oldest first; then the rest, newest first.

    A page beyond the last gives the last, one below 1 the first.
    """
    with services.database.reading() as connection:
        counted = submissions.counts(connection)
        total = sum(number for state, number in counted.items() if not states or state in states)
        pages = max(1, -(-total // per_page))
        shown = min(max(1, page), pages)
        rows = submissions.queue(connection, states, per_page, (shown - 1) * per_page)
    return Queue(rows, counted, total, shown, pages)


def reviewed(services: Services, response_id: str, language: str) -> Reviewed:
    """The newest submission of a response; the questionnaire with the texts of `language`, the profile as it was sent.

    Raises:
        UnknownResponse: no response has this id, or it was never submitted.
    """
    with services.database.reading() as connection:
        response = responses.by_id(connection, response_id)
        submission = submissions.one(connection, response.id, response.revision) if response else None
        if response is None or submission is None:
            raise UnknownResponse("no submission has this id")
        given = consents.of_revision(connection, response.id, response.revision)
        history = events.of_response(connection, response.id)
        deciders = accounts.names(connection, frozenset(each.account_id for each in history if each.account_id))
        published = map_entries.of_response(connection, response.id)
    questionnaire = services.surveys.by_hash(submission.questionnaire_hash)
    outcome = outcome_of(questionnaire, submission, given, services.clock.date_of(submission.submitted_at))
    return Reviewed(
        response=response,
        submission=submission,
        questionnaire=questionnaire.in_language(language),
        outcome=outcome,
        profile=from_json(submission.profile),
        consents=given,
        events=history,
        deciders=deciders,
        preview=map_entry(questionnaire, outcome.values, services.geocoder.locate),
        published=published,
    )
