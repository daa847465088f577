"""Expressions name questions that exist, compare what can be compared, and do not always come to the same."""

from collections.abc import Iterator

from engine.authoring.checks.context import Context
from engine.authoring.checks.walk import expressions, scope
from engine.authoring.diagnostics import Diagnostic
from engine.expressions import check as expression_check
from engine.expressions.findings import ExpressionFinding
from engine.questionnaire import Severity

CODES = {
    "unknown-question": Severity.ERROR,
    "type-mismatch": Severity.ERROR,
    "not-an-option": Severity.ERROR,
    "condition-not-boolean": Severity.ERROR,
    "wrong-arguments": Severity.ERROR,
    "never-true": Severity.ERROR,
    "always-true": Severity.WARNING,
}


def check(context: Context) -> Iterator[Diagnostic]:
    """Everything the check of expressions finds, at its place."""
    types, unknown = scope(context.questionnaire)
    known: dict[tuple[str, bool], tuple[ExpressionFinding, ...]] = {}
    for placed in expressions(context.questionnaire):
        key = (placed.expression.source, placed.condition)
        if key not in known:
            if placed.condition:
                known[key] = expression_check.check_condition(placed.expression, types)
            else:
                known[key] = expression_check.check(placed.expression, types)[1]
        for finding in known[key]:
            named = placed.expression.source[finding.span.start : finding.span.end]
            if finding.code == "unknown-question" and named in unknown:
                continue  # a calculated value with a mistake of its own, which is reported there
            span = context.places.inside(placed.path, finding.span)
            hint = _note_hint(context, named) if finding.code == "unknown-question" else ""
            yield Diagnostic(finding.code, finding.severity, finding.message, span, hint or finding.hint)


def _note_hint(context: Context, name: str) -> str:
    """A note has an id as well, but no answer."""
    question = context.questionnaire.questions.get(name)
    return f"`{name}` is a note: nothing is asked there." if question is not None else ""
