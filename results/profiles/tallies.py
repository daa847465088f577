"""Tallies of scores, kept for a while: counting all scans anew for every profile would make each of them slow.

A process keeps its own. A tally may be `KEPT_FOR` old: medians of others need not be newer, and one collective's decision
or consent should not be seen in them at once.
"""

from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from threading import Lock

from results.profiles.comparison import Tally

KEPT_FOR = timedelta(minutes=10)
AT_MOST = 16
"""So many surveys, versions and rules are kept apart; the oldest goes first."""


class Tallies:
    """Tallies by what they are about. Shared between threads: one counts, the others meanwhile use what there is."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[datetime, Tally]] = {}
        self._counting = Lock()

    def get(self, about: Hashable, now: datetime, count: Callable[[], Tally]) -> Tally:
        """The tally about this: a kept one that is not too old, or else a new one from `count`."""
        kept = self._kept.get(about)
        if kept is not None and now - kept[0] < KEPT_FOR:
            return kept[1]
        if not self._counting.acquire(blocking=kept is None):
            assert kept is not None
            return kept[1]  # another thread is counting: for once, what is a little too old
        try:
            kept = self._kept.get(about)
            if kept is None or now - kept[0] >= KEPT_FOR:
                kept = (now, count())
                self._keep(about, kept)
            return kept[1]
        finally:
            self._counting.release()

    def _keep(self, about: Hashable, kept: tuple[datetime, Tally]) -> None:
        self._kept.pop(about, None)
        while len(self._kept) >= AT_MOST:
            del self._kept[next(iter(self._kept))]
        self._kept[about] = kept
