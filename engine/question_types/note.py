"""A text between the questions, in Markdown. Nothing is asked."""

from engine.expressions.types import TextType, Type
from engine.question_types.base import CodebookEntry, QuestionType, Storage
from engine.questionnaire import Question
from engine.values import AnswerProblem, Value


class Note(QuestionType):
    """`note`. Has no value, so conditions cannot name it."""

    name = "note"
    takes_answer = False
    seconds = 5

    def parse(self, question: Question, raw: object) -> Value | AnswerProblem | None:
        return None

    def value_type(self, question: Question) -> Type:
        return TextType()

    def codebook(self, question: Question) -> CodebookEntry:
        return CodebookEntry(Storage.NOTHING)
