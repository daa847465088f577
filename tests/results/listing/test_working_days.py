"""Working days and public holidays, with dates from calendars."""

from datetime import date, timedelta

import pytest

from results.listing.working_days import (
    easter,
    holidays,
    is_working_day,
    working_days_after,
    working_days_between,
)


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [
        (1818, 3, 22), (1886, 4, 25), (1943, 4, 25), (1954, 4, 18), (1961, 4, 2), (1981, 4, 19), (2000, 4, 23),
        (2008, 3, 23), (2011, 4, 24), (2016, 3, 27), (2019, 4, 21), (2024, 3, 31), (2025, 4, 20), (2026, 4, 5),
        (2027, 3, 28), (2038, 4, 25), (2049, 4, 18), (2076, 4, 19), (2285, 3, 22),
    ],
)  # fmt: skip
def test_easter(year: int, month: int, day: int) -> None:
    assert easter(year) == date(year, month, day)


def test_easter_is_a_sunday_between_22_march_and_25_april() -> None:
    for year in range(1583, 3000):
        assert easter(year).weekday() == 6
        assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


def test_the_holidays_of_2026() -> None:
    assert sorted(f"{day:%d-%m}" for day in holidays(2026)) == sorted(
        ["01-01", "03-04", "05-04", "06-04", "27-04", "05-05", "14-05", "24-05", "25-05", "25-12", "26-12"]
    )


@pytest.mark.parametrize(("year", "day"), [(2014, 26), (2025, 26), (2026, 27), (2031, 26)])
def test_the_kings_birthday_is_never_kept_on_a_sunday(year: int, day: int) -> None:
    kept = date(year, 4, day)
    assert kept in holidays(year)
    assert kept.weekday() != 6
    assert date(year, 4, 53 - day) not in holidays(year)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 25), True),
        (date(2026, 11, 28), False),
        (date(2026, 11, 29), False),
        (date(2026, 12, 25), False),
        (date(2027, 1, 1), False),
        (date(2026, 5, 5), False),
        (date(2026, 5, 15), True),  # the Friday after Ascension Day: a bridging day is a working day
    ],
)
def test_working_days(day: date, works: bool) -> None:
    assert is_working_day(day) is works


@pytest.mark.parametrize(
    ("day", "count", "last"),
    [
        (date(2026, 11, 23), 10, date(2026, 12, 7)),
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),
        (date(2026, 11, 28), 1, date(2026, 11, 30)),
        (date(2026, 12, 24), 1, date(2026, 12, 28)),
        (date(2026, 12, 18), 10, date(2027, 1, 5)),  # past Christmas (one of its days is a Saturday) and New Year
        (date(2026, 4, 1), 5, date(2026, 4, 10)),  # past Good Friday and Easter Monday
        (date(2026, 4, 24), 10, date(2026, 5, 12)),  # past the King's birthday and Liberation Day
    ],
)
def test_the_last_day_of_a_term(day: date, count: int, last: date) -> None:
    assert working_days_after(day, count) == last


def test_counting_is_the_same_as_looking_at_each_day() -> None:
    for start in (date(2025, 12, 20), date(2026, 4, 1), date(2026, 11, 25)):
        counted = 0
        for number in range(800):
            until = start + timedelta(days=number)
            counted += number > 0 and is_working_day(until)
            assert working_days_between(start, until) == counted
        assert working_days_between(start, start - timedelta(days=30)) == 0
