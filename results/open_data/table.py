"""Entries as CSV (RFC 4180), written one by one. No spreadsheet takes a cell for a formula. Pure."""

import csv
import io
from collections.abc import Iterable, Iterator
from enum import StrEnum

from engine.values import Json
from results.open_data.geojson import properties
from results.open_data.told import Told, Vocabulary
from results.spreadsheet import BYTE_ORDER_MARK, SEPARATOR, cell

MIMETYPE = "text/csv"
WITHIN = "|"
"""Between several values in one cell."""
AROUND = (
    "name", "page", "latitude", "longitude", "precision", "municipality", "province", "on_map_since", "changed_at",
)  # fmt: skip
"""The columns that every survey has, beside `id`; a field of the survey with such a name has no column of its own."""


class Dialect(StrEnum):
    """For whom: programs (a comma between cells), or Excel as it is in the Netherlands, which wants a semicolon
    between cells, a comma in numbers, and a mark to read UTF-8.
    """

    STANDARD = "standard"
    EXCEL = "excel"


def columns(words: Vocabulary) -> tuple[str, ...]:
    """The heads: `id`, the fields in the order of the questionnaire, each with its labels, and what is told of every entry."""
    fields = [
        column
        for name in words.fields
        if name not in AROUND
        for column in ((name, f"{name}_label") if name in words.labels else (name,))
    ]
    return ("id", "name", *fields, *AROUND[1:])


def table(entries: Iterable[Told], words: Vocabulary, dialect: Dialect) -> Iterator[str]:
    """All of them, under their heads."""
    heads = columns(words)
    written = io.StringIO()
    separator = SEPARATOR if dialect is Dialect.EXCEL else ","
    rows = csv.writer(written, delimiter=separator, lineterminator="\r\n")
    rows.writerow(heads)
    yield (BYTE_ORDER_MARK if dialect is Dialect.EXCEL else "") + written.getvalue()
    for told in entries:
        written.seek(0)
        written.truncate()
        row = properties(told) | {"id": told.slug, "latitude": told.latitude, "longitude": told.longitude}
        rows.writerow([_cell(row.get(head), dialect) for head in heads])
        yield written.getvalue()


def _cell(value: Json, dialect: Dialect) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and dialect is Dialect.EXCEL:
        return str(value).replace(".", ",")
    if isinstance(value, list):
        return cell(WITHIN.join(str(each) for each in value))
    return cell(str(value))
