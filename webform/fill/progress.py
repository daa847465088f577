"""How far someone is, as a question page shows it, and the word that is said when an answer changes how far that is.

The bar shows what is done and not which page is open, so going back to an answer takes nothing off it. What can take
something off is an answer: one that asks for more, or that makes an earlier one wrong. The page carries a measure of the
rest of the path as it was when the page was drawn; after a save that is held against the rest as it is now.
"""

import re
from functools import lru_cache

from flask import current_app
from markupsafe import Markup

from engine.answering.standing import Standing, standing, to_mend
from engine.questionnaire import Page, Questionnaire, Section
from results.filling.draft import Draft
from webform.language import current_language, ngettext
from webform.language import gettext as _

REST = "rest"
"""The hidden field with the measure of the rest of the path."""
WORTH_TELLING = 3
"""A question or two that come or go make no difference to anyone: about them nothing is said."""
_MEASURE = re.compile(r"([0-9]{1,4})\.([0-9]{1,4})")


def standing_of(draft: Draft) -> Standing:
    """How far the response is."""
    return standing(draft.questionnaire, draft.outcome, draft.response.visited, draft.today)


@lru_cache(maxsize=1024)
def section_of(questionnaire: Questionnaire, page_id: str) -> Section:
    """The section a page stands in."""
    return next(section for section in questionnaire.sections if any(page.id == page_id for page in section.pages))


def progress_bar(draft: Draft, page: Page) -> Markup:
    """The bar and the words for how far someone is who has this page open."""
    now = standing_of(draft)
    here = section_of(draft.questionnaire, page.id).id
    asked = now.asked
    number = next((place for place, section in enumerate(asked, 1) if section.id == here), len(asked))
    parts = tuple((section.done, section.pages) for section in asked)
    return _drawn(parts, number, now.minutes_left, current_language())


@lru_cache(maxsize=2000)
def _drawn(parts: tuple[tuple[int, int], ...], number: int, minutes: int, _language: str) -> Markup:
    """The same for everyone who is this far, in the language at hand."""
    caption = _("Part %(number)s of %(total)s", number=number, total=len(parts))
    if minutes > 0:
        caption = Markup(" · ").join((caption, minutes_left(minutes)))
    components = current_app.jinja_env.get_template("layout/components.html").module
    drawn: Markup = components.progress(parts, number, caption)  # type: ignore[attr-defined]  # a macro
    return drawn


def minutes_left(minutes: int) -> Markup:
    """How long what is left takes, in words."""
    return ngettext("about %(num)s minute left", "about %(num)s minutes left", minutes)


def measure_of_rest(draft: Draft, page: Page) -> str:
    """How many questions are asked on other pages, and about how many of those something must be mended now."""
    here = {question.id for question in page.questions}
    return f"{len(frozenset(draft.outcome.path) - here)}.{_wrong_elsewhere(draft, here)}"


def carried(measured: str, fresh: str) -> str:
    """The measure that was sent, to be held against the answers that are sent next; `fresh` when it is none of ours."""
    return measured if _MEASURE.fullmatch(measured) else fresh


def word_of_change(measured: str, draft: Draft, page: Page) -> Markup | None:
    """What to say when the answers to this page changed the rest of the path since it was `measured`; None: nothing."""
    found = _MEASURE.fullmatch(measured)
    if found is None:
        return None
    asked, wrong = map(int, found.groups())
    now_asked, now_wrong = map(int, measure_of_rest(draft, page).split("."))
    said = []
    if now_asked - asked >= WORTH_TELLING:
        said.append(
            ngettext(
                "Because of your answer there is %(num)s more question.",
                "Because of your answer there are %(num)s more questions.",
                now_asked - asked,
            )
        )
    elif asked - now_asked >= WORTH_TELLING:
        said.append(
            ngettext(
                "Because of your answer there is %(num)s question fewer.",
                "Because of your answer there are %(num)s fewer questions.",
                asked - now_asked,
            )
        )
    if now_wrong > wrong:
        said.append(_("An earlier answer no longer fits with it. The overview shows where."))
    return Markup(" ").join(said) if said else None


def _wrong_elsewhere(draft: Draft, here: set[str]) -> int:
    """Questions with an error on pages that were saved: what is missing on a page still to come is no news."""
    wrong = to_mend(draft.outcome) - here
    if not wrong:
        return 0
    saved = (draft.questionnaire.pages[id] for id in draft.response.visited if id in draft.questionnaire.pages)
    return sum(question.id in wrong for page in saved for question in page.questions)
