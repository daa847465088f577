"""The trials themselves. Each takes a folder to work in and how often to do it, and gives a line for the reader.

A trial raises AssertionError when anything that was acknowledged is gone, or something never sent is there.
"""

import os
import random
import resource
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.browser.site import Site
from tests.durability import survey
from tests.durability.client import Client, Reply, begin
from tests.durability.cluster import cluster
from tests.durability.writers import Writer, check, save_until, writers

PEOPLE = 4
HEALING = 30.0
"""Seconds within which the application must be well again when its database is back."""


@contextmanager
def site(folder: Path, environment: Mapping[str, str] | None = None) -> Iterator[Site]:
    """The application with the small survey, on a new or an existing database in `folder`."""
    surveys = folder / "surveys"
    if not surveys.exists():
        survey.write(surveys)
    running = Site(folder / "instance", {"SURVEYS": str(surveys), **(environment or {})})
    try:
        yield running
    finally:
        running.stop()


def server_killed(folder: Path, rounds: int) -> str:
    """kill -9 of the server and its workers at random moments of saving, on SQLite."""
    people: list[Writer] = []
    for _ in range(rounds):
        with site(folder) as running:
            people = people or writers(running.port, PEOPLE)
            _move(people, running.port)
            check(people)
            save_until(people, running.kill)
    with site(folder) as running:
        _move(people, running.port)
        kept = check(people)
        _move(people, 0)
    return f"server killed {rounds} times while {PEOPLE} people saved: {kept} acknowledged saves, all there"


def postgresql_killed(folder: Path, rounds: int) -> str:
    """kill -9 of every process of PostgreSQL at random moments of saving; the application stays up and heals."""
    with cluster() as database, site(folder, {"DATABASE_URL": database.url}) as running:
        people = writers(running.port, PEOPLE)
        for _ in range(rounds):

            def kill_and_start() -> None:
                database.kill()
                time.sleep(random.uniform(0, 0.5))  # noqa: S311  # a moment like any other
                database.start()

            save_until(people, kill_and_start)
            _until(lambda: check(people) >= 0, "the application did not get its database back")
        kept = check(people)
        _move(people, 0)
        refused = sum(each.refused for each in people)
    return (
        f"PostgreSQL killed {rounds} times: {kept} acknowledged saves, all there; {refused} requests told to come back"
    )


def crowded_draft(folder: Path, rounds: int, database_url: str = "") -> str:
    """Forty saves of forty pages of one draft by eight clients at once: all are kept."""
    with site(folder, {"DATABASE_URL": database_url} if database_url else None) as running:
        for number in range(rounds):
            owner = Client(running.port)
            address = begin(owner, "veel")
            replies: list[int] = []
            start = threading.Barrier(8)

            def save(pages: range, owner: Client = owner, address: str = address, replies: list[int] = replies) -> None:
                with owner.also() as client:
                    shown = [client.get(f"{address}/page/{survey.page(each)}") for each in pages]
                    start.wait(30)  # noqa: B023  # each round waits for its own
                    for each, reply in zip(pages, shown, strict=True):
                        path = f"{address}/page/{survey.page(each)}"
                        replies.append(client.send(reply, path, {survey.question(each): f"antwoord {each}"}).status)

            threads = [threading.Thread(target=save, args=(range(each, survey.PAGES, 8),)) for each in range(8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(60)
            assert replies == [303] * survey.PAGES, replies
            for each in range(survey.PAGES):
                shown = owner.get(f"{address}/page/{survey.page(each)}").page.form.filled[survey.question(each)]
                assert shown == [f"antwoord {each}"], f"round {number}, page {each}: {shown}"
            owner.close()
    return f"{survey.PAGES} pages of one draft saved by 8 clients at once, {rounds} times: all kept"


def disk_full(folder: Path, _rounds: int) -> str:
    """The disk is full: 503 with the typed text and when to come back; with room again it saves, without a restart."""
    with _small_disk(folder) as (instance, fill, empty), site(instance) as running, Client(running.port) as client:
        address = begin(client, "veel")
        path = f"{address}/page/{survey.page(1)}"
        fill(running)
        refused = _refused_save(client, path)
        empty(running)
        _sent_again(client, refused, path)
    return "disk full: 503 with the typed text; room again: saved, without a restart"


def database_away(folder: Path, _rounds: int) -> str:
    """PostgreSQL is stopped and started again: 503 with the typed text, then saved, without a restart."""
    with (
        cluster() as database,
        site(folder, {"DATABASE_URL": database.url}) as running,
        Client(running.port) as client,
    ):
        address = begin(client, "veel")
        path = f"{address}/page/{survey.page(1)}"
        refused = _refused_save(client, path, database.stop)
        database.start()
        _sent_again(client, refused, path)
    return "database away: 503 with the typed text; database back: saved, without a restart"


TYPED = "Dit heb ik getypt & <dit> ook. " * 100


def _refused_save(client: Client, path: str, break_it: Callable[[], object] = lambda: None) -> Reply:
    shown = client.get(path)
    assert shown.status == 200, shown.status
    break_it()
    refused = client.send(shown, path, {survey.question(1): TYPED})
    assert refused.status == 503, f"{refused.status} instead of 503"
    assert int(refused.headers["retry-after"]) > 0
    typed = [value for form in refused.page.forms for values in form.filled.values() for value in values]
    assert TYPED.strip() in [value.strip() for value in typed], "what was typed is not on the page"
    return refused


def _sent_again(client: Client, refused: Reply, path: str) -> None:
    """Press the button of the 503 page until it is kept."""
    form = next(
        form for form in refused.page.forms if any(TYPED.strip() == v[0].strip() for v in form.filled.values() if v)
    )
    _until(lambda: client.post(form.action or path, form.filled).status == 303, "it did not heal")
    assert client.get(path).page.form.filled[survey.question(1)][0].strip() == TYPED.strip()


def _until(well: Callable[[], bool], otherwise: str) -> None:
    deadline = time.monotonic() + HEALING
    while True:
        try:
            if well():
                return
        except AssertionError:
            if time.monotonic() > deadline:
                raise
        assert time.monotonic() < deadline, otherwise
        time.sleep(0.2)


def _move(people: list[Writer], port: int) -> None:
    """Close everybody's connection; the next one goes to this port."""
    for each in people:
        each.client.close()
        each.client.port = port


@contextmanager
def _small_disk(folder: Path) -> Iterator[tuple[Path, Callable[[Site], None], Callable[[Site], None]]]:
    """A place that can be filled up and emptied: a small disk in memory where that may be mounted (as root); otherwise the
    processes of the server may write no file beyond its present size, which fails in the same place."""
    disk = folder / "disk"
    disk.mkdir()
    mounted = os.geteuid() == 0 and _run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk))
    if not mounted:
        yield disk, lambda running: _limit(running, 4096), lambda running: _limit(running, resource.RLIM_INFINITY)
        return
    ballast = disk / "ballast"
    try:
        yield disk, lambda _running: _fill(ballast), lambda _running: ballast.unlink()
    finally:
        _run("umount", str(disk))


def _fill(ballast: Path) -> None:
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            return


def _limit(running: Site, size: int) -> None:
    for process in running.processes():
        resource.prlimit(process, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def _run(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def crowded_draft_on_postgresql(folder: Path, rounds: int) -> str:
    """The same on PostgreSQL."""
    with cluster() as database:
        return f"PostgreSQL: {crowded_draft(folder, rounds, database.url)}"


TRIALS: Mapping[str, Callable[[Path, int], str]] = {
    "server-killed": server_killed,
    "postgresql-killed": postgresql_killed,
    "crowded-draft": crowded_draft,
    "crowded-draft-on-postgresql": crowded_draft_on_postgresql,
    "disk-full": disk_full,
    "database-away": database_away,
}
