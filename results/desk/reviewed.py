"""One submission as a coordinator sees it, with everything around it; or what is left of it. Only reads."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.answering.outcome import Outcome
from engine.questionnaire import Questionnaire, Severity
from engine.values import AnswerProblem
from results.desk.differences import Difference, differences
from results.desk.earlier import Earlier, earlier
from results.desk.queue import term_of
from results.errors.filling import UnknownResponse
from results.listing.waiting import Waiting
from results.map_entry import MapEntry, map_entry
from results.places import in_order, place_problems, places_in
from results.profiles.profile import Profile
from results.profiles.stored import from_json
from results.records.desk import Note, QueueRow
from results.records.events import Event
from results.records.public_map import PublishedEntry
from results.records.responses import Response
from results.records.submissions import Consent, Submission
from results.services import Services
from results.snapshot import outcome_of
from results.store import accounts, consents, desk, erasure, events, map_entries, notes, responses, submissions


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A submission as it is reviewed. `preview` is the public entry that approval would give (None: no consent);
    `published` the one that is public now. `warnings`: what the respondent was asked back about and let stand. `deciders`
    names the accounts in `events` and `notes`, and who has it in hand, by id. `row`: its row in the list; `waiting`: how it
    stands against its term. `earlier`, `differences`: what it is compared with (None of a first revision), and what differs
    from that.
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
    warnings: tuple[AnswerProblem, ...]
    row: QueueRow
    waiting: Waiting | None
    notes: tuple[Note, ...]
    earlier: Earlier | None
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Remains:
    """What is left of a response of which everything was deleted: who did what when. `deciders` as in `Reviewed`."""

    response: Response
    events: tuple[Event, ...]
    deciders: Mapping[int, str]


def remains(services: Services, response_id: str) -> Remains:
    """What is left of a response that was sent and then deleted by its initiator.

    Raises:
        UnknownResponse: no such response has this id.
    """
    with services.database.reading() as connection:
        response = responses.by_id(connection, response_id)
        if response is None or not erasure.is_emptied(connection, response):
            raise UnknownResponse("nothing that was deleted has this id")
        history = events.of_response(connection, response.id)
        deciders = accounts.names(connection, frozenset(each.account_id for each in history if each.account_id))
    return Remains(response, history, deciders)


def reviewed(services: Services, response_id: str, language: str, since: int | None = None) -> Reviewed:
    """The newest submission of a response; the questionnaire with the texts of `language`, the profile as it was sent.
    `since`: the revision to compare it with; without one, see `earlier`.

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
        published = map_entries.of_response(connection, response.id)
        row = desk.one(connection, response.id)
        before = earlier(services, connection, response, history, since)
        said = notes.of_response(connection, response.id)
        acting = [each.account_id for each in history] + [each.account_id for each in said]
        acting.append(row.taken_by if row else None)
        deciders = accounts.names(connection, frozenset(each for each in acting if each is not None))
    if row is None:
        raise AssertionError(f"response {response.id} was sent, and is not in the list")
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
        warnings=_warnings(services, questionnaire, outcome),
        row=row,
        waiting=term_of(services, row),
        notes=said,
        earlier=before,
        differences=differences(questionnaire, outcome, before.questionnaire, before.outcome) if before else (),
    )


def _warnings(services: Services, questionnaire: Questionnaire, outcome: Outcome) -> tuple[AnswerProblem, ...]:
    places = places_in(questionnaire, outcome.values, services.geocoder)
    found = place_problems(questionnaire, outcome.values, places, services.geocoder)
    warnings = [each for each in (*outcome.problems, *found) if each.severity is Severity.WARNING]
    return in_order(questionnaire, (each for each in warnings if each.question in questionnaire.questions))
