"""A whole set of made-up answers: valid, complete, and only what is asked. Made for any questionnaire."""

from collections.abc import Mapping

from engine.answering.answers import parse_answers
from engine.answering.outcome import Outcome, evaluate
from engine.question_types import TYPES
from engine.questionnaire import Privacy, Question, Questionnaire, Severity
from engine.values import Json
from results.demo.collective import Collective
from results.demo.kinds import invent
from results.demo.refusal import DemoRefused

SKIPPED = 0.06
"""How often a question that need not be answered is not."""
ON_THE_MAP = 0.9
"""How often the consent is given without which nothing becomes public."""
CHANGED = 0.25
"""How many of the answers that are not public are others in a next version."""
_TRIES = 12
_PATIENT = 8
"""After so many tries a question that need not be answered is left open."""


def made_up(
    questionnaire: Questionnaire, about: Collective, before: Mapping[str, Json] | None = None
) -> tuple[dict[str, Json], Outcome]:
    """Answers of this collective, on the path and without errors, and what they come to. With what it answered `before`,
    only some answers are others.

    Raises:
        DemoRefused: no answers were found that the questionnaire accepts; names the question.
    """
    known = _known(questionnaire, about)
    raw: dict[str, Json] = dict(before or {})
    for question in questionnaire.questions.values():
        if before is None or (question.privacy is Privacy.ORGANISATION and about.chance.random() < CHANGED):
            _answer(question, about, known, raw)
    wrong: dict[str, None] = {}  # in document order: chance is asked in the same order every time
    for attempt in range(_TRIES):
        outcome = evaluate(questionnaire, parse_answers(questionnaire, raw), about.today)
        wrong = dict.fromkeys(each.question for each in outcome.problems if each.severity is Severity.ERROR)
        if not wrong:
            return {id: raw[id] for id in outcome.path if id in raw}, outcome
        for id in wrong:
            question = questionnaire.questions[id]
            again = (
                None
                if attempt > _PATIENT and not question.required
                else invent(question, about, outcome.unavailable.get(id, frozenset()))
            )
            if again is None:
                raw.pop(id, None)
            else:
                raw[id] = again
    raise DemoRefused(
        f"no answer could be made up to {', '.join(sorted(wrong))} of the survey {questionnaire.survey}: "
        "its conditions and checks together leave none that is easily found"
    )


def _answer(question: Question, about: Collective, known: Mapping[str, Json], raw: dict[str, Json]) -> None:
    if not TYPES[question.type].takes_answer:
        return
    if question.id in known:
        raw[question.id] = known[question.id]
    elif question.required or about.chance.random() >= SKIPPED:
        value = invent(question, about)
        if value is not None and value != []:
            raw[question.id] = value


def _known(questionnaire: Questionnaire, about: Collective) -> dict[str, Json]:
    """The answers that follow from what the survey says its questions are for."""
    publication = questionnaire.publication
    contact, entry = publication.contact, publication.map_entry
    known: dict[str | None, Json] = {
        contact.name: about.person,
        contact.email: f"{about.mailbox}@example.org",
        contact.title: about.title,
    }
    if entry is not None:
        known[entry.consent] = about.chance.random() < ON_THE_MAP
        if entry.location is not None:
            known[entry.location.place] = about.place.value
            known[entry.location.postcode] = about.postcode
        _spread(questionnaire, entry.filters[:1], about, known)
    return {id: value for id, value in known.items() if id is not None}


def _spread(
    questionnaire: Questionnaire, filters: tuple[str, ...], about: Collective, known: dict[str | None, Json]
) -> None:
    """Let every value of the first filter of the map occur: the first collectives take one each, in order."""
    entry = questionnaire.publication.map_entry
    for field in entry.fields if entry else ():
        options = questionnaire.questions[field.question].options
        if (
            field.name in filters
            and questionnaire.questions[field.question].type == "single_choice"
            and about.number < 2 * len(options)
        ):
            known[field.question] = options[about.number % len(options)].value
