"""Mails in the outbox."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from engine.values import Json


class MailState(StrEnum):
    """What became of a mail."""

    WAITING = "waiting"
    """To be sent, now or later; also while it is being sent."""
    SENT = "sent"
    NEEDLESS = "needless"
    """When it was its turn there was nothing to tell any more."""
    FAILED = "failed"
    """It was refused for good, or too often."""


@dataclass(frozen=True, slots=True)
class Held:
    """Mails that wait for too long: how many, since when the first, how often one was tried (0: nobody sends any), and what
    was said when one was tried last, without addresses.
    """

    number: int
    since: datetime
    attempts: int
    error: str


@dataclass(frozen=True, slots=True)
class StoredMail:
    """A mail in the outbox. `kind` is a `results.mail.outbox.MailKind`; `attempts` counts those begun; `next_at`: when it is due.

    `recipient`, `params` and `last_error` are blanked some time after it was sent or failed.
    """

    id: int
    key: str
    kind: str
    recipient: str
    language: str
    response_id: str | None
    params: Mapping[str, Json]
    state: MailState
    attempts: int
    next_at: datetime
    last_error: str
    created_at: datetime
    sent_at: datetime | None
