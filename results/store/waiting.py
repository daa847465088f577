"""What waits for review: for telling who reviews. Without what was made up, and without any answers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select

from results.models.responses import ResponseRow
from results.models.submissions import SubmissionRow
from results.review import State

_NEWEST = and_(SubmissionRow.response_id == ResponseRow.id, SubmissionRow.revision == ResponseRow.revision)
_WAITS = (ResponseRow.state == State.SUBMITTED.value, ResponseRow.demo.is_(False))


@dataclass(frozen=True, slots=True)
class Waiting:
    """One submission that waits. `title`: what the respondent called it."""

    response_id: str
    revision: int
    title: str
    questionnaire_hash: str


def came_in(connection: Connection, after: datetime, until: datetime) -> tuple[Waiting, ...]:
    """What came in after one moment, until another, and still waits; the oldest first."""
    moment = (SubmissionRow.submitted_at > after, SubmissionRow.submitted_at <= until)
    return _found(connection, _select().where(*moment).order_by(SubmissionRow.submitted_at))


def one(connection: Connection, response_id: str, revision: int) -> Waiting | None:
    """One revision of a response, when it waits."""
    wanted = (ResponseRow.id == response_id, ResponseRow.revision == revision)
    return next(iter(_found(connection, _select().where(*wanted))), None)


def count(connection: Connection) -> int:
    """How many wait in all."""
    return int(connection.execute(select(func.count()).select_from(ResponseRow).where(*_WAITS)).scalar_one())


def _select() -> Select[*tuple[Any, ...]]:
    columns = (ResponseRow.id, ResponseRow.revision, SubmissionRow.title, SubmissionRow.questionnaire_hash)
    return select(*columns).join(SubmissionRow, _NEWEST).where(*_WAITS)


def _found(connection: Connection, statement: Select[*tuple[Any, ...]]) -> tuple[Waiting, ...]:
    return tuple(Waiting(*row) for row in connection.execute(statement))
