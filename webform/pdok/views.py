"""The routes through which a map gets its background, and the pin an address. Without the setting they are not there."""

import math
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final, TypeVar

from flask import Blueprint, Flask, abort, current_app, jsonify, request, url_for
from werkzeug.wrappers import Response

from webform.pdok.upstream import UpstreamAway, documents, picture
from webform.protection.limits import limiter
from webform.settings.pdok import PdokSettings

blueprint = Blueprint("pdok", __name__)
EXTENSION: Final = "zelfscan-pdok"
FIRST_ZOOM, LAST_ZOOM = 6, 17
COUNTRY: Final = ((50.3, 53.9), (2.8, 7.7))
"""Latitudes and longitudes; squares that lie outside are not asked for."""
TILES_LIMIT = "1500 per minute"
SEARCH_LIMIT = "120 per minute"
TILES_KEPT = "public, max-age=604800"
SHORTEST, LONGEST = 3, 100
MOST = 8
KINDS: Final = "type:(adres OR weg OR postcode OR woonplaats)"
Found = TypeVar("Found")
_ID = re.compile(r"[a-z]{3}-[0-9a-zA-Z-]{1,60}")
_POINT = re.compile(r"POINT\((-?\d{1,3}(?:\.\d+)?) (-?\d{1,2}(?:\.\d+)?)\)")


@blueprint.get("/achtergrond/<int:zoom>/<int:x>/<int:y>.png")
@limiter.limit(TILES_LIMIT)
def tile(zoom: int, x: int, y: int) -> Response:
    """One square of the background map, within the country only."""
    settings = _settings()
    if not FIRST_ZOOM <= zoom <= LAST_ZOOM or not _within(zoom, x, y):
        abort(404)
    reply = Response(_or_away(lambda: picture(settings, zoom, x, y)), mimetype="image/png")
    reply.headers["Cache-Control"] = TILES_KEPT
    return reply


@blueprint.get("/adressen")
@limiter.limit(SEARCH_LIMIT)
def suggest() -> Response:
    """Addresses, streets, postcodes and places that fit `q`: a list of `id` and `name`."""
    settings = _settings()
    typed = " ".join(request.args.get("q", "").split())
    if not SHORTEST <= len(typed) <= LONGEST:
        return _told([])
    found = _or_away(lambda: documents(settings, "suggest", q=typed, rows=str(MOST), fq=KINDS))
    return _told(
        [
            {"id": each["id"], "name": each["weergavenaam"][:200]}
            for each in found[:MOST]
            if isinstance(each.get("weergavenaam"), str) and _ID.fullmatch(str(each.get("id")))
        ]
    )


@blueprint.get("/adressen/punt")
@limiter.limit(SEARCH_LIMIT)
def point() -> Response:
    """The `point` of what was suggested with this `id`: latitude and longitude; an empty object when there is none."""
    settings = _settings()
    asked = request.args.get("id", "")
    if not _ID.fullmatch(asked):
        return _told({})
    found = _or_away(lambda: documents(settings, "lookup", id=asked, fl="id,centroide_ll"))
    read = _POINT.fullmatch(str(found[0].get("centroide_ll"))) if found else None
    return _told({"point": [float(read[2]), float(read[1])]} if read else {})


def init_pdok(app: Flask, settings: PdokSettings | None) -> None:
    """Let maps of `app` have the background when there are settings."""
    app.extensions[EXTENSION] = settings
    app.jinja_env.globals["map_tiles"] = tiles_address
    app.jinja_env.globals["address_search"] = search_address


def tiles_address() -> str | None:
    """The address of squares as Leaflet takes it; None without the setting."""
    if current_app.extensions[EXTENSION] is None:
        return None
    return url_for("pdok.tile", zoom=1, x=2, y=3).replace("1/2/3", "{z}/{x}/{y}")


def search_address() -> str | None:
    """The address of the search for addresses; None without the setting."""
    return None if current_app.extensions[EXTENSION] is None else url_for("pdok.suggest")


def _settings() -> PdokSettings:
    settings: PdokSettings | None = current_app.extensions[EXTENSION]
    if settings is None:
        abort(404)
    return settings


def _or_away(ask: Callable[[], Found]) -> Found:
    try:
        return ask()
    except UpstreamAway:
        abort(503)


def _told(found: object) -> Response:
    reply = jsonify(found)
    reply.headers["Cache-Control"] = "no-store"
    return reply


@lru_cache(maxsize=LAST_ZOOM)
def _bounds(zoom: int) -> tuple[range, range]:
    (south, north), (west, east) = COUNTRY
    return range(_column(zoom, west), _column(zoom, east) + 1), range(_row(zoom, north), _row(zoom, south) + 1)


def _within(zoom: int, x: int, y: int) -> bool:
    columns, rows = _bounds(zoom)
    return x in columns and y in rows


def _column(zoom: int, longitude: float) -> int:
    return int((longitude + 180) / 360 * 2**zoom)


def _row(zoom: int, latitude: float) -> int:
    return int((1 - math.asinh(math.tan(math.radians(latitude))) / math.pi) / 2 * 2**zoom)
