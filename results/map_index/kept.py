"""One index for each survey in a process, brought up to date with the database before every use.

What is gone from the table is gone from here at the next question: the version of the map is read every time, in one query
of one row. Where it is another one, only what changed is read; all of it at the first question, and after very many changes.
"""

from itertools import islice
from threading import Lock

from sqlalchemy import Connection

from results.database import Database
from results.map_index.columns import MapIndex
from results.map_index.lines import Shape, line_of
from results.records.public_map import MapVersion
from results.store import map_entries, map_versions

MOST_CHANGES = 300
"""With more changes than this, reading everything anew is quicker."""


class KeptMaps:
    """The indexes of this process. Shared between threads: one reads what is new, the others wait for it."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, Shape], MapIndex] = {}
        self._reading = Lock()

    def current(self, database: Database, survey: str, shape: Shape) -> MapIndex:
        """The index of a survey as its table is now."""
        with database.reading() as connection:
            version = map_versions.newest(connection, survey)
        kept = self._kept.get((survey, shape))
        if kept is not None and kept.version == version:
            return kept
        with self._reading, database.reading() as connection:
            # Anew, on a connection that sees all that an index may hold by now which another thread has read meanwhile.
            version = map_versions.newest(connection, survey)
            kept = self._kept.get((survey, shape))
            if kept is None or kept.version != version:
                kept = _read(connection, survey, shape, version, kept)
                self._kept[survey, shape] = kept
            return kept


def _read(
    connection: Connection, survey: str, shape: Shape, version: MapVersion | None, kept: MapIndex | None
) -> MapIndex:
    """The index at this version. What changes while it is read comes with a later version, and is read again then."""
    if (
        version is None or kept is None or kept.version is None or kept.version.number >= version.number
    ):  # the latter after a back-up was put back
        return _read_all(connection, survey, shape, version)
    newer = map_entries.changed_since(connection, survey, kept.version.number)
    lines = [line_of(slug, entry, shape) for slug, entry in islice(newer, MOST_CHANGES + 1)]
    if len(lines) > MOST_CHANGES:
        return _read_all(connection, survey, shape, version)
    index = kept.changed(version, lines)
    if len(index) == map_entries.number_of(connection, survey):
        return index
    gone = set(index.columns.slugs) - map_entries.addresses_of(connection, survey)
    return index.changed(version, (), gone)


def _read_all(connection: Connection, survey: str, shape: Shape, version: MapVersion | None) -> MapIndex:
    entries = map_entries.changed_since(connection, survey, -1)
    return MapIndex.of(version, shape.filters, (line_of(slug, entry, shape) for slug, entry in entries))
