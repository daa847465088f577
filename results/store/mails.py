"""Mails: one row each, from queued to sent. What a mail says is written when it is sent, never stored here.

A mail is claimed for a while before it is sent: whoever claims it counts an attempt and moves `next_at` on, so that nobody
else sends it meanwhile, and it is due again when the one who claimed it is never heard of any more. Whatever is noted
afterwards names that attempt, and has no effect when somebody else claimed the mail since.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, bindparam, exists, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from engine.values import Json
from results.models.mails import MailRow
from results.records.mails import Held, MailState, StoredMail

_INSERTS = {
    dialect.__name__.rsplit(".", 1)[1]: dialect.insert(MailRow)
    .on_conflict_do_nothing(index_elements=[MailRow.key])
    .returning(MailRow.id)
    for dialect in (postgresql, sqlite)
}
_COLUMNS: Select[*tuple[Any, ...]] = select(*MailRow.__table__.columns)
_IS_DUE = (MailRow.state == MailState.WAITING.value, MailRow.next_at <= bindparam("now"))
_ANY_DUE = select(exists().where(*_IS_DUE))
# Workers on PostgreSQL pass by what another is claiming; on SQLite the whole transaction has waited for its turn.
_NEXT_DUE = _COLUMNS.where(*_IS_DUE).order_by(MailRow.next_at, MailRow.id).limit(1).with_for_update(skip_locked=True)
_CLAIM = (
    update(MailRow)
    .where(MailRow.id == bindparam("mail_id"))
    .values(attempts=MailRow.attempts + 1, next_at=bindparam("until"), last_error="")
)
_NOTE = update(MailRow).where(
    MailRow.id == bindparam("mail_id"),
    MailRow.attempts == bindparam("attempt"),
    MailRow.state == MailState.WAITING.value,
)


def add(  # noqa: PLR0913  # one argument per column
    connection: Connection,
    *,
    key: str,
    kind: str,
    recipient: str,
    language: str,
    response_id: str | None,
    params: Mapping[str, Json],
    at: datetime,
) -> bool:
    """Queue a mail to be sent from `at` on; False when there is one with this `key` already."""
    row = {
        "key": key,
        "kind": kind,
        "recipient": recipient,
        "language": language,
        "response_id": response_id,
        "params": dict(params),
        "state": MailState.WAITING.value,
        "attempts": 0,
        "next_at": at,
        "last_error": "",
        "created_at": at,
        "sent_at": None,
    }
    return connection.execute(_INSERTS[connection.dialect.name], row).first() is not None


def any_due(connection: Connection, now: datetime) -> bool:
    """Whether a mail waits to be sent. Reads only; cheap enough to ask every second."""
    return bool(connection.execute(_ANY_DUE, {"now": now}).scalar_one())


def claim(connection: Connection, now: datetime, until: datetime) -> StoredMail | None:
    """The mail that waits longest, kept from others until `until`; None when nothing is due."""
    row = connection.execute(_NEXT_DUE, {"now": now}).one_or_none()
    if row is None:
        return None
    connection.execute(_CLAIM, {"mail_id": row.id, "until": until})
    return _mail(row, attempts=row.attempts + 1, next_at=until, last_error="")


def close(connection: Connection, mail: StoredMail, state: MailState, at: datetime, error: str = "") -> bool:
    """Note what became of a claimed mail; False when it is no longer this attempt's to say."""
    changed = {"state": state.value, "sent_at": at if state is MailState.SENT else None, "last_error": error}
    return _noted(connection, mail, changed)


def put_off(connection: Connection, mail: StoredMail, next_at: datetime, error: str) -> bool:
    """Let a claimed mail wait until `next_at`; False when it is no longer this attempt's to say."""
    return _noted(connection, mail, {"next_at": next_at, "last_error": error})


def _noted(connection: Connection, mail: StoredMail, changed: Mapping[str, object]) -> bool:
    return connection.execute(_NOTE.values(changed), {"mail_id": mail.id, "attempt": mail.attempts}).rowcount == 1


def retry(connection: Connection, mail_id: int, at: datetime) -> bool:
    """Send a mail that failed, or that was put off, from `at` on; False when there is none, or it is being sent now."""
    put_off = and_(MailRow.state == MailState.WAITING.value, MailRow.last_error != "")
    statement = (
        update(MailRow)
        .where(MailRow.id == mail_id, or_(MailRow.state == MailState.FAILED.value, put_off))
        .values(state=MailState.WAITING.value, attempts=0, next_at=at, last_error="")
    )
    return connection.execute(statement).rowcount == 1


def newest(connection: Connection, state: MailState | None, limit: int) -> tuple[StoredMail, ...]:
    """The mails in `state` (None: in any), the newest first."""
    statement = _COLUMNS.order_by(MailRow.id.desc()).limit(limit)
    if state is not None:
        statement = statement.where(MailRow.state == state.value)
    return tuple(_mail(row) for row in connection.execute(statement))


def of_response(connection: Connection, response_id: str) -> tuple[StoredMail, ...]:
    """Every mail about a response, the oldest first."""
    statement = _COLUMNS.where(MailRow.response_id == response_id).order_by(MailRow.id)
    return tuple(_mail(row) for row in connection.execute(statement))


def newest_about(connection: Connection, response_id: str, kind: str, since: datetime) -> StoredMail | None:
    """The mail of this kind about a response that was queued last, not before a moment."""
    wanted = (MailRow.response_id == response_id, MailRow.kind == kind, MailRow.created_at >= since)
    row = connection.execute(_COLUMNS.where(*wanted).order_by(MailRow.id.desc()).limit(1)).one_or_none()
    return None if row is None else _mail(row)


def count(connection: Connection, state: MailState) -> int:
    """How many mails are in `state`."""
    return int(connection.execute(select(func.count()).where(MailRow.state == state.value)).scalar_one())


def held(connection: Connection, before: datetime) -> Held | None:
    """What waits since before a moment; None when nothing does."""
    waits = (MailRow.state == MailState.WAITING.value, MailRow.created_at < before)
    numbers = select(func.count(), func.min(MailRow.created_at).label("since"), func.max(MailRow.attempts)).where(
        *waits
    )
    number, since, attempts = connection.execute(numbers).one()
    if not number:
        return None
    said = select(MailRow.last_error).where(*waits, MailRow.last_error != "").order_by(MailRow.next_at.desc()).limit(1)
    return Held(number, since, attempts, connection.execute(said).scalar() or "")


def states_of(connection: Connection, kind: str) -> dict[str, MailState]:
    """What became of every mail of this kind, by its key; the newest last."""
    statement = select(MailRow.key, MailRow.state).where(MailRow.kind == kind).order_by(MailRow.id)
    return {row.key: MailState(row.state) for row in connection.execute(statement)}


def count_to(connection: Connection, recipient: str, kind: str, since: datetime) -> int:
    """How many mails of this kind were queued for one address since a moment."""
    wanted = (MailRow.recipient == recipient, MailRow.created_at > since, MailRow.kind == kind)
    return int(connection.execute(select(func.count()).where(*wanted)).scalar_one())


def count_about(connection: Connection, response_id: str, kind: str) -> int:
    """How many mails of this kind were ever queued about one response."""
    wanted = (MailRow.response_id == response_id, MailRow.kind == kind)
    return int(connection.execute(select(func.count()).where(*wanted)).scalar_one())


def count_since(connection: Connection, response_id: str, kind: str, recipient: str, since: datetime) -> int:
    """How many mails of this kind about one response were queued for one address since a moment."""
    about = (MailRow.response_id == response_id, MailRow.kind == kind)
    wanted = (*about, MailRow.recipient == recipient, MailRow.created_at > since)
    return int(connection.execute(select(func.count()).where(*wanted)).scalar_one())


def is_known(connection: Connection, key: str) -> bool:
    """Whether a mail for this occasion was ever queued."""
    return connection.execute(select(MailRow.id).where(MailRow.key == key)).first() is not None


def remembered(connection: Connection) -> tuple[str, ...]:
    """The keys of the mails of which it is still known whom they were for."""
    return tuple(connection.execute(select(MailRow.key).where(MailRow.recipient != "")).scalars())


def forget(connection: Connection, before: datetime) -> int:
    """Blank whom mails were for, and what they told, that were queued before a moment and no longer wait; how many.

    Their keys stay, so that no occasion is mailed a second time.
    """
    statement = (
        update(MailRow)
        .where(MailRow.state != MailState.WAITING.value, MailRow.created_at < before, MailRow.recipient != "")
        .values(recipient="", params={}, last_error="")
    )
    return connection.execute(statement).rowcount


def _mail(row: Row[*tuple[Any, ...]], **changed: Any) -> StoredMail:
    values = {**row._asdict(), **changed}
    return StoredMail(**{**values, "state": MailState(values["state"])})
