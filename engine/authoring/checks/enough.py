"""The rules for enough answers can be met: a share lies between nothing and all, a number of answers can be reached."""

from collections.abc import Iterator
from fractions import Fraction

from engine.authoring.checks.context import Context
from engine.authoring.diagnostics import Diagnostic, error
from engine.authoring.places import Path
from engine.questionnaire import Severity

CODES = {"share-out-of-range": Severity.ERROR, "enough-never-met": Severity.ERROR}


def check(context: Context) -> Iterator[Diagnostic]:
    """Every share that is no share, and every rule that asks for more answers than there are questions."""
    places, scoring = context.places, context.questionnaire.scoring
    for dimension in scoring.dimensions:
        own: Path = ("dimension", dimension.id, "enough")
        rule: Path = own if places.has(*own) else ("scoring", "enough")
        yield from _share(context, dimension.enough.share, (*rule, "share"))
        if dimension.weights and dimension.enough.answered > len(dimension.weights):
            path = (*own, "answered") if rule == own else own[:2]
            yield _never(context, "dimension", dimension.id, dimension.enough.answered, len(dimension.weights), path)
    for group in scoring.groups:
        yield from _share(context, group.share, ("group", group.id, "share"))
    for factor in scoring.factors:
        if factor.answered > len(factor.questions) > 0:
            path = ("factor", factor.id, "answered")
            yield _never(context, "factor", factor.id, factor.answered, len(factor.questions), path)


def _share(context: Context, share: Fraction, path: Path) -> Iterator[Diagnostic]:
    if not 0 <= share <= 1:
        hint = (
            f"Write `{share}%`."
            if 1 < share <= 100 and share.denominator == 1
            else "Write for example 60%, 0.6 or 3/5."
        )
        yield error("share-out-of-range", f"A share of {share} is not between 0 and 1", context.places.of(*path), hint)


def _never(context: Context, kind: str, identifier: str, wanted: int, there_are: int, path: Path) -> Diagnostic:
    summary = f"The {kind} `{identifier}` needs {wanted} answers and has {there_are} questions: it never has a score"
    return error("enough-never-met", summary, context.places.of(*path), "Ask for fewer answers, or add questions.")
