"""Renders `layout/catalogue.html` with a plain Jinja environment and sample content, for tests and for script/catalogue."""

import json
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

WEBFORM = Path(__file__).resolve().parents[2] / "webform"
PARTS = ("forms", "profile", "desk", "map")


def environment() -> Environment:
    """Jinja as the application sets it up: autoescape, gettext without a catalogue, static addresses."""
    made = Environment(
        loader=FileSystemLoader(WEBFORM), autoescape=True, extensions=["jinja2.ext.i18n"], undefined=StrictUndefined
    )
    made.trim_blocks = made.lstrip_blocks = True
    made.install_null_translations(newstyle=True)  # type: ignore[attr-defined]  # added by the i18n extension
    made.globals["url_for"] = lambda endpoint, filename: f"static/{filename}"
    made.globals["get_flashed_messages"] = lambda with_categories: [("success", "Bewaard."), ("error", "Niet bewaard.")]
    made.globals["fixed_part"] = lambda template, macro, *arguments: getattr(made.get_template(template).module, macro)(
        *arguments
    )
    return made


def _options(*labels: str, chosen: int | None = None) -> list[dict[str, Any]]:
    return [
        {"value": f"v{i}", "label": label, "checked": i == chosen, "apart": False} for i, label in enumerate(labels)
    ]


def _scale(chosen: int | None = None) -> list[dict[str, Any]]:
    points = _options("Helemaal niet", "Nauwelijks", "Deels", "Grotendeels", "Helemaal", chosen=chosen)
    apart = [{"value": "weet_niet", "label": "Weet ik niet", "apart": True}]
    return [*points, *apart, {"value": "nvt", "label": "N.v.t.", "apart": True}]


SAMPLE_ENTRIES = [
    ("Voorbeeldcollectief De Linde", "Energie", "Zutphen", 52.138, 6.196),
    ("Voorbeeld <b>Zorg</b> Samen", "Zorg en welzijn", "Leudal", 51.25, 5.9),
    ("Voorbeeldtuin De Akker", "Voedsel", "Boxtel", 51.59, 5.33),
    ("Voorbeeld Wonen", "Wonen", "Boxtel", 51.59, 5.33),
    *((f"Voorbeeld {i}", "Energie", "Amsterdam", 52.37 + i % 7 / 100, 4.89 + i % 11 / 100) for i in range(60)),
    *((f"Voorbeeld Noord {i}", "Wonen", "Groningen", 53.2 + i / 50, 6.5 - i / 20) for i in range(8)),
]


def points_json() -> str:
    """The sample as the map's endpoint answers it (webform/public/points.py)."""
    spots: dict[tuple[int, int], list[list[str]]] = {}
    for index, (name, sector, place, latitude, longitude) in enumerate(SAMPLE_ENTRIES):
        point = (round(latitude * 100_000), round(longitude * 100_000))
        spots.setdefault(point, []).append([name, str(index), sector, place])
    ordered = sorted(spots.items(), key=lambda spot: (-spot[0][0], spot[0][1]))
    places = list(dict.fromkeys(cards[0][3] for _, cards in ordered))
    return json.dumps(
        {
            "found": len(SAMPLE_ENTRIES),
            "latitudes": _steps([latitude for (latitude, _), _ in ordered]),
            "longitudes": _steps([longitude for (_, longitude), _ in ordered]),
            "place": [places.index(cards[0][3]) for _, cards in ordered],
            "numbers": [len(cards) for _, cards in ordered],
            "places": places,
            "cards": [cards for _, cards in ordered],
        }
    )


def _steps(values: list[int]) -> list[int]:
    return [value - before for before, value in pairwise([0, *values])]


def sample() -> Mapping[str, Any]:
    """Everything the catalogue's pages name."""
    return {
        "site_name": "Zelfscan",
        "site_tagline": "burgercollectieven",
        "home_url": "/",
        "language": "nl",
        "has_problems": False,
        "navigation": [
            {"label": "Opslaan en later verder", "href": "#", "current": False, "lang": None},
            {"label": "English", "href": "#", "current": False, "lang": "en"},
        ],
        "footer_links": [{"label": "Privacy", "href": "#"}, {"label": "Toegankelijkheid", "href": "#"}],
        "five": _scale(),
        "five_chosen": _scale(2),
        "phases": _options("Idee: we verkennen of het kan", "Opbouw", "Het draait", "Groei", chosen=1),
        "yes_no": _options("Ja", "Nee"),
        "resources": [
            *_options("Gebouw of grond", "Energie", chosen=0),
            {"value": "apparaten", "label": "Apparaten", "hint": "Zoals een deelauto of gereedschap"},
            {"value": "geen", "label": "Geen van deze", "exclusive": True, "divider": "of"},
        ],
        "entries": [
            {"name": n, "url": "#", "sector": s, "place": p} for n, s, p, _latitude, _longitude in SAMPLE_ENTRIES[:6]
        ],
    }


def render_part(part: str) -> str:
    """One page of the catalogue as HTML."""
    return environment().get_template("layout/catalogue.html").render(**sample(), part=part)
