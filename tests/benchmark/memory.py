"""Prints the megabytes that a process takes which has served pages: `python -m tests.benchmark.memory`.

The largest resident size of this process alone. `getrusage` would count in the process that started it, as large as that was
when it started this one, since Linux keeps that figure over an `exec`.
"""

import resource
import sys
from pathlib import Path

from tests.benchmark.web import Caller, application, half_way

STATUS = Path("/proc/self/status")


def taken() -> float:
    """Megabytes (10^6 bytes) that were resident at the most."""
    if STATUS.exists():
        peak = next(line for line in STATUS.read_text("ascii").splitlines() if line.startswith("VmHWM:"))
        return int(peak.split()[1]) * 1024 / 1e6
    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return largest / 1e6 if sys.platform == "darwin" else largest * 1024 / 1e6  # bytes there, kibibytes elsewhere


if __name__ == "__main__":
    with application() as app:
        for address in ("/", "/zelfscan", "/kaart"):
            app.test_client().get(address)
        page, cookie, _form = half_way(app)
        Caller(app, cookie, page).get()
        print(taken())
