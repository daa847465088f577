"""The open data of 100,000 collectives, on both databases: asked for in process, so that only the server's own work is counted.

A file of everything is read to its end, and the memory that this took is told beside it: it is made while it is sent.
"""

import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

from flask import Flask

from results.migrations import migrate
from tests.benchmark.mapped import ENTRIES, fill_map
from tests.durability.cluster import cluster
from webform.app import create_app
from webform.config import Config
from webform.protection.limits import limiter
from webform.wsgi import make_services

API = "/api/v1/collectives"
ROUNDS = 7


@dataclass(frozen=True, slots=True)
class Answer:
    """What one request gave: milliseconds to the first piece and to the last, bytes, and the most of what was looked at."""

    status: str
    first: float
    last: float
    size: int
    most: float


def text() -> str:
    """The tables: one for each database."""
    with tempfile.TemporaryDirectory() as folder:
        parts = [_measured("SQLite", f"sqlite:///{Path(folder) / 'bench.sqlite'}")]
    with cluster() as database:
        parts.append(_measured("PostgreSQL", database.url))
    return "\n\n".join(parts)


def _measured(name: str, url: str) -> str:
    with _application(url) as app:
        slug = _some_slug(app)
        tags = {path: app.test_client().head(path).headers["ETag"] for path in (API, f"{API}.geojson")}
        asked: dict[str, Callable[[], Answer]] = {
            "the first page of 100": lambda: _ask(app, API),
            "a page of 100 from the middle": lambda: _ask(app, API, f"cursor={slug}"),
            "a page of 100 in one province": lambda: _ask(app, API, "province=Utrecht"),
            "a page of 100 with a word": lambda: _ask(app, API, "q=oogst"),
            "the first page, unchanged (304)": lambda: _ask(app, API, tag=tags[API]),
            "all as GeoJSON, unchanged (304)": lambda: _ask(app, f"{API}.geojson", tag=tags[f"{API}.geojson"]),
            "one collective": lambda: _ask(app, f"{API}/{slug}"),
            "one as a profile of Murmurations": lambda: _ask(app, f"{API}/{slug}/murmurations.json"),
            "the page of one collective": lambda: _ask(app, f"/collectief/{slug}"),
            "the feed": lambda: _ask(app, "/feed.atom"),
        }
        rows = [_line(work, [ask() for _ in range(ROUNDS)]) for work, ask in asked.items()]
        for work, path in (("GeoJSON", f"{API}.geojson"), ("CSV", f"{API}.csv"), ("JSON-LD", f"{API}.jsonld")):
            before = _resident()
            answer = _ask(app, path, look=_resident)
            rows.append(_line(f"all as {work}", [answer], f"{max(0.0, answer.most - before):.1f} MB"))
        rows.append(_line("a part of the sitemap", [_ask(app, "/sitemap-2.xml")]))
    head = f"{name}, {ENTRIES} collectives on the map; milliseconds of CPU in this process for one request, the median (of PostgreSQL itself not counted).\n\n"
    columns = "| Work | first piece | whole answer | size | most memory for it |\n|---|---:|---:|---:|---:|"
    return head + "\n".join((columns, *rows))


def _line(work: str, answers: list[Answer], memory: str = "") -> str:
    first, last = median(each.first for each in answers), median(each.last for each in answers)
    assert all(each.status[:3] in ("200", "304") for each in answers), answers[0].status
    return f"| {work} | {first:.1f} ms | {last:.1f} ms | {answers[0].size / 1000:.1f} kB | {memory} |"


def _resident() -> float:
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * resource.getpagesize() / 1e6


def _ask(app: Flask, path: str, query: str = "", tag: str = "", look: Callable[[], float] = lambda: 0.0) -> Answer:
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET", "SERVER_NAME": "localhost", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
        "SCRIPT_NAME": "", "PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "localhost", "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0), "wsgi.url_scheme": "http", "wsgi.errors": BytesIO(), "wsgi.input": BytesIO(),
        "wsgi.multithread": True, "wsgi.multiprocess": False, "wsgi.run_once": False,
    }  # fmt: skip
    if tag:
        environ["HTTP_IF_NONE_MATCH"] = tag
    given: dict[str, str] = {}

    def start_response(status: str, headers: list[tuple[str, str]], _error: object = None) -> object:
        given.update({"status": status, **dict(headers)})
        return None

    begin = time.process_time()
    first, size, most = 0.0, 0, 0.0
    pieces = app.wsgi_app(environ, start_response)  # type: ignore[arg-type]  # no writer is needed
    for piece in pieces:
        first = first or time.process_time()
        size += len(piece)
        most = max(most, look())
    end = time.process_time()
    close = getattr(pieces, "close", None)
    if close is not None:
        close()
    first = first or end
    return Answer(given["status"], (first - begin) * 1000, (end - begin) * 1000, size, most)


def _some_slug(app: Flask) -> str:
    page = app.test_client().get(f"{API}?limit=100&province=Utrecht").json
    assert page is not None
    return str(page["collectives"][50]["id"])


@contextmanager
def _application(url: str) -> Iterator[Flask]:
    migrate(url)
    config = Config(database_url=url, secret_key="b" * 40, testing=True)
    services = make_services(config)
    fill_map(services)
    app = create_app(config, services)
    limiter.enabled = False
    yield app
    limiter.enabled = True
    services.database.close()
