"""Which browser this is, in plain words: Firefox on Windows. From what it says of itself, and only that; no version."""

import re
from collections.abc import Sequence
from typing import Final

_BROWSERS: Final[Sequence[tuple[str, str]]] = (
    (r"Edg(e|A|iOS)?/", "Edge"),
    (r"OPR/|Opera", "Opera"),
    (r"SamsungBrowser/", "Samsung Internet"),
    (r"Vivaldi/", "Vivaldi"),
    (r"Firefox/|FxiOS/", "Firefox"),
    (r"Chrome/|CriOS/|Chromium/", "Chrome"),
    (r"Version/.*Safari/", "Safari"),
)
"""The first that fits: many call themselves by the name of another too."""
_SYSTEMS: Final[Sequence[tuple[str, str]]] = (
    (r"iPhone|iPod", "iPhone"),
    (r"iPad", "iPad"),
    (r"Android", "Android"),
    (r"Windows", "Windows"),
    (r"CrOS", "ChromeOS"),
    (r"Mac OS X|Macintosh", "Mac"),
    (r"Linux|X11", "Linux"),
)
_LONGEST = 400


def browser_of(user_agent: str) -> tuple[str, str]:
    """The names of the browser and of what it runs on; "" for what is not known."""
    said = user_agent[:_LONGEST]
    return _first(_BROWSERS, said), _first(_SYSTEMS, said)


def _first(known: Sequence[tuple[str, str]], said: str) -> str:
    return next((name for pattern, name in known if re.search(pattern, said)), "")
