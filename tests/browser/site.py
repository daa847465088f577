"""The application, started the way an operator starts it, on a folder and a port of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from engine.values import Json
from results import fill
from results.services import Services
from webform.config import Config
from webform.wsgi import make_services

PATIENCE = 60.0


class Site:
    """A running `zelfscan serve`. `address` has no slash at the end; `email` and `password` are the first account's."""

    def __init__(self, instance: Path, environment: Mapping[str, str] | None = None) -> None:
        self._instance = instance
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._printed: list[str] = []
        self._process = subprocess.Popen(
            [Path(sys.executable).parent / "zelfscan", "serve", "--port", str(self.port)],
            env={**os.environ, "INSTANCE": str(instance), "PYTHONUNBUFFERED": "1", **(environment or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self._wait()

    @property
    def printed(self) -> str:
        """What the server has printed up to now."""
        return "".join(self._printed)

    @property
    def email(self) -> str:
        """The e-mail address of the account that was made at the first start."""
        return self._told("e-mail")

    @property
    def password(self) -> str:
        """Its password, which is printed once."""
        return self._told("password")

    @contextmanager
    def services(self) -> Iterator[Services]:
        """The services of the application on the same database, beside the running server."""
        services = make_services(Config(database_url=f"sqlite:///{self._instance / 'zelfscan.sqlite'}", secret_key="-"))
        try:
            yield services
        finally:
            services.database.close()

    def draft(self, survey: str, answers: Mapping[str, Json]) -> str:
        """The address of the page where a draft with these answers is checked, made without a browser: for tests about
        what comes afterwards."""
        with self.services() as services:
            token = fill.start(services, survey, "nl").token
            for page in services.surveys.current(survey).pages.values():
                given = {question.id: answers[question.id] for question in page.questions if question.id in answers}
                fill.save_page(services, token, page.id, given)
        return f"{self.address}/r/{token}/check"

    def stop(self) -> int:
        """Ask it to stop (SIGTERM) and wait; its exit status."""
        self._process.terminate()
        return self._end()

    def kill(self) -> int:
        """End it and its workers without a word (SIGKILL), as a power failure would."""
        os.killpg(self._process.pid, signal.SIGKILL)
        return self._end()

    def _end(self) -> int:
        status = self._process.wait(timeout=PATIENCE)
        self._reader.join(timeout=PATIENCE)
        if self._process.stdout is not None:
            self._process.stdout.close()
        return status

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._printed.append(line)

    def _wait(self) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self._process.poll() is not None:
                self._end()
                raise RuntimeError(f"the server stopped at its start:\n{self.printed}")
            try:
                with urllib.request.urlopen(self.address + "/", timeout=5) as answer:  # noqa: S310  # our own http address
                    if answer.status == 200:
                        return
            except OSError:
                time.sleep(0.1)
        self.kill()
        raise RuntimeError(f"the server did not answer:\n{self.printed}")

    def _told(self, what: str) -> str:
        found = re.search(rf"^\s*{what}\s+(\S+)$", self.printed, re.MULTILINE)
        assert found is not None, f"no {what} was printed:\n{self.printed}"
        return found[1]


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])
