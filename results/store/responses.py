"""Responses: one row each, found by the key of a browser or by its id. Whoever will write takes the row's lock first."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, bindparam, insert, or_, select, update

from engine.values import Json
from results.errors.filling import UnknownResponse
from results.models.responses import KeyRow, ResponseRow
from results.records.responses import Response
from results.review import Standing, State
from results.store.keys import BROWSER
from results.tokens import token_hash

COLUMNS = (
    ResponseRow.id,
    ResponseRow.survey,
    ResponseRow.questionnaire_hash,
    ResponseRow.language,
    ResponseRow.answers,
    ResponseRow.visited,
    ResponseRow.saves,
    ResponseRow.state,
    ResponseRow.revision,
    ResponseRow.approved_revision,
    ResponseRow.created_at,
    ResponseRow.changed_at,
    ResponseRow.contact_hash,
    ResponseRow.confirmed_hash,
    ResponseRow.reminded_at,
)
# Statements are made once: building them anew costs more than running them.
_BY_TOKEN: Select[*tuple[Any, ...]] = (
    select(*COLUMNS)
    .join(KeyRow, KeyRow.response_id == ResponseRow.id)
    .where(KeyRow.hash == bindparam("key"), KeyRow.kind == BROWSER)
)
_BY_ID: Select[*tuple[Any, ...]] = select(*COLUMNS).where(ResponseRow.id == bindparam("key"))
# `key_share`: the row is kept from whoever changes it, and not from who only names it in a row of their own (a flag about a pair, two
# that are not the same). Else two who write about each other wait for each other for ever.
_BY_TOKEN_LOCKED = _BY_TOKEN.with_for_update(of=ResponseRow, key_share=True)
_BY_ID_LOCKED = _BY_ID.with_for_update(key_share=True)
_INSERT = insert(ResponseRow)
_UPDATE = update(ResponseRow).where(ResponseRow.id == bindparam("key"))
_SAVE = _UPDATE.values(
    answers=bindparam("new_answers"),
    visited=bindparam("new_visited"),
    saves=ResponseRow.saves + 1,
    changed_at=bindparam("new_changed_at"),
    reminded_at=None,
)
_ID = re.compile(r"[0-9a-f]{32}")


def add(connection: Connection, response: Response) -> None:
    """Store a new response. It cannot be reached before it has a key (`store/keys.py`)."""
    connection.execute(
        _INSERT,
        {
            "id": response.id,
            "survey": response.survey,
            "questionnaire_hash": response.questionnaire_hash,
            "language": response.language,
            "answers": dict(response.answers),
            "visited": list(response.visited),
            "saves": response.saves,
            "state": response.state.value,
            "revision": response.revision,
            "approved_revision": response.approved_revision,
            "created_at": response.created_at,
            "changed_at": response.changed_at,
            "contact_hash": response.contact_hash,
            "confirmed_hash": response.confirmed_hash,
            "reminded_at": response.reminded_at,
        },
    )


def opened(connection: Connection, token: str, *, lock: bool = False) -> Response:
    """The response that a browser with this token opens; `lock` keeps other writers off this row until the transaction ends.

    Raises:
        UnknownResponse: there is none.
    """
    response = _one(connection, _BY_TOKEN_LOCKED if lock else _BY_TOKEN, token_hash(token))
    if response is None:
        raise UnknownResponse("no response has this token")
    return response


def known(connection: Connection, response_id: str, *, lock: bool = False) -> Response:
    """The response with this id; `lock` as in `opened`.

    Raises:
        UnknownResponse: there is none.
    """
    response = by_id(connection, response_id, lock=lock)
    if response is None:
        raise UnknownResponse("no response has this id")
    return response


def by_id(connection: Connection, response_id: str, *, lock: bool = False) -> Response | None:
    """The response with this id; `lock` as in `opened`. None also for what cannot be an id."""
    if not _ID.fullmatch(response_id):
        return None
    return _one(connection, _BY_ID_LOCKED if lock else _BY_ID, response_id)


def _one(connection: Connection, statement: Select[*tuple[Any, ...]], key: str) -> Response | None:
    row = connection.execute(statement, {"key": key}).one_or_none()
    return None if row is None else response_of(row)


def response_of(row: Row[*tuple[Any, ...]]) -> Response:
    """The response of a row with `COLUMNS`."""
    return Response(
        id=row.id,
        survey=row.survey,
        questionnaire_hash=row.questionnaire_hash,
        language=row.language,
        answers=row.answers,
        visited=tuple(row.visited),
        saves=row.saves,
        state=State(row.state),
        revision=row.revision,
        approved_revision=row.approved_revision,
        created_at=row.created_at,
        changed_at=row.changed_at,
        contact_hash=row.contact_hash,
        confirmed_hash=row.confirmed_hash,
        reminded_at=row.reminded_at,
    )


def save_answers(
    connection: Connection,
    response_id: str,
    answers: Mapping[str, Json],
    visited: Sequence[str],
    changed_at: datetime,
) -> None:
    """Write the answers of a response that this transaction has locked."""
    connection.execute(
        _SAVE,
        {
            "key": response_id,
            "new_answers": dict(answers),
            "new_visited": list(visited),
            "new_changed_at": changed_at,
        },
    )


def set_language(connection: Connection, response_id: str, language: str) -> None:
    """Change the language of a response; this is no change of its answers."""
    connection.execute(
        _UPDATE.values(language=bindparam("new_language")), {"key": response_id, "new_language": language}
    )


def set_state(
    connection: Connection,
    response_id: str,
    state: State,
    revision: int,
    approved_revision: int | None,
    changed_at: datetime,
) -> None:
    """Write where a locked response stands after a transition."""
    connection.execute(
        _UPDATE.values(
            state=state.value, revision=revision, approved_revision=approved_revision, changed_at=changed_at
        ),
        {"key": response_id},
    )


def set_confirmed(connection: Connection, response_id: str, contact_hash: str) -> None:
    """Note that somebody used a link that was mailed to this address."""
    connection.execute(
        _UPDATE.values(confirmed_hash=bindparam("confirmed")), {"key": response_id, "confirmed": contact_hash}
    )


def set_contact(connection: Connection, response_id: str, contact_hash: str | None) -> None:
    """Note whose response this is, by the hash of an e-mail address."""
    connection.execute(_UPDATE.values(contact_hash=bindparam("contact")), {"key": response_id, "contact": contact_hash})


def of_contact(connection: Connection, contact_hash: str, limit: int) -> tuple[Response, ...]:
    """The responses of one address, the one that was changed last first."""
    statement = (
        select(*COLUMNS)
        .where(ResponseRow.contact_hash == contact_hash)
        .order_by(ResponseRow.changed_at.desc(), ResponseRow.id)
        .limit(limit)
    )
    return tuple(response_of(row) for row in connection.execute(statement))


def mark_reminded(connection: Connection, response_id: str, at: datetime) -> None:
    """Note that a reminder was queued; the next save takes this away."""
    connection.execute(_UPDATE.values(reminded_at=bindparam("reminded")), {"key": response_id, "reminded": at})


def never_sent(
    connection: Connection, states: Collection[State], changed_before: datetime, after: tuple[datetime, str], limit: int
) -> tuple[Response, ...]:
    """Responses in `states` that were never sent for review and not changed since a moment, longest unchanged first.

    `after`: from which moment of change and id on. Their rows are locked; those that another worker has in its hands are
    left out.
    """
    since, last = after
    statement = (
        select(*COLUMNS)
        .where(
            ResponseRow.state.in_([state.value for state in states]),
            ResponseRow.revision == 0,
            ResponseRow.changed_at <= changed_before,
            or_(ResponseRow.changed_at > since, and_(ResponseRow.changed_at == since, ResponseRow.id > last)),
        )
        .order_by(ResponseRow.changed_at, ResponseRow.id)
        .limit(limit)
        .with_for_update(skip_locked=True, key_share=True)
    )
    return tuple(response_of(row) for row in connection.execute(statement))


def standings(connection: Connection) -> dict[str, Standing]:
    """Where every response stands, by id."""
    statement = select(ResponseRow.id, ResponseRow.state, ResponseRow.revision, ResponseRow.approved_revision)
    return {
        row.id: Standing(State(row.state), row.revision, row.approved_revision) for row in connection.execute(statement)
    }
