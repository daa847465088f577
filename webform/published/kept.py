"""Answers that may be kept: each with what tells whether it is still good. What did not change is not sent again (304)."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Final

from flask import Response, request
from werkzeug.http import is_resource_modified, quote_etag

from results.records.public_map import MapVersion
from webform.absolute_addresses import site_root
from webform.published.asked import program
from webform.services import services

SETTLED: Final = timedelta(seconds=2)
"""Last-Modified counts whole seconds: a change may be followed by another in the same one, unseen. So it is told only then."""


def whole(body: bytes, mimetype: str, changed_at: datetime | None = None) -> Response:
    """A short answer: it is still good as long as it would be the same to the letter."""
    return _answer(lambda: [body], mimetype, quote_etag(hashlib.sha256(body).hexdigest()[:32]), changed_at)


def streamed(make: Callable[[], Iterable[str]], mimetype: str, version: MapVersion | None, *parts: str) -> Response:
    """A long answer, made while it is sent, and not at all when the map is still of the version that was kept.

    `parts`: what else it depends on, beside the address asked for, the program and the settings.
    """
    told = (
        request.full_path,
        site_root(),
        program(),
        "" if version is None else f"{version.number} {version.changed_at.isoformat()}",
        *parts,
    )
    digest = hashlib.sha256("\0".join(told).encode("utf-8", "replace")).hexdigest()[:32]
    changed_at = None if version is None else version.changed_at
    return _answer(
        lambda: (line.encode("utf-8") for line in _gathered(make())), mimetype, quote_etag(digest, True), changed_at
    )


def _answer(make: Callable[[], Iterable[bytes]], mimetype: str, tag: str, changed_at: datetime | None) -> Response:
    told = changed_at if changed_at is not None and services().clock.now() - changed_at > SETTLED else None
    modified = is_resource_modified(request.environ, tag, None, told)
    response = Response(make(), 200, mimetype=mimetype) if modified else Response(status=304)
    response.headers["ETag"] = tag
    if told is not None:
        response.last_modified = told
    return response


def _gathered(lines: Iterable[str], size: int = 64_000) -> Iterable[str]:
    """The lines in pieces that are worth sending."""
    some: list[str] = []
    length = 0
    for line in lines:
        some.append(line)
        length += len(line)
        if length >= size:
            yield "".join(some)
            some, length = [], 0
    yield "".join(some)
