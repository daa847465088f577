"""The public map with a hundred thousand entries: what a worker spends on a page, on a filter and on what the map draws; and how
long somebody with a browser waits.

The figures of the browser are time on the clock, on the same machine as the server: on a busy one they tell little.
"""

import gzip
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from flask import Flask
from playwright.sync_api import Page, sync_playwright

from results.migrations import migrate
from tests.benchmark.mapped import ENTRIES, fill_map
from tests.benchmark.measure import Row, row, table, timed
from tests.benchmark.web import Caller
from tests.browser.site import Site
from tests.chromium import CHROMIUM, FLAGS
from tests.durability.cluster import cluster
from webform.app import create_app
from webform.config import Config
from webform.services import EXTENSION
from webform.wsgi import make_services

ROUNDS = 5
FILTER_BUDGET = 200
USABLE_BUDGET = 2000


def text() -> str:
    """A table for each database; of PostgreSQL itself the work is not counted, since it is another process."""
    with tempfile.TemporaryDirectory() as folder:
        parts = [_measured("SQLite", Path(folder), f"sqlite:///{Path(folder) / 'mapped.sqlite'}")]
    with cluster() as database, tempfile.TemporaryDirectory() as folder:
        parts.append(_measured("PostgreSQL", Path(folder), database.url))
    return "\n\n".join(parts)


def _measured(name: str, folder: Path, database_url: str) -> str:
    with _application(database_url) as app:
        begin = _memory()
        first = timed(partial(_read, app, Caller(app, "", "/kaart")), rounds=1)
        lines = [
            row("reading all entries, once in a worker", first, note=f"{_memory() - begin} MB more in that worker"),
            *_server(app),
        ]
    lines += _browser(folder, database_url)
    return f"{name}, {ENTRIES} entries on the map.\n\n" + table(lines)


@contextmanager
def _application(database_url: str) -> Iterator[Flask]:
    migrate(database_url)
    config = Config(database_url=database_url, secret_key="b" * 40, testing=True)
    app = create_app(config, make_services(config))
    fill_map(app.extensions[EXTENSION])
    yield app
    app.extensions[EXTENSION].database.close()


def _server(app: Flask) -> Iterator[Row]:
    yield row("GET /kaart", timed(Caller(app, "", "/kaart").get, ROUNDS), FILTER_BUDGET)
    filtered = "sector=energie&sector=wonen&province=Utrecht&started=2015-2019"
    yield row(
        "GET /kaart with four filters, with all numbers",
        timed(Caller(app, "", "/kaart", filtered).get, ROUNDS),
        FILTER_BUDGET,
    )
    yield row("GET /kaart, the last page", timed(Caller(app, "", "/kaart", "page=2000").get, ROUNDS), FILTER_BUDGET)
    for words in ("zon", "samen markt utrecht"):
        asked = Caller(app, "", "/kaart", f"q={words.replace(' ', '+')}")
        yield row(
            f"GET /kaart, searching {words}",
            timed(partial(_searched, app, asked), ROUNDS),
            FILTER_BUDGET,
        )
    for name, query in (("all points", ""), ("the points of one sector", "sector=energie")):
        asked = Caller(app, "", "/kaart/points.json", query)
        size = len(gzip.compress(asked.get()[1], 6)) // 1000
        yield row(
            f"GET {name}, made anew",
            timed(partial(_made, app, asked), ROUNDS),
            note=f"{size} kB compressed",
        )
    yield row("GET all points, kept", timed(Caller(app, "", "/kaart/points.json").get, ROUNDS))


def _read(app: Flask, caller: Caller) -> object:
    app.extensions[EXTENSION].maps._kept.clear()
    return caller.get()


def _searched(app: Flask, caller: Caller) -> object:
    for index in app.extensions[EXTENSION].maps._kept.values():
        index._searches.clear()
    return caller.get()


def _made(app: Flask, caller: Caller) -> object:
    app.extensions.pop("zelfscan-map-replies", None)
    return caller.get()


def _memory() -> int:
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) // 1000


def _browser(folder: Path, database_url: str) -> list[Row]:
    if CHROMIUM is None:
        return []
    site = Site(folder, {"DATABASE_URL": database_url})
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            page = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 800}).new_page()
            page.goto(f"{site.address}/kaart", timeout=120_000)  # the first visit to a worker reads the entries
            page.locator(".map-mark").first.wait_for(timeout=120_000)
            usable = _waits(lambda: _until_usable(page, site))
            filtering = _waits(lambda: _until_filtered(page))
            browser.close()
    finally:
        site.stop()
    return [
        Row("browser: until the map can be used", *usable, budget=USABLE_BUDGET, note="on the clock"),
        Row("browser: from a tick to the list", *filtering, budget=FILTER_BUDGET, note="on the clock"),
    ]


def _waits(measure: Callable[[], float]) -> tuple[float, float]:
    waited = [measure() for _ in range(ROUNDS)]
    return median(waited), min(waited)


def _until_usable(page: Page, site: Site) -> float:
    page.goto("about:blank")
    page.goto(f"{site.address}/kaart")
    # Looked for by a function of ours: the policy of our pages refuses the one of wait_for_function when it has to look again.
    usable: Any = page.evaluate("""async () => {
        const marks = () => performance.getEntriesByName('map-usable')
        while (!marks().length) await new Promise(resolve => setTimeout(resolve, 10))
        return marks()[0].startTime
    }""")
    return float(usable)


def _until_filtered(page: Page) -> float:
    waited: Any = page.evaluate("""async () => {
        const before = document.getElementById('list').textContent
        const begin = performance.now()
        document.querySelector('.filter .pick input').click()
        while (document.getElementById('list').textContent === before) await new Promise(resolve => setTimeout(resolve, 2))
        return performance.now() - begin
    }""")
    time.sleep(1)
    return float(waited)
