"""Mails: one row each, from queued to sent. What a mail says is written when it is sent, never stored here."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, insert, select

from engine.values import Json
from results.models import MailRow

WAITING = "waiting"


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
    if connection.execute(select(MailRow.id).where(MailRow.key == key)).first() is not None:
        return False
    connection.execute(
        insert(MailRow),
        {
            "key": key,
            "kind": kind,
            "recipient": recipient,
            "language": language,
            "response_id": response_id,
            "params": dict(params),
            "state": WAITING,
            "attempts": 0,
            "next_at": at,
            "last_error": "",
            "created_at": at,
            "sent_at": None,
        },
    )
    return True
