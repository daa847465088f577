"""What visitors report of entries."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, exists, func, insert, select, update

from results.models.public_map import MapEntryRow
from results.models.upkeep import ReportRow
from results.records.reports import Decision, Report, ReportKind, Told

_COLUMNS: Select[*tuple[Any, ...]] = select(*ReportRow.__table__.columns)


def add(connection: Connection, response_id: str, told: Told, at: datetime) -> None:
    """Store a new report."""
    connection.execute(
        insert(ReportRow).values(
            response_id=response_id,
            kind=told.kind.value,
            words=told.words,
            email=told.email,
            language=told.language,
            reported_at=at,
            handled_at=None,
            handled_by=None,
            decision="",
            answer="",
        )
    )


def one(connection: Connection, report_id: int, *, lock: bool = False) -> Report | None:
    """This report; `lock` keeps others off it until the transaction ends."""
    statement = _COLUMNS.where(ReportRow.id == report_id)
    row = connection.execute(statement.with_for_update() if lock else statement).one_or_none()
    return None if row is None else _report(row)


def waiting(connection: Connection, limit: int, offset: int = 0) -> tuple[Report, ...]:
    """The reports that nobody handled yet, the oldest first."""
    statement = _COLUMNS.where(ReportRow.handled_at.is_(None)).order_by(ReportRow.reported_at, ReportRow.id)
    return tuple(_report(row) for row in connection.execute(statement.limit(limit).offset(offset)))


def of_response(connection: Connection, response_id: str) -> tuple[Report, ...]:
    """The reports about one response, the newest first."""
    statement = _COLUMNS.where(ReportRow.response_id == response_id).order_by(ReportRow.id.desc())
    return tuple(_report(row) for row in connection.execute(statement))


def count_waiting(connection: Connection, response_id: str | None = None) -> int:
    """How many reports nobody handled yet, about all or about one."""
    statement = select(func.count(ReportRow.id)).where(ReportRow.handled_at.is_(None))
    if response_id is not None:
        statement = statement.where(ReportRow.response_id == response_id)
    return connection.execute(statement).scalar_one()


def waits_already(connection: Connection, response_id: str, told: Told) -> bool:
    """Whether the very same was reported, and nobody handled it yet."""
    same = (ReportRow.kind == told.kind.value, ReportRow.words == told.words, ReportRow.email == told.email)
    waits = exists().where(ReportRow.response_id == response_id, ReportRow.handled_at.is_(None), *same)
    return bool(connection.execute(select(waits)).scalar_one())


def settle(connection: Connection, handled: Report) -> None:
    """Note what became of a report."""
    connection.execute(
        update(ReportRow)
        .where(ReportRow.id == handled.id)
        .values(
            decision=handled.decision.value if handled.decision else "",
            answer=handled.answer,
            handled_by=handled.handled_by,
            handled_at=handled.handled_at,
        )
    )


def forget(connection: Connection, handled_before: datetime) -> int:
    """Delete the reports that were handled before a moment; how many."""
    return connection.execute(delete(ReportRow).where(ReportRow.handled_at < handled_before)).rowcount


def titles(connection: Connection, response_ids: frozenset[str]) -> dict[str, tuple[str, str]]:
    """The title and the address of the entries of these responses that are on the map now."""
    if not response_ids:
        return {}
    found = select(MapEntryRow.response_id, MapEntryRow.title, MapEntryRow.slug)
    rows = connection.execute(found.where(MapEntryRow.response_id.in_(response_ids)))
    return {row.response_id: (row.title, row.slug) for row in rows}


def _report(row: Row[Any]) -> Report:
    return Report(
        id=row.id,
        response_id=row.response_id,
        kind=ReportKind(row.kind),
        words=row.words,
        email=row.email,
        language=row.language,
        reported_at=row.reported_at,
        handled_at=row.handled_at,
        handled_by=row.handled_by,
        decision=Decision(row.decision) if row.decision else None,
        answer=row.answer,
    )
