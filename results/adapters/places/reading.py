"""Reads the gazetteer's two files. They are made by script/gazetteer and trusted: a fault in them raises at once.

An entry keeps the text of its line and becomes a `Place` only when it is asked for: reading the 3,000 lines is part of the
first request that names a place.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from results.adapters.places.place import Place, PlaceKind
from results.adapters.places.spelling import key


class Municipality(NamedTuple):
    """A line of `municipalities.tsv`."""

    code: str
    name: str
    province: str


class Entry(NamedTuple):
    """A line of `places.tsv`: a place, everything it is called, and its postcodes as `1011-1013 1019`."""

    names: tuple[str, ...]
    municipality: Municipality
    kind: str
    point: tuple[float, float]
    is_exact: bool
    spans: str

    def place(self) -> Place:
        """The value that the gazetteer answers with."""
        code, name, province = self.municipality
        kind = PlaceKind(self.kind)
        return Place(self.names[0], name, f"GM{code}", province, *self.point, kind, self.is_exact)

    def postcodes(self) -> Iterator[int]:
        """Its four-figure postcodes."""
        for span in self.spans.split():
            first, _, last = span.partition("-")
            yield from range(int(first), int(last or first) + 1)


def read_entries(folder: Path) -> tuple[Entry, ...]:
    """Every place in `places.tsv`, then every municipality that no place is named after."""
    municipalities = {row[0]: Municipality(*row) for row in _rows(folder / "municipalities.tsv")}
    rows = _rows(folder / "places.tsv")
    middles = _middles(rows)
    entries = [
        Entry(
            (name, *others.split(";")) if others else (name,),
            municipalities[code],
            kind,
            (float(latitude), float(longitude)) if latitude else middles[code],
            bool(latitude),
            spans,
        )
        for name, others, code, kind, latitude, longitude, spans in rows
    ]
    named = _namesakes(entries)
    entries.extend(
        Entry((municipality.name,), municipality, PlaceKind.MUNICIPALITY, middles[code], True, "")
        for code, municipality in municipalities.items()
        if code not in named
    )
    return tuple(entries)


def _rows(file: Path) -> list[list[str]]:
    return [line.split("\t") for line in file.read_text("utf-8").splitlines()[1:]]


def _namesakes(entries: list[Entry]) -> set[str]:
    """The codes of the municipalities that have a place of their own name."""
    return {
        entry.municipality.code
        for entry in entries
        if entry.kind == PlaceKind.PLACE
        and any(
            key(name) == key(entry.municipality.name) for name in entry.names if name[0] == entry.municipality.name[0]
        )
    }


def _middles(rows: list[list[str]]) -> dict[str, tuple[float, float]]:
    """The middle of each municipality: the mean of its places, or of its parts where no place of it is on the map."""
    sums: dict[tuple[str, str], tuple[float, float, int]] = {}
    for _name, _others, code, kind, latitude, longitude, _spans in rows:
        if latitude:
            north, east, count = sums.get((kind, code), (0.0, 0.0, 0))
            sums[kind, code] = north + float(latitude), east + float(longitude), count + 1
    middles: dict[str, tuple[float, float]] = {}
    for kind in (PlaceKind.PART, PlaceKind.PLACE):  # the places last, so that they count
        for (of, code), (north, east, count) in sums.items():
            if of == kind:
                middles[code] = round(north / count, 5), round(east / count, 5)
    return middles
