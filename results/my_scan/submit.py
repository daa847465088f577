"""Sending a response for review, taking it back to correct it, and withdrawing it. Each is one transaction."""

from engine.questionnaire import Severity
from results.consents.changes import follow_submission
from results.errors.filling import ChangedElsewhere, Incomplete, ResponseClosed
from results.filling.draft import Draft, draft_of
from results.filling.merging import Fingerprints, changed_since
from results.flagging.raising import raise_flags
from results.listing.listed import listed
from results.mail.outbox import MailKind, queue_about
from results.mail.to_reviewers import tell_submitted
from results.records.events import INITIATOR
from results.records.responses import Response
from results.records.submissions import Consent, Submission
from results.review import EDITABLE, Action, State
from results.services import Services
from results.snapshot import same_content, take
from results.store import consents as consent_log
from results.store import desk, responses, submissions
from results.transition import carry_out


def submit(services: Services, token: str, shown: Fingerprints | None = None) -> Submission:
    """Send a complete response for review. A double click, or Back and again, gives the submission that is already there.

    `shown`: the answers that the respondent looked at before sending; None when nobody looked.

    Raises:
        UnknownResponse: no response has this token.
        ChangedElsewhere: there are other answers now than were `shown`; nothing is changed.
        Incomplete: there are errors; nothing is changed. Warnings do not stand in the way.
        ResponseClosed: the response was rejected or withdrawn, or has expired.
    """
    with services.database.writing() as connection:
        response = responses.opened(connection, token, lock=True)
        last = submissions.one(connection, response.id, response.revision)
        if response.state is State.SUBMITTED and last is not None:
            return last
        if response.state not in EDITABLE:
            raise ResponseClosed(response.state)
        draft = draft_of(services, response)
        if shown is not None and (
            other := changed_since(draft.questionnaire, draft.outcome.path, response.answers, shown)
        ):
            raise ChangedElsewhere(other)
        submission, consents = _snapshot(services, draft)
        if response.state is State.APPROVED and last is not None:
            given_then = consent_log.of_revision(connection, last.response_id, last.revision)
            if same_content(submission, last, consents, given_then):
                return last
        submissions.add(connection, submission)
        consent_log.add(connection, consents)
        sent = carry_out(connection, response, Action.SUBMIT, INITIATOR, submission.submitted_at)
        desk.put(connection, sent, listed(draft.questionnaire, submission), submission.submitted_at)
        # A consent that was taken away with its words, and not asked since, was refused by nobody: what it stands for stays.
        said = [each for each in consents if each.given or each.question in response.answers]
        follow_submission(services, connection, sent, said)
        raise_flags(services, connection, sent, draft.questionnaire, draft.outcome.values, submission.submitted_at)
        tell_submitted(connection, services, submission)
        queue_about(connection, MailKind.RECEIVED, draft.questionnaire, submission, submission.submitted_at)
    return submission


def recall(services: Services, token: str) -> Response:
    """Take back what waits for review, to correct it and send it again. What is public of it stays as it is.

    Doing it twice does it once.

    Raises:
        UnknownResponse: no response has this token.
        TransitionError: it does not wait (any more): it was decided on, or has ended. Nothing is changed.
    """
    with services.database.writing() as connection:
        response = responses.opened(connection, token, lock=True)
        if response.state is State.RECALLED:
            return response
        return carry_out(connection, response, Action.RECALL, INITIATOR, services.clock.now())


def withdraw(services: Services, token: str) -> Response:
    """Take a response back for good; its entry is off the map at once.

    Raises:
        UnknownResponse: no response has this token.
        TransitionError: it was withdrawn already, or has expired.
    """
    with services.database.writing() as connection:
        response = responses.opened(connection, token, lock=True)
        return carry_out(connection, response, Action.WITHDRAW, INITIATOR, services.clock.now())


def _snapshot(services: Services, draft: Draft) -> tuple[Submission, tuple[Consent, ...]]:
    if not draft.outcome.complete:
        raise Incomplete([each for each in draft.outcome.problems if each.severity is Severity.ERROR])
    response = draft.response
    return take(draft.questionnaire, response, draft.outcome, response.revision + 1, services.clock.now())
