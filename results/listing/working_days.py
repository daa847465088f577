"""Working days in the Netherlands. Pure.

Monday to Friday, but not the public holidays of the Dutch General Extension of Time Limits Act (Algemene termijnenwet,
article 3): what the law takes as free is never counted against who has to decide. That includes Good Friday, and Liberation
Day every year. Days that the government names apart (bridging days) are not known here, and count.
"""

from datetime import date, timedelta
from functools import lru_cache

_DAY = timedelta(days=1)
_SATURDAY, _SUNDAY = 5, 6


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the algorithm of Meeus, Jones and Butcher)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    correction = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=64)
def holidays(year: int) -> frozenset[date]:
    """The public holidays of a year, those that fall in a weekend among them."""
    sunday = easter(year)
    kings_day = date(year, 4, 27)
    if kings_day.weekday() == _SUNDAY:
        kings_day -= _DAY
    after_easter = (-2, 0, 1, 39, 49, 50)  # Good Friday, Easter, Ascension Day, Pentecost
    return frozenset(
        {
            date(year, 1, 1),
            kings_day,
            date(year, 5, 5),
            date(year, 12, 25),
            date(year, 12, 26),
            *(sunday + timedelta(days=days) for days in after_easter),
        }
    )


def is_working_day(day: date) -> bool:
    """Whether people are expected at work."""
    return day.weekday() < _SATURDAY and day not in holidays(day.year)


def working_days_after(day: date, count: int) -> date:
    """The `count`th working day after `day`, which does not count itself; `day` when `count` is 0."""
    while count > 0:
        day += _DAY
        count -= is_working_day(day)
    return day


def working_days_between(day: date, until: date) -> int:
    """How many working days there are after `day`, up to and with `until`; 0 when that is not later."""
    if until <= day:
        return 0
    weeks, rest = divmod((until - day).days, 7)
    weekdays = weeks * 5 + sum((until - _DAY * number).weekday() < _SATURDAY for number in range(rest))
    years = range(day.year, until.year + 1)
    free = sum(day < each <= until and each.weekday() < _SATURDAY for year in years for each in holidays(year))
    return weekdays - free
