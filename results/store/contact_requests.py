"""What initiators asked of the coordinator: contact about a challenge. Who writes here has locked the response's row."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from results.models.contact import ContactRequestRow
from results.models.responses import ResponseRow
from results.models.submissions import SubmissionRow
from results.pairing.states import Asking, ContactRequest


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request that waits for the coordinator, and what it is called in lists."""

    request: ContactRequest
    survey: str
    questionnaire_hash: str
    title: str
    approved: bool


def add(connection: Connection, request: ContactRequest) -> ContactRequest:
    """Store a new request; gives it with its id."""
    row = connection.execute(
        insert(ContactRequestRow)
        .values(
            response_id=request.response_id,
            challenge=request.challenge,
            consent=request.consent,
            words=request.words,
            asking=request.asking.value,
            reply=request.reply,
            asked_at=request.asked_at,
            ended_at=None,
        )
        .returning(ContactRequestRow.__table__)
    ).one()
    return _request(row)


def one(connection: Connection, request_id: int) -> ContactRequest | None:
    """The request with this id."""
    statement = select(ContactRequestRow.__table__).where(ContactRequestRow.id == request_id)
    row = connection.execute(statement).one_or_none()
    return None if row is None else _request(row)


def of_response(connection: Connection, response_id: str) -> tuple[ContactRequest, ...]:
    """Those of a response, newest first."""
    statement = (
        select(ContactRequestRow.__table__)
        .where(ContactRequestRow.response_id == response_id)
        .order_by(ContactRequestRow.id.desc())
    )
    return tuple(_request(row) for row in connection.execute(statement))


def end(connection: Connection, request: ContactRequest, asking: Asking, at: datetime, reply: str = "") -> bool:
    """Close an open request; False when it was closed before."""
    changed = connection.execute(
        update(ContactRequestRow)
        .where(ContactRequestRow.id == request.id, ContactRequestRow.asking == Asking.OPEN.value)
        .values(asking=asking.value, ended_at=at, reply=reply)
    )
    return changed.rowcount == 1


def stop(connection: Connection, response_id: str, at: datetime, consents: Collection[str] | None = None) -> None:
    """Take back the open requests of a response that ended; with `consents` those that rest on one of these consents."""
    statement = update(ContactRequestRow).where(
        ContactRequestRow.response_id == response_id, ContactRequestRow.asking == Asking.OPEN.value
    )
    if consents is not None:
        statement = statement.where(ContactRequestRow.consent.in_(consents))
    connection.execute(statement.values(asking=Asking.TAKEN_BACK.value, ended_at=at))


def waiting(connection: Connection, limit: int) -> tuple[Waiting, ...]:
    """The requests that wait for the coordinator, the oldest first."""
    statement = (
        select(
            ContactRequestRow.__table__,
            ResponseRow.survey,
            ResponseRow.questionnaire_hash,
            ResponseRow.approved_revision,
            SubmissionRow.title,
        )
        .join(ResponseRow, ResponseRow.id == ContactRequestRow.response_id)
        .outerjoin(
            SubmissionRow,
            (SubmissionRow.response_id == ResponseRow.id) & (SubmissionRow.revision == ResponseRow.revision),
        )
        .where(ContactRequestRow.asking == Asking.OPEN.value)
        .order_by(ContactRequestRow.asked_at, ContactRequestRow.id)
        .limit(limit)
    )
    return tuple(
        Waiting(_request(row), row.survey, row.questionnaire_hash, row.title or "", row.approved_revision is not None)
        for row in connection.execute(statement)
    )


def _request(row: Row[*tuple[Any, ...]]) -> ContactRequest:
    return ContactRequest(
        id=row.id,
        response_id=row.response_id,
        challenge=row.challenge,
        consent=row.consent,
        words=row.words,
        asking=Asking(row.asking),
        reply=row.reply,
        asked_at=row.asked_at,
        ended_at=row.ended_at,
    )
