"""The Monitor counts what can be counted, never shows anything about a person, and only with consent."""

from collections.abc import Iterator

from engine.authoring.checks.context import Context
from engine.authoring.checks.map_entry import FREE_TEXT, WITH_ANSWER
from engine.authoring.checks.naming import not_a_consent, unknown, unknown_question, wrong_type
from engine.authoring.diagnostics import Diagnostic, Related, error
from engine.authoring.places import Path
from engine.questionnaire import Privacy, Severity

CODES = {
    "not-a-consent": Severity.ERROR,
    "unknown-question": Severity.ERROR,
    "unknown-dimension": Severity.ERROR,
    "wrong-question-type": Severity.ERROR,
    "monitor-shows-person": Severity.ERROR,
    "empty-indicator": Severity.ERROR,
}
COUNTED = WITH_ANSWER - FREE_TEXT - {"postcode"}


def check(context: Context) -> Iterator[Diagnostic]:
    """What is wrong with the consent and the indicators of the Monitor."""
    monitor = context.questionnaire.publication.monitor
    if monitor is None:
        return
    if context.places.has("monitor", "consent"):
        yield from not_a_consent(context, monitor.consent, ("monitor", "consent"))
    dimensions = [dimension.id for dimension in context.questionnaire.scoring.dimensions]
    for indicator in monitor.indicators:
        path = ("indicator", indicator.id)
        if not indicator.questions and not indicator.dimensions:
            summary = f"The indicator `{indicator.id}` shows nothing"
            hint = "Give it `questions` or `dimensions`."
            yield error("empty-indicator", summary, context.places.of(*path), hint)
        for name in dict.fromkeys(indicator.dimensions):
            if name not in dimensions:
                yield unknown("dimension", name, dimensions, context.places.of(*path, "dimensions", name))
        for key, names in (("questions", indicator.questions), ("by", indicator.by)):
            for name in dict.fromkeys(names):
                yield from _counted(context, name, (*path, key, name))


def _counted(context: Context, identifier: str, path: Path) -> Iterator[Diagnostic]:
    question = context.questionnaire.questions.get(identifier)
    if question is None:
        yield unknown_question(context, identifier, path)
    elif question.privacy is Privacy.PERSON:
        summary = f"`{identifier}` is about a person, so it cannot be in the Monitor"
        related = Related("the question", context.places.of("question", identifier, "privacy"))
        place = context.places.of(*path)
        yield error("monitor-shows-person", summary, place, "Leave it out of the indicator.", [related])
    elif question.type not in COUNTED:
        yield wrong_type(context, question, path, COUNTED, "in the Monitor: it cannot be counted")
