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
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from engine.values import Json
from results.filling import fill, keys
from results.services import Services
from webform.config import KEY_FILE, Config
from webform.wsgi import make_services

PATIENCE = 60.0


class Site:
    """A running `zelfscan serve`. `address` has no slash at the end; `email` and `password` are the first account's."""

    def __init__(
        self, instance: Path, environment: Mapping[str, str] | None = None, arguments: Sequence[str] = ()
    ) -> None:
        self._instance = instance
        self._database_url = (environment or {}).get("DATABASE_URL") or f"sqlite:///{instance / 'zelfscan.sqlite'}"
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._printed: list[str] = []
        self._services: Services | None = None
        self._process = subprocess.Popen(
            [Path(sys.executable).parent / "zelfscan", "serve", "--port", str(self.port), *arguments],
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
        """The services of the application on the same database, beside the running server; the same ones every time, since
        they have to read the surveys first."""
        if self._services is None:
            self._services = make_services(Config(database_url=self._database_url, secret_key=self._secret_key()))
        yield self._services

    def _secret_key(self) -> str:
        return (self._instance / KEY_FILE).read_text("ascii").strip()

    def draft(self, survey: str, answers: Mapping[str, Json]) -> str:
        """A draft with these answers, made without a browser: for tests about what comes afterwards. The address of a
        link that opens it, as a mail would hold; `open_draft` uses it."""
        with self.services() as services:
            started = fill.start(services, survey, "nl")
            token = started.token
            for page in services.surveys.current(survey).pages.values():
                given = {question.id: answers[question.id] for question in page.questions if question.id in answers}
                fill.save_page(services, token, page.id, given)
            with services.database.writing() as connection:
                link = keys.issue_link(connection, services, started.draft.response.id, None)
        return f"{self.address}/go-on/{link}"

    def open_draft(self, page: Page, survey: str, answers: Mapping[str, Json]) -> str:
        """Make such a draft, and open the page where it is checked in a browser; the address of that page."""
        page.goto(self.draft(survey, answers))
        page.locator("main form button[type=submit]").click()
        page.wait_for_url("**/r/**")
        address = self.address + "/r/" + page.url.split("/r/")[1].split("/")[0] + "/check"
        page.goto(address)
        return address

    def processes(self) -> list[int]:
        """The ids of the server and its workers."""
        tree = [self._process.pid]
        for process in tree:
            children = Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()
            tree.extend(map(int, children))
        return tree

    def stop(self) -> int:
        """Ask it to stop (SIGTERM) and wait; its exit status."""
        self._process.terminate()
        return self._end()

    def kill(self) -> int:
        """End it and its workers without a word (SIGKILL), as a power failure would."""
        os.killpg(self._process.pid, signal.SIGKILL)
        return self._end()

    def _end(self) -> int:
        if self._services is not None:
            self._services.database.close()
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
