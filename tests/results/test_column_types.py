"""JSON and moments come back as they went in, on both databases."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Table, insert, select
from sqlalchemy.exc import StatementError

from results.column_types import JsonText, UtcTime, json_text
from results.database import Database

TABLE = Table(
    "kept", MetaData(), Column("id", Integer, primary_key=True), Column("j", JsonText), Column("moment", UtcTime)
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters()), inner, max_size=4),
    max_leaves=10,
)  # fmt: skip
LOWEST, HIGHEST = datetime(1970, 1, 2), datetime(2900, 1, 1)  # noqa: DTZ001  # hypothesis wants bounds without a zone


@pytest.fixture
def kept(database_url: str) -> Iterator[Database]:
    database = Database.at(database_url)
    with database.writing() as connection:
        TABLE.create(connection)
    yield database
    database.close()


def round_trip(database: Database, **values: Any) -> Any:
    with database.writing() as connection:
        connection.execute(TABLE.delete())
        connection.execute(insert(TABLE).values(**values))
    with database.reading() as connection:
        return connection.execute(select(TABLE)).one()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(JSON)
def test_json(kept: Database, value: Any) -> None:
    assert round_trip(kept, j=value).j == value


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.datetimes(LOWEST, HIGHEST), st.integers(-14 * 60, 14 * 60))
def test_moments(kept: Database, naive: datetime, minutes: int) -> None:
    moment = naive.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    back = round_trip(kept, moment=moment).moment
    assert back == moment
    assert back.tzinfo is UTC


def test_a_naive_moment_is_refused(kept: Database) -> None:
    with pytest.raises(StatementError, match="time zone"):
        round_trip(kept, moment=datetime(2026, 11, 23))  # noqa: DTZ001  # that is the point


def test_nan_is_no_json() -> None:
    with pytest.raises(ValueError, match="JSON"):
        json_text(float("nan"))
