"""How a piece of work is timed, and how the results are printed.

Machines are shared and noisy, so the figure is CPU time (of this process, all threads) and the median of many rounds;
the fastest round is shown beside it. Nothing here passes or fails: a table is for reading.
"""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Timing:
    """CPU time of one piece of work, in milliseconds: the median round and the fastest."""

    median: float
    fastest: float


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table. `unit` is that of `median`, `fastest` and `budget` alike; a budget is what DESIGN allows."""

    work: str
    median: float
    fastest: float
    unit: str = "ms"
    budget: float | None = None
    note: str = ""


def timed(work: Callable[[], object], rounds: int = 15, seconds: float = 0.05) -> Timing:
    """The CPU time of one call of `work`: repeated until a round takes about `seconds`, in `rounds` rounds."""
    work()
    begin = time.process_time()
    work()
    once = time.process_time() - begin
    repeats = max(1, int(seconds / max(once, 1e-6)))
    taken = []
    gc.collect()
    for _ in range(rounds):
        begin = time.process_time()
        for _ in range(repeats):
            work()
        taken.append((time.process_time() - begin) / repeats * 1000)
    return Timing(median(taken), min(taken))


def row(work: str, timing: Timing, budget: float | None = None, note: str = "") -> Row:
    """A line for a timing in milliseconds."""
    return Row(work, timing.median, timing.fastest, budget=budget, note=note)


def table(rows: list[Row]) -> str:
    """The rows as a Markdown table."""
    lines = ["| Work | Median | Fastest | Budget | |", "|---|---:|---:|---:|---|"]
    for each in rows:
        budget = "" if each.budget is None else f"{_figure(each.budget)} {each.unit}"
        figures = f"{_figure(each.median)} {each.unit} | {_figure(each.fastest)} {each.unit} | {budget}"
        lines.append(f"| {each.work} | {figures} | {each.note} |")
    return "\n".join(lines)


def _figure(value: float) -> str:
    if value >= 100:
        return f"{value:.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.3f}"
