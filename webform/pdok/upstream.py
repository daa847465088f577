"""One question to PDOK: within a time and a size, few at once, following no redirect, and giving back only what was expected.

Nothing of the visitor goes along: no address, no cookie, no header; and no cookie of theirs is kept. When PDOK does not answer
a few times in a row it is left alone for a while: those who wait for it would keep others from being answered.
"""

import json
import time
from collections.abc import Callable
from http.cookiejar import DefaultCookiePolicy
from threading import BoundedSemaphore, Lock
from typing import TYPE_CHECKING, Any, Final, TypeVar

from webform.pdok.kept import Kept
from webform.settings.pdok import ADDRESSES_AT_ONCE, SQUARES_AT_ONCE, PdokSettings

if TYPE_CHECKING:
    import requests

QUEUE_SECONDS: Final = 1.0
LARGEST: Final = 400_000
PIECE: Final = 16_384
PNG: Final = b"\x89PNG\r\n\x1a\n"
FAILURES: Final = 3
"""So many in a row, and it is left alone."""
REST_SECONDS: Final = 20.0
_OUR_FAULT: Final = frozenset({400, 404})
"""There is no such square, or no such address: this says nothing about the next question."""

Clock = Callable[[], float]
Found = TypeVar("Found")


class UpstreamAway(Exception):
    """PDOK does not answer, or not what was asked."""


class NotThere(UpstreamAway):
    """It answers, but there is no such thing."""


class Pdok:
    """The two services, as one process asks them."""

    def __init__(self, settings: PdokSettings, clock: Clock = time.monotonic) -> None:
        self._squares = _Service(settings.tiles, "image/png", SQUARES_AT_ONCE, settings.seconds, clock)
        self._addresses = _Service(settings.search, "application/json", ADDRESSES_AT_ONCE, settings.seconds, clock)
        self._kept = Kept(clock)

    def picture(self, zoom: int, x: int, y: int) -> bytes:
        """One square of the background map.

        Raises:
            UpstreamAway: there is none now.
        """
        kept = self._kept.get((zoom, x, y))
        if kept is not None:
            return kept
        found = self._squares.ask(f"{zoom}/{x}/{y}.png", {}, _picture)
        self._kept.put((zoom, x, y), found)
        return found

    def documents(self, service: str, **asked: str) -> list[dict[str, Any]]:
        """What the search service (`suggest`, `lookup`) answers.

        Raises:
            UpstreamAway: nothing that can be read.
        """
        return self._addresses.ask(service, asked, _documents)


def _picture(body: bytes) -> bytes:
    if not body.startswith(PNG):
        raise UpstreamAway("no picture")
    return body


def _documents(body: bytes) -> list[dict[str, Any]]:
    try:
        return [each for each in json.loads(body)["response"]["docs"] if isinstance(each, dict)]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UpstreamAway("no documents") from error


class _Service:
    """One address, and how it answered last."""

    def __init__(self, address: str, kind: str, at_once: int, seconds: float, clock: Clock) -> None:
        self._address, self._kind, self._at_once, self._seconds, self._clock = address, kind, at_once, seconds, clock
        self._waiting = BoundedSemaphore(at_once)
        self._lock = Lock()
        self._failures = 0
        self._rests_until = 0.0
        self._connections: requests.Session | None = None

    def ask(self, path: str, asked: dict[str, str], read: Callable[[bytes], Found]) -> Found:
        """What `read` makes of the answer.

        Raises:
            UpstreamAway: there is none.
        """
        if not self._may_ask() or not self._waiting.acquire(timeout=QUEUE_SECONDS):
            raise UpstreamAway("too many questions at once, or it does not answer")
        try:
            found = read(self._body(path, asked))
        except NotThere:
            raise
        except UpstreamAway:
            self._note(failed=True)
            raise
        finally:
            self._waiting.release()
        self._note(failed=False)
        return found

    def _may_ask(self) -> bool:
        """Whether it is not left alone now; after a rest one question goes first, and the others wait for how that goes."""
        with self._lock:
            if self._failures < FAILURES:
                return True
            now = self._clock()
            if now < self._rests_until:
                return False
            self._rests_until = now + REST_SECONDS
            return True

    def _note(self, *, failed: bool) -> None:
        with self._lock:
            self._failures = self._failures + 1 if failed else 0
            if failed:
                self._rests_until = self._clock() + REST_SECONDS

    def _body(self, path: str, asked: dict[str, str]) -> bytes:
        import requests  # heavy, and most installations never ask
        from urllib3.exceptions import HTTPError

        try:
            with self._session().get(
                f"{self._address}/{path}",
                params=asked,
                headers={"Accept": self._kind},
                timeout=self._seconds,
                allow_redirects=False,
                stream=True,
            ) as answer:
                return self._whole(answer)
        except (requests.RequestException, HTTPError, OSError) as error:
            raise UpstreamAway(type(error).__name__) from None

    def _whole(self, answer: "requests.Response") -> bytes:
        """All of it, unless it is something else, too large, or comes in too slowly: a timeout counts for each piece only."""
        if answer.status_code in _OUR_FAULT:
            raise NotThere(f"status {answer.status_code}")
        kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if answer.status_code != 200 or kind != self._kind or "Content-Encoding" in answer.headers:
            raise UpstreamAway(f"status {answer.status_code}")
        end = self._clock() + self._seconds
        body = bytearray()
        # `read1` gives what came in; `read` would wait for a whole piece, however long that takes.
        while piece := answer.raw.read1(PIECE):
            body += piece
            if len(body) > LARGEST or self._clock() > end:
                raise UpstreamAway("too large or too slow")
        return bytes(body)

    def _session(self) -> "requests.Session":
        """Connections that are used again: for a view of the map some twenty squares are asked."""
        import requests
        from requests.adapters import HTTPAdapter

        with self._lock:
            if self._connections is None:
                made = requests.Session()
                made.headers.update({"User-Agent": "zelfscan", "Accept-Encoding": "identity"})
                made.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
                for scheme in ("https://", "http://"):
                    made.mount(scheme, HTTPAdapter(pool_connections=1, pool_maxsize=self._at_once))
                self._connections = made
            return self._connections
