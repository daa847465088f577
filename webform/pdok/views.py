"""The routes through which a map gets its background, and the pin an address. Without the setting they are not there."""

import math
import re
from functools import lru_cache
from typing import Final

from flask import Blueprint, Flask, abort, current_app, jsonify, request, url_for
from werkzeug.wrappers import Response

from webform.pdok.upstream import REST_SECONDS, Pdok, UpstreamAway
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
_NO_ADDRESS = re.compile(r"[^\w\s'’.,/-]+|_")
"""The search engine behind PDOK has a language of its own, of signs that no address has: nobody gets to speak that through us."""
_ID = re.compile(r"[a-z]{3}-[0-9a-zA-Z-]{1,60}")
_POINT = re.compile(r"POINT\((-?\d{1,3}(?:\.\d+)?) (-?\d{1,2}(?:\.\d+)?)\)")


@blueprint.get("/achtergrond/<int:zoom>/<int:x>/<int:y>.png")
@limiter.limit(TILES_LIMIT)
def tile(zoom: int, x: int, y: int) -> Response:
    """One square of the background map, within the country only."""
    pdok = _pdok()
    if not FIRST_ZOOM <= zoom <= LAST_ZOOM or not _within(zoom, x, y):
        abort(404)
    try:
        reply = Response(pdok.picture(zoom, x, y), mimetype="image/png")
    except UpstreamAway:
        return _away()
    reply.headers["Cache-Control"] = TILES_KEPT
    return reply


@blueprint.get("/adressen")
@limiter.limit(SEARCH_LIMIT)
def suggest() -> Response:
    """Addresses, streets, postcodes and places that fit `q`: a list of `id` and `name`."""
    pdok = _pdok()
    typed = " ".join(_NO_ADDRESS.sub(" ", request.args.get("q", "")).split())
    if not SHORTEST <= len(typed) <= LONGEST:
        return _told([])
    try:
        found = pdok.documents("suggest", q=typed, rows=str(MOST), fq=KINDS)
    except UpstreamAway:
        return _away()
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
    pdok = _pdok()
    asked = request.args.get("id", "")
    if not _ID.fullmatch(asked):
        return _told({})
    try:
        found = pdok.documents("lookup", id=asked, fl="id,centroide_ll")
    except UpstreamAway:
        return _away()
    read = _POINT.fullmatch(str(found[0].get("centroide_ll"))) if found else None
    at = (float(read[2]), float(read[1])) if read else None
    within = at is not None and all(low <= each <= high for each, (low, high) in zip(at, COUNTRY, strict=True))
    return _told({"point": at} if within else {})


def init_pdok(app: Flask, settings: PdokSettings | None) -> None:
    """Let maps of `app` have the background when there are settings."""
    app.extensions[EXTENSION] = None if settings is None else Pdok(settings)
    app.jinja_env.globals["map_tiles"] = tiles_address
    app.jinja_env.globals["address_search"] = search_address


def is_on() -> bool:
    """Whether the application that answers this request asks PDOK anything."""
    return current_app.extensions[EXTENSION] is not None


def tiles_address() -> str | None:
    """The address of squares as Leaflet takes it; None without the setting."""
    if not is_on():
        return None
    return url_for("pdok.tile", zoom=1, x=2, y=3).replace("1/2/3", "{z}/{x}/{y}")


def search_address() -> str | None:
    """The address of the search for addresses; None without the setting."""
    return url_for("pdok.suggest") if is_on() else None


def _pdok() -> Pdok:
    pdok: Pdok | None = current_app.extensions[EXTENSION]
    if pdok is None:
        abort(404)
    return pdok


def _away() -> Response:
    """A script asked, and makes do without: no page."""
    return Response(status=503, headers={"Cache-Control": "no-store", "Retry-After": str(int(REST_SECONDS))})


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
