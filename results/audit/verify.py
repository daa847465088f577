"""Whether the log is what it was: every link of the chain, what was erased, and that it leads to the present. Only reads."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from results.audit import chain
from results.audit.deeds import Deed
from results.audit.replay import Replay
from results.database import Database
from results.due import ENDS, KEPT_AFTER_THE_END, Step
from results.errors.operating import UnfitHead
from results.records.events import LogLine
from results.review import Standing
from results.store import erasure, events, responses

_FORGOTTEN = frozenset(state.value for state, step in ENDS.items() if step is Step.FORGET)
"""In these states words are forgotten after a while; what stands in another one keeps them."""


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the log at some moment. Kept somewhere else, it shows later whether anything up to there was changed."""

    number: int
    hash: str

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found. `broken`: what is wrong first, None when nothing is; `number`: at which line, None for the whole."""

    lines: int
    head: Head
    broken: str | None = None
    number: int | None = None


def head_of(text: str) -> Head:
    """A head as it is printed: a number, a colon, 64 hexadecimal digits.

    Raises:
        UnfitHead: it does not look like that.
    """
    number, _, digest = text.strip().partition(":")
    if not (number.isascii() and number.isdigit() and len(number) < 19) or len(digest) != len(chain.START):
        raise UnfitHead("a head looks like 128:5f0c… : the number of a line and its hash, as `verify` prints it")
    return Head(int(number), digest.lower())


def current_head(database: Database) -> Head:
    """The end of the log now."""
    with database.reading() as connection:
        return Head(*(events.head(connection) or (0, chain.START)))


def verify(database: Database, known: Head | None = None) -> Verified:
    """Read the whole log. `known`: a head of before, which must still be in it.

    On both databases it looks at one moment, whatever is added meanwhile.
    """
    with database.snapshot() as connection:
        return _verified(connection, known)


def _verified(connection: Connection, known: Head | None) -> Verified:
    replay, head = Replay(), Head(0, chain.START)
    now = {chain.subject(each): standing for each, standing in responses.standings(connection).items()}
    erased = {chain.subject(each) for each in erasure.emptied(connection)}
    forgotten = Forgotten(now, erased)
    for line in events.lines(connection):
        broken = _broken(line, head, known) or _erased(line, now) or replay.take(line)
        broken = broken or forgotten.take(line, head)
        if broken:
            return forgotten.unexplained() or Verified(head.number, head, broken, line.number)
        head = Head(line.number, line.hash)
    if (unexplained := forgotten.unexplained()) is not None:
        return unexplained
    if known is not None and known.number > head.number:
        told = f"the log ends at line {head.number}, but it had {known.number}: its end was cut off"
        return Verified(head.number, head, told)
    return Verified(head.number, head, _not_the_present(replay, now))


def _broken(line: LogLine, before: Head, known: Head | None) -> str | None:
    if line.number != before.number + 1:
        return f"line {before.number + 1} is missing"
    if line.hash != chain.hash_of(line, before.hash):
        return "its hash does not fit: this line was changed, or one before it was taken out or put in"
    if line.response_id is not None and line.subject != chain.subject(line.response_id):
        return "it was moved to another response"
    if line.salt and line.seal != chain.seal(line.words, line.salt):
        return "its words were changed"
    if known is not None and known.number == line.number and known.hash != line.hash:
        return "it has another hash than it had before: the log was written anew"
    return None


class Forgotten:
    """Whether words were erased only where that may be: of what was deleted, and of what ended half a year ago and was forgotten,
    in the lines before the one that tells so. `now`: what there is; `deleted`: of which everything was deleted.
    """

    def __init__(self, now: Mapping[str, Standing], deleted: AbstractSet[str]) -> None:
        self._now = now
        self._deleted = deleted
        self._ended: dict[str, datetime | None] = {}
        self._waiting: dict[str, Verified] = {}

    def take(self, line: LogLine, before: Head) -> str | None:
        """Take the next line; what is wrong with it in words, else None."""
        if line.to_state is not None:
            self._ended[line.subject] = line.at if line.to_state in _FORGOTTEN else None
        if line.action == Deed.WORDS_FORGOTTEN:
            ended = self._ended.get(line.subject)
            if ended is None or line.at < ended + KEPT_AFTER_THE_END:
                return "words were forgotten of what had not ended half a year before"
            self._waiting.pop(line.subject, None)
        gone = not line.salt and bool(line.seal)
        if gone and line.subject in self._now and line.subject not in self._deleted:
            told = "its words were erased, although the response was not deleted or forgotten"
            self._waiting.setdefault(line.subject, Verified(before.number, before, told, line.number))
        return None

    def unexplained(self) -> Verified | None:
        """The first line of which words were erased that no later line tells of."""
        return min(self._waiting.values(), key=lambda each: each.lines, default=None)


def _erased(line: LogLine, now: Mapping[str, Standing]) -> str | None:
    """Whether something was erased that should be there still, or put in where nothing was."""
    present = line.subject in now
    if line.response_id is None and line.subject and present:
        return "it no longer says of which response it is, although that is there"
    gone = not line.salt and (bool(line.seal) or bool(line.words.reason) or bool(line.words.comments))
    if gone and not line.seal:
        return "it has words that were not there when it was logged"
    return None


def _not_the_present(replay: Replay, now: Mapping[str, Standing]) -> str | None:
    for subject, standing in now.items():
        told = replay.standings.get(subject, Standing())
        if told != standing:
            return (
                f"the log leads a response to {told.state} (version {told.revision}, approved {told.approved_revision}), "
                f"but it stands at {standing.state} (version {standing.revision}, approved {standing.approved_revision}): "
                f"the response whose id has the hash {subject}"
            )
    return None
