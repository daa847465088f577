"""The picture that others show with a link to a collective: drawn by typst, in our own look, with our own fonts.

Texts go to the typesetter as JSON, never as source. A picture is kept under what stands on it, so one that is asked for again
costs nothing, and one of which the name or the place changed is drawn anew.
"""

import json
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Final

from webform.fonts import characters, showable

_HERE = Path(__file__).resolve().parent
SOURCE: Final = _HERE / "picture.typ"
FONTS: Final = _HERE.parent / "static" / "vendor" / "source-sans"
LONGEST: Final = 120
MOST_KEPT: Final = 64
_one_at_a_time = Lock()


def drawn(name: str, kind: str, place: str, site: str) -> bytes:
    """The picture as PNG, 1200 by 630; what its font has no glyph for becomes a box."""
    return _drawn(_line(name) or "…", _line(kind), _line(place), _line(site.partition("://")[2]))


@lru_cache(maxsize=MOST_KEPT)
def _drawn(name: str, kind: str, place: str, site: str) -> bytes:
    told = json.dumps({"name": name, "kind": kind, "place": place, "site": site})
    with _one_at_a_time:  # a compiler belongs to one thread at a time
        made: bytes = _compiler().compile(sys_inputs={"told": told}, format="png", ppi=72.0)
    return made


def _line(text: str) -> str:
    """One line that fits, in characters that the font has."""
    known = characters(FONTS / "SourceSans3-Regular.otf")
    shown = " ".join(showable(text, known).split())
    return shown if len(shown) <= LONGEST else shown[: LONGEST - 1].rstrip() + "…"


@cache
def _compiler() -> Any:
    import typst

    return typst.Compiler(SOURCE, root=_HERE, font_paths=[FONTS], ignore_system_fonts=True)
