"""Raw answers to values: the one place where what came from a form, a file or the database is read and checked.

Refuses nothing: what is not right is set apart as a problem, and ids that are no question are only listed. It knows neither
which questions are asked nor what day it is; that is for `outcome.evaluate`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from engine.question_types import TYPES
from engine.questionnaire import Questionnaire
from engine.values import AnswerProblem, Json, Value


@dataclass(frozen=True, slots=True)
class Answers:
    """Parsed answers, asked or not. A question is in `values`, in `rejected`, or unanswered and in neither.

    `unknown` holds the ids in the input that are no question, in the order of the input.
    """

    values: MappingProxyType[str, Value]
    rejected: MappingProxyType[str, AnswerProblem]
    unknown: tuple[str, ...] = ()


NO_ANSWERS = Answers(MappingProxyType({}), MappingProxyType({}))


def parse_answers(
    questionnaire: Questionnaire, raw: Mapping[str, object], before: tuple[Mapping[str, object], Answers] | None = None
) -> Answers:
    """The answers in `raw`: question id to raw value, from a form, JSON, YAML or `to_json`. Never raises.

    `before`: raw answers that were parsed with this questionnaire earlier, and what came of them. Text that is the same as
    it was then is not read again: after the save of one page nearly all is.
    """
    raw_before, parsed_before = before or ({}, NO_ANSWERS)
    values: dict[str, Value] = {}
    rejected: dict[str, AnswerProblem] = {}
    unknown: list[str] = []
    questions = questionnaire.questions
    for id, given in raw.items():
        question = questions.get(id)
        if question is None:
            unknown.append(id)
            continue
        if raw_before.get(id) == given and _is_text(given):
            if id in parsed_before.values:
                values[id] = parsed_before.values[id]
                continue
            if id in parsed_before.rejected:
                rejected[id] = parsed_before.rejected[id]
                continue
        kind = TYPES[question.type]
        if not kind.takes_answer:
            continue  # an export may hold calculated values; they follow from the answers again
        value = kind.parse(question, given)
        if value is None:
            continue
        problem = value if isinstance(value, AnswerProblem) else kind.check(question, value)
        if problem is not None:
            rejected[id] = problem
        elif not isinstance(value, AnswerProblem):
            values[id] = value
    return Answers(MappingProxyType(values), MappingProxyType(rejected), tuple(unknown))


def _is_text(given: object) -> bool:
    """Whether this is text or a list of texts: what forms send, and what is equal only to the same (True equals 1)."""
    return type(given) is str or (type(given) is list and all(type(each) is str for each in given))


def to_json(questionnaire: Questionnaire, values: Mapping[str, Value]) -> dict[str, Json]:
    """The JSON form of values, answers and calculated ones, in document order; `parse_answers` reads it back the same."""
    return {
        id: TYPES[question.type].serialise(values[id])
        for id, question in questionnaire.questions.items()
        if id in values
    }
