"""What the store gives back: frozen values, one per kind of row. They hold no connection and may be kept and shared."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.values import Json
from results.map_entry import MapEntry
from results.review import Action, Role, State


@dataclass(frozen=True, slots=True)
class Response:
    """A respondent's whole set of answers, as it is being filled in.

    `answers` holds the raw answers as they were sent, valid or not, also those off the path. `revision` is the newest
    submission (0: none yet), `approved_revision` the last one that was approved. `saves` grows by one at every save.
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


@dataclass(frozen=True, slots=True)
class Submission:
    """An immutable snapshot of a response, sent for review.

    `answers` are the canonical answers on the path, without the consents, which have a log of their own. `profile` is
    the profile as it was calculated then (`results.profile.from_json` reads it).
    """

    response_id: str
    revision: int
    questionnaire_hash: str
    language: str
    title: str
    answers: Mapping[str, Json]
    profile: Mapping[str, Json]
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class Event:
    """One transition: who, when, from, to, why, and on which revision. `account_id` is None for the initiator."""

    response_id: str
    at: datetime
    actor: Role
    account_id: int | None
    action: Action
    from_state: State
    to_state: State
    reason: str
    revision: int


@dataclass(frozen=True, slots=True)
class Consent:
    """One consent as it stood in a submission, in the words that were read."""

    response_id: str
    revision: int
    question: str
    text: str
    language: str
    questionnaire_version: str
    given: bool
    at: datetime
    method: str


@dataclass(frozen=True, slots=True)
class PublishedEntry:
    """A map entry that is public now, at its address `slug`, from an approved revision."""

    response_id: str
    slug: str
    revision: int
    survey: str
    questionnaire_hash: str
    entry: MapEntry
    published_at: datetime


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may log in."""

    id: int
    email: str
    name: str
    role: Role
    created_at: datetime
    last_login_at: datetime | None


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One response in the coordinator's list: its newest submission."""

    response_id: str
    survey: str
    title: str
    state: State
    revision: int
    approved_revision: int | None
    submitted_at: datetime
