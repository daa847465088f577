"""Submissions: written once, one per revision; and the coordinator's list, which shows the newest of each response."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, bindparam, case, func, insert, select

from results.models import ResponseRow, SubmissionRow
from results.records import QueueRow, Submission
from results.review import State

_ONE: Select[*tuple[Any, ...]] = select(
    SubmissionRow.response_id,
    SubmissionRow.revision,
    SubmissionRow.questionnaire_hash,
    SubmissionRow.language,
    SubmissionRow.title,
    SubmissionRow.answers,
    SubmissionRow.profile,
    SubmissionRow.submitted_at,
).where(SubmissionRow.response_id == bindparam("response_id"), SubmissionRow.revision == bindparam("revision"))
_NEWEST = and_(SubmissionRow.response_id == ResponseRow.id, SubmissionRow.revision == ResponseRow.revision)
_SENT_OR_ERASED = func.coalesce(SubmissionRow.submitted_at, ResponseRow.changed_at)
"""When it was sent; of what is left of a response that was deleted: when that was."""
_WAITING = ResponseRow.state == State.SUBMITTED.value


def add(connection: Connection, submission: Submission) -> None:
    """Store a submission; the primary key refuses a second one of the same revision."""
    connection.execute(
        insert(SubmissionRow).values(
            response_id=submission.response_id,
            revision=submission.revision,
            questionnaire_hash=submission.questionnaire_hash,
            language=submission.language,
            title=submission.title,
            answers=dict(submission.answers),
            profile=dict(submission.profile),
            submitted_at=submission.submitted_at,
        )
    )


def one(connection: Connection, response_id: str, revision: int) -> Submission | None:
    """The submission of this revision."""
    row = connection.execute(_ONE, {"response_id": response_id, "revision": revision}).one_or_none()
    if row is None:
        return None
    return Submission(
        response_id=row.response_id,
        revision=row.revision,
        questionnaire_hash=row.questionnaire_hash,
        language=row.language,
        title=row.title,
        answers=row.answers,
        profile=row.profile,
        submitted_at=row.submitted_at,
    )


def queue(connection: Connection, states: Collection[State], limit: int, offset: int) -> tuple[QueueRow, ...]:
    """Responses in `states` (all when empty): what waits first, oldest first; then the others, newest first."""
    statement = (
        select(
            ResponseRow.id,
            ResponseRow.survey,
            func.coalesce(SubmissionRow.title, "").label("title"),
            ResponseRow.state,
            ResponseRow.revision,
            ResponseRow.approved_revision,
            _SENT_OR_ERASED.label("submitted_at"),
            SubmissionRow.revision.is_(None).label("erased"),
        )
        .outerjoin(SubmissionRow, _NEWEST)
        .where(ResponseRow.revision > 0, *_in_states(states))
        .order_by(
            case((_WAITING, 0), else_=1),
            case((_WAITING, SubmissionRow.submitted_at)),
            _SENT_OR_ERASED.desc(),
            ResponseRow.id,
        )
        .limit(limit)
        .offset(offset)
    )
    return tuple(_queue_row(row) for row in connection.execute(statement))


def counts(connection: Connection) -> dict[State, int]:
    """How many responses that were ever submitted stand in each state; states without any are left out."""
    statement = select(ResponseRow.state, func.count()).where(ResponseRow.revision > 0).group_by(ResponseRow.state)
    return {State(state): count for state, count in connection.execute(statement)}


def _in_states(states: Collection[State]) -> tuple[ColumnElement[bool], ...]:
    return (ResponseRow.state.in_([state.value for state in states]),) if states else ()


def _queue_row(row: Row[*tuple[Any, ...]]) -> QueueRow:
    return QueueRow(
        response_id=row.id,
        survey=row.survey,
        title=row.title,
        state=State(row.state),
        revision=row.revision,
        approved_revision=row.approved_revision,
        submitted_at=row.submitted_at,
        erased=row.erased,
    )
