"""Squares of the map that were asked for lately, in memory: whoever opens the map needs the same ones first."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Final

Place = tuple[int, int, int]
MOST_BYTES: Final = 3_000_000
SECONDS: Final = 86_400.0


class Kept:
    """The newest squares, no more than fit; none older than a day."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._squares: OrderedDict[Place, tuple[float, bytes]] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, place: Place) -> bytes | None:
        """The square at this place (zoom, column, row), while it is kept."""
        with self._lock:
            at, square = self._squares.get(place, (0.0, None))
            if square is None or self._clock() - at > SECONDS:
                return None
            self._squares.move_to_end(place)
            return square

    def put(self, place: Place, square: bytes) -> None:
        """Keep a square; those that were asked for longest ago make room."""
        with self._lock:
            self._drop(place)
            self._squares[place] = (self._clock(), square)
            self._bytes += len(square)
            while self._bytes > MOST_BYTES:
                self._drop(next(iter(self._squares)))

    def _drop(self, place: Place) -> None:
        _at, square = self._squares.pop(place, (0.0, b""))
        self._bytes -= len(square)
