"""How a language writes lists, numbers, dates, coordinates, and yes or no. Dutch and English; any other language is written
as English.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from engine.question_types.numbers import plain


class _Wording(NamedTuple):
    conjunction: str
    decimal_mark: str
    group_mark: str
    yes: str
    no: str
    compass: tuple[str, str, str, str]
    months: tuple[str, ...]


_ENGLISH = _Wording(
    "and", ".", ",", "yes", "no", ("N", "S", "E", "W"),
    ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
     "December"),
)  # fmt: skip
_DUTCH = _Wording(
    "en", ",", ".", "ja", "nee", ("NB", "ZB", "OL", "WL"),
    ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
     "december"),
)  # fmt: skip
_WORDINGS = MappingProxyType({"nl": _DUTCH, "en": _ENGLISH})


def _of(language: str) -> _Wording:
    return _WORDINGS.get(language, _ENGLISH)


def listed(texts: Sequence[str], language: str) -> str:
    """`a`, `a en b`, `a, b en c`; where a text has a comma or the conjunction itself, `a; b, c; d en e`: the parts stay apart."""
    if len(texts) < 2:
        return "".join(texts)
    if any(", " in text or f" {_of(language).conjunction} " in text for text in texts):
        return "; ".join(texts)  # "wonen en zorg en welzijn": which are the two?
    return f"{', '.join(texts[:-1])} {_of(language).conjunction} {texts[-1]}"


def number_in(number: int | Decimal, language: str) -> str:
    """A number with the decimal mark of the language, and from 10,000 on with grouping, so that it reads easily.

    Below that a thousand needs none, and what is shown can be typed back.
    """
    wording = _of(language)
    whole, _, fraction = plain(Decimal(number)).partition(".")
    if len(whole.lstrip("-")) > 4:
        whole = f"{int(whole):,}".replace(",", wording.group_mark)
    return f"{whole}{wording.decimal_mark}{fraction}" if fraction else whole


def date_in(day: date, language: str) -> str:
    """`3 mei 2024`, `3 May 2024`."""
    return f"{day.day} {_of(language).months[day.month - 1]} {day.year}"


def degrees_in(latitude: Decimal, longitude: Decimal, language: str) -> str:
    """`52,0907° NB, 5,1214° OL`, `52.0907° N, 5.1214° E`."""
    north, south, east, west = _of(language).compass
    return (
        f"{number_in(abs(latitude), language)}° {south if latitude < 0 else north}, "
        f"{number_in(abs(longitude), language)}° {west if longitude < 0 else east}"
    )


def yes_or_no(answer: bool, language: str) -> str:
    """`ja` or `nee`."""
    return _of(language).yes if answer else _of(language).no
