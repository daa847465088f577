from datetime import UTC, date, datetime

import pytest

from engine.question_types import TYPES, SettingError
from engine.values import AnswerProblem
from tests.engine.question_types.asking import ask, code, parsed

DAY = date(2024, 5, 3)


@pytest.mark.parametrize(
    "raw",
    [
        "2024-05-03",
        "2024-5-3",
        "3-5-2024",
        "03/05/2024",
        "3.5.2024",
        " 3-5-2024 ",
        ["3-5-2024"],
        {"day": "3", "month": "05", "year": "2024"},
        {"day": 3, "month": 5, "year": 2024},
        DAY,
        datetime(2024, 5, 3, 12, tzinfo=UTC),
    ],
)
def test_a_date(raw: object) -> None:
    found = parsed(ask("date"), raw)
    assert found == DAY
    assert type(found) is date


@pytest.mark.parametrize(
    "raw",
    [
        "31-2-2024",
        "2023-02-29",
        "3-5-24",
        "5/2024",
        "3-5/2024",
        "0000-01-01",
        "0999-01-01",
        "20240503",
        "３-5-2024",
        "vandaag",
        True,
        20240503,
        "2024-05-03T12:00",
        {"day": "3", "month": "5"},
        {"day": "3", "month": "5", "year": ""},
        {"dag": "3"},
        {"day": ["1", "2"], "month": "5", "year": "2024"},
        {"day": "1-1", "month": "5", "year": "2024"},
        ["1-1-2024", "2-1-2024"],
        "3-5-2024\x00",
    ],
)
def test_no_date(raw: object) -> None:
    assert code(ask("date"), raw) == "not_a_date"


def test_three_blank_fields_are_no_answer() -> None:
    assert parsed(ask("date"), {"day": "", "month": " ", "year": ""}) is None
    assert parsed(ask("date"), {}) is None


def test_fixed_bounds_and_bounds_of_the_day() -> None:
    asked = ask("date", min="2024-05-03", max="today")
    kind = TYPES["date"]
    found = parsed(asked, "2024-05-02")
    assert isinstance(found, AnswerProblem)
    assert (found.code, found.params) == ("too_low", {"minimum": "2024-05-03"})
    assert parsed(asked, "2030-01-01") == date(2030, 1, 1)
    late = kind.check_on(asked, date(2024, 5, 5), date(2024, 5, 4))
    assert late is not None
    assert (late.code, late.params) == ("too_high", {"maximum": "2024-05-04"})
    assert kind.check_on(asked, date(2024, 5, 4), date(2024, 5, 4)) is None
    assert kind.has_day_limits(asked)
    assert not kind.has_day_limits(ask("date", max="2024-05-03"))


def test_a_day_that_is_not_in_the_calendar_is_no_bound() -> None:
    with pytest.raises(SettingError, match="no day of the calendar"):
        ask("date", max="2024-02-30")


def test_a_year_that_is_still_to_come() -> None:
    asked = ask("year", min="this_year", max="this_year")
    kind = TYPES["year"]
    early, late = (kind.check_on(asked, year, date(2026, 1, 1)) for year in (2025, 2027))
    assert early is not None
    assert (early.code, early.params) == ("too_low", {"minimum": 2026})
    assert late is not None
    assert (late.code, late.params) == ("too_high", {"maximum": 2026})
    assert kind.check_on(asked, 2026, date(2026, 12, 31)) is None
    assert not kind.has_day_limits(ask("year", max=2020))


def test_a_date_in_words() -> None:
    assert TYPES["date"].display(ask("date"), DAY, "nl") == "3 mei 2024"
    assert TYPES["date"].display(ask("date"), DAY, "en") == "3 May 2024"
    assert TYPES["date"].serialise(DAY) == "2024-05-03"
