"""Fixtures that give a test a fresh database, on SQLite and on PostgreSQL: every test that uses one runs on both.

`database_url`   an empty database
`migrated_url`   a database with the present schema; the migrations run once in a session, tests get copies
`database_kind`  "sqlite" or "postgresql", for a test that must know; parametrise it to run on one of them only:
                 `@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)`

Without PostgreSQL the tests on it are skipped and say so; under CI=true they fail.
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Protocol

import pytest

from tests.postgres import Postgres, PostgresMissing, running

ROOM = 500_000_000
"""So much must be free in memory, in bytes, before databases are put there."""
_NUMBERS = count()


class Databases(Protocol):
    """Where fresh databases of one kind come from."""

    def empty(self) -> str:
        """The URL of a new, empty database."""

    def filled(self, label: str, fill: Callable[[str], None]) -> str:
        """The URL of a new copy of the database that `fill(url)` filled when `label` was first asked for."""


@dataclass(slots=True)
class SqliteDatabases:
    """Files in `folder`, which lives as long as the session, with the filled ones that every test gets copies of."""

    folder: Path
    _given: list[Path] = field(default_factory=list)

    def empty(self) -> str:
        """The URL of a file that does not exist yet: SQLite makes it."""
        return f"sqlite:///{self._next()}"

    def filled(self, label: str, fill: Callable[[str], None]) -> str:
        """See `Databases`."""
        template = self.folder / f"{label}.sqlite"
        if not template.exists():
            unfinished = template.with_suffix(".unfinished")
            fill(f"sqlite:///{unfinished}")
            _fold_in_the_journal(unfinished)
            unfinished.rename(template)
        copy = self._next()
        shutil.copyfile(template, copy)
        return f"sqlite:///{copy}"

    def remove(self) -> None:
        """Remove what this test was given, journals included."""
        for file in self._given:
            for suffix in ("", "-wal", "-shm", "-journal"):
                file.with_name(file.name + suffix).unlink(missing_ok=True)

    def _next(self) -> Path:
        self._given.append(self.folder / f"test_{next(_NUMBERS)}.sqlite")
        return self._given[-1]


def _fold_in_the_journal(file: Path) -> None:
    # With WAL, the newest pages are in a file beside the database, which a copy of the database alone would miss.
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


@dataclass(slots=True)
class PostgresDatabases:
    """Databases on the session's server; `give_back` ends the loan of those of one test."""

    server: Postgres
    _names: list[str] = field(default_factory=list)

    def empty(self) -> str:
        """See `Databases`."""
        return self._remember(self.server.create())

    def filled(self, label: str, fill: Callable[[str], None]) -> str:
        """See `Databases`."""
        return self._remember(self.server.filled(label, fill))

    def give_back(self) -> None:
        """End the loan of what this test was given."""
        for name in self._names:
            self.server.give_back(name)

    def _remember(self, name: str) -> str:
        self._names.append(name)
        return self.server.url(name)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One PostgreSQL server for each test process, started when the first test needs it."""
    try:
        with running() as server:
            yield server
    except PostgresMissing as missing:
        if os.environ.get("CI") == "true":
            pytest.fail(str(missing))
        pytest.skip(str(missing))


@pytest.fixture(params=["sqlite", "postgresql"])
def database_kind(request: pytest.FixtureRequest) -> str:
    """The database that this test runs on."""
    return str(request.param)


@pytest.fixture(scope="session")
def _sqlite_folder() -> Iterator[Path]:
    """A folder for the databases of all tests of a process, in memory where there is room.

    The application makes SQLite wait for the disk at every commit. What that is for, a power failure, is tested with
    servers of their own (tests/durability); here it is only waiting.
    """
    with tempfile.TemporaryDirectory(prefix="zelfscan-sqlite-", dir=_in_memory()) as folder:
        yield Path(folder)


def _in_memory() -> Path | None:
    memory = Path("/dev/shm")  # noqa: S108 # a new folder in it, 0700
    if not os.access(memory, os.W_OK) or shutil.disk_usage(memory).free < ROOM:
        return None
    return memory


@pytest.fixture
def databases(database_kind: str, request: pytest.FixtureRequest, _sqlite_folder: Path) -> Iterator[Databases]:
    """Fresh databases of the kind that this test runs on, as many as it asks for."""
    if database_kind == "sqlite":
        files = SqliteDatabases(_sqlite_folder)
        yield files
        files.remove()
        return
    fresh = PostgresDatabases(request.getfixturevalue("postgres"))
    yield fresh
    fresh.give_back()


@pytest.fixture
def database_url(databases: Databases) -> str:
    """The URL of an empty database."""
    return databases.empty()


@pytest.fixture
def migrated_url(databases: Databases) -> str:
    """The URL of a database with the present schema and nothing in it."""
    from results.migrations import migrate

    return databases.filled("migrated", migrate)
