"""A check over several answers hangs on a question where it can be told."""

from collections.abc import Iterator

from engine.authoring.checks.context import Context
from engine.authoring.checks.map_entry import WITH_ANSWER
from engine.authoring.checks.naming import unknown_question, wrong_type
from engine.authoring.diagnostics import Diagnostic
from engine.question_types import TYPES
from engine.questionnaire import Severity

CODES = {"unknown-question": Severity.ERROR, "wrong-question-type": Severity.ERROR}


def check(context: Context) -> Iterator[Diagnostic]:
    """Every check that hangs on no question, or on one that takes no answer."""
    for each in context.questionnaire.checks:
        path = ("check", each.id, "question")
        question = context.questionnaire.questions.get(each.question)
        if question is None:
            yield unknown_question(context, each.question, path)
        elif not TYPES[question.type].takes_answer:
            yield wrong_type(context, question, path, WITH_ANSWER - {"calculated"}, "to tell people what is wrong")
