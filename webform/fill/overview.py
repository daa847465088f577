"""The overview of a scan that is being filled in: every section with how it stands, about how long it takes, and its way in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask import render_template, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from werkzeug.wrappers import Response

from engine.answering.standing import SectionStanding, SectionState, minutes
from results.filling.draft import Draft
from webform.fill.asking import questions_of
from webform.fill.opening import open_draft
from webform.fill.progress import minutes_left, standing_of
from webform.fill.screen import page_address
from webform.fill.views import blueprint, closed
from webform.fill.words import Words
from webform.language import gettext as _
from webform.language import ngettext

STATES: Final[Mapping[SectionState, tuple[LazyString, str]]] = {
    SectionState.NOT_BEGUN: (_l("Not started"), "none"),
    SectionState.BUSY: (_l("Started"), "watch"),
    SectionState.ATTENTION: (_l("Have another look"), "hard"),
    SectionState.DONE: (_l("Done"), "good"),
    SectionState.NOT_ASKED: (_l("Not needed, because of an answer"), "none"),
    SectionState.UNDECIDED: (_l("Depends on an answer"), "none"),
}
"""Each state in words, and its tone."""


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section in the list. Without `href` there is nothing in it to open."""

    title: str
    hint: Markup | None
    status: LazyString
    tone: str
    done: bool
    href: str | None


@dataclass(frozen=True, slots=True)
class OverviewScreen:
    """The page. `go_on` is where the first thing to do is, None when all is done; `left` says how long the rest takes."""

    title: str
    parts: Sequence[tuple[int, int]]
    done: Markup
    left: Markup | None
    rows: Sequence[SectionRow]
    go_on: str | None
    check: str


@blueprint.get("/r/<ref>/overview")
def overview(ref: str) -> str | Response:
    """All sections, and where each leads."""
    draft = open_draft(ref)
    if not draft.editable:
        return closed(ref)
    asked = questions_of(draft, ref)
    return render_template("fill/overview.html", screen=overview_screen(draft, ref), ref=ref, asked=asked)


def overview_screen(draft: Draft, ref: str) -> OverviewScreen:
    """The overview of this response."""
    words = Words(draft.questionnaire, draft.outcome)
    now = standing_of(draft)
    titles = {section.id: words.plain(section.title) for section in draft.questionnaire.sections}
    finished = sum(section.state is SectionState.DONE for section in now.asked)
    return OverviewScreen(
        title=draft.questionnaire.title,
        parts=[(section.done, section.pages) for section in now.asked],
        done=_("%(done)s of %(total)s parts are done", done=finished, total=len(now.asked)),
        left=minutes_left(now.minutes_left) if now.minutes_left else None,
        rows=[_row(titles[section.id], section, ref) for section in now.sections],
        go_on=next(
            (page_address(ref, each.leads_to) for each in now.asked if each.leads_to and each.done < each.pages), None
        ),
        check=url_for("fill.check", ref=ref),
    )


def _row(title: str, section: SectionStanding, ref: str) -> SectionRow:
    status, tone = STATES[section.state]
    hint = None
    if section.seconds:
        hint = ngettext("about %(num)s minute", "about %(num)s minutes", minutes(section.seconds))
    if section.state is SectionState.BUSY:
        pages = _("%(done)s of %(total)s pages", done=section.done, total=section.pages)
        hint = Markup(" · ").join(part for part in (pages, hint) if part)
    href = page_address(ref, section.leads_to) if section.leads_to else None
    return SectionRow(title, hint, status, tone, section.state is SectionState.DONE, href)
