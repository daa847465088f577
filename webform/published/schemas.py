"""The shapes of open data as JSON Schema (2020-12), which a test holds real answers against."""

from collections.abc import Mapping

from engine.values import Json
from results.open_data.murmurations import SCHEMA
from results.open_data.told import Vocabulary
from results.ports import Precision

_TEXT: Mapping[str, Json] = {"type": "string"}
_MAYBE: Mapping[str, Json] = {"type": ["string", "null"]}
_ADDRESS: Mapping[str, Json] = {"type": "string", "format": "uri"}
_MOMENT: Mapping[str, Json] = {"type": "string", "format": "date-time"}


def reference(name: str) -> Json:
    """A reference to the shape of this name."""
    return {"$ref": f"#/components/schemas/{name}"}


def schemas(words: Vocabulary) -> dict[str, Json]:
    """Every shape by its name."""
    return {
        "Collective": _collective(words),
        "Page": _object(
            {
                "licence": {"anyOf": [reference("Licence"), {"type": "null"}]},
                "next": {"type": ["string", "null"], "description": "The address of the next page."},
                "collectives": {"type": "array", "items": reference("Collective")},
            }
        ),
        "Licence": _object({"name": dict(_TEXT), "id": dict(_MAYBE), "url": dict(_MAYBE)}),
        "Location": _location(),
        "Feature": _feature(words),
        "FeatureCollection": _object(
            {
                "type": {"const": "FeatureCollection"},
                "title": dict(_TEXT),
                "source": dict(_ADDRESS),
                "licence": dict(_TEXT),
                "features": {"type": "array", "items": reference("Feature")},
            },
            optional=("licence",),
        ),
        "Organization": {"type": "object", "required": ["@type", "@id", "name"], "properties": {"@type": dict(_TEXT)}},
        "Graph": _object(
            {
                "@context": dict(_ADDRESS),
                "@graph": {"type": "array", "items": {"type": "object", "required": ["@type", "@id", "name"]}},
            }
        ),
        "Profile": _profile(),
        "Problem": _object(
            {"type": dict(_TEXT), "title": dict(_TEXT), "status": {"type": "integer"}, "detail": dict(_MAYBE)}
        ),
        "Table": {"type": "string", "description": "CSV (RFC 4180), UTF-8."},
        "Feed": {"type": "string", "description": "Atom (RFC 4287)."},
        "Description": {"type": "object"},
    }


def _collective(words: Vocabulary) -> Json:
    return _object(
        {
            "id": {"type": "string", "pattern": "^[a-z0-9-]{1,100}$"},
            "name": dict(_TEXT),
            "page": dict(_ADDRESS),
            "fields": {
                "type": "object",
                "description": "What was answered and may be public; a field that is not there was not answered.",
                "properties": {name: _field(words, name) for name in words.fields},
            },
            "location": {"anyOf": [reference("Location"), {"type": "null"}]},
            "on_map_since": dict(_MOMENT),
            "changed_at": dict(_MOMENT),
            "licence": {"anyOf": [reference("Licence"), {"type": "null"}]},
            "formats": {"type": "object", "additionalProperties": dict(_ADDRESS)},
        },
        optional=("licence", "formats"),
    )


def _profile() -> Json:
    return _object(
        {
            "linked_schemas": {"type": "array", "items": {"const": SCHEMA}, "minItems": 1},
            "name": dict(_TEXT),
            "primary_url": dict(_ADDRESS),
            "urls": {"type": "array", "items": _object({"name": dict(_TEXT), "url": dict(_ADDRESS)})},
            "tags": {"type": "array", "items": dict(_TEXT), "uniqueItems": True},
            "description": dict(_TEXT),
            "country_iso_3166": {"type": "string", "pattern": "^[A-Z]{2}$"},
            "geolocation": _object({"lat": {"type": "number"}, "lon": {"type": "number"}}),
            "image": dict(_ADDRESS),
            "starts_at": {"type": "integer"},
            "contact_details": _object({"email": dict(_TEXT)}),
            "unique_id": dict(_TEXT),
        },
        optional=("tags", "description", "country_iso_3166", "geolocation", "starts_at", "contact_details"),
    )


def _field(words: Vocabulary, name: str) -> Json:
    parts: dict[str, Json] = {"value": {"type": ["string", "integer", "array", "object", "boolean"]}}
    if name in words.labels:
        parts["labels"] = {"type": "array", "items": dict(_TEXT)}
    shape = _object(parts)
    assert isinstance(shape, dict)
    return {**shape, "description": words.texts[name]}


def _location() -> Json:
    return _object(
        {
            "latitude": {"type": "number", "minimum": -90, "maximum": 90},
            "longitude": {"type": "number", "minimum": -180, "maximum": 180},
            "precision": {"enum": [*(each.value for each in Precision), None]},
            "municipality": dict(_MAYBE),
            "province": dict(_MAYBE),
        }
    )


def _feature(words: Vocabulary) -> Json:
    point = _object(
        {
            "type": {"const": "Point"},
            "coordinates": {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
        }
    )
    told: dict[str, Json] = {
        "name": dict(_TEXT),
        "page": dict(_ADDRESS),
        "precision": {"enum": [*(each.value for each in Precision), None]},
        "municipality": dict(_MAYBE),
        "province": dict(_MAYBE),
        "on_map_since": dict(_MOMENT),
        "changed_at": dict(_MOMENT),
    }
    fields: dict[str, Json] = {name: {"description": words.texts[name]} for name in words.fields if name not in told}
    return _object(
        {
            "type": {"const": "Feature"},
            "id": dict(_TEXT),
            "geometry": {"anyOf": [point, {"type": "null"}]},
            "properties": {"type": "object", "properties": {**fields, **told}, "required": list(told)},
        }
    )


def _object(properties: dict[str, Json], optional: tuple[str, ...] = ()) -> Json:
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }
