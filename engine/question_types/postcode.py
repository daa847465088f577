"""A Dutch postcode: `1234 AB`, or its four digits only."""

import re

from engine.expressions.types import TextType, Type
from engine.question_types.base import CodebookEntry, QuestionType, Storage, problem
from engine.question_types.reading import clean_text
from engine.questionnaire import Question
from engine.values import AnswerProblem, Value

_POSTCODE = re.compile(r"([1-9][0-9]{3})(?:[ .-]{0,2}([A-Za-z]{2}))?")
NEVER_ISSUED = frozenset({"SA", "SD", "SS"})


class Postcode(QuestionType):
    """`postcode`. Kept as `1234 AB` or `1234`."""

    name = "postcode"
    seconds = 12

    def parse(self, question: Question, raw: object) -> Value | AnswerProblem | None:
        text = clean_text(question, raw)
        if not isinstance(text, str):
            return text
        found = _POSTCODE.fullmatch(text.replace("\u00a0", " "))
        if found is None:
            return problem(question, "not_a_postcode")
        digits, letters = found[1], (found[2] or "").upper()
        if letters in NEVER_ISSUED:
            return problem(question, "not_a_postcode")
        return f"{digits} {letters}".rstrip()

    def value_type(self, question: Question) -> Type:
        return TextType()

    def codebook(self, question: Question) -> CodebookEntry:
        return CodebookEntry(Storage.TEXT)
