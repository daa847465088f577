"""Entries as profiles of the Murmurations network, from which maps of others are made (organizations_schema). Pure."""

from calendar import timegm
from typing import Final

from engine.values import Json
from results.open_data.told import COUNTRY, Told

SCHEMA: Final = "organizations_schema-v1.0.0"
LONGEST_ADDRESS: Final = 2000


def profile(told: Told, image: str) -> dict[str, Json]:
    """One entry; `image` is the address of its picture. Without a website of its own its page here is its address."""
    website = told.website if told.website and len(told.website) <= LONGEST_ADDRESS else None
    placed = told.latitude is not None and told.longitude is not None
    given: dict[str, Json] = {
        "linked_schemas": [SCHEMA],
        "name": told.name,
        "primary_url": website or told.page,
        "urls": [{"name": "Zelfscan", "url": told.page}],
        "tags": list(told.tags) or None,
        "description": told.description,
        "country_iso_3166": COUNTRY if told.municipality else None,
        "geolocation": {"lat": told.latitude, "lon": told.longitude} if placed else None,
        "image": image,
        "starts_at": None if told.started is None else timegm((told.started, 1, 1, 0, 0, 0)),
        "contact_details": {"email": told.email} if told.email else None,
        "unique_id": told.slug,
    }
    return {name: value for name, value in given.items() if value is not None}
