"""The lines of the log, who acted, and what they typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from engine.values import Json
from results.review import Action, Role, State


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
