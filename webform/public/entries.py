"""The public entries as open data: the same filters as the map page."""

from flask import jsonify
from werkzeug.wrappers import Response

from webform.public.blueprint import blueprint
from webform.public.cards import card
from webform.public.choice import found_entries
from webform.public.mapped import mapped


@blueprint.get("/kaart/entries.geojson")
def entries() -> Response:
    """The entries that have a place, for the map; the same filters as the page."""
    questionnaire = mapped()
    features = []
    if questionnaire is not None:
        for published in found_entries(questionnaire).whole():
            entry = published.entry
            if entry.latitude is None or entry.longitude is None:
                continue
            shown = card(questionnaire, published)
            features.append(
                {
                    "type": "Feature",
                    "geometry": {"type": "Point", "coordinates": [entry.longitude, entry.latitude]},
                    "properties": {
                        "name": shown["name"],
                        "url": shown["url"],
                        "sector": shown["sector"],
                        "place": shown["place"],
                    },
                }
            )
    response = jsonify({"type": "FeatureCollection", "features": features})
    response.mimetype = "application/geo+json"
    return response
