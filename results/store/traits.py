"""What tells submissions from each other, and the keys under which those that may be the same are found."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, exists, func, insert, select, update

from results.flags.traits import LONGEST_KEY, Traits
from results.models.flags import TraitKeyRow, TraitsRow
from results.models.responses import ResponseRow
from results.models.submissions import SubmissionRow
from results.records.responses import Response
from results.review import State
from results.store.responses import COLUMNS as RESPONSE_COLUMNS
from results.store.responses import response_of

_ENDED = (State.WITHDRAWN.value, State.EXPIRED.value)
_MOST = 200
"""So many candidates are weighed at most: an umbrella's website may be that of hundreds."""


def put(connection: Connection, response: Response, traits: Traits | None, keys: Collection[str]) -> None:
    """Keep the traits of the newest revision, in the place of those before. None when there are none to keep."""
    forget(connection, response.id)
    found = traits or Traits(response.id, response.survey, "")
    connection.execute(
        insert(TraitsRow).values(
            response_id=response.id,
            revision=response.revision,
            survey=found.survey,
            name=found.name,
            municipality=found.municipality,
            latitude=found.latitude,
            longitude=found.longitude,
            website=found.website,
            number=found.number,
        )
    )
    if keys:
        connection.execute(
            insert(TraitKeyRow), [{"key": key[:LONGEST_KEY], "response_id": response.id} for key in keys]
        )


def forget(connection: Connection, response_id: str) -> None:
    """Forget the traits of a response."""
    connection.execute(delete(TraitKeyRow).where(TraitKeyRow.response_id == response_id))
    connection.execute(delete(TraitsRow).where(TraitsRow.response_id == response_id))


def blank(connection: Connection, response_id: str) -> None:
    """Keep that a response was looked at, and nothing of what tells it from others."""
    connection.execute(delete(TraitKeyRow).where(TraitKeyRow.response_id == response_id))
    nothing = {"name": "", "municipality": "", "latitude": None, "longitude": None, "website": "", "number": ""}
    connection.execute(update(TraitsRow).where(TraitsRow.response_id == response_id).values(**nothing))


def hold(connection: Connection, keys: Collection[str]) -> None:
    """Let nobody else who has one of these keys look or be looked at before this transaction ends.

    So that of two that are sent at the same moment the second sees the first. On SQLite writers are one at a time already.
    """
    if connection.dialect.name == "postgresql":
        for key in sorted(keys):  # in one order, so that nobody waits for somebody who waits for them
            connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))


def sharing(connection: Connection, response_id: str, keys: Sequence[str]) -> tuple[Traits, ...]:
    """The other submissions with one of these keys that have not ended; made-up ones with made-up ones only."""
    made_up = select(ResponseRow.demo).where(ResponseRow.id == response_id).scalar_subquery()
    with_key = select(TraitKeyRow.response_id).where(TraitKeyRow.key.in_(keys))
    statement = (
        select(*TraitsRow.__table__.columns)
        .join(ResponseRow, ResponseRow.id == TraitsRow.response_id)
        .where(
            TraitsRow.response_id.in_(with_key),
            TraitsRow.response_id != response_id,
            ResponseRow.state.not_in(_ENDED),
            ResponseRow.demo == made_up,
        )
        .limit(_MOST)
    )
    return tuple(_traits(row) for row in connection.execute(statement))


def of_many(connection: Connection, response_ids: Collection[str]) -> dict[str, Traits]:
    """The traits of these responses, by id."""
    wanted = select(*TraitsRow.__table__.columns).where(TraitsRow.response_id.in_(response_ids))
    return {row.response_id: _traits(row) for row in connection.execute(wanted)} if response_ids else {}


def unseen(connection: Connection, limit: int) -> tuple[Response, ...]:
    """Responses whose newest revision was never looked at, the one that was begun first first. Their rows are locked;
    those that another worker has in its hands are left out.
    """
    seen = exists().where(TraitsRow.response_id == ResponseRow.id, TraitsRow.revision == ResponseRow.revision)
    sent = exists().where(SubmissionRow.response_id == ResponseRow.id, SubmissionRow.revision == ResponseRow.revision)
    statement: Select[Any] = (
        select(*RESPONSE_COLUMNS)
        .where(ResponseRow.revision > 0, ResponseRow.state.not_in(_ENDED), ~seen, sent)
        .order_by(ResponseRow.created_at, ResponseRow.id)
        .limit(limit)
        .with_for_update(of=ResponseRow, skip_locked=True, key_share=True)
    )
    return tuple(response_of(row) for row in connection.execute(statement))


def _traits(row: Row[Any]) -> Traits:
    return Traits(
        response_id=row.response_id,
        survey=row.survey,
        name=row.name,
        municipality=row.municipality,
        latitude=row.latitude,
        longitude=row.longitude,
        website=row.website,
        number=row.number,
    )
