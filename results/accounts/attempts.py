"""How often somebody may try a password or a code: a few times at once, then ever slower, and never not at all.

Counted in the database, so for all workers together, under keys that tell neither the account nor the visitor. An attempt is
counted before it is looked at, so that many at the same moment are many; what was refused because it came too soon does not
count. A key is forgotten a day after its last attempt.
"""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType

from sqlalchemy import Connection

from results.errors.accounts import TooSoon
from results.services import Services
from results.store import attempts
from results.tokens import blinded

REMEMBERED_FOR = timedelta(days=1)
FIRST_DELAY = timedelta(seconds=30)
LONGEST_DELAY = timedelta(minutes=15)
"""So that somebody who guesses on purpose never keeps the owner out for longer than this at a time."""


class Tried(StrEnum):
    """On what attempts are counted."""

    ACCOUNT = "account"
    VISITOR = "visitor"
    CODE = "code"
    OWN_PASSWORD = "own_password"  # noqa: S105  # a word, no password


FREE: Mapping[Tried, int] = MappingProxyType(
    {Tried.ACCOUNT: 5, Tried.VISITOR: 20, Tried.CODE: 5, Tried.OWN_PASSWORD: 5}
)
"""How many attempts in vain may follow one another at once. Behind one visitor's address may be a whole office."""


def delay(count: int, free: int) -> timedelta:
    """How long to wait after this many attempts in vain."""
    if count < free:
        return timedelta(0)
    doubled: int = 2 ** min(count - free, 10)
    return min(FIRST_DELAY * doubled, LONGEST_DELAY)


def key_of(services: Services, tried: Tried, whose: object) -> str:
    """The key under which attempts are counted."""
    return blinded(services.secret, f"attempts:{tried.value}", str(whose))


def count_attempt(connection: Connection, services: Services, tried: Tried, whose: object) -> int:
    """Count one attempt, before it is known whether it is right; how many there were in a row.

    Raises:
        TooSoon: after so many in vain, the next may come later.
    """
    key = key_of(services, tried, whose)
    count, last_at, next_at = attempts.locked(connection, key, services.clock.now())
    now = services.clock.now()  # after waiting for the row: who noted an attempt meanwhile did so before this moment
    if now < next_at:
        raise TooSoon(next_at - now)
    if now - last_at > REMEMBERED_FOR:
        count = 0
    attempts.note(connection, key, count + 1, now, now + delay(count + 1, FREE[tried]))
    return count + 1


def was_right(connection: Connection, services: Services, tried: Tried, whose: object) -> None:
    """Forget what was tried in vain: it was right now."""
    attempts.forget(connection, key_of(services, tried, whose))


def take_back(connection: Connection, services: Services, tried: Tried, whose: object) -> None:
    """Not count the last attempt: it was right; those before it stay."""
    now = services.clock.now()
    key = key_of(services, tried, whose)
    count, last_at, _next_at = attempts.locked(connection, key, now)
    attempts.note(connection, key, max(count - 1, 0), last_at, now)
