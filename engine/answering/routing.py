"""The way through the pages: next, previous, the first with something to do, how far, and what is left to submit."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction

from engine.answering.answers import to_json
from engine.answering.outcome import Outcome
from engine.question_types import TYPES
from engine.questionnaire import Questionnaire, Severity
from engine.values import Json


@dataclass(frozen=True, slots=True)
class Progress:
    """How far someone is. `section_number` counts from 1, of the `sections` that have a page on the path.

    `done_share` (0 to 1) is the part of the time that the pages before this one take; `minutes_left` estimates what is not
    answered yet on this page and after it, in whole minutes rounded up.
    """

    section_number: int
    sections: int
    done_share: Fraction
    minutes_left: int

    @property
    def percent(self) -> int:
        """`done_share` in whole percents, rounded down: 100 only when all is done."""
        return int(self.done_share * 100)


def next_page(outcome: Outcome, page_id: str) -> str | None:
    """The page on the path after this one; None after the last page, and for a page that is not on the path."""
    return _neighbour(outcome, page_id, 1)


def previous_page(outcome: Outcome, page_id: str) -> str | None:
    """The page on the path before this one; None before the first page, and for a page that is not on the path."""
    return _neighbour(outcome, page_id, -1)


def _neighbour(outcome: Outcome, page_id: str, step: int) -> str | None:
    if page_id not in outcome.pages:
        return None
    place = outcome.pages.index(page_id) + step
    return outcome.pages[place] if 0 <= place < len(outcome.pages) else None


def first_open_page(questionnaire: Questionnaire, outcome: Outcome, visited: Collection[str]) -> str | None:
    """The first page on the path that was not visited yet or on which something must be mended; None when there is none."""
    mend = {problem.question for problem in outcome.problems if problem.severity == Severity.ERROR}
    for page_id in outcome.pages:
        if page_id not in visited or any(question.id in mend for question in questionnaire.pages[page_id].questions):
            return page_id
    return None


def progress(questionnaire: Questionnaire, outcome: Outcome, page_id: str | None) -> Progress:
    """How far someone on this page is; None, or a page that is not on the path, stands for the end."""
    on_path = frozenset(outcome.pages)
    sections = [
        [page.id for page in section.pages if page.id in on_path]
        for section in questionnaire.sections
        if any(page.id in on_path for page in section.pages)
    ]
    number = next((place for place, pages in enumerate(sections, 1) if page_id in pages), len(sections))
    here = outcome.pages.index(page_id) if page_id in on_path else len(outcome.pages)
    before, after = outcome.pages[:here], outcome.pages[here:]
    asked = [id for id in _questions(questionnaire, before) if id in outcome.shown]
    to_come = [id for id in _questions(questionnaire, after) if id in outcome.shown]
    done, left = _seconds(questionnaire, asked), _seconds(questionnaire, to_come)
    unanswered = _seconds(questionnaire, (id for id in to_come if id not in outcome.values))
    share = Fraction(done, done + left) if left else Fraction(0 if after else 1)
    return Progress(number, len(sections), share, -(-unanswered // 60))


def _questions(questionnaire: Questionnaire, pages: Iterable[str]) -> list[str]:
    return [question.id for page in pages for question in questionnaire.pages[page].questions]


def _seconds(questionnaire: Questionnaire, ids: Iterable[str]) -> int:
    return sum(TYPES[questionnaire.questions[id].type].seconds for id in ids)


def prune(questionnaire: Questionnaire, outcome: Outcome) -> dict[str, Json]:
    """The answers that may be submitted: on the path and valid, in their JSON form, in document order.

    Pruning what was pruned changes nothing: the same path, values and scores come out of it.
    """
    return to_json(questionnaire, {id: outcome.values[id] for id in outcome.path if id in outcome.values})
