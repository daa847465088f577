"""Submissions: written once, one per revision."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, bindparam, insert, select

from results.models.responses import ResponseRow
from results.models.submissions import SubmissionRow
from results.records.submissions import Submission

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
    return None if row is None else submission_of(row)


def submission_of(row: Row[*tuple[Any, ...]]) -> Submission:
    """The submission of a row with all columns of its table."""
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


def titles(connection: Connection, response_ids: Collection[str]) -> dict[str, str]:
    """What these responses are called in their newest submission."""
    statement = (
        select(SubmissionRow.response_id, SubmissionRow.title)
        .join(
            ResponseRow,
            and_(ResponseRow.id == SubmissionRow.response_id, ResponseRow.revision == SubmissionRow.revision),
        )
        .where(ResponseRow.id.in_(list(response_ids)))
    )
    return {row.response_id: row.title for row in connection.execute(statement)}
