"""Groups exist where they are named, and have dimensions."""

from collections.abc import Iterator

from engine.authoring.checks.context import Context
from engine.authoring.checks.naming import unknown
from engine.authoring.diagnostics import Diagnostic, error
from engine.questionnaire import Severity

CODES = {"unknown-group": Severity.ERROR, "group-without-dimensions": Severity.ERROR}


def check(context: Context) -> Iterator[Diagnostic]:
    """Every group that dimensions or the balance name but nobody declares, and every one that nobody names."""
    places, scoring = context.places, context.questionnaire.scoring
    known = [group.id for group in scoring.groups]
    for dimension in scoring.dimensions:
        if dimension.group is not None and dimension.group not in known:
            yield unknown("group", dimension.group, known, places.of("dimension", dimension.id, "group"))
    if scoring.balance is not None:
        for name in dict.fromkeys(scoring.balance.groups):
            if name not in known:
                yield unknown("group", name, known, places.of("balance", "groups", name))
    for group in scoring.groups:
        if not group.dimensions:
            summary = f"No dimension belongs to the group `{group.id}`"
            hint = f"Write `group: {group.id}` with its dimensions, or remove the group."
            yield error("group-without-dimensions", summary, places.of("group", group.id), hint)
