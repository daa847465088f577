"""The connection to the database: SQLite or PostgreSQL, each made durable, each transaction either reading or writing.

It issues no queries of its own (`store/` does) and knows no tables. In-memory SQLite is refused: every connection would
see a database of its own.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from results.errors.operating import UnsupportedDatabase

_BUSY_MILLISECONDS = 15_000
_LAST = "zelfscan_last"
_POSTGRESQL = ("postgres", "postgresql", "postgresql+psycopg")


def parse_url(url: str) -> URL:
    """The address as SQLAlchemy wants it: `sqlite:///file`, `postgresql://user@host/name` (also `postgres://`).

    Raises:
        UnsupportedDatabase: another database, a database in memory, or no address at all.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise UnsupportedDatabase(
            "the database address must look like sqlite:///file or postgresql://host/name"
        ) from None
    if parsed.drivername in _POSTGRESQL:
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername not in ("sqlite", "sqlite+pysqlite"):
        raise UnsupportedDatabase(f"{parsed.drivername} is not supported; use sqlite:///file or postgresql://host/name")
    if parsed.database in (None, "", ":memory:") or "mode=memory" in str(parsed):
        raise UnsupportedDatabase("a database in memory cannot be shared; use sqlite:///file")
    return parsed


def shown(url: str) -> str:
    """The address as it may be told: the file of SQLite; of PostgreSQL host and name, never the password.

    Raises:
        UnsupportedDatabase: see `parse_url`.
    """
    parsed = parse_url(url)
    if parsed.drivername.startswith("sqlite"):
        return str(parsed.database)
    told = URL.create("postgresql", parsed.username, None, parsed.host, parsed.port, parsed.database)
    return told.render_as_string()


def make_engine(url: str) -> Engine:
    """An engine whose committed transactions survive a power failure, and whose errors repeat no values. Connects to nothing
    yet.

    Raises:
        UnsupportedDatabase: see `parse_url`.
    """
    parsed = parse_url(url)
    if parsed.drivername.startswith("sqlite"):
        return sqlite_engine(parsed)
    engine = create_engine(parsed, hide_parameters=True, pool_pre_ping=True, pool_size=10, max_overflow=20)
    event.listen(engine, "connect", _prepare_postgresql)
    return engine


def sqlite_engine(url: URL, foreign_keys: bool = True) -> Engine:
    """An engine for a SQLite file; only migrations switch the foreign keys off, since they rebuild tables."""
    # The driver must not begin transactions by itself: then BEGIN IMMEDIATE below decides, and writers queue instead of
    # failing half-way when they want to write after having read.
    waits = {"timeout": _BUSY_MILLISECONDS / 1000}
    engine = create_engine(url, connect_args=waits, hide_parameters=True, pool_size=10, max_overflow=20)

    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        if cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten, not only let go of
        cursor.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        cursor.close()

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _begin_sqlite(connection: Connection) -> None:
    if connection.get_execution_options().get("writing", False):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        # Nothing is opened or locked yet, so no error is to be worded: straight to the driver, in a tenth of the time.
        connection.connection.driver_connection.execute("BEGIN")  # type: ignore[union-attr]  # it is connected here


def _prepare_postgresql(connection: Any, _record: object) -> None:
    connection.autocommit = True
    connection.execute("SET synchronous_commit = on")
    connection.execute("SET TIME ZONE 'UTC'")
    connection.autocommit = False


def create_sqlite_file(url: URL) -> None:
    """Make the folder and the file of a SQLite database, readable by their owner only: it holds personal answers."""
    path = Path(url.database or "")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600, exist_ok=True)


def do_last(connection: Connection, act: Callable[[Connection], None]) -> None:
    """Do this as the last thing of the writing transaction that is open: for what everybody has to queue for.

    Who takes such a lock at the end holds it for a moment, and never while waiting for another.
    """
    waiting = connection.get_execution_options().get(_LAST)
    if waiting is None:
        act(connection)
    else:
        waiting.append(act)


def finish(connection: Connection) -> None:
    """Do now what was to be done last in this transaction."""
    waiting = connection.get_execution_options().get(_LAST, [])
    while waiting:
        waiting.pop(0)(connection)


class Database:
    """Transactions on one database. A transaction says beforehand whether it will write."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._writing = engine.execution_options(writing=True)

    @classmethod
    def at(cls, url: str) -> "Database":
        """The database at this address."""
        return cls(make_engine(url))

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads; it never waits for writers."""
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A transaction that reads the whole database as it is at one moment, however long it takes."""
        with self.engine.connect() as connection:
            if self.engine.dialect.name == "postgresql":
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is committed, durably, when the block ends, and undone when it raises."""
        with self._writing.begin() as connection:
            connection.execution_options(**{_LAST: []})
            yield connection
            finish(connection)

    def overwrite_deleted(self) -> None:
        """After something was deleted for good: let SQLite bring it from its journal into the file, so that no copy stays.

        What somebody is reading at this moment keeps the journal; then the next checkpoint does it. PostgreSQL does this
        in its own time (vacuum).
        """
        if self.engine.dialect.name != "sqlite":
            return
        connection = self.engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute("PRAGMA busy_timeout = 1000")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
            cursor.close()
        finally:
            connection.close()

    def close(self) -> None:
        """Close every idle connection."""
        self.engine.dispose()
