"""Entries as GeoJSON (RFC 7946), written one by one. What has no place has no geometry, and is there all the same. Pure."""

import json
from collections.abc import Iterable, Iterator

from engine.values import Json
from results.open_data.about import About
from results.open_data.told import Told, moment

MIMETYPE = "application/geo+json"
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def feature(told: Told) -> dict[str, Json]:
    """One entry."""
    placed = told.latitude is not None and told.longitude is not None
    return {
        "type": "Feature",
        "id": told.slug,
        "geometry": {"type": "Point", "coordinates": [told.longitude, told.latitude]} if placed else None,
        "properties": properties(told),
    }


def properties(told: Told) -> dict[str, Json]:
    """What is told of an entry, in one level: a field with options has its labels beside it."""
    fields: dict[str, Json] = {}
    for name, value in told.values.items():
        fields[name] = value
        if name in told.labels:
            labels = told.labels[name]
            fields[f"{name}_label"] = list(labels) if isinstance(value, list) else next(iter(labels), None)
    return {
        **fields,
        "name": told.name,
        "page": told.page,
        "precision": None if told.precision is None else told.precision.value,
        "municipality": told.municipality,
        "province": told.province,
        "on_map_since": moment(told.on_map_since),
        "changed_at": moment(told.changed_at),
    }


def collection(entries: Iterable[Told], about: About) -> Iterator[str]:
    """All of them as one document, a line for each."""
    head: dict[str, Json] = {"type": "FeatureCollection", "title": about.title, "source": about.source}
    if about.licence is not None:
        head["licence"] = about.licence.address or about.licence.name
    yield _line(head)[:-1] + ',"features":['
    between = "\n"
    for told in entries:
        yield between + _line(feature(told))
        between = ",\n"
    yield "\n]}\n"


def _line(document: Json) -> str:
    return _ENCODER.encode(document)
