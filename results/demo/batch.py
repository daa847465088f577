"""What lets use cases run many at a time: one transaction for all of them, and a clock that is set by hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from results.database import Database, finish
from results.ports import Clock


class Together(Database):
    """Every transaction in it is part of one that is open already, and is kept or lost with it."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection.engine)
        self._connection = connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """The open transaction."""
        yield self._connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The open transaction; nothing is on the disk before the outer one ends."""
        yield self._connection
        finish(self._connection)


class SetClock:
    """A clock that stands still until it is moved on. Dates are those of the real clock it stands for."""

    def __init__(self, clock: Clock, moment: datetime) -> None:
        self._clock = clock
        self.moment = moment

    def now(self) -> datetime:
        """The moment it was set to."""
        return self.moment

    def date_of(self, moment: datetime) -> date:
        """The calendar date of a moment where the respondents live."""
        return self._clock.date_of(moment)

    def move_on(self, by: timedelta) -> None:
        """Let time pass."""
        self.moment += by
