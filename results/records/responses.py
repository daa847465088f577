"""A response as it is being filled in, and what opens it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.values import Json
from results.review import State


@dataclass(frozen=True, slots=True)
class Response:
    """A respondent's whole set of answers, as it is being filled in.

    `answers` holds the raw answers as they were sent, valid or not, also those off the path. `revision` is the newest
    submission (0: none yet), `approved_revision` the last one that was approved. `saves` grows by one at every save.
    `contact_hash` is the blinded e-mail address that was typed last, `confirmed_hash` the one whose link was used;
    `reminded_at` is when a reminder was queued that the draft is about to expire, None after a save.
    """

    id: str
    survey: str
    questionnaire_hash: str
    language: str
    answers: Mapping[str, Json]
    visited: tuple[str, ...]
    saves: int
    state: State
    revision: int
    approved_revision: int | None
    created_at: datetime
    changed_at: datetime
    contact_hash: str | None = None
    confirmed_hash: str | None = None
    reminded_at: datetime | None = None

    @property
    def confirmed(self) -> bool:
        """Whether somebody used a link that was mailed to the address that is in the answers now."""
        return self.contact_hash is not None and self.contact_hash == self.confirmed_hash


@dataclass(frozen=True, slots=True)
class Key:
    """What opens a response: a browser's key, a link or a code, by its hash. `contact_hash`: whom a link was mailed to."""

    hash: str
    response_id: str
    kind: str
    contact_hash: str | None
    created_at: datetime
    expires_at: datetime | None
