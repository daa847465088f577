"""Whether the log is what it was: every link of the chain, what was erased, and that it leads to the present. Only reads."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from sqlalchemy import Connection

from results.audit import chain
from results.audit.replay import Replay
from results.database import Database
from results.errors.operating import UnfitHead
from results.records.events import LogLine
from results.review import Standing
from results.store import erasure, events, responses


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
    for line in events.lines(connection):
        broken = _broken(line, head, known) or _erased(line, now, erased) or replay.take(line)
        if broken:
            return Verified(head.number, head, broken, line.number)
        head = Head(line.number, line.hash)
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


def _erased(line: LogLine, now: Mapping[str, Standing], erased: AbstractSet[str]) -> str | None:
    """Whether something was erased that should be there still."""
    present = line.subject in now
    if line.response_id is None and line.subject and present:
        return "it no longer says of which response it is, although that is there"
    gone = not line.salt and (bool(line.seal) or bool(line.words.reason) or bool(line.words.comments))
    if gone and not line.seal:
        return "it has words that were not there when it was logged"
    if gone and present and line.subject not in erased:
        return "its words were erased, although the response was not deleted"
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
