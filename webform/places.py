"""Places for the scripts of a form: names that begin with what is typed, and the place nearest to a point.

Public, and the same for everybody: it knows the list of places and nothing of any response. What is asked is kept nowhere,
neither in a log nor by anything between here and the browser.
"""

from flask import Blueprint, jsonify, request
from werkzeug.wrappers import Response

from engine.question_types.coordinates import read_fields
from engine.question_types.map_links import is_link
from results.ports import KnownPlace
from webform.fields.places import pasted
from webform.protection.limits import limiter
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
    `kilometres`. `longitude`: what stands in a second field; `pasted` tells that the point stands in one of both. For what is
    no point nothing but whether it is a `link`, and an empty object when it is none.
    """
    fields = request.args.get("at", ""), request.args.get("longitude", "")
    found = read_fields(*fields)
    if found is None:
        return _kept({"link": True} if any(is_link(text.strip()) for text in fields) else {})
    point = [float(degrees) for degrees in found]
    nearest = services().geocoder.nearest(*point)
    told = {"point": point, "pasted": pasted(*fields) is not None, "kilometres": round(nearest.kilometres, 1)}
    return _kept(told | _told(nearest.place))


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
