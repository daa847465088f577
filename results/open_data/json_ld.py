"""Entries as JSON-LD in the words of schema.org, which search engines read, written one by one. Pure."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from engine.values import Json
from results.open_data.about import About
from results.open_data.told import COUNTRY, Told

MIMETYPE: Final = "application/ld+json"
CONTEXT: Final = "https://schema.org"
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_IN_HTML: Final = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def organization(told: Told) -> dict[str, Json]:
    """One entry, without the context that says whose words these are."""
    address = {
        "@type": "PostalAddress",
        "addressLocality": told.place or told.municipality,
        "addressRegion": told.province,
        "addressCountry": COUNTRY if told.municipality else None,
    }
    placed = told.latitude is not None and told.longitude is not None
    geo: dict[str, Json] = {"@type": "GeoCoordinates", "latitude": told.latitude, "longitude": told.longitude}
    place = {"@type": "Place", "address": _given(address), "geo": geo if placed else None}
    return _given(
        {
            "@type": "Organization",
            "@id": told.page,
            "name": told.name,
            "description": told.description,
            "url": told.website or told.page,
            "mainEntityOfPage": told.page,
            "identifier": told.slug,
            "email": told.email,
            "foundingDate": None if told.started is None else str(told.started),
            "keywords": list(told.tags) or None,
            "location": _given(place) if told.place or told.municipality or placed else None,
        }
    )


def document(told: Told) -> dict[str, Json]:
    """One entry on its own."""
    return {"@context": CONTEXT, **organization(told)}


def in_html(document: Json) -> str:
    """As text for a `script` element: nothing in it can end the element or begin another."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).translate(_IN_HTML)


def graph(entries: Iterable[Told], about: About) -> Iterator[str]:
    """All of them as one document, a line for each; the first says what this is."""
    licence = None if about.licence is None else about.licence.address or about.licence.name
    publisher: dict[str, Json] | None = {"@type": "Organization", "name": about.publisher} if about.publisher else None
    dataset = _given(
        {
            "@type": "Dataset",
            "@id": about.source,
            "name": about.title,
            "url": about.source,
            "inLanguage": about.language,
            "license": licence,
            "publisher": publisher,
        }
    )
    yield f'{{"@context":"{CONTEXT}","@graph":[\n{_line(dataset)}'
    for told in entries:
        yield ",\n" + _line(organization(told))
    yield "\n]}\n"


def _given(document: Mapping[str, Json]) -> dict[str, Json]:
    return {name: value for name, value in document.items() if value is not None}


def _line(document: Json) -> str:
    return _ENCODER.encode(document)
