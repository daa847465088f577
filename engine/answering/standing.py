"""How far a response is: what is done of each section, what is left of it, and about how long that takes.

A page is done when it was saved and nothing on it must be mended. So going back to look at an answer undoes nothing: what is
done grows less only through an answer that makes something else wrong, or asks for more.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from engine.answering.outcome import Outcome
from engine.answering.plan import Known, PagePlan, plan_of
from engine.question_types import TYPES
from engine.questionnaire import Questionnaire, Severity


class SectionState(StrEnum):
    """How a section stands."""

    NOT_BEGUN = "not_begun"
    BUSY = "busy"
    """A page of it was saved, and another was not."""
    ATTENTION = "attention"
    """Something on a page that was saved must be mended."""
    DONE = "done"
    NOT_ASKED = "not_asked"
    """Nothing of it is asked, because of an answer."""
    UNDECIDED = "undecided"
    """Nothing of it is asked up to now; an answer that is still to come may change that."""


@dataclass(frozen=True, slots=True)
class SectionStanding:
    """One section. `done` of its `pages` on the path are done; `seconds` estimates what is left; `leads_to` is the first
    page with something to do, else its first page, None when nothing of it is asked.
    """

    id: str
    state: SectionState
    pages: int
    done: int
    seconds: int
    leads_to: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """All sections, in order."""

    sections: tuple[SectionStanding, ...]

    @property
    def minutes_left(self) -> int:
        """About how long what is left takes, in whole minutes rounded up; 0 when all is done."""
        return minutes(sum(section.seconds for section in self.sections))

    @property
    def asked(self) -> tuple[SectionStanding, ...]:
        """The sections that have a page on the path."""
        return tuple(section for section in self.sections if section.pages)

    @property
    def complete(self) -> bool:
        """Whether every page on the path is done."""
        return all(section.done == section.pages for section in self.sections)


def minutes(seconds: int) -> int:
    """Whole minutes, rounded up."""
    return -(-seconds // 60)


def standing(questionnaire: Questionnaire, outcome: Outcome, visited: Collection[str], today: date) -> Standing:
    """How far a response is of which the pages `visited` were saved."""
    asked, saved, wrong = frozenset(outcome.pages), frozenset(visited), to_mend(outcome)
    sections = []
    for section, pages in _pages_of(questionnaire):
        names = [page for page in pages if page in asked]
        todo = [
            name
            for name in names
            if name not in saved or (wrong and not wrong.isdisjoint(_seconds(questionnaire, name)))
        ]
        state = _state(names, todo, saved) if names else _why_not_asked(questionnaire, pages, outcome, today)
        left = 0
        for name in todo:
            mend = name in saved
            for id, seconds in _seconds(questionnaire, name).items():
                if id in wrong if mend else id in outcome.shown and id not in outcome.values:
                    left += seconds
        leads_to = todo[0] if todo else names[0] if names else None
        sections.append(SectionStanding(section, state, len(names), len(names) - len(todo), left, leads_to))
    return Standing(tuple(sections))


def to_mend(outcome: Outcome) -> frozenset[str]:
    """The questions about which there is an error."""
    return frozenset(problem.question for problem in outcome.problems if problem.severity is Severity.ERROR)


def _state(pages: Sequence[str], todo: Collection[str], saved: frozenset[str]) -> SectionState:
    if not todo:
        return SectionState.DONE
    if any(page in saved for page in todo):
        return SectionState.ATTENTION
    return SectionState.BUSY if any(page in saved for page in pages) else SectionState.NOT_BEGUN


def _why_not_asked(questionnaire: Questionnaire, pages: Iterable[str], outcome: Outcome, today: date) -> SectionState:
    known: Known = {**outcome.values, "today": today}
    plans = {plan.page: plan for plan in plan_of(questionnaire).pages}
    undecided = any(_may_still_be_asked(plans[page], known) for page in pages)
    return SectionState.UNDECIDED if undecided else SectionState.NOT_ASKED


def _may_still_be_asked(page: PagePlan, known: Known) -> bool:
    """Whether no condition in the way is false for good: one that is unknown waits for an answer."""
    if any(when(known) is False for when in page.conditions):
        return False
    return any(step.when is None or step.when(known) is not False for step in page.steps)


@lru_cache(maxsize=64)
def _pages_of(questionnaire: Questionnaire) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((section.id, tuple(page.id for page in section.pages)) for section in questionnaire.sections)


@lru_cache(maxsize=4096)
def _seconds(questionnaire: Questionnaire, page: str) -> Mapping[str, int]:
    """How long each question of a page takes."""
    return {question.id: TYPES[question.type].seconds for question in questionnaire.pages[page].questions}
