"""Places for the scripts of a form: names that begin with what is typed, and the place nearest to a point.

Public, and the same for everybody: it knows the list of places and nothing of any response. What is asked is kept nowhere,
neither in a log nor by anything between here and the browser.
"""

from flask import Blueprint, jsonify, request
from werkzeug.wrappers import Response

from engine.question_types.coordinates import read_pair
from results.ports import KnownPlace
from webform.limits import limiter
from webform.services import services

blueprint = Blueprint("places", __name__)
MOST_SUGGESTED = 8
SHORTEST, LONGEST = 2, 80
LIMIT = "600 per minute"
"""For one address, behind which may be a whole office that types."""
KEPT_FOR = "private, max-age=86400"


@blueprint.get("/places")
@limiter.limit(LIMIT)
def suggest() -> Response:
    """The places whose name begins with `q`: a list of `value` (what to fill in), `name`, `municipality`, `province` and `at`."""
    typed = request.args.get("q", "").strip()
    fits = SHORTEST <= len(typed) <= LONGEST
    return _kept([_told(place) for place in services().geocoder.suggest(typed, MOST_SUGGESTED)] if fits else [])


@blueprint.get("/places/near")
@limiter.limit(LIMIT)
def near() -> Response:
    """The `point` that `at` means, in any notation that a form takes, and the place nearest to it: as a suggestion, with
    `kilometres`. An empty object for what is no point.
    """
    found = read_pair(request.args.get("at", ""))
    if found is None:
        return _kept({})
    point = [float(degrees) for degrees in found]
    nearest = services().geocoder.nearest(*point)
    return _kept({"point": point, **_told(nearest.place), "kilometres": round(nearest.kilometres, 1)})


def _told(place: KnownPlace) -> dict[str, object]:
    return {
        "value": place.value,
        "name": place.name,
        "municipality": place.municipality,
        "province": place.province,
        "at": [place.latitude, place.longitude],
    }


def _kept(found: object) -> Response:
    reply = jsonify(found)
    reply.headers["Cache-Control"] = KEPT_FOR
    return reply
