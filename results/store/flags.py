"""Flags: raised when a submission comes in, looked at and dismissed by coordinators. And the pairs that are not the same."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, delete, exists, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import InstrumentedAttribute

from results.flags.found import Flag, Found, Rule
from results.models.flags import DistinctPairRow, FlagRow
from results.models.responses import ResponseRow
from results.review import State

_COLUMNS: Select[*tuple[Any, ...]] = select(FlagRow.__table__)


def add(connection: Connection, response_id: str, revision: int, found: Iterable[Found], at: datetime) -> None:
    """Raise what was found about a revision. What is still open of an earlier revision goes; what was dismissed stays.

    What was found and dismissed before, word for word the same, is dismissed already.
    """
    connection.execute(
        delete(FlagRow).where(
            FlagRow.response_id == response_id, or_(FlagRow.dismissed_at.is_(None), FlagRow.revision == revision)
        )
    )
    before = {_same(flag): flag for flag in of_response(connection, response_id)}
    rows = []
    for each in found:
        known = before.get((each.rule, each.other, _comparable(each.params)))
        rows.append(
            {
                "response_id": response_id,
                "revision": revision,
                "rule": each.rule.value,
                "params": dict(each.params),
                "other_id": each.other,
                "raised_at": at,
                "dismissed_by": known.dismissed_by if known else None,
                "dismissed_at": known.dismissed_at if known else None,
                "word": known.word if known else "",
            }
        )
    if rows:
        connection.execute(insert(FlagRow), rows)


def of_response(connection: Connection, response_id: str, revision: int | None = None) -> tuple[Flag, ...]:
    """The flags of a response, of one revision or of all, in the order in which they were raised."""
    statement = _COLUMNS.where(FlagRow.response_id == response_id)
    if revision is not None:
        statement = statement.where(FlagRow.revision == revision)
    return tuple(_flag(row) for row in connection.execute(statement.order_by(FlagRow.id)))


def one(connection: Connection, response_id: str, flag_id: int) -> Flag | None:
    """This flag of this response."""
    found = _COLUMNS.where(FlagRow.id == flag_id, FlagRow.response_id == response_id)
    row = connection.execute(found).one_or_none()
    return None if row is None else _flag(row)


def dismiss(connection: Connection, flag: Flag, account_id: int, at: datetime, word: str) -> None:
    """Note that this flag is no objection; of a pair also the flag at the other, if it has one."""
    which = FlagRow.id == flag.id
    if flag.other is not None:
        which = or_(which, and_(FlagRow.response_id == flag.other, FlagRow.other_id == flag.response_id))
    values = {"dismissed_by": account_id, "dismissed_at": at, "word": word}
    connection.execute(update(FlagRow).where(which, FlagRow.dismissed_at.is_(None)).values(**values))


def drop(connection: Connection, response_id: str, rule: Rule) -> None:
    """Take away the open flags of a rule, since what they tell is so no more."""
    connection.execute(
        delete(FlagRow).where(
            FlagRow.response_id == response_id, FlagRow.rule == rule.value, FlagRow.dismissed_at.is_(None)
        )
    )


def remove(connection: Connection, response_id: str) -> None:
    """Delete every flag of a response."""
    connection.execute(delete(FlagRow).where(FlagRow.response_id == response_id))


def add_distinct(connection: Connection, one_id: str, other_id: str, account_id: int, at: datetime, word: str) -> None:
    """Remember that these two are not the same, whatever their revisions. Without effect when that is known."""
    first, second = sorted((one_id, other_id))
    row = {"response_id": first, "other_id": second, "account_id": account_id, "at": at, "word": word}
    try:
        with connection.begin_nested():
            connection.execute(insert(DistinctPairRow), row)
    except IntegrityError:  # somebody else said so a moment before
        return


def distinct_from(connection: Connection, response_id: str) -> frozenset[str]:
    """The submissions of which it was said that they are not the same as this one."""
    pairs = select(DistinctPairRow.response_id, DistinctPairRow.other_id).where(
        or_(DistinctPairRow.response_id == response_id, DistinctPairRow.other_id == response_id)
    )
    return frozenset(id for pair in connection.execute(pairs) for id in pair if id != response_id)


def pointing_at(connection: Connection, response_id: str) -> frozenset[str]:
    """The submissions that wait and have an open flag that they may be the same as this one."""
    statement = (
        select(FlagRow.response_id)
        .join(ResponseRow, ResponseRow.id == FlagRow.response_id)
        .where(
            FlagRow.other_id == response_id,
            FlagRow.dismissed_at.is_(None),
            FlagRow.revision == ResponseRow.revision,
            ResponseRow.state == State.SUBMITTED.value,
        )
    )
    return frozenset(connection.execute(statement).scalars())


def raised(
    response_id: InstrumentedAttribute[str], revision: InstrumentedAttribute[int], rule: Rule | None = None
) -> ColumnElement[bool]:
    """For the list of the desk: whether the submission of a row has an open flag, of this rule or of any."""
    conditions = [FlagRow.response_id == response_id, FlagRow.revision == revision, FlagRow.dismissed_at.is_(None)]
    if rule is not None:
        conditions.append(FlagRow.rule == rule.value)
    return exists().where(*conditions)


def open_of(connection: Connection, newest: Mapping[str, int]) -> dict[str, tuple[Rule, ...]]:
    """The rules with an open flag of each of these responses, by id; `newest`: the revision that counts."""
    if not newest:
        return {}
    statement = (
        select(FlagRow.response_id, FlagRow.revision, FlagRow.rule)
        .where(FlagRow.response_id.in_(newest), FlagRow.dismissed_at.is_(None))
        .order_by(FlagRow.id)
    )
    found: dict[str, list[Rule]] = {}
    for row in connection.execute(statement):
        if row.revision == newest[row.response_id]:
            found.setdefault(row.response_id, []).append(Rule(row.rule))
    return {response_id: tuple(dict.fromkeys(rules)) for response_id, rules in found.items()}


def _flag(row: Row[Any]) -> Flag:
    return Flag(
        id=row.id,
        response_id=row.response_id,
        revision=row.revision,
        rule=Rule(row.rule),
        params=row.params,
        other=row.other_id,
        raised_at=row.raised_at,
        dismissed_by=row.dismissed_by,
        dismissed_at=row.dismissed_at,
        word=row.word,
    )


def _same(flag: Flag) -> tuple[Rule, str | None, str]:
    return flag.rule, flag.other, _comparable(flag.params)


def _comparable(params: Mapping[str, Any]) -> str:
    return repr(sorted(params.items()))
