"""What waits for coordinators: for telling who reviews. Without what was made up, and without any answers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select

from results.models.contact import ContactRequestRow
from results.models.desk import DeskRow
from results.models.responses import ResponseRow
from results.models.submissions import SubmissionRow
from results.pairing.states import Asking
from results.review import State

_NEWEST = and_(SubmissionRow.response_id == ResponseRow.id, SubmissionRow.revision == ResponseRow.revision)
_REAL = ResponseRow.demo.is_(False)
_WAITS = (ResponseRow.state == State.SUBMITTED.value, _REAL)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One submission that waits. `title`: what the respondent called it."""

    response_id: str
    revision: int
    title: str
    questionnaire_hash: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """A submission of which `by` proposed the approval, at a moment: it waits for a second pair of eyes."""

    about: Waiting
    by: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for contact about a challenge, that waits."""

    about: Waiting
    challenge: str


def came_in(connection: Connection, after: datetime, until: datetime) -> tuple[Waiting, ...]:
    """What came in after one moment, until another, and still waits; the oldest first."""
    moment = (SubmissionRow.submitted_at > after, SubmissionRow.submitted_at <= until)
    return _found(connection, _select().where(*_WAITS, *moment).order_by(SubmissionRow.submitted_at))


def one(connection: Connection, response_id: str, revision: int) -> Waiting | None:
    """One revision of a response, when it waits."""
    wanted = (ResponseRow.id == response_id, ResponseRow.revision == revision)
    return next(iter(_found(connection, _select().where(*_WAITS, *wanted))), None)


def count(connection: Connection) -> int:
    """How many submissions wait in all."""
    return int(connection.execute(select(func.count()).select_from(ResponseRow).where(*_WAITS)).scalar_one())


def proposed(connection: Connection, after: datetime, until: datetime) -> tuple[Proposed, ...]:
    """The approvals that were proposed after one moment, until another, and still wait for a second one; the oldest first."""
    moment = (DeskRow.proposed_at > after, DeskRow.proposed_at <= until)
    return _proposed(connection, _select_proposed().where(*moment).order_by(DeskRow.proposed_at))


def one_proposed(connection: Connection, response_id: str, revision: int) -> Proposed | None:
    """The approval of one revision that was proposed, while it waits for a second one."""
    wanted = (ResponseRow.id == response_id, ResponseRow.revision == revision)
    return next(iter(_proposed(connection, _select_proposed().where(*wanted))), None)


def asked(connection: Connection, after: datetime, until: datetime) -> tuple[Asked, ...]:
    """The requests for contact that came after one moment, until another, and still wait; the oldest first."""
    moment = (ContactRequestRow.asked_at > after, ContactRequestRow.asked_at <= until)
    return _asked(connection, _select_asked().where(*moment).order_by(ContactRequestRow.asked_at))


def one_asked(connection: Connection, response_id: str, challenge: str) -> Asked | None:
    """The request of one response for contact about a challenge, while it waits."""
    wanted = (ContactRequestRow.response_id == response_id, ContactRequestRow.challenge == challenge)
    return next(iter(_asked(connection, _select_asked().where(*wanted))), None)


_ABOUT = (ResponseRow.id, ResponseRow.revision, SubmissionRow.title, SubmissionRow.questionnaire_hash)


def _select() -> Select[*tuple[Any, ...]]:
    return select(*_ABOUT).join(SubmissionRow, _NEWEST)


def _select_proposed() -> Select[*tuple[Any, ...]]:
    joined = _select().join(DeskRow, DeskRow.response_id == ResponseRow.id)
    return joined.add_columns(DeskRow.proposed_by, DeskRow.proposed_at).where(
        *_WAITS, DeskRow.proposed_by.is_not(None), DeskRow.revision == ResponseRow.revision
    )


def _select_asked() -> Select[*tuple[Any, ...]]:
    joined = _select().join(ContactRequestRow, ContactRequestRow.response_id == ResponseRow.id)
    return joined.add_columns(ContactRequestRow.challenge).where(_REAL, ContactRequestRow.asking == Asking.OPEN.value)


def _found(connection: Connection, statement: Select[*tuple[Any, ...]]) -> tuple[Waiting, ...]:
    return tuple(Waiting(*row) for row in connection.execute(statement))


def _proposed(connection: Connection, statement: Select[*tuple[Any, ...]]) -> tuple[Proposed, ...]:
    return tuple(Proposed(Waiting(*row[:4]), row[4], row[5]) for row in connection.execute(statement))


def _asked(connection: Connection, statement: Select[*tuple[Any, ...]]) -> tuple[Asked, ...]:
    return tuple(Asked(Waiting(*row[:4]), row[4]) for row in connection.execute(statement))
