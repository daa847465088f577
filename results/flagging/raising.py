"""Looking at a submission with every rule, in the transaction that sends it; and at what was sent before there were flags."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy import Connection

from engine.answering.reviewing import holding
from engine.questionnaire import Questionnaire
from engine.values import Value
from results.flags.found import Subject
from results.flags.rules import look
from results.flags.traits import keys_of, traits_of
from results.places import place_problems, places_in
from results.records.responses import Response
from results.review import State
from results.services import Services
from results.snapshot import outcome_of
from results.store import consents, flags, submissions, traits

BATCH = 50


def raise_flags(
    services: Services,
    connection: Connection,
    response: Response,
    questionnaire: Questionnaire,
    values: Mapping[str, Value],
    at: datetime,
) -> None:
    """Raise the flags of the newest revision of a response, whose row is locked. `values`: its `Outcome.values`.

    Of a pair only one has the flag: the one that came later, so not this one when the other waits with it.
    """
    places = places_in(questionnaire, values, services.geocoder)
    own = traits_of(response.id, questionnaire, values, places)
    keys = keys_of(own) if own is not None else ()
    traits.hold(connection, keys)
    alike = traits.sharing(connection, response.id, keys) if keys else ()
    if alike:
        settled = flags.distinct_from(connection, response.id) | flags.pointing_at(connection, response.id)
        alike = tuple(each for each in alike if each.response_id not in settled)
    traits.put(connection, response, own, keys)
    subject = Subject(
        questionnaire=questionnaire,
        values=values,
        holding=holding(questionnaire, values, services.clock.date_of(at)),
        problems=place_problems(questionnaire, values, places, services.geocoder),
        confirmed=response.confirmed if response.contact_hash is not None else None,
        traits=own,
        alike=alike,
    )
    flags.add(connection, response.id, response.revision, look(subject), at)


def raise_missing(services: Services, go_on: Callable[[], bool] = lambda: True) -> int:
    """Look at what was sent before there were flags; how many. What was decided on gets no flags, but is compared with.

    In small transactions; several workers share the work.
    """
    done = 0
    while go_on():
        with services.database.writing() as connection:
            batch = traits.unseen(connection, BATCH)
            for response in batch:
                _look_back(services, connection, response)
        done += len(batch)
        if len(batch) < BATCH:
            break
    return done


def forget_traits(connection: Connection, response_id: str) -> None:
    """Forget what duplicates of a response are found by, and what was remarked about it: names and addresses are in both."""
    traits.blank(connection, response_id)
    flags.remove(connection, response_id)


def _look_back(services: Services, connection: Connection, response: Response) -> None:
    submission = submissions.one(connection, response.id, response.revision)
    if submission is None:
        raise AssertionError(f"response {response.id} has no revision {response.revision}")
    questionnaire = services.surveys.by_hash(submission.questionnaire_hash)
    given = consents.of_revision(connection, response.id, response.revision)
    outcome = outcome_of(questionnaire, submission, given, services.clock.date_of(submission.submitted_at))
    if response.state is State.SUBMITTED:
        raise_flags(services, connection, response, questionnaire, outcome.values, submission.submitted_at)
        return
    places = places_in(questionnaire, outcome.values, services.geocoder)
    own = traits_of(response.id, questionnaire, outcome.values, places)
    traits.put(connection, response, own, keys_of(own) if own is not None else ())
