"""The coordinator's decisions on a submission. Each is one transaction: decide, save, log the event, publish.

A decision names the revision it was made on and is refused when that is no longer the newest. A coordinator never changes
an answer; what becomes public is made from the submission, under the consents as they stand at that moment.
"""

from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy import Connection

from results.errors import ReasonRequired, StaleRevision, UnknownResponse
from results.outbox import MailKind, queue_about
from results.publish import publish
from results.records import Account, Response
from results.review import NEEDS_REASON, Action
from results.services import Services
from results.similar import count
from results.store import responses, submissions
from results.text import plain_text
from results.transition import Actor, carry_out

MAILS: Mapping[Action, MailKind] = MappingProxyType(
    {
        Action.APPROVE: MailKind.APPROVED,
        Action.REJECT: MailKind.REJECTED,
        Action.REQUEST_CHANGES: MailKind.CHANGES_REQUESTED,
    }
)
"""The mail that tells of a decision."""


def approve(services: Services, response_id: str, revision: int, account: Account, reason: str = "") -> Response:
    """Approve a revision. Its map entry takes the place of the one before; without consent there is none any more.

    Raises:
        UnknownResponse: there is no response with this id.
        StaleRevision: `revision` is not the newest.
        TransitionError: it does not wait for review (any more), or this account may not decide.
    """
    return _decide(services, response_id, revision, Action.APPROVE, account, reason)


def reject(services: Services, response_id: str, revision: int, account: Account, reason: str) -> Response:
    """Reject a revision; an entry of an earlier one disappears from the map.

    Raises:
        ReasonRequired: no reason is given.
        UnknownResponse, StaleRevision, TransitionError: as `approve`.
    """
    return _decide(services, response_id, revision, Action.REJECT, account, reason)


def request_changes(services: Services, response_id: str, revision: int, account: Account, reason: str) -> Response:
    """Ask the initiator to change something and submit again; an earlier entry stays on the map meanwhile.

    Raises:
        ReasonRequired, UnknownResponse, StaleRevision, TransitionError: as `reject`.
    """
    return _decide(services, response_id, revision, Action.REQUEST_CHANGES, account, reason)


def _decide(
    services: Services, response_id: str, revision: int, action: Action, account: Account, reason: str
) -> Response:
    if action in NEEDS_REASON and not reason.strip():
        raise ReasonRequired("tell the collective why")
    with services.database.writing() as connection:
        response = responses.by_id(connection, response_id, lock=True)
        if response is None:
            raise UnknownResponse("no response has this id")
        if revision != response.revision:
            raise StaleRevision(revision, response.revision)
        decided = carry_out(connection, response, action, Actor(account.role, account.id), services.clock.now(), reason)
        if action is Action.APPROVE:
            publish(services, connection, decided, decided.revision)
            count(services, connection, decided)
        _tell(services, connection, decided, MAILS[action], reason)
    return decided


def _tell(services: Services, connection: Connection, decided: Response, kind: MailKind, reason: str) -> None:
    """Queue the mail with the decision, in the coordinator's own words."""
    submission = submissions.one(connection, decided.id, decided.revision)
    if submission is None:
        raise AssertionError(f"response {decided.id} has no revision {decided.revision}")
    questionnaire = services.surveys.by_hash(submission.questionnaire_hash)
    words = plain_text(reason.strip())
    queue_about(connection, kind, questionnaire, submission, decided.changed_at, {"reason": words})
