"""Short names for what is public of a collective; the question itself is often too long for a list.

A survey may name its public fields as it likes: a name that is not known here is shown as the text of its question.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from results.map_entry import MapEntry, ShownField
from webform.wording.lines import lines

FIELDS: Final[Mapping[str, LazyString]] = {
    "name": _l("Name"),
    "description": _l("What we do"),
    "sector": _l("Sector"),
    "other_sectors": _l("Other sectors"),
    "place": _l("Place"),
    "municipality": _l("Municipality"),
    "province": _l("Province"),
    "area": _l("Area"),
    "started": _l("Since"),
    "legal_form": _l("Legal form"),
    "phase": _l("Phase"),
    "resources": _l("What we share"),
    "networks": _l("Networks"),
    "website": _l("Website"),
    "email": _l("E-mail"),
}


FILTERS: Final[Mapping[str, LazyString]] = {"area": _l("Area of work"), "started": _l("Began in")}
"""Where a filter is called otherwise than the field."""


def filter_label(name: str, otherwise: str) -> str:
    """The short name of a filter, or `otherwise`."""
    known = FILTERS.get(name)
    return label(name, otherwise) if known is None else str(known)


def label(name: str, otherwise: str) -> str:
    """The short name of a field or filter, or `otherwise`."""
    known = FIELDS.get(name)
    return otherwise if known is None else str(known)


def shown_rows(fields: Iterable[ShownField], entry: MapEntry | None) -> list[dict[str, Any]]:
    """The fields of an entry as rows with a name and a value; its title stands above them and is left out. With the `entry`
    what follows from its place comes too.
    """
    title = "" if entry is None else entry.title
    rows = [
        {"key": label(field.name, str(field.question.text)), "value": _shown(field)}
        for field in fields
        if field.text and field.text != title and not _says_none(field)
    ]
    derived = () if entry is None else (("municipality", entry.municipality), ("province", entry.province))
    return [*rows, *({"key": label(name, name), "value": value} for name, value in derived if value)]


def _says_none(field: ShownField) -> bool:
    """Whether only an option like "none of these" was chosen: there is nothing to show then."""
    exclusive = {option.value for option in field.question.options if option.exclusive}
    return isinstance(field.value, list) and bool(field.value) and set(map(str, field.value)) <= exclusive


def _shown(field: ShownField) -> str | Markup:
    """A web or mail address as a link, everything else as text."""
    if field.question.type == "url" and field.text.startswith(("https://", "http://")):
        return Markup('<a href="{0}" rel="nofollow noopener">{0}</a>').format(field.text)
    if field.question.type == "email":
        return Markup('<a href="mailto:{0}">{0}</a>').format(field.text)
    if field.question.type == "long_text":
        return lines(field.text)
    return field.text
