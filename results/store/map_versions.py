"""Which version of the map this is: a number that goes up, in the same transaction, with every change of a survey's entries.

A copy that was kept under this number is the map as it is, and no other. The row is locked until the change is there for
everyone, so that no number is seen before its change, nor after the next one.
"""

from datetime import datetime

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from results.models.public_map import MapVersionRow
from results.records.public_map import MapVersion


def count_up(connection: Connection, survey: str, at: datetime) -> int:
    """The map of this survey changes in this transaction; the number of the version it makes."""
    number = _counted(connection, survey, at)
    if number is not None:
        return number
    try:
        with connection.begin_nested():
            connection.execute(insert(MapVersionRow).values(survey=survey, number=1, changed_at=at))
    except IntegrityError:  # another transaction made the first change at this moment
        number = _counted(connection, survey, at)
    return number or 1


def newest(connection: Connection, survey: str) -> MapVersion | None:
    """The version of the map as this transaction sees it; None while nothing was ever on it."""
    row = connection.execute(select(MapVersionRow).where(MapVersionRow.survey == survey)).one_or_none()
    return None if row is None else MapVersion(row.number, row.changed_at)


def of_all(connection: Connection) -> MapVersion | None:
    """One version for the maps of all surveys together."""
    rows = connection.execute(select(MapVersionRow.number, MapVersionRow.changed_at)).all()
    return MapVersion(sum(row.number for row in rows), max(row.changed_at for row in rows)) if rows else None


def _counted(connection: Connection, survey: str, at: datetime) -> int | None:
    one_more = update(MapVersionRow).where(MapVersionRow.survey == survey)
    counted = one_more.values(number=MapVersionRow.number + 1, changed_at=at).returning(MapVersionRow.number)
    return connection.execute(counted).scalar_one_or_none()
