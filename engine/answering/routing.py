"""The way through the pages: next, previous, the first with something to do; and what may be submitted at the end."""

from collections.abc import Collection

from engine.answering.answers import to_json
from engine.answering.outcome import Outcome
from engine.answering.standing import to_mend
from engine.questionnaire import Questionnaire
from engine.values import Json


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
    mend = to_mend(outcome)
    for page_id in outcome.pages:
        if page_id not in visited or any(question.id in mend for question in questionnaire.pages[page_id].questions):
            return page_id
    return None


def prune(questionnaire: Questionnaire, outcome: Outcome) -> dict[str, Json]:
    """The answers that may be submitted: on the path and valid, in their JSON form, in document order.

    Pruning what was pruned changes nothing: the same path, values and scores come out of it.
    """
    return to_json(questionnaire, {id: outcome.values[id] for id in outcome.path if id in outcome.values})
