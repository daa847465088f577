"""Public map entries and their addresses (slugs)."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import count
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, exists, func, insert, select
from sqlalchemy.exc import IntegrityError

from results.map_entry import MapEntry
from results.models.public_map import MapEntryRow, SlugRow
from results.ports import Precision
from results.records.public_map import PublishedEntry
from results.store import map_versions
from results.text import clean, clean_text

_SLUG = re.compile(r"[a-z0-9-]{1,100}")
_ENTRIES: Select[*tuple[Any, ...]] = select(*MapEntryRow.__table__.columns)
_WHAT_IS_TOLD: Select[*tuple[Any, ...]] = select(
    *(MapEntryRow.slug, MapEntryRow.title, MapEntryRow.fields, MapEntryRow.latitude, MapEntryRow.longitude),
    *(MapEntryRow.precision, MapEntryRow.municipality, MapEntryRow.province),
)


def put(connection: Connection, published: PublishedEntry) -> None:
    """Publish an entry in the place of an earlier one of the same response (whose row this transaction has locked)."""
    entry = published.entry
    connection.execute(delete(MapEntryRow).where(MapEntryRow.response_id == published.response_id))
    connection.execute(
        insert(MapEntryRow).values(
            response_id=published.response_id,
            slug=published.slug,
            revision=published.revision,
            survey=published.survey,
            questionnaire_hash=published.questionnaire_hash,
            title=entry.title,
            fields=dict(entry.fields),
            latitude=entry.latitude,
            longitude=entry.longitude,
            precision=None if entry.precision is None else entry.precision.value,
            municipality=entry.municipality,
            province=entry.province,
            published_at=published.published_at,
            first_published_at=published.first_published_at,
            changed_at=published.changed_at,
            version=map_versions.count_up(connection, published.survey, published.changed_at),
        )
    )


def remove(connection: Connection, response_id: str, at: datetime) -> None:
    """Take the entry of a response off the map; no effect when there is none. Its address stays reserved."""
    gone = delete(MapEntryRow).where(MapEntryRow.response_id == response_id).returning(MapEntryRow.survey)
    survey = connection.execute(gone).scalar_one_or_none()
    if survey is not None:
        map_versions.count_up(connection, survey, at)


def changed_since(connection: Connection, survey: str, number: int) -> Iterator[tuple[str, MapEntry]]:
    """The addresses and entries of a survey that came with a later version of the map than this one, in no particular order."""
    statement = _WHAT_IS_TOLD.where(MapEntryRow.survey == survey, MapEntryRow.version > number)
    rows = connection.execute(statement, execution_options={"yield_per": 1000})
    # Each column by its place, which for a hundred thousand rows is quicker than by its name.
    for slug, title, fields, latitude, longitude, precision, municipality, province in rows:
        known = None if precision is None else Precision(precision)
        yield slug, MapEntry(title, fields, latitude, longitude, known, municipality, province)


def number_of(connection: Connection, survey: str) -> int:
    """How many entries a survey has on the map."""
    return connection.execute(select(func.count()).where(MapEntryRow.survey == survey)).scalar_one()


def addresses_of(connection: Connection, survey: str) -> frozenset[str]:
    """The addresses of all entries of a survey."""
    return frozenset(connection.execute(select(MapEntryRow.slug).where(MapEntryRow.survey == survey)).scalars())


def by_slug(connection: Connection, slug: str) -> PublishedEntry | None:
    """The public entry at this address. None also for what cannot be an address."""
    if not _SLUG.fullmatch(slug):
        return None
    row = connection.execute(_ENTRIES.where(MapEntryRow.slug == slug)).one_or_none()
    return None if row is None else _published(row)


def at_addresses(connection: Connection, survey: str, slugs: Sequence[str]) -> tuple[PublishedEntry, ...]:
    """The public entries of a survey at any of these addresses, by address."""
    wanted = _ENTRIES.where(MapEntryRow.slug.in_(slugs), MapEntryRow.survey == survey)
    return tuple(sorted(map(_published, connection.execute(wanted)), key=lambda published: published.slug))


def after(connection: Connection, survey: str, slug: str, limit: int) -> tuple[PublishedEntry, ...]:
    """The next public entries of a survey by address, from the first one after `slug`."""
    wanted = _ENTRIES.where(MapEntryRow.survey == survey, MapEntryRow.slug > slug)
    return tuple(map(_published, connection.execute(wanted.order_by(MapEntryRow.slug).limit(limit))))


def newest(connection: Connection, survey: str, limit: int) -> tuple[PublishedEntry, ...]:
    """The public entries of a survey that came last, the newest first."""
    order = (MapEntryRow.first_published_at.desc(), MapEntryRow.slug)
    wanted = _ENTRIES.where(MapEntryRow.survey == survey).order_by(*order).limit(limit)
    return tuple(map(_published, connection.execute(wanted)))


def addresses_after(connection: Connection, slug: str, limit: int) -> tuple[tuple[str, datetime], ...]:
    """The next addresses of pages, of all surveys, with when each changed last."""
    wanted = select(MapEntryRow.slug, MapEntryRow.changed_at).where(MapEntryRow.slug > slug)
    found = connection.execute(wanted.order_by(MapEntryRow.slug).limit(limit))
    return tuple((row.slug, row.changed_at) for row in found)


def every_nth_address(connection: Connection, step: int) -> tuple[str, ...]:
    """The address after which each part of `step` addresses begins; the first part begins after nothing."""
    numbered = select(MapEntryRow.slug, func.row_number().over(order_by=MapEntryRow.slug).label("number")).subquery()
    ends = select(numbered.c.slug).where(numbered.c.number % step == 0).order_by(numbered.c.number)
    return ("", *connection.execute(ends).scalars())


def was_public(connection: Connection, slug: str) -> bool:
    """Whether an entry ever stood at this address, and what it was of has not been erased since."""
    return bool(_SLUG.fullmatch(slug)) and connection.execute(select(exists().where(SlugRow.slug == slug))).scalar_one()


def of_response(connection: Connection, response_id: str) -> PublishedEntry | None:
    """The public entry of this response, if it has one now."""
    row = connection.execute(_ENTRIES.where(MapEntryRow.response_id == response_id)).one_or_none()
    return None if row is None else _published(row)


def reserve_slug(connection: Connection, response_id: str, wanted: str) -> str:
    """The address of a response: the one it always had, or else the first free of `wanted`, `wanted-2`, `wanted-3`, ..."""
    slug = connection.execute(select(SlugRow.slug).where(SlugRow.response_id == response_id)).scalar_one_or_none()
    if slug is not None:
        return slug
    for number in count(1):
        slug = wanted if number == 1 else f"{wanted}-{number}"
        if connection.execute(select(exists().where(SlugRow.slug == slug))).scalar_one():
            continue
        try:
            with connection.begin_nested():
                connection.execute(insert(SlugRow).values(slug=slug, response_id=response_id))
        except IntegrityError:  # another transaction took it between the look and the insert
            continue
        return slug
    raise AssertionError("unreachable: there is always a next number")


def _published(row: Row[*tuple[Any, ...]]) -> PublishedEntry:
    return PublishedEntry(
        response_id=row.response_id,
        slug=row.slug,
        revision=row.revision,
        survey=row.survey,
        questionnaire_hash=row.questionnaire_hash,
        entry=_entry(row),
        published_at=row.published_at,
        first_published_at=row.first_published_at,
        changed_at=row.changed_at,
    )


def _entry(row: Row[*tuple[Any, ...]]) -> MapEntry:
    """An entry as everything that shows it gets it: no page, file or picture meets what it cannot hold."""
    return MapEntry(
        title=clean_text(row.title),
        fields={name: clean(value) for name, value in row.fields.items()},
        latitude=row.latitude,
        longitude=row.longitude,
        precision=None if row.precision is None else Precision(row.precision),
        municipality=row.municipality and clean_text(row.municipality),
        province=row.province and clean_text(row.province),
    )
