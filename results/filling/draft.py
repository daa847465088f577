"""A response with what its answers come to: judged once after every save, and kept for the requests that follow it.

Judging is the engine's, and what only a list of places or the public map can tell is asked of `places` and `namesakes`.
Nothing here writes: `fill` does, and comes here for what it became.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from engine.answering.answers import Answers, parse_answers
from engine.answering.outcome import Outcome, evaluate
from engine.questionnaire import Questionnaire
from engine.values import AnswerProblem, Json, Value
from results.consents.words_read import to_ask_again
from results.filling.merging import NOTHING
from results.places import Places, asked_about, in_order, place_problems, places_in
from results.public_map.namesakes import same_name
from results.records.responses import Response
from results.review import EDITABLE, State
from results.services import Services
from results.text import check_size, storable

MOST_JUDGED: Final = 128
"""Of so many responses a process remembers what they came to; they take some tens of kilobytes each."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A response with what its answers come to now. `questionnaire` has the texts of the response's language.

    `problems`: those of the outcome, and what only a list of places or the public map can tell (`results.places`,
    `results.public_map.namesakes`), or which consent is to be asked again (`results.consents.words_read`), in document
    order. `places`: what each answer to a question of type `place` may mean.
    """

    response: Response
    questionnaire: Questionnaire
    outcome: Outcome
    today: date
    problems: tuple[AnswerProblem, ...]
    places: Places

    @property
    def editable(self) -> bool:
        """Whether answers may be changed in the state this response is in."""
        return self.response.state in EDITABLE


@dataclass(frozen=True, slots=True)
class Judged:
    """What the answers of one save came to on one day; `read`: those answers, raw and parsed; `located`: what was looked
    up of them in the list of places.
    """

    saves: int
    questionnaire: Questionnaire
    today: date
    read: tuple[Mapping[str, Json], Answers]
    outcome: Outcome
    problems: tuple[AnswerProblem, ...]
    located: "_Located"


@dataclass(frozen=True, slots=True)
class _Located:
    """What the list of places tells of the answers to the questions that it is asked about."""

    answers: tuple[Value | None, ...]
    places: Places
    problems: tuple[AnswerProblem, ...]


_judged: Final[dict[str, Judged]] = {}
"""By response id, the one that was judged last at the end."""


def draft_of(services: Services, response: Response, judged: Judged | None = None) -> Draft:
    """A stored response with what its answers come to today; `judged` when that is known already, from before it was stored."""
    source = services.surveys.by_hash(response.questionnaire_hash)
    if judged is None:
        judged = judge_stored(services, response)
    else:
        _remember(response.id, judged)
    today, problems = judged.today, judged.problems
    if again := to_ask_again(source, response.answers, response.visited, judged.outcome):
        problems = in_order(source, (*problems, *again))
    if namesake := same_name(services, source, response, judged.outcome.values, judged.located.places):
        problems = in_order(source, (*problems, namesake))
    edition = source.in_language(response.language)
    return Draft(response, edition, judged.outcome, today, problems, judged.located.places)


def judge_stored(services: Services, response: Response) -> Judged:
    """What the answers of a stored response come to. Kept for a while: after every save the next page is asked for at once."""
    source, today = services.surveys.by_hash(response.questionnaire_hash), _today(services)
    known = _judged.get(response.id)
    if known is not None and known.questionnaire is not source:
        known = None
    if known is not None and known.saves == response.saves and known.today == today:
        return known  # every save counts, so it is of the same answers
    fresh = judge(services, response, known)
    _remember(response.id, fresh)
    return fresh


def judge(services: Services, response: Response, known: Judged | None) -> Judged:
    """What answers come to that may never be stored: nothing is kept of it. `known`: of other answers to the same questions."""
    source, today = services.surveys.by_hash(response.questionnaire_hash), _today(services)
    answers = parse_answers(source, response.answers, known.read if known is not None else None)
    outcome = evaluate(source, answers, today)
    located = _locate(services, source, outcome, known.located if known is not None else None)
    problems = outcome.problems
    if located.problems:
        problems = in_order(source, (*problems, *located.problems))
    return Judged(response.saves, source, today, (response.answers, answers), outcome, problems, located)


def _today(services: Services) -> date:
    return services.clock.date_of(services.clock.now())


def _locate(services: Services, source: Questionnaire, outcome: Outcome, before: _Located | None) -> _Located:
    """What the list of places tells; looked up again only when an answer about a place was changed."""
    answers = tuple(outcome.values.get(name) for name in asked_about(source))
    if before is not None and before.answers == answers:
        return before
    places = places_in(source, outcome.values, services.geocoder)
    return _Located(answers, places, place_problems(source, outcome.values, places, services.geocoder))


def _remember(response_id: str, judged: Judged) -> None:
    # Threads may do this at the same moment: each step is one step of a dict, and what went already is no matter.
    _judged.pop(response_id, None)
    _judged[response_id] = judged
    while len(_judged) > MOST_JUDGED:
        _judged.pop(next(iter(tuple(_judged)), ""), None)


def forget_judged() -> None:
    """Let go of what this process remembers of answers that were judged before."""
    _judged.clear()


def tried(draft: Draft, answers: Mapping[str, object]) -> Draft:
    """What a draft would come to with these raw answers. Nothing is kept, and no place is looked up.

    Raises:
        NotStorable: as `fill.keep_page`.
    """
    typed = {question: storable(raw) for question, raw in answers.items()}
    response = replace(draft.response, answers=together(draft.response.answers, typed))
    outcome = evaluate(draft.questionnaire, parse_answers(draft.questionnaire, response.answers), draft.today)
    return replace(draft, response=response, outcome=outcome, problems=outcome.problems, places={})


def unstored(services: Services, questionnaire: Questionnaire, ref: str, answers: Mapping[str, Json]) -> Draft:
    """A response of which nothing but these raw answers is known, because the database cannot be asked. Not to be kept."""
    now = services.clock.now()
    today = services.clock.date_of(now)
    outcome = evaluate(questionnaire, parse_answers(questionnaire, answers), today)
    return Draft(begun(questionnaire, ref, now, answers), questionnaire, outcome, today, (), {})


def begun(questionnaire: Questionnaire, response_id: str, at: datetime, answers: Mapping[str, Json]) -> Response:
    """A response to this edition that was begun at this moment, and never saved."""
    return Response(
        id=response_id,
        survey=questionnaire.survey,
        questionnaire_hash=questionnaire.hash,
        language=questionnaire.language,
        answers=answers,
        visited=(),
        saves=0,
        state=State.DRAFT,
        revision=0,
        approved_revision=None,
        created_at=at,
        changed_at=at,
    )


def together(answers: Mapping[str, Json], changed: Mapping[str, Json]) -> Mapping[str, Json]:
    """Raw answers with others in their place; a question without an answer is not in it.

    Raises:
        NotStorable: more than is kept.
    """
    both = {question: raw for question, raw in {**answers, **changed}.items() if raw not in NOTHING}
    check_size(both)
    return both
