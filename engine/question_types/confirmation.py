"""A box to tick: "I have read this". Not a consent: it may be required."""

from collections.abc import Mapping

from engine.expressions.types import BooleanType, Type
from engine.question_types.base import CodebookEntry, QuestionType, Storage, problem
from engine.question_types.reading import SHORT
from engine.question_types.wording import yes_or_no
from engine.questionnaire import Question
from engine.values import AnswerProblem, Value

WORDS: Mapping[str, bool] = {
    **dict.fromkeys(("true", "on", "ja", "yes", "1", "j", "y", "waar"), True),
    **dict.fromkeys(("false", "off", "nee", "no", "0", "n", "onwaar"), False),
}


class Confirmation(QuestionType):
    """`confirmation`. When it is required it must be ticked, not only answered."""

    name = "confirmation"
    seconds = 12

    def parse(self, question: Question, raw: object) -> Value | AnswerProblem | None:
        return read_tick(question, raw)

    def check(self, question: Question, value: bool) -> AnswerProblem | None:
        return problem(question, "must_be_confirmed") if question.required and not value else None

    def value_type(self, question: Question) -> Type:
        return BooleanType()

    def display(self, question: Question, value: bool, language: str) -> str:
        return yes_or_no(value, language)

    def codebook(self, question: Question) -> CodebookEntry:
        return CodebookEntry(Storage.BOOLEAN)


def read_tick(question: Question, raw: object) -> bool | AnswerProblem | None:
    """Whether a box was ticked. A form posts a hidden "false" before the box itself: in a list one tick is enough."""
    if isinstance(raw, list | tuple):
        ticks = [read_tick(question, each) for each in raw[:SHORT] if not isinstance(each, list | tuple)]
        if len(ticks) < len(raw) or any(isinstance(tick, AnswerProblem) for tick in ticks):
            return problem(question, "not_yes_or_no")
        known = [tick for tick in ticks if isinstance(tick, bool)]
        return any(known) if known else None
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, int) and raw in (0, 1):
        return raw == 1
    if raw is None or raw == "":
        return None
    if isinstance(raw, str) and len(raw) <= SHORT:
        word = raw.strip().lower()
        if word == "":
            return None
        if word in WORDS:
            return WORDS[word]
    return problem(question, "not_yes_or_no")
