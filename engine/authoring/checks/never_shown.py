"""The conditions of a section, a page and a question hold at the same time for some answers, or nobody sees the question.

Each condition on its own is the concern of `expression_types`; this looks at them together.
"""

from collections.abc import Iterator, Mapping

from engine.authoring.checks.context import Context
from engine.authoring.checks.walk import conditions_of, scope
from engine.authoring.diagnostics import Diagnostic, error
from engine.expressions.check import check_condition
from engine.expressions.holding import find_constant
from engine.expressions.tree import Expression, Logical, Span
from engine.expressions.types import Type
from engine.questionnaire import Severity

CODES = {"never-shown": Severity.ERROR}


def check(context: Context) -> Iterator[Diagnostic]:
    """Every question whose conditions exclude each other."""
    types, _ = scope(context.questionnaire)
    excluded: dict[tuple[str, ...], bool] = {}
    for section, page, question in context.questionnaire.walk():
        conditions = conditions_of(section, page, question)
        key = tuple(condition.source for condition in conditions)
        if len(key) < 2:
            continue
        if key not in excluded:
            sound = not any(check_condition(condition, types) for condition in conditions)
            excluded[key] = sound and _exclude_each_other(conditions, types)
        if excluded[key]:
            summary = f"`{question.id}` is never shown: its conditions exclude those of its page or section"
            hint = f"Together they are: {' and '.join(f'({source})' for source in key)}."
            yield error("never-shown", summary, context.places.of("question", question.id), hint)


def _exclude_each_other(conditions: tuple[Expression, ...], types: Mapping[str, Type]) -> bool:
    source = " and ".join(f"({condition.source})" for condition in conditions)
    whole = Logical("and", tuple(condition.root for condition in conditions), Span(0, len(source)))
    together = Expression(source, whole, ())
    return any(found.code == "never-true" for found in find_constant(together, types))
