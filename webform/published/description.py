"""The description of the open data for programs (OpenAPI 3.1), made from the survey that is on the map: a field that is added
there is described here. `schemas.py` has the shapes of the answers.
"""

import json
from collections.abc import Mapping
from typing import Final

from flask import Response

from engine.questionnaire import Questionnaire
from engine.values import Json
from results.open_data import geojson, json_ld, table
from results.open_data.told import Vocabulary
from results.public_map.possible import possible_values
from webform.absolute_addresses import site_root
from webform.language import DEFAULT, LANGUAGES, gettext, use_language
from webform.public.choice import LONGEST_SEARCH, filter_names
from webform.published import asked
from webform.published.blueprint import PROBLEM, blueprint
from webform.published.kept import whole
from webform.published.schemas import reference, schemas
from webform.services import services

OPENAPI: Final = "3.1.0"
VERSION: Final = "1.0.0"
API: Final = "/api/v1"


@blueprint.get("/api/v1/openapi.json")
def description() -> Response:
    """The description, in English."""
    asked.only()
    questionnaire = asked.survey()
    use_language("en")
    words = Vocabulary.of(questionnaire, "en")
    told = {
        "openapi": OPENAPI,
        "info": _about(),
        "servers": [{"url": site_root()}],
        "paths": _paths(questionnaire, words),
        "components": {"schemas": schemas(words), "responses": _problems()},
    }
    return whole(json.dumps(told, ensure_ascii=False).encode("utf-8"), "application/json")


def _about() -> dict[str, Json]:
    told: dict[str, Json] = {
        "title": str(gettext("Collectives on the map").unescape()),
        "version": VERSION,
        "summary": "What collectives allowed to be public, and nothing else.",
        "description": "No key is needed and nothing is stored about who asks. Keep what you fetch for as long as you like, "
        "but ask again with If-None-Match before you show it: who withdraws is gone at once. "
        "Coordinates are as precise as each collective chose; `precision` says how precise.",
    }
    licence = asked.licence("en")
    if licence is not None:
        told["license"] = {"name": licence.name, **({"url": licence.address} if licence.address else {})}
    return told


def _paths(questionnaire: Questionnaire, words: Vocabulary) -> dict[str, Json]:
    filters = _filters(questionnaire, words)
    paging = [
        _parameter("cursor", "Where the page begins: the one in `next` of the page before.", {"type": "string"}),
        _parameter(
            "limit",
            "How many collectives there are on a page at most.",
            {"type": "integer", "minimum": 1, "maximum": asked.MOST, "default": asked.USUAL},
        ),
    ]
    dialect = _parameter(
        "for",
        "`excel`: semicolons between cells, a comma in numbers, and a byte order mark.",
        {"type": "string", "enum": [each.value for each in table.Dialect], "default": table.Dialect.STANDARD.value},
    )
    return {
        f"{API}/collectives": _get(
            "List collectives", "A page of collectives, by their id.", "application/json", "Page", [*filters, *paging]
        ),
        f"{API}/collectives.geojson": _get(
            "All as GeoJSON", "Every collective, as one file.", geojson.MIMETYPE, "FeatureCollection", filters
        ),
        f"{API}/collectives.jsonld": _get(
            "All as JSON-LD", "Every collective in the words of schema.org.", json_ld.MIMETYPE, "Graph", filters
        ),
        f"{API}/collectives.csv": _get(
            "All as CSV", "Every collective, as a table.", table.MIMETYPE, "Table", [*filters, dialect]
        ),
        f"{API}/collectives/{{id}}": _one("One collective", "application/json", "Collective"),
        f"{API}/collectives/{{id}}.geojson": _one("One as GeoJSON", geojson.MIMETYPE, "Feature"),
        f"{API}/collectives/{{id}}.jsonld": _one("One as JSON-LD", json_ld.MIMETYPE, "Organization"),
        f"{API}/collectives/{{id}}/murmurations.json": _one(
            "One as a profile of Murmurations", "application/json", "Profile"
        ),
        f"{API}/openapi.json": _get("This description", "OpenAPI 3.1.", "application/json", "Description", []),
        "/feed.atom": _get(
            "The newest", "The collectives that came on the map last.", "application/atom+xml", "Feed", [_language()]
        ),
    }


def _filters(questionnaire: Questionnaire, words: Vocabulary) -> list[Json]:
    found = [
        _parameter(
            asked.SEARCH, "Words to look for; all must be there.", {"type": "string", "maxLength": LONGEST_SEARCH}
        )
    ]
    for name in filter_names(questionnaire):
        about = words.texts.get(name, f"The {name} that follows from the place.")
        value: dict[str, Json] = {"type": "string", "maxLength": asked.LONGEST_VALUE}
        may_be = possible_values(services(), questionnaire, name)
        if may_be is not None and len(may_be) <= asked.MOST_NAMED:
            value["enum"] = list(may_be)
        options = words.labels.get(name)
        if options:
            about += " " + "; ".join(f"`{option}`: {label}" for option, label in options.items())
        wanted = _parameter(name, f"Any of these. {about}", {"type": "array", "items": value})
        found.append({**wanted, "style": "form", "explode": True})
    return [*found, _language()]


def _language() -> dict[str, Json]:
    languages: Json = {"type": "string", "enum": list(LANGUAGES), "default": DEFAULT}
    return _parameter(asked.LANGUAGE, "The language of labels; values are the same in each.", languages)


def _parameter(name: str, about: str, schema: Json) -> dict[str, Json]:
    return {"name": name, "in": "query", "description": about, "schema": schema}


def _get(summary: str, about: str, mimetype: str, shape: str, parameters: list[Json]) -> Json:
    return {
        "get": {
            "operationId": summary.lower().replace(" ", "-"),
            "summary": summary,
            "description": about,
            "parameters": [*parameters, *_conditions()],
            "responses": {
                "200": {
                    "description": about,
                    "headers": {
                        "ETag": _header("Which version this is."),
                        "Last-Modified": _header("When it changed."),
                    },
                    "content": {mimetype: {"schema": reference(shape)}},
                },
                "304": {"description": "What you have is still good."},
                "400": {"$ref": "#/components/responses/Problem"},
                "429": {"$ref": "#/components/responses/Problem"},
            },
        }
    }


def _one(summary: str, mimetype: str, shape: str) -> Json:
    about = "What the collective allowed to be public."
    made = _get(summary, about, mimetype, shape, [_language()])
    assert isinstance(made, dict)
    operation = made["get"]
    assert isinstance(operation, dict)
    responses = operation["responses"]
    assert isinstance(responses, dict)
    gone: dict[str, Json] = {
        "404": {"$ref": "#/components/responses/Problem"},
        "410": {"$ref": "#/components/responses/Gone"},
    }
    named: Json = {
        "name": "id",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "pattern": "^[a-z0-9-]{1,100}$"},
    }
    return {"get": {**operation, "responses": {**responses, **gone}}, "parameters": [named]}


def _conditions() -> list[Json]:
    return [
        {
            "name": "If-None-Match",
            "in": "header",
            "description": "The ETag of what you have: without a change you get 304.",
            "schema": {"type": "string"},
        }
    ]


def _header(about: str) -> Json:
    return {"description": about, "schema": {"type": "string"}}


def _problems() -> dict[str, Json]:
    content: Mapping[str, Json] = {PROBLEM: {"schema": reference("Problem")}}
    return {
        "Problem": {"description": "What is wrong.", "content": dict(content)},
        "Gone": {
            "description": "It was on the map and is not any more: take it out of what you keep.",
            "content": dict(content),
        },
    }
