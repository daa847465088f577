"""A question can be named in an expression: its id is no word that the expression language has another use for."""

from collections.abc import Iterator

from engine.authoring.checks.context import Context
from engine.authoring.diagnostics import Diagnostic, error
from engine.expressions.functions import RESERVED
from engine.questionnaire import Severity

CODES = {"reserved-id": Severity.ERROR}


def check(context: Context) -> Iterator[Diagnostic]:
    """Every question that is called `today`, `and`, `class`, ..."""
    for _, _, question in context.questionnaire.walk():
        if question.id in RESERVED:
            summary = f"A question cannot be called `{question.id}`: conditions could not name it"
            yield error("reserved-id", summary, context.places.of("question", question.id), "Choose another id.")
