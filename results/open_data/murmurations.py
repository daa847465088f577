"""Entries as profiles of the Murmurations network, from which maps of others are made (organizations_schema). Pure.

Editions of that schema differ under one version: a profile is what the strictest of them asks. What is longer than it allows is
cut, since a profile that is refused is in no map at all; the whole text stands on the page that the profile names.
"""

from calendar import timegm
from collections.abc import Sequence
from typing import Final

from engine.values import Json
from results.mail.message import one_line
from results.open_data.told import COUNTRY, Told

SCHEMA: Final = "organizations_schema-v1.0.0"
LONGEST_ADDRESS: Final = 2000
LONGEST_NAME: Final = 200
LONGEST_TAG: Final = 100
MOST_TAGS: Final = 100


def profile(told: Told, image: str) -> dict[str, Json]:
    """One entry; `image` is the address of its picture. Without a website of its own its page here is its address."""
    website = told.website if told.website and len(told.website) <= LONGEST_ADDRESS else None
    placed = told.latitude is not None and told.longitude is not None
    given: dict[str, Json] = {
        "linked_schemas": [SCHEMA],
        "name": told.name if len(told.name) <= LONGEST_NAME else one_line(told.name, LONGEST_NAME),
        "primary_url": website or told.page,
        "urls": [{"name": "Zelfscan", "url": told.page}],
        "tags": _tags(told.tags) or None,
        "description": told.description,
        "country_iso_3166": COUNTRY if told.municipality else None,
        "geolocation": {"lat": told.latitude, "lon": told.longitude} if placed else None,
        "image": image,
        "starts_at": None if told.started is None else timegm((told.started, 1, 1, 0, 0, 0)),
        "contact_details": {"email": told.email} if told.email else None,
        "unique_id": told.slug,
    }
    return {name: value for name, value in given.items() if value is not None}


def _tags(labels: Sequence[str]) -> list[Json]:
    """Each once, also when only what is cut off told two apart; an empty list is none to the schema."""
    cut = (label if len(label) <= LONGEST_TAG else one_line(label, LONGEST_TAG) for label in labels)
    return [*list(dict.fromkeys(tag for tag in cut if tag))[:MOST_TAGS]]
