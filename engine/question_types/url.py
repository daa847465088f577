"""The address of a web page: `http` or `https` and a public domain name. A bare domain gets `https://`.

Refuses what must never become a link on a public page: other schemes, a user name or password, addresses in digits,
blanks and control characters.
"""

import re

from engine.expressions.types import TextType, Type
from engine.question_types.base import CodebookEntry, QuestionType, Storage, problem
from engine.question_types.domain import is_domain
from engine.question_types.reading import clean_text
from engine.questionnaire import Question
from engine.values import AnswerProblem, Value

LONGEST = 1000
_SCHEME = re.compile("(https?)://", re.IGNORECASE)
_REST = re.compile("[/?#]")
_REFUSED = re.compile(r"[\s\\<>\"'`{}|^]")


class Url(QuestionType):
    """`url`. Scheme and domain are kept in lower case, the rest as it was written."""

    name = "url"
    seconds = 15

    def parse(self, question: Question, raw: object) -> Value | AnswerProblem | None:
        text = clean_text(question, raw, longest=LONGEST)
        if not isinstance(text, str):
            return text
        found = _SCHEME.match(text)
        scheme, address = (found[1].lower(), text[found.end() :]) if found else ("https", text)
        start = _REST.search(address)
        host, rest = (address[: start.start()], address[start.start() :]) if start else (address, "")
        domain, colon, port = host.lower().partition(":")
        if not is_domain(domain) or (colon and not _is_port(port)) or _REFUSED.search(rest):
            return problem(question, "not_a_url")
        return f"{scheme}://{domain}{colon}{port}{rest}"

    def value_type(self, question: Question) -> Type:
        return TextType()

    def codebook(self, question: Question) -> CodebookEntry:
        return CodebookEntry(Storage.TEXT)


def _is_port(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 5 and 0 < int(text) < 65536
