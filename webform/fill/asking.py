"""What a reviewer asked, where the initiator answers it: a list with a link to each question, and the comment at its question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from results.decisions.asked import Became
from results.decisions.reading import to_answer
from results.filling.draft import Draft
from webform.fill.screen import page_address
from webform.fill.words import Words
from webform.services import services

BECAME: Final[Mapping[Became, tuple[LazyString, str]]] = {
    Became.CHANGED: (_l("Answer changed"), "good"),
    Became.SAME: (_l("Not changed"), "none"),
    Became.REMOVED: (_l("Now empty"), "watch"),
}
"""What became of an answer that was asked about, and its tone."""


@dataclass(frozen=True, slots=True)
class AskedAt:
    """A comment at one question. `href`: where it is answered; None when that question is not asked any more."""

    question: str
    comment: str
    href: str | None
    told: LazyString
    tone: str


@dataclass(frozen=True, slots=True)
class Questions:
    """Everything that is asked: a word about the whole, and the comments."""

    reason: str
    rows: Sequence[AskedAt]


def questions_of(draft: Draft, ref: str) -> Questions | None:
    """What the initiator of this draft is asked; None when nothing is."""
    found = to_answer(services(), draft.response, draft.questionnaire, draft.outcome)
    if found is None:
        return None
    words = Words(draft.questionnaire, draft.outcome)
    page_of = {question.id: page.id for _section, page, question in draft.questionnaire.walk()}
    rows = []
    for each in found.followed:
        page = page_of.get(each.question)
        if page is None:
            continue
        there = each.question in draft.outcome.path
        href = page_address(ref, page, came_from_check=True, anchor=each.question) if there else None
        told, tone = BECAME[each.became]
        rows.append(AskedAt(words.question(each.question), each.comment, href, told, tone))
    return Questions(found.asked.reason, rows)
