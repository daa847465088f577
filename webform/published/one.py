"""Open data: one collective, in each format. What is not on the map is not here either."""

import json

from flask import Response, abort

from engine.values import Json
from results.open_data import geojson, json_ld, murmurations
from results.open_data.reading import Whereabouts, whereabouts
from results.open_data.record import record
from results.open_data.told import Told
from webform.absolute_addresses import absolute
from webform.published import asked
from webform.published.api import licensed, linked
from webform.published.blueprint import blueprint
from webform.published.kept import whole
from webform.services import services

GONE = "This collective is not on the map any more."


@blueprint.get("/api/v1/collectives/<slug>")
def one(slug: str) -> Response:
    """One collective, with its licence and where its other formats are."""
    told = _asked_for(slug)
    return _answer(
        {
            **record(told),
            "licence": licensed(asked.language()),
            "formats": {
                "geojson": absolute("published.one_as_geojson", slug=slug),
                "jsonld": absolute("published.one_as_json_ld", slug=slug),
                "murmurations": absolute("published.one_as_murmurations", slug=slug),
            },
        },
        "application/json",
        told,
    )


@blueprint.get("/api/v1/collectives/<slug>.geojson")
def one_as_geojson(slug: str) -> Response:
    """One collective as a feature of GeoJSON."""
    told = _asked_for(slug)
    return _answer(geojson.feature(told), geojson.MIMETYPE, told)


@blueprint.get("/api/v1/collectives/<slug>.jsonld")
def one_as_json_ld(slug: str) -> Response:
    """One collective in the words of schema.org."""
    told = _asked_for(slug)
    return _answer(json_ld.document(told), json_ld.MIMETYPE, told)


@blueprint.get("/api/v1/collectives/<slug>/murmurations.json")
def one_as_murmurations(slug: str) -> Response:
    """One collective as a profile of the Murmurations network."""
    told = _asked_for(slug)
    picture = absolute("published.picture", slug=slug)
    return _answer(murmurations.profile(told, picture), "application/json", told)


def _asked_for(slug: str) -> Told:
    asked.only(asked.LANGUAGE)
    in_language = asked.language()
    where, published = whereabouts(services(), slug)
    if published is None:
        abort(410 if where is Whereabouts.GONE else 404, GONE if where is Whereabouts.GONE else None)
    return asked.teller(in_language).told(published)


def _answer(document: Json, mimetype: str, told: Told) -> Response:
    body = json.dumps(document, ensure_ascii=False).encode("utf-8")
    return linked(whole(body, mimetype, told.changed_at), asked.language())
