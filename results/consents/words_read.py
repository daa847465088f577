"""A consent holds only for the words that were read. Pure.

The text of a consent may have answers in it ("the address a@example.org may be shown"). When such an answer becomes another,
nobody has said anything about the text as it is now: the consent is taken away, and asked again. What was refused stays
refused. Words are told apart by the answers in them and not by their letters, so that reading them in another language
makes no difference.
"""

from collections.abc import Collection, Mapping
from functools import lru_cache
from hashlib import blake2b
from json import dumps
from typing import Final

from engine.answering.outcome import Outcome
from engine.question_types import TYPES
from engine.questionnaire import Page, Privacy, Question, Questionnaire, Severity
from engine.values import AnswerProblem, Json, Value

ASK_AGAIN: Final = "consent_again"
"""The code of the warning that a consent was taken away, and not asked since."""
_BYTES = 5

WordsRead = Mapping[str, str]
"""By consent: what tells apart the words that were read of it."""


def words_read(questionnaire: Questionnaire, names: Collection[str], values: Mapping[str, Value]) -> WordsRead:
    """What tells apart the words of those of the questions `names` that are consents with answers in them."""
    return {name: _print(questionnaire, name, values) for name in _piped(questionnaire) if name in names}


def taken_away(
    questionnaire: Questionnaire, answers: Mapping[str, Json], read: WordsRead, now: Mapping[str, Value]
) -> tuple[str, ...]:
    """The consents among the raw `answers` that were given to other words than the texts have under the values `now`.

    `read`: the words that each was given to; what is not in it was given to nobody knows which.
    """
    return tuple(name for name in given(questionnaire, answers) if read.get(name) != _print(questionnaire, name, now))


def given(questionnaire: Questionnaire, answers: Mapping[str, Json]) -> tuple[str, ...]:
    """The consents with answers in their words that are given in these raw answers, on the path or not."""
    questions = questionnaire.questions
    return tuple(
        name
        for name in _piped(questionnaire)
        if name in answers and TYPES[questions[name].type].parse(questions[name], answers[name]) is True
    )


def to_ask_again(
    questionnaire: Questionnaire, answers: Mapping[str, Json], visited: Collection[str], outcome: Outcome
) -> tuple[AnswerProblem, ...]:
    """A warning at every consent that was taken away: no answer is left of it, where the rest of its page was answered."""
    return tuple(
        AnswerProblem(name, ASK_AGAIN, severity=Severity.WARNING)
        for name, page in _asked_on(questionnaire)
        if name not in answers and page.id not in visited and name in outcome.path
        if any(other.id in answers for other in page.questions)
    )


def pages_with(questionnaire: Questionnaire, names: Collection[str]) -> frozenset[str]:
    """The pages that ask these questions."""
    return frozenset(page.id for _section, page, question in questionnaire.walk() if question.id in names)


@lru_cache(maxsize=64)
def _piped(questionnaire: Questionnaire) -> tuple[str, ...]:
    return tuple(
        question.id
        for question in questionnaire.questions.values()
        if question.privacy is Privacy.CONSENT and _pipes(question)
    )


@lru_cache(maxsize=64)
def _asked_on(questionnaire: Questionnaire) -> tuple[tuple[str, Page], ...]:
    """The consents with answers in their words, with the page that asks each."""
    piped = _piped(questionnaire)
    return tuple((question.id, page) for _section, page, question in questionnaire.walk() if question.id in piped)


def _pipes(question: Question) -> tuple[str, ...]:
    return (*question.text.pipes, *question.help.pipes)


def _print(questionnaire: Questionnaire, name: str, values: Mapping[str, Value]) -> str:
    questions = questionnaire.questions
    shown = [
        [pipe, TYPES[questions[pipe].type].serialise(values[pipe]) if pipe in questions and pipe in values else None]
        for pipe in _pipes(questions[name])
    ]
    return blake2b(dumps(shown, sort_keys=True).encode("utf-8", "surrogatepass"), digest_size=_BYTES).hexdigest()
