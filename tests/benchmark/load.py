"""The real server under load: question pages asked for and saved at fixed rates, with 100,000 submissions stored.

An open loop: requests are due at fixed moments whatever the server does, and a latency counts from the moment a request
was due, so a server that stalls cannot hide it. Eight connections ask and send; the generator runs on the same cores as
the server. Saves are durable (SQLite synchronous=FULL, PostgreSQL synchronous_commit=on with fsync); the time of one
fdatasync of the same folder stands beside them.
"""

import asyncio
import json
import os
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from engine.values import Json
from tests.benchmark.stored import store_submissions
from tests.browser.site import Site
from tests.durability.client import Client
from tests.durability.cluster import cluster

RATES = (60, 120, 180, 240)
"""Requests a second; half of them GETs, half POSTs."""
SECONDS = 15
CONNECTIONS = 8
DRAFTS = 24
WORKERS = 2
STORED = 100_000
PAGE = "organiseren"


@dataclass(frozen=True, slots=True)
class Shot:
    """A request, ready to be written to a connection."""

    kind: str
    bytes: bytes
    status: int


@dataclass(frozen=True, slots=True)
class Measured:
    """One rate: latencies in milliseconds by kind; `busy` is CPU seconds of the server for each second."""

    rate: int
    latencies: Mapping[str, Sequence[float]]
    wrong: int
    took: float
    busy: float


def text() -> str:
    """The tables: one for each database."""
    with tempfile.TemporaryDirectory() as folder:
        parts = [_measured("SQLite", Path(folder), "")]
    with tempfile.TemporaryDirectory() as folder, cluster() as database:
        parts.append(_measured("PostgreSQL", Path(folder), database.url))
    return "\n\n".join(parts)


def _measured(name: str, folder: Path, database_url: str) -> str:
    """Start the application, store the submissions, and fire at every rate."""
    environment = {"DATABASE_URL": database_url} if database_url else {}
    with _site(folder, environment) as site:
        answers = json.loads((Path(__file__).parent / "zelfscan_answers.json").read_text("utf-8"))
        store_submissions(site, answers, STORED)
        shots = [shot for _ in range(DRAFTS) for shot in _shots(site, answers)]
        asyncio.run(_fire(site.port, shots, 40, 3))  # the first requests of a process are no measure
        rows = []
        for rate in RATES:
            before = _cpu(site)
            measured = asyncio.run(_fire(site.port, shots, rate, SECONDS))
            rows.append(_line(measured, (_cpu(site) - before) / measured.took))
    sync = _fdatasync(folder)
    head = (
        f"{name}, {STORED} submissions stored, {WORKERS} workers, {CONNECTIONS} connections, {os.cpu_count()} cores; one "
        f"fdatasync of 4 kB: median {median(sync):.2f} ms, 99% under {_share(sync, 0.99):.2f} ms.\n\n"
        "| Requests a second | done | GET median | GET 99% | POST median | POST 99% | wrong | server CPU |\n"
        "|---:|---:|---:|---:|---:|---:|---:|---:|"
    )
    return "\n".join((head, *rows))


def _line(measured: Measured, busy: float) -> str:
    get, post = measured.latencies["GET"], measured.latencies["POST"]
    done = (len(get) + len(post)) / measured.took
    figures = (median(get), _share(get, 0.99), median(post), _share(post, 0.99))
    return (
        f"| {measured.rate} | {done:.0f} | "
        + " | ".join(f"{each:.1f} ms" for each in figures)
        + f" | {measured.wrong} |"
        f" {busy:.2f} cores |"
    )


@contextmanager
def _site(folder: Path, environment: Mapping[str, str]) -> Iterator[Site]:
    site = Site(folder, environment, arguments=("--workers", str(WORKERS), "--no-worker"))
    try:
        yield site
    finally:
        site.stop()


def _shots(site: Site, answers: Mapping[str, Json]) -> tuple[Shot, Shot]:
    """A GET and a POST of the page of statements of a new draft that is filled in. The same answers are sent each time:
    each is a durable save of its own all the same."""
    with Client(site.port) as client:
        address = client.open_link(site.draft("zelfscan", answers))
        path = f"{address}/page/{PAGE}"
        shown = client.get(path)
        assert shown.status == 200, shown.status
    form = urlencode(shown.page.form.filled, doseq=True).encode()
    head = f"HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {client.cookie_header}\r\n"
    post = f"POST {path} {head}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(form)}\r\n\r\n"
    return Shot("GET", f"GET {path} {head}\r\n".encode(), 200), Shot("POST", post.encode() + form, 303)


async def _fire(port: int, shots: Sequence[Shot], rate: int, seconds: float) -> Measured:
    """Fire the shots, one after the other and over again, `rate` a second."""
    loop = asyncio.get_running_loop()
    due: asyncio.Queue[tuple[float, Shot]] = asyncio.Queue()
    latencies: dict[str, list[float]] = {"GET": [], "POST": []}
    wrong = 0
    begin = loop.time() + 0.1
    for number in range(int(rate * seconds)):
        # All GETs first would be no mix: a draft is read and then written.
        due.put_nowait((begin + number / rate, shots[number % len(shots)]))

    async def connection() -> None:
        nonlocal wrong
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while not due.empty():
            moment, shot = due.get_nowait()
            await asyncio.sleep(moment - loop.time())
            writer.write(shot.bytes)
            status = await _reply(reader)
            latencies[shot.kind].append((loop.time() - moment) * 1000)
            wrong += status != shot.status
        writer.close()

    await asyncio.gather(*(connection() for _ in range(CONNECTIONS)))
    return Measured(rate, latencies, wrong, loop.time() - begin, 0.0)


async def _reply(reader: asyncio.StreamReader) -> int:
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    at = head.find(b"content-length:")
    if at >= 0:
        await reader.readexactly(int(head[at + 15 : head.index(b"\r\n", at)]))
    return int(head[9:12])


def _cpu(site: Site) -> float:
    """CPU seconds that the server and its workers have taken."""
    ticks = 0
    for process in site.processes():
        fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _fdatasync(folder: Path, times: int = 200) -> list[float]:
    """How long one synced write takes here, in milliseconds."""
    taken = []
    with (folder / "sync").open("wb", buffering=0) as file:
        for _ in range(times):
            begin = time.perf_counter()
            file.write(b"\0" * 4096)
            os.fdatasync(file.fileno())
            taken.append((time.perf_counter() - begin) * 1000)
    return taken


def _share(values: Sequence[float], share: float) -> float:
    """The value that this share of all stays under."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]
