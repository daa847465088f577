"""A PostgreSQL server that keeps what it promised: synced commits, and it can be killed and started again.

The tests' own server (`tests.postgres`) gives up safety for speed; this one is set as an operator would have it.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests import postgres

_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "64MB",
    "max_connections": "100",
}


@dataclass
class Cluster:
    """One cluster in `folder`; `url` is its database `postgres`."""

    folder: Path
    binaries: Path
    user: str | None
    _server: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The SQLAlchemy URL of its database."""
        return postgres.Postgres(self.folder).url("postgres")

    def start(self) -> None:
        """Start the server, after a crash too, and wait until it answers."""
        settings = [argument for name, value in _SETTINGS.items() for argument in ("-c", f"{name}={value}")]
        log = self.folder / "log"
        with log.open("wb") as output:
            self._server = subprocess.Popen(
                [self.binaries / "postgres", "-D", self.folder / "cluster", "-k", self.folder, *settings],
                stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                user=self.user, cwd=self.folder, start_new_session=True,
            )  # fmt: skip
        postgres.wait_until_ready(self.folder, log)

    def kill(self) -> None:
        """End every process of the server without a word (SIGKILL)."""
        assert self._server is not None
        # Its processes make sessions of their own, so they are found by their parent.
        children = Path(f"/proc/{self._server.pid}/task/{self._server.pid}/children").read_text("ascii").split()
        for process in (self._server.pid, *map(int, children)):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self._server.wait(60)
        self._server = None
        # One that still lives holds the shared memory, and no new server starts beside it.
        while any(Path(f"/proc/{child}").exists() for child in children):
            time.sleep(0.01)

    def stop(self) -> None:
        """Ask it to stop, breaking connections off."""
        if self._server is not None:
            self._server.send_signal(signal.SIGINT)
            self._server.wait(60)
            self._server = None


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A running server of its own, gone afterwards.

    Raises:
        tests.postgres.PostgresMissing: there are no binaries.
    """
    folder = Path(tempfile.mkdtemp(prefix="zelfscan-pg-", dir="/tmp"))  # sockets need a short path
    user = postgres.UNPRIVILEGED if os.geteuid() == 0 else None
    made = None
    try:
        if user is not None:
            shutil.chown(folder, user)
        made = Cluster(folder, postgres.usable_binaries(folder, user), user)
        postgres.make_cluster(made.binaries, folder, user)
        made.start()
        yield made
    finally:
        if made is not None:
            made.stop()
        shutil.rmtree(folder, ignore_errors=True)
