"""The coordinators' list with 10,000 submissions, on both databases, the database included.

SQLite works in the process itself, so that its CPU time can be counted, which a busy machine hardly changes; PostgreSQL is
another process, so there the clock counts.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median

from flask import Flask
from sqlalchemy import insert, text

from results.accounts.register import add_account
from results.desk.todo import todo
from results.filling import fill
from results.flags.found import Rule
from results.listing.listed import marked, searched_as
from results.migrations import migrate
from results.models.desk import DeskRow
from results.models.flags import FlagRow
from results.models.responses import ResponseRow
from results.review import Role, State
from results.services import Services
from tests.benchmark.measure import Row, table
from tests.durability.cluster import cluster
from tests.webform.visitor import Visitor
from webform.app import create_app
from webform.config import Config
from webform.wsgi import make_services

STORED = 10_000
ROUNDS = 25
BUDGET = 50.0
_PASSWORD = "seven quiet otters"
_STATES = (State.SUBMITTED, State.SUBMITTED, State.APPROVED, State.APPROVED, State.APPROVED, State.REJECTED)
_KINDS = ("energie", "wonen", "zorg_welzijn", "leefbaarheid", "mobiliteit", "overig")
_PLACES = ("Utrecht", "Súdwest-Fryslân", "Groningen", "Ooij", "Anjum")
_PAGES = {
    "first page of what waits": "/review",
    "all states": "/review?state=all",
    "the last page of all": "/review?state=all&page=9999",
    "one sector": "/review?kind=energie",
    "what nobody has taken, and has a flag": "/review?taken=nobody&flag=any",
    "searched, found": "/review?state=all&q=fryslan+club",
    "searched, not found": "/review?state=all&q=zoiets",
}


def text_of() -> str:
    """A table for each database."""
    with tempfile.TemporaryDirectory() as folder:
        parts = [_measured("SQLite", f"sqlite:///{Path(folder) / 'bench.sqlite'}", time.process_time)]
    with cluster() as database:
        parts.append(_measured("PostgreSQL", database.url, time.perf_counter))
    return "\n\n".join(parts)


def _measured(name: str, url: str, clock: Callable[[], float]) -> str:
    with _application(url) as (app, services):
        _store(services)
        desk = Visitor(app)
        desk.open("/login")
        desk.send({"email": "bench@example.org", "password": _PASSWORD})
        rows = [_row(work, clock, partial(desk.client.get, address)) for work, address in _PAGES.items()]
        rows.append(_row("the counts in the navigation alone", clock, lambda: todo(services)))
    told = "of CPU, database included" if clock is time.process_time else "by the clock, database included"
    return f"{name}, {STORED} submissions in the list; milliseconds {told}.\n\n" + table(rows)


def _row(work: str, clock: Callable[[], float], call: Callable[[], object]) -> Row:
    call()
    taken = []
    for _ in range(ROUNDS):
        begin = clock()
        call()
        taken.append((clock() - begin) * 1000)
    return Row(work, median(taken), min(taken), budget=BUDGET)


@contextmanager
def _application(url: str) -> Iterator[tuple[Flask, Services]]:
    migrate(url)
    config = Config(database_url=url, secret_key="b" * 40, testing=True)
    services = make_services(config)
    try:
        yield create_app(config, services), services
    finally:
        services.database.close()


def _store(services: Services) -> None:
    """One response, copied; each with a line of its own in the list."""
    account = add_account(services.database, services.clock, "bench@example.org", "Bench", Role.COORDINATOR, _PASSWORD)
    questionnaire = fill.start(services, "zelfscan", "nl").draft.response.questionnaire_hash
    now = services.clock.now()
    responses, lines, raised = [], [], []
    for number in range(STORED):
        state, since = _STATES[number % len(_STATES)].value, now - timedelta(hours=number % 700)
        place, kind = _PLACES[number % len(_PLACES)], _KINDS[number % len(_KINDS)]
        known = {"survey": "zelfscan", "state": state, "revision": 1, "approved_revision": None}
        responses.append({
            **known, "id": f"{number:032x}", "questionnaire_hash": questionnaire, "language": "nl", "answers": {},
            "visited": [], "saves": 1, "created_at": since, "changed_at": since,
        })  # fmt: skip
        title = f"Club {number} in {place}"
        lines.append({
            **known, "response_id": f"{number:032x}", "since": since, "submitted_at": since, "title": title,
            "place": place, "kinds": marked((kind,)), "searched": searched_as(title, place), "erased": False,
            "taken_by": account.id if number % 9 == 0 else None,
        })  # fmt: skip
        if number % 3 == 0:
            raised.append({
                "response_id": f"{number:032x}", "revision": 1, "rule": Rule.MANDATE.value, "params": {},
                "raised_at": since, "word": "",
            })  # fmt: skip
    with services.database.writing() as connection:
        for row, values in ((ResponseRow, responses), (DeskRow, lines), (FlagRow, raised)):
            connection.execute(insert(row), values)
    with services.database.writing() as connection:
        connection.execute(text("ANALYZE"))
