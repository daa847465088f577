"""How what waits stands against its term."""

from datetime import date

import pytest

from results.listing.waiting import Waiting, waiting

MONDAY = date(2026, 11, 23)
DUE = date(2026, 12, 7)


@pytest.mark.parametrize(
    ("today", "days", "over", "presses"),
    [
        (date(2026, 11, 20), 11, False, False),  # before it came: nothing breaks
        (MONDAY, 10, False, False),
        (date(2026, 11, 28), 6, False, False),  # a Saturday
        (date(2026, 12, 3), 2, False, False),
        (date(2026, 12, 4), 1, False, True),
        (date(2026, 12, 6), 1, False, True),  # a Sunday, the day before
        (DUE, 0, False, True),
        (date(2026, 12, 8), 1, True, True),
        (date(2026, 12, 12), 4, True, True),
        (date(2027, 12, 7), 253, True, True),
    ],
)
def test_days_left_and_days_over(today: date, days: int, over: bool, presses: bool) -> None:
    found = waiting(MONDAY, today, 10)
    assert found == Waiting(DUE, days, over)
    assert found.presses is presses


def test_over_before_a_working_day_has_passed() -> None:
    assert waiting(date(2026, 11, 23), date(2026, 11, 28), 4) == Waiting(date(2026, 11, 27), 0, over=True)
