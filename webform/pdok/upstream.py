"""One question to PDOK: within a time and a size, few at once, following no redirect, and giving back only what was expected.

Nothing of the visitor goes along: no address, no cookie, no header.
"""

import json
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any, Final

from webform.settings.pdok import PdokSettings

if TYPE_CHECKING:
    import requests

AT_ONCE: Final = 6
"""So many threads of a worker wait for PDOK at most; the others go on answering."""
QUEUE_SECONDS: Final = 2.0
LARGEST: Final = 400_000
PIECE: Final = 16_384
PNG: Final = b"\x89PNG\r\n\x1a\n"
_waiting = BoundedSemaphore(AT_ONCE)


class UpstreamAway(Exception):
    """PDOK does not answer, or not what was asked."""


def picture(settings: PdokSettings, zoom: int, x: int, y: int) -> bytes:
    """One square of the background map.

    Raises:
        UpstreamAway: there is none now.
    """
    found = _asked(settings, f"{settings.tiles}/{zoom}/{x}/{y}.png", {}, "image/png")
    if not found.startswith(PNG):
        raise UpstreamAway("no picture")
    return found


def documents(settings: PdokSettings, service: str, **asked: str) -> list[dict[str, Any]]:
    """What the search service (`suggest`, `lookup`) answers.

    Raises:
        UpstreamAway: nothing that can be read.
    """
    try:
        found = json.loads(_asked(settings, f"{settings.search}/{service}", asked, "application/json"))
        return [each for each in found["response"]["docs"] if isinstance(each, dict)]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UpstreamAway("no documents") from error


def _asked(settings: PdokSettings, address: str, asked: dict[str, str], kind: str) -> bytes:
    import requests  # heavy, and most installations never ask

    if not _waiting.acquire(timeout=QUEUE_SECONDS):
        raise UpstreamAway("too many questions at once")
    try:
        with requests.get(
            address,
            params=asked,
            headers={"Accept": kind, "User-Agent": "zelfscan"},
            timeout=settings.seconds,
            allow_redirects=False,
            stream=True,
        ) as answer:
            if answer.status_code != 200 or not answer.headers.get("Content-Type", "").startswith(kind):
                raise UpstreamAway(f"status {answer.status_code}")
            return _body(answer, settings.seconds)
    except requests.RequestException as error:
        raise UpstreamAway(type(error).__name__) from None
    finally:
        _waiting.release()


def _body(answer: "requests.Response", seconds: float) -> bytes:
    """All of it, unless it is too large or comes in too slowly: a timeout counts for each piece only."""
    import time

    end = time.monotonic() + seconds
    body = b""
    for piece in answer.iter_content(PIECE):
        body += piece
        if len(body) > LARGEST or time.monotonic() > end:
            raise UpstreamAway("too large or too slow")
    return body
