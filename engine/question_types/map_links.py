"""The point that a link of a map means: as people copy it from OpenStreetMap, Google Maps, Apple Maps, Bing or a `geo:` link.

A link with a marker means the marker, and not the middle of what was looked at; only a link without one means that middle. A
short link holds no coordinates, and nothing is ever fetched: then there is no point.
"""

import re
from decimal import Decimal
from urllib.parse import unquote

LONGEST = 2000
"""Characters of a link that is looked at: longer ones are no links that a map makes."""

_DEGREES = r"[+ ]?(-?[0-9]{1,3}(?:\.[0-9]{1,20})?)(?![0-9.])"
_PAIR = rf"{_DEGREES}\s?,{_DEGREES}"
_ASKED = r"(?:q|query|ll|sll|daddr|destination|saddr|center|coordinate|mp)"
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"!3d{_DEGREES}!4d{_DEGREES}",  # Google: the place itself
        rf"[?&]mlat={_DEGREES}&(?:amp;)?mlon={_DEGREES}",  # OpenStreetMap: the marker
        rf"[?&#]{_ASKED}=(?:loc:)?{_PAIR}",
        rf"/(?:place|search|dir|dir/)/{_PAIR}",
        rf"[?&]sp=point\.{_DEGREES}_{_DEGREES}",  # Bing: the marker
        rf"/@{_PAIR}",  # Google: the middle of the map
        rf"#(?:[^#]{{0,40}}&)?map=[0-9]{{1,2}}(?:\.[0-9]{{1,3}})?/{_DEGREES}/{_DEGREES}",  # OpenStreetMap: the same
        rf"[?&]lat={_DEGREES}&(?:amp;)?(?:lon|lng)={_DEGREES}",
        rf"[?&]cp={_DEGREES}~{_DEGREES}",  # Bing: the same
        rf"^geo:{_PAIR}",
    )
)
"""In the order in which they count."""
_LINK = re.compile(r"(?:https?://|geo:|(?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,10}/)", re.IGNORECASE)


def is_link(text: str) -> bool:
    """Whether a text is meant as a link."""
    return _LINK.match(text) is not None


def in_link(link: str) -> tuple[Decimal, Decimal] | None:
    """Latitude and longitude as written in a link, which may lie outside the earth; None when it holds none."""
    if len(link) > LONGEST:
        return None
    plain = unquote(link, errors="replace").replace("+", " ")
    found = next((match for shape in _SHAPES if (match := shape.search(plain))), None)
    return None if found is None else (Decimal(found[1]), Decimal(found[2]))
