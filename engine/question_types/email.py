"""An e-mail address. Checked by its form only; whether it works is found out by sending a message to it."""

from engine.expressions.types import TextType, Type
from engine.question_types.base import CodebookEntry, QuestionType, Storage, problem
from engine.question_types.domain import is_domain
from engine.question_types.reading import clean_text
from engine.questionnaire import Question
from engine.values import AnswerProblem, Value

LONGEST = 254
LONGEST_LOCAL = 64
_LOCAL = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!#$%&'*+-/=?^_`{|}~")


class Email(QuestionType):
    """`email`. The domain is kept in lower case; what stands before the @ is kept as it was written."""

    name = "email"
    seconds = 20

    def parse(self, question: Question, raw: object) -> Value | AnswerProblem | None:
        text = clean_text(question, raw)
        if not isinstance(text, str):
            return text
        local, _, domain = text.removeprefix("mailto:").rpartition("@")
        domain = domain.lower()
        if not _is_local(local) or not is_domain(domain) or len(local) + 1 + len(domain) > LONGEST:
            return problem(question, "not_an_email")
        return f"{local}@{domain}"

    def value_type(self, question: Question) -> Type:
        return TextType()

    def codebook(self, question: Question) -> CodebookEntry:
        return CodebookEntry(Storage.TEXT)


def _is_local(local: str) -> bool:
    if not 0 < len(local) <= LONGEST_LOCAL or local[0] == "." or local[-1] == "." or ".." in local:
        return False
    return _LOCAL.issuperset(local)
