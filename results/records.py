"""What the store gives back: frozen values, one per kind of row. They hold no connection and may be kept and shared."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from engine.values import Json
from results.map_entry import MapEntry
from results.review import Action, Role, State


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
class Actor:
    """Who acts: a role, and the account it acts through (None for the initiator and the system)."""

    role: Role
    account_id: int | None = None


INITIATOR = Actor(Role.INITIATOR)
SYSTEM = Actor(Role.SYSTEM)


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody typed with what is logged. The log keeps a salted hash of it, so it can be erased and the rest stands."""

    reason: str = ""
    comments: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """At single questions, by id."""


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the log: a transition of a response, or something else that somebody has to account for.

    `number` counts from 1 without gaps; `facts` say what was done, in ids and numbers, never in words that were typed.
    `subject` is the hash of `response_id`, which is None when it is about no response, or about one that left no trace.
    `seal` is the hash of `words` with `salt`, both empty when there were none; `salt` alone is empty when they were erased.
    `hash` is over all this and the hash of the line before.
    """

    number: int
    at: datetime
    actor: Actor
    action: str
    response_id: str | None
    from_state: str | None
    to_state: str | None
    revision: int | None
    facts: Mapping[str, Json]
    words: Words
    subject: str
    salt: str
    seal: str
    hash: str


@dataclass(frozen=True, slots=True)
class Event:
    """One transition: who, when, from, to, why, and on which revision. `account_id` is None for the initiator.

    `comments`: what was asked at single questions, by id.
    """

    response_id: str
    at: datetime
    actor: Role
    account_id: int | None
    action: Action
    from_state: State
    to_state: State
    reason: str
    revision: int
    comments: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


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
    """A map entry that is public now, at its address `slug`, from an approved revision.

    `published_at`: when this revision came on the map; `first_published_at`: since when there is an entry without a break;
    `changed_at`: when anything of it changed last, so also when a consent took a field away.
    """

    response_id: str
    slug: str
    revision: int
    survey: str
    questionnaire_hash: str
    entry: MapEntry
    published_at: datetime
    first_published_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class MapVersion:
    """How often the map of a survey has changed, and when last. After a back-up is put back a number may come again: both
    together tell two versions apart.
    """

    number: int
    changed_at: datetime


class News(StrEnum):
    """How somebody who reviews is mailed that there is new work."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may log in, or was invited to.

    `language`: of the mails to them. `has_password`: false for who was invited and did not choose one yet, and for who logs in
    with a provider. `provided`: a provider knows them. `codes`: whether one-time codes are asked. `closed`: nobody can log in.
    """

    id: int
    email: str
    name: str
    role: Role
    created_at: datetime
    last_login_at: datetime | None
    language: str = "nl"
    news: News = News.DAILY
    has_password: bool = True
    provided: bool = False
    codes: bool = False
    closed: bool = False

    @property
    def usable(self) -> bool:
        """Whether somebody can log in to it now, without a further mail."""
        return not self.closed and (self.has_password or self.provided)

    @property
    def can_be_mailed(self) -> bool:
        """Whether it has a real address: the first account and some of a provider have none."""
        return "@" in self.email and not self.email.endswith("@localhost")


@dataclass(frozen=True, slots=True)
class AccountSession:
    """A browser in which an account is logged in; `browser` and `system` are names such as Firefox and Windows, or empty."""

    id: int
    account_id: int
    begun_at: datetime
    used_at: datetime
    browser: str
    system: str


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One response in the coordinator's list: its newest submission, since when it is in its state, and who is looking at it.

    `kinds`: the values of the survey's first filter. `erased`: everything of it was deleted, at the moment `since`.
    """

    response_id: str
    survey: str
    title: str
    place: str
    kinds: tuple[str, ...]
    state: State
    since: datetime
    revision: int
    approved_revision: int | None
    submitted_at: datetime
    erased: bool = False
    taken_by: int | None = None
    taken_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """What a coordinator wrote to the others about a response."""

    account_id: int
    at: datetime
    text: str


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
class StoredMail:
    """A mail in the outbox. `kind` is a `results.outbox.MailKind`; `attempts` counts those begun; `next_at`: when it is due.

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
