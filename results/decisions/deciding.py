"""The coordinator's decisions on a submission. Each is one transaction: decide, save, log the event, publish.

A decision names the revision it was made on and is refused when that is no longer the newest. A coordinator never changes
an answer; what becomes public is made from the submission, under the consents as they stand at that moment.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from sqlalchemy import Connection

from engine.answering.piping import render
from engine.values import Json
from results.audit.deeds import Deed
from results.audit.interest import involved
from results.audit.log import Entry, record
from results.decisions.asked import in_order
from results.decisions.second import Approving, approving, proposal
from results.errors.decisions import (
    ConflictOfInterest,
    NothingPublic,
    ReasonRequired,
    SecondReviewerNeeded,
    StaleRevision,
    TransitionError,
)
from results.mail.outbox import MailKind, queue_about
from results.mail.to_reviewers import tell_proposed
from results.public_map.publish import publish
from results.records.accounts import Account
from results.records.events import Actor, Words
from results.records.responses import Response
from results.review import NEEDS_REASON, Action, actions
from results.services import Services
from results.similar import count
from results.snapshot import outcome_of
from results.store import consents, desk, events, map_entries, responses, submissions
from results.text import plain_text
from results.transition import carry_out

MAILS: Mapping[Action, MailKind] = MappingProxyType(
    {
        Action.APPROVE: MailKind.APPROVED,
        Action.REJECT: MailKind.REJECTED,
        Action.REQUEST_CHANGES: MailKind.CHANGES_REQUESTED,
        Action.REOPEN: MailKind.REOPENED,
        Action.TAKE_OFF: MailKind.TAKEN_OFF,
    }
)
"""The mail that tells of a decision."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided on which revision, and what the collective is told: a reason, and comments at single questions."""

    action: Action
    revision: int
    reason: str = ""
    comments: Mapping[str, str] = field(default_factory=dict)


def decide(services: Services, response_id: str, account: Account, decision: Decision) -> Response:
    """Carry out a decision. What is approved takes the place of the map entry of before, if the consents allow one; what is
    rejected or taken off disappears from the map; what is asked or reopened leaves on it what is there.

    Raises:
        UnknownResponse: there is no response with this id.
        ReasonRequired: it must be explained, and is not.
        StaleRevision: it was made on a revision that is not the newest.
        TransitionError: it does not wait for such a decision (any more), or this account may not decide.
        SecondReviewerNeeded: another account has to propose or confirm this approval.
        ConflictOfInterest: this account is involved in the collective.
        NothingPublic: nothing is on the map that could be taken off.
    """
    if decision.action in NEEDS_REASON and not decision.reason.strip() and not any(decision.comments.values()):
        raise ReasonRequired("tell the collective why")
    with services.database.writing() as connection:
        response = _newest(connection, response_id, decision.revision)
        _may_decide(services, connection, response, account, decision.action)
        if decision.action is Action.TAKE_OFF and map_entries.of_response(connection, response.id) is None:
            raise NothingPublic("there is nothing on the map")
        known = services.surveys.by_hash(response.questionnaire_hash).questions
        words = Words(decision.reason, in_order(decision.comments, known))
        actor = Actor(account.role, account.id)
        decided = carry_out(connection, response, decision.action, actor, services.clock.now(), words)
        if decision.action is Action.APPROVE:
            publish(services, connection, decided, decided.revision)
            count(services, connection, decided)
        _tell(services, connection, decided, decision.action, words)
    return decided


def propose(services: Services, response_id: str, revision: int, account: Account, note: str = "") -> None:
    """Find that a revision can be approved, and ask a colleague to confirm it. `note` is for colleagues only.

    Raises:
        SecondReviewerNeeded: it was proposed already.
        UnknownResponse, StaleRevision, TransitionError, ConflictOfInterest: as `decide`.
    """
    with services.database.writing() as connection:
        response = _newest(connection, response_id, revision)
        if Action.APPROVE not in actions(response.state, account.role):
            raise TransitionError(response.state, Action.APPROVE, account.role)
        lines = events.history(connection, response.id)
        if account.id in involved(lines):
            raise ConflictOfInterest("this account is involved in the collective")
        if proposal(lines, response.revision) is not None:
            raise SecondReviewerNeeded("it was proposed already")
        actor = Actor(account.role, account.id)
        now = services.clock.now()
        desk.set_proposed(connection, response.id, account.id, now)
        record(connection, Entry(now, actor, Deed.APPROVAL_PROPOSED, response.id, revision=revision, words=Words(note)))
        tell_proposed(connection, services, response, now, involved(lines) | {account.id})


def declare_interest(services: Services, response_id: str, account: Account, *, involved: bool) -> None:
    """Say that this account is involved in the collective and leaves decisions to others, or that it is not any more.

    Raises:
        UnknownResponse: there is no response with this id.
    """
    deed = Deed.INTEREST_DECLARED if involved else Deed.INTEREST_ENDED
    with services.database.writing() as connection:
        response = responses.known(connection, response_id, lock=True)
        now = services.clock.now()
        row = desk.one(connection, response_id)
        if involved and row is not None and row.proposed_by == account.id:
            desk.set_proposed(connection, response_id, None, None)  # see `decisions.second.proposal`
        record(connection, Entry(now, Actor(account.role, account.id), deed, response.id))


def _newest(connection: Connection, response_id: str, revision: int) -> Response:
    response = responses.known(connection, response_id, lock=True)
    if revision != response.revision:
        raise StaleRevision(revision, response.revision)
    return response


def _may_decide(
    services: Services, connection: Connection, response: Response, account: Account, action: Action
) -> None:
    """Whether this account keeps out of it, or has to leave it to a second one. (The table decides about states and roles.)"""
    if action not in actions(response.state, account.role):
        raise TransitionError(response.state, action, account.role)
    lines = events.history(connection, response.id)
    if account.id in involved(lines):
        raise ConflictOfInterest("this account is involved in the collective")
    waiting = proposal(lines, response.revision)
    if action is Action.APPROVE and approving(services.second_reviewer, waiting, account.id) is not Approving.APPROVE:
        raise SecondReviewerNeeded("another account proposes or confirms this")


def _tell(services: Services, connection: Connection, decided: Response, action: Action, words: Words) -> None:
    """Queue the mail with the decision, in the coordinator's own words."""
    submission = submissions.one(connection, decided.id, decided.revision)
    if submission is None:
        raise AssertionError(f"response {decided.id} has no revision {decided.revision}")
    questionnaire = services.surveys.by_hash(submission.questionnaire_hash)
    before = events.of_response(connection, decided.id)  # this decision is logged at the end of the transaction
    occasion = 1 + sum(each.action is action and each.revision == decided.revision for each in before)
    params = {**told(services, connection, decided, words), "occasion": occasion}
    queue_about(connection, MAILS[action], questionnaire, submission, decided.changed_at, params)


def told(services: Services, connection: Connection, response: Response, words: Words) -> dict[str, Json]:
    """What the mail about a decision tells in words: the reason, and each comment with the text of its question."""
    params: dict[str, Json] = {"reason": plain_text(words.reason.strip())}
    submission = submissions.one(connection, response.id, response.revision)
    if not words.comments or submission is None:
        return params
    source = services.surveys.by_hash(submission.questionnaire_hash)
    given = consents.of_revision(connection, response.id, response.revision)
    outcome = outcome_of(source, submission, given, services.clock.date_of(submission.submitted_at))
    edition = source.in_language(submission.language)
    params["comments"] = [
        {
            "question": render(edition.questions[name].text, edition, outcome.values, edition.language),
            "comment": plain_text(text),
        }
        for name, text in words.comments.items()
    ]
    return params
