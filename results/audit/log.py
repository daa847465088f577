"""Adding to the log, in the transaction of what is logged: neither happens without the other.

One chain for everything, so one writer at a time gives out the next number. That lock is taken as the last thing of a
transaction (`database.do_last`): it is held for the moment of the commit, and nobody holds it who waits for a row.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import Connection

from engine.values import Json
from results.audit import chain
from results.audit.deeds import Deed
from results.database import do_last
from results.records.events import Actor, LogLine, Words
from results.review import Action, State
from results.store import events
from results.text import plain_text


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be logged. The states are None for what moves no response.

    `facts` are kept for ever and can never be erased: the id of a rule or an account, a role, a number. Whatever somebody
    typed, or a name or address, is in `words`: they go when the response they are about is deleted.
    """

    at: datetime
    actor: Actor
    action: Action | Deed
    response_id: str | None = None
    from_state: State | None = None
    to_state: State | None = None
    revision: int | None = None
    facts: Mapping[str, Json] = field(default_factory=lambda: MappingProxyType({}))
    words: Words = field(default_factory=Words)


def record(connection: Connection, entry: Entry) -> None:
    """Log this at the end of this transaction: `record(connection, Entry(now, actor, Deed.FLAG_DISMISSED, response_id=...))`."""
    do_last(connection, lambda connection: _add(connection, entry))


def _add(connection: Connection, entry: Entry) -> None:
    number, before = events.head(connection, lock=True) or (0, chain.START)
    events.add(connection, line_of(entry, number + 1, before))


def line_of(entry: Entry, number: int, before: str) -> LogLine:
    """The line that an entry becomes after one with the hash `before`."""
    comments = {question: plain_text(text.strip()) for question, text in entry.words.comments.items()}
    words = Words(plain_text(entry.words.reason.strip()), comments)
    salt = secrets.token_hex(32) if words.reason or comments else ""
    line = LogLine(
        number=number,
        at=entry.at,
        actor=entry.actor,
        action=entry.action.value,
        response_id=entry.response_id,
        from_state=entry.from_state.value if entry.from_state else None,
        to_state=entry.to_state.value if entry.to_state else None,
        revision=entry.revision,
        facts=entry.facts,
        words=words,
        subject=chain.subject(entry.response_id),
        salt=salt,
        seal=chain.seal(words, salt) if salt else "",
        hash="",
    )
    return replace(line, hash=chain.hash_of(line, before))
