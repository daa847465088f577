"""The profile as a PDF that screen readers can read (PDF/UA-1): tagged, with its language, title, headings and tables.

Texts go to the typesetter as JSON, never as source. It is loaded at the first PDF, not at the start: it is large, and most
workers seldom make one.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Final

from flask import get_template_attribute

from webform.fonts import characters, showable
from webform.language import current_language, gettext
from webform.profile.report import Report, radar_said
from webform.profile.words import contact_offer, contact_steps, paper_words
from webform.wording.states import StateWords

_HERE = Path(__file__).resolve().parent
SOURCE: Final = _HERE / "profile.typ"
FONTS: Final = _HERE.parent / "static" / "vendor" / "source-sans"
STANDARD: Final = "ua-1"
PAINT: Final[Mapping[str, str]] = {
    "ink": "#16302a",
    "line": "#b9c7c0",
    "leaf": "#e7f1ec",
    "brand": "#0f5c4b",
    "good": "#1d7a63",
    "watch": "#945600",
    "hard": "#99274c",
}
"""The colours of the radar; those of tokens.css by daylight."""
_one_at_a_time = Lock()


def profile_pdf(report: Report, state: StateWords, reason: str, *, may_ask: bool) -> bytes:
    """The whole profile as one document, in the language of the reader. `may_ask`: its page has a button for asking contact."""
    return typeset(
        {**_told(report, may_ask), "state": {"title": _(state.title), "meaning": _(state.meaning)}, "reason": reason}
    )


def typeset(told: Mapping[str, Any]) -> bytes:
    """The document of these texts; what its font has no glyph for becomes a box.

    Raises:
        typst.TypstError: the texts are not those that profile.typ asks for.
    """
    shown = json.dumps(_showable(told, characters(FONTS / "SourceSans3-Regular.otf")))
    with _one_at_a_time:  # a compiler belongs to one thread at a time
        made: bytes = _compiler().compile(sys_inputs={"profile": shown}, format="pdf", pdf_standards=STANDARD)
    return made


@cache
def _compiler() -> Any:
    import typst

    return typst.Compiler(SOURCE, root=_HERE, font_paths=[FONTS], ignore_system_fonts=True)


def _(text: object, **values: object) -> str:
    return gettext(str(text), **values).unescape() if isinstance(text, str) else str(text)


def _told(report: Report, may_ask: bool) -> dict[str, Any]:
    said = radar_said(report)
    version = _("version %(version)s", version=report.revision)
    return {
        **asdict(report),
        "language": current_language(),
        "title": _("Profile of %(name)s", name=report.name) if report.name else _("Your profile"),
        "caption": f"{report.survey} · {report.date} · {version}",
        "footer": f"{report.name} · {report.date}" if report.name else report.date,
        "words": paper_words(),
        "contact": contact_steps(may_ask),
        "contact_offer": contact_offer(may_ask),
        "compared": report.compared_with or report.why_not or "",
        "radar": _picture(report, said),
        "radar_said": said,
        "since": _("Compared with your scan of %(date)s.", date=report.since) if report.since else "",
        "note": _(
            "Profile of version %(version)s of the questionnaire. Scores are compared only between versions with the same first number.",
            version=report.version,
        ),
    }


def _picture(report: Report, said: str) -> str | None:
    if report.radar is None:
        return None
    draw = get_template_attribute("profile/radar.svg.html", "draw")
    return str(draw(report.radar, "radar", _("The scores of all challenges as one shape"), said, PAINT))


def _showable(told: Any, known: frozenset[int]) -> Any:
    if isinstance(told, str):
        return showable(told, known)
    if isinstance(told, Mapping):
        return {name: _showable(each, known) for name, each in told.items()}
    if isinstance(told, list | tuple):
        return [_showable(each, known) for each in told]
    return told
