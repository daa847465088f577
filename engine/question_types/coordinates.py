"""Coordinates as people write and copy them, read exactly: `52,0907 5,1214`, `52.0907, 5.1214`, `52° 5' 26,5" NB 5° 7' 17" OL`.

Degrees of latitude and longitude (WGS 84), in this order unless letters of the compass say otherwise: N, S, E, W, and in
Dutch NB, ZB, OL, WL (or Z and O). What can be read in two ways is not read at all: `52,5` is one number and no point. The
link of a map is read as well, where it holds the coordinates (`map_links`).
"""

import re
from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from engine.question_types.map_links import in_link, is_link

LONGEST = 100
DECIMALS = 5
"""Of a degree: about one metre. What is written more precisely is rounded to that, half up."""
MOST_LATITUDE, MOST_LONGITUDE = Decimal(90), Decimal(180)

_NUMBER = r"[0-9]{1,3}(?:[.,][0-9]{1,20})?"
_COMPASS = r"NB|ZB|OL|WL|[NSEWZO]"
_BEFORE, _AFTER = rf"(?P<before_@>{_COMPASS})\s*", rf"\s*(?P<after_@>{_COMPASS})?"
_IN_UNITS = rf"""(?P<sign_@>-)?(?P<degrees_@>{_NUMBER})\s*[°º]\s*(?:(?P<minutes_@>{_NUMBER})\s*'\s*)?(?:(?P<seconds_@>{_NUMBER})\s*"\s*)?"""
_IN_DEGREES = rf"(?P<sign_@>-)?(?P<degrees_@>{_NUMBER})"
_WRITTEN = tuple(shape for angle in (_IN_UNITS, _IN_DEGREES) for shape in (_BEFORE + angle, angle + _AFTER))
"""The ways to write one angle: the letter of the compass before it, or after it if it is there at all."""
_ONE = tuple(re.compile(shape.replace("@", "a")) for shape in _WRITTEN)
_TWO = tuple(re.compile(rf"{shape.replace('@', 'a')}\s*[,;/]?\s*{shape.replace('@', 'b')}") for shape in _WRITTEN)
_MARKED = re.compile(rf"[°º]|{_COMPASS}")

_SIGNS = str.maketrans(
    {"′": "'", "’": "'", "‘": "'", "´": "'", "″": '"', "”": '"', "“": '"', "−": "-", "–": "-", "\u00a0": " "}
)
_NORTH, _EAST = frozenset({"N", "NB", "S", "Z", "ZB"}), frozenset({"E", "O", "OL", "W", "WL"})
_NEGATIVE = frozenset({"S", "Z", "ZB", "W", "WL"})


class Angle(NamedTuple):
    """Degrees, and the letter of the compass that was written with it, if any."""

    degrees: Decimal
    compass: str = ""


def read_pair(text: str) -> tuple[Decimal, Decimal] | None:
    """Latitude and longitude from one text; None when it is not clear which point is meant."""
    if is_link(text.strip()):
        linked = in_link(text.strip())
        return None if linked is None else _in_order(Angle(linked[0]), Angle(linked[1]))
    text = _plain(text)
    if len(text) > LONGEST:
        return None
    if _MARKED.search(text):
        found = _first(_TWO, text)
        return None if found is None else _in_order(_angle(found, "a"), _angle(found, "b"))
    for split in _SPLITS:
        parts = split(text)
        if len(parts) == 2:
            return _in_order(_read_angle(parts[0]), _read_angle(parts[1]))
    return None


def read_apart(latitude: str, longitude: str) -> tuple[Decimal, Decimal] | None:
    """Latitude and longitude from two texts; None when one of them is none."""
    if len(latitude) > LONGEST or len(longitude) > LONGEST:
        return None
    return _in_order(_read_angle(_plain(latitude)), _read_angle(_plain(longitude)))


def read_fields(latitude: str, longitude: str) -> tuple[Decimal, Decimal] | None:
    """Latitude and longitude from two fields as people fill them in: one in each, or both in one, which is what they paste.

    A link counts, whatever still stands in the other field.
    """
    link = next((text for text in (latitude, longitude) if is_link(text.strip())), "")
    if link:
        return read_pair(link)
    if latitude.strip() and longitude.strip():
        return read_apart(latitude, longitude)
    return read_pair(latitude.strip() or longitude)


def rounded(degrees: Decimal) -> Decimal:
    """Degrees with as many decimals as are kept, never minus zero."""
    return degrees.quantize(Decimal(1).scaleb(-DECIMALS), ROUND_HALF_UP) + 0


def _plain(text: str) -> str:
    text = text.translate(_SIGNS).replace("''", '"').strip().upper()
    return text.strip("() ")


def _read_angle(text: str) -> Angle | None:
    found = _first(_ONE, text.strip())
    return None if found is None else _angle(found, "a")


def _first(shapes: Iterable[re.Pattern[str]], text: str) -> re.Match[str] | None:
    return next((found for shape in shapes if (found := shape.fullmatch(text))), None)


def _angle(found: re.Match[str], which: str) -> Angle | None:
    """The angle in a match; None with a letter and a minus, with sixty minutes, or with decimals before a smaller unit."""
    part = found.groupdict()
    written = [part[f"degrees_{which}"], part.get(f"minutes_{which}"), part.get(f"seconds_{which}")]
    degrees, minutes, seconds = (Decimal((each or "0").replace(",", ".")) for each in written)
    compass = part.get(f"before_{which}") or part.get(f"after_{which}") or ""
    if (compass and part[f"sign_{which}"]) or max(minutes, seconds) >= 60:
        return None
    if ((written[1] or written[2]) and degrees % 1) or (written[2] and minutes % 1):
        return None
    whole = degrees + minutes / 60 + seconds / 3600
    return Angle(-whole if part[f"sign_{which}"] or compass in _NEGATIVE else whole, compass)


def _in_order(first: Angle | None, second: Angle | None) -> tuple[Decimal, Decimal] | None:
    if first is None or second is None:
        return None
    if first.compass in _EAST and second.compass not in _EAST:
        first, second = second, first
    if first.compass in _EAST or second.compass in _NORTH:
        return None
    latitude, longitude = rounded(first.degrees), rounded(second.degrees)
    if abs(latitude) > MOST_LATITUDE or abs(longitude) > MOST_LONGITUDE:
        return None
    return latitude, longitude


def _at_only_comma(text: str) -> list[str]:
    return text.split(",") if "." in text else []


def _at_middle_comma(text: str) -> list[str]:
    parts = text.split(",")
    return [",".join(parts[:2]), ",".join(parts[2:])] if len(parts) == 4 else []


_SPLITS: tuple[Callable[[str], list[str]], ...] = (
    lambda text: re.split(r"\s*[;/]\s*", text),
    lambda text: re.split(r"\s*,\s+", text),
    lambda text: text.split(),
    _at_only_comma,
    _at_middle_comma,
)
"""Where one number ends and the next begins: the first of these that gives two parts."""
