"""The web's budgets: a question page asked for and sent, in process, so that only the server's own work is counted."""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask

from engine.values import Json
from results.filling import fill
from results.migrations import migrate
from results.services import Services
from tests.benchmark.measure import Row, row, timed
from webform.app import create_app
from webform.config import Config
from webform.services import EXTENSION
from webform.wsgi import make_services

ROOT = Path(__file__).resolve().parents[2]
STATEMENTS = "organiseren"
"""A page of the zelfscan that is a block of statements."""


@contextmanager
def application() -> Iterator[Flask]:
    """The application as it is served, on a SQLite file of its own, without the limit on starting."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.sqlite'}"
        migrate(url)
        config = Config(database_url=url, secret_key="b" * 40, start_limit="1000000 per minute", testing=True)
        yield create_app(config, make_services(config))


class Caller:
    """Calls the application through WSGI itself, with the cookies of one visitor: no client library in the figures."""

    def __init__(self, app: Flask, cookie: str, path: str, query: str = "") -> None:
        self.app = app
        self.base = {
            "SERVER_NAME": "localhost", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "SCRIPT_NAME": "",
            "PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "localhost", "HTTP_COOKIE": cookie,
            "HTTP_ACCEPT_LANGUAGE": "nl", "REMOTE_ADDR": "127.0.0.1", "wsgi.version": (1, 0), "wsgi.url_scheme": "http",
            "wsgi.errors": sys.stderr, "wsgi.multithread": True, "wsgi.multiprocess": False, "wsgi.run_once": False,
        }  # fmt: skip

    def get(self) -> tuple[str, bytes]:
        """Status and body of a GET."""
        return self._call({"REQUEST_METHOD": "GET", "wsgi.input": BytesIO()})

    def post(self, body: bytes) -> tuple[str, bytes]:
        """Status and body of a POST of a form."""
        return self._call({
            "REQUEST_METHOD": "POST", "wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(len(body)),
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
        })  # fmt: skip

    def _call(self, request: dict[str, object]) -> tuple[str, bytes]:
        statuses: list[str] = []

        def start_response(status: str, _headers: object, _error: object = None) -> object:
            statuses.append(status)
            return None

        chunks = self.app.wsgi_app(self.base | request, start_response)  # type: ignore[arg-type]  # no writer is needed
        body = b"".join(chunks)
        close = getattr(chunks, "close", None)
        if close is not None:
            close()
        return statuses[0], body


def rows() -> list[Row]:
    """Every line about question pages: a page of statements, in a draft in which the rest is answered."""
    with application() as app:
        page, cookie, form = half_way(app)
        caller = Caller(app, cookie, page)
        status, html = caller.get()
        assert status == "200 OK", status
        body = urlencode(form, doseq=True).encode()
        status, _ = caller.post(body)
        assert status.startswith("303"), status
        return [
            row("GET a question page of the zelfscan, server CPU", timed(caller.get), 1.5),
            row("POST it: parse, check, route, durable save, redirect", timed(lambda: caller.post(body)), 1.5),
            Row("HTML of that page", len(html) / 1000, len(html) / 1000, "kB", 15),
            *_heaviest(app, cookie, page),
            _memory(),
        ]


def half_way(app: Flask) -> tuple[str, str, dict[str, Json]]:
    """A draft with every answer given: the address of its page of statements, the cookies, and the form of that page."""
    services: Services = app.extensions[EXTENSION]
    answers = json.loads((Path(__file__).parent / "zelfscan_answers.json").read_text("utf-8"))
    client = app.test_client()
    started = client.post("/zelfscan", data={"csrf_token": _csrf(client.get("/zelfscan").text)})
    address = started.headers["Location"].split("/page/")[0]
    with client.session_transaction() as session:
        ((_ref, _survey, token),) = session["keys"]
    for page in services.surveys.current("zelfscan").pages.values():
        fill.save_page(
            services, token, page.id, {question.id: answers.get(question.id, "") for question in page.questions}
        )
    path = f"{address}/page/{STATEMENTS}"
    shown = client.get(path)
    cookie = client.get_cookie("zelfscan")
    assert shown.status_code == 200, shown.status
    assert cookie is not None
    asked = services.surveys.current("zelfscan").pages[STATEMENTS].questions
    form = {
        **{name: _hidden(shown.text, name) for name in ("csrf_token", "asked", "based_on", "rest")},
        **{question.id: answers[question.id] for question in asked},
    }
    return path, f"zelfscan={cookie.value}", form


def _csrf(html: str) -> str:
    return _hidden(html, "csrf_token")


def _hidden(html: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]* value="([^"]+)"', html)
    assert found is not None, "the page has a form"
    return found[1]


def _heaviest(app: Flask, cookie: str, path: str) -> list[Row]:
    """The page of the zelfscan with the most HTML, so that an average page does not hide it."""
    services: Services = app.extensions[EXTENSION]
    address = path.rsplit("/", 1)[0]
    callers = {id: Caller(app, cookie, f"{address}/{id}") for id in services.surveys.current("zelfscan").pages}
    sizes = {id: len(caller.get()[1]) for id, caller in callers.items()}
    largest = max(sizes, key=lambda id: sizes[id])
    return [
        row("GET the largest question page", timed(callers[largest].get), 1.5, largest),
        Row("HTML of that page", sizes[largest] / 1000, sizes[largest] / 1000, "kB", 15),
    ]


def _memory() -> Row:
    """The largest resident size of a fresh process that has served the start page, the map and question pages."""
    taken = float(
        subprocess.run(  # our own module
            [sys.executable, "-m", "tests.benchmark.memory"], cwd=ROOT, check=True, capture_output=True, text=True
        ).stdout
    )
    return Row("memory of one web worker", taken, taken, "MB", 120)
