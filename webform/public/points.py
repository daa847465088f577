"""What the map draws: where the found entries stand, and who stands at a point. Small, so that a phone has it at once.

Entries at one point are told as one, with their number. Their names come along while there are not many; else they are asked
for when they come into view. Kept by browsers under the version of the map, and asked again every time: what is taken off
the map is gone at the next question.
"""

import gzip
import hashlib
import json
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from operator import sub
from threading import Lock
from typing import Any

from flask import current_app, request
from werkzeug.wrappers import Response

from engine.questionnaire import Questionnaire
from results.map_index import FINENESS, Card, packed_point, unpacked
from results.public_map.reading import PublicMap
from webform.language import current_language
from webform.public.blueprint import blueprint
from webform.public.choice import found_entries, kept, option_labels, use_asked_language
from webform.public.mapped import mapped

FORMAT = "1"
"""Another one for every change of what these replies look like."""
NAMED_AT_ONCE = 1000
MOST_POINTS = 120
MOST_CARDS = 50
COMPRESSION = 6
MOST_KEPT = 8


@blueprint.get("/kaart/points.json")
def points() -> Response:
    """The points of the found entries in columns, from north to south: latitude and longitude as steps from the one before
    (hundred-thousandths of a degree), `place` as a number in `places`, and how many stand there. `cards` per point when there
    are few, else null.
    """
    use_asked_language()
    questionnaire = mapped()
    if questionnaire is None:
        return _json(b"{}", None)
    found = found_entries(questionnaire)
    tag = _tag(questionnaire, found)
    if request.if_none_match.contains_weak(tag):
        return _unchanged(tag)
    return _json(_replies().get(tag, lambda: _written(_columns(questionnaire, found))), tag)


@blueprint.get("/kaart/cards.json")
def cards() -> Response:
    """Who of the found entries stand at the points `at` (latitude,longitude in hundred-thousandths, at most some): per point
    at most `MOST_CARDS` of them, after the first `from`.
    """
    use_asked_language()
    questionnaire = mapped()
    asked = _asked_points(request.args.getlist("at")[:MOST_POINTS])
    if questionnaire is None or not asked:
        return _json(b"{}", None)
    start = min(max(0, request.args.get("from", 0, type=int)), 1_000_000)
    standing = found_entries(questionnaire).at(asked.values())
    told = {
        text: _told(questionnaire, standing[point][start : start + MOST_CARDS]) for text, point in asked.items()
    }  # fmt: skip
    return _json(_written(told), None)


class _Kept:
    """The last few replies, which cost most for the largest maps. Their tags hold the version: none is ever told too long."""

    def __init__(self) -> None:
        self._replies: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, tag: str, make: Any) -> bytes:
        """The reply with this tag, kept or made."""
        with self._lock:
            reply = self._replies.get(tag)
        if reply is None:
            reply = make()
            with self._lock:
                self._replies[tag] = reply
                while len(self._replies) > MOST_KEPT:
                    self._replies.popitem(last=False)
        return reply


def _replies() -> _Kept:
    """Those of this application."""
    return current_app.extensions.setdefault("zelfscan-map-replies", _Kept())  # type: ignore[no-any-return]  # put there by us


def _columns(questionnaire: Questionnaire, found: PublicMap) -> Mapping[str, Any]:
    points, numbers, names = found.spots()
    places = {place: number for number, place in enumerate(dict.fromkeys(names))}
    latitudes, longitudes = unpacked(points)
    standing = found.at(points) if found.number <= NAMED_AT_ONCE else None
    return {
        "found": found.number,
        "latitudes": _steps(latitudes),
        "longitudes": _steps(longitudes),
        "place": [places[name] for name in names],
        "numbers": numbers,
        "places": list(places),
        "cards": None if standing is None else [_told(questionnaire, standing[point]) for point in points],
    }


def _steps(values: Sequence[int]) -> list[int]:
    return list(map(sub, values, chain((0,), values)))


def _told(questionnaire: Questionnaire, cards: Iterable[Card]) -> list[list[str]]:
    rules = questionnaire.publication.map_entry
    kinds = option_labels(questionnaire, rules.filters[0]) if rules and rules.filters else {}
    return [[card.title, card.slug, kinds.get(card.kind, ""), card.place] for card in cards]


def _asked_points(asked: Iterable[str]) -> dict[str, int]:
    found = {}
    for text in asked:
        latitude, _, longitude = text.partition(",")
        try:
            found[text] = packed_point(int(latitude) / FINENESS, int(longitude) / FINENESS)
        except (ValueError, OverflowError):
            continue
    return found


def _tag(questionnaire: Questionnaire, found: PublicMap) -> str:
    about = (FORMAT, found.version, questionnaire.hash, current_language(), request.script_root, kept(questionnaire))
    return hashlib.sha256(repr(about).encode()).hexdigest()[:32]


def _written(told: object) -> bytes:
    return gzip.compress(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(), COMPRESSION, mtime=0)


def _json(packed: bytes, tag: str | None) -> Response:
    reply = Response(mimetype="application/json")
    if request.accept_encodings["gzip"] and packed[:2] == b"\x1f\x8b":
        reply.set_data(packed)
        reply.headers["Content-Encoding"] = "gzip"
    else:
        reply.set_data(gzip.decompress(packed) if packed[:2] == b"\x1f\x8b" else packed)
    reply.vary.add("Accept-Encoding")
    if tag is not None:
        reply.set_etag(tag, weak=True)  # one for both encodings
    return reply


def _unchanged(tag: str) -> Response:
    reply = Response(status=304)
    reply.set_etag(tag, weak=True)
    reply.vary.add("Accept-Encoding")
    return reply
