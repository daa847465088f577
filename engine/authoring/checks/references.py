"""Conditions, calculated values and pipes look back only: they may name what stands earlier in the questionnaire.

That is why there are no circles, and why one pass over the questions decides everything.
"""

from collections.abc import Iterator

from engine.authoring.checks.context import Context
from engine.authoring.checks.walk import expressions, positions, texts
from engine.authoring.diagnostics import Diagnostic, Related, Span, error
from engine.expressions.parse import names_of
from engine.questionnaire import Severity

CODES = {"forward-reference": Severity.ERROR, "self-reference": Severity.ERROR}


def check(context: Context) -> Iterator[Diagnostic]:
    """Every name of a question that does not stand earlier."""
    position = positions(context.questionnaire)
    for placed in expressions(context.questionnaire):
        first = {name.id: name for name in reversed(names_of(placed.expression.root))}
        for identifier, name in first.items():
            if placed.limit is not None and position.get(identifier, -1) >= placed.limit:
                span = context.places.inside(placed.path, name.span)
                yield _told(context, identifier, span, own=identifier == placed.owner)
    for piped in texts(context.questionnaire):
        owner = piped.owner.id if piped.owner is not None else None
        for identifier in piped.text.pipes:
            if piped.limit is not None and position.get(identifier, -1) >= piped.limit:
                span = context.places.of(*piped.path, "pipe", identifier)
                yield _told(context, identifier, span, own=identifier == owner)


def _told(context: Context, identifier: str, span: Span, *, own: bool) -> Diagnostic:
    if own:
        hint = "Name a question that stands earlier."
        return error("self-reference", f"`{identifier}` names itself", span, hint)
    hint = "Name a question that stands earlier, or move this behind it."
    related = Related(f"`{identifier}` stands here", context.places.of("question", identifier))
    return error("forward-reference", f"`{identifier}` is not asked before this", span, hint, [related])
