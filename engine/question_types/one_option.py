"""What the types share in which one option is chosen: of a list, or of a scale. Not a type itself."""

from engine.expressions.types import ChoiceType, Type
from engine.question_types.base import CodebookEntry, PointTable, QuestionType, Storage
from engine.question_types.options import labels_of, option_names, point_table, read_one
from engine.questionnaire import Question
from engine.values import AnswerProblem, Value


class OneOption(QuestionType):
    """The value is that of the option; its points are the option's."""

    def parse(self, question: Question, raw: object) -> Value | AnswerProblem | None:
        return read_one(question, raw)

    def chosen(self, value: str) -> tuple[str, ...]:
        return (value,)

    def points(self, question: Question) -> PointTable | None:
        return point_table(question)

    def value_type(self, question: Question) -> Type:
        return ChoiceType(
            option_names(question),
            frozenset(option.value for option in question.options if option.number is not None),
            frozenset(option.value for option in question.options if option.missing is not None),
        )

    def display(self, question: Question, value: str, language: str) -> str:
        return labels_of(question, (value,))[0]

    def codebook(self, question: Question) -> CodebookEntry:
        return CodebookEntry(Storage.OPTION)
