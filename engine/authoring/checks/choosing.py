"""How many options can be chosen agrees with the options there are, and `exclusive` excludes something."""

from collections.abc import Iterator

from engine.authoring.checks.context import Context
from engine.authoring.diagnostics import Diagnostic, error
from engine.question_types.multiple_choice import SeveralSettings
from engine.questionnaire import Question, Severity

CODES = {"exclusive-alone": Severity.ERROR, "more-than-options": Severity.ERROR}


def check(context: Context) -> Iterator[Diagnostic]:
    """Every `exclusive` without a meaning, and every `min` or `max` that asks for more than there is to choose."""
    for _, _, question in context.questionnaire.walk():
        if question.options:
            yield from _exclusive(context, question)
            yield from _counts(context, question)


def _exclusive(context: Context, question: Question) -> Iterator[Diagnostic]:
    exclusive = [option for option in question.options if option.exclusive]
    several = isinstance(question.settings, SeveralSettings)
    if not exclusive or (several and len(exclusive) < len(question.options)):
        return
    base = ("question", question.id) if question.scale is None else ("scale", question.scale)
    place = context.places.of(*base, "option", exclusive[0].value, "exclusive")
    if several:
        summary = f"All options of `{question.id}` are exclusive, so there is nothing they exclude"
        hint = "Only the option that cannot go with the others is exclusive, such as `none of these`."
    else:
        summary = f"Of `{question.id}` only one option can be chosen, so `exclusive` has no meaning"
        hint = "Leave out `exclusive`, or make it a question of type multiple_choice."
    yield error("exclusive-alone", summary, place, hint)


def _counts(context: Context, question: Question) -> Iterator[Diagnostic]:
    settings = question.settings
    if not isinstance(settings, SeveralSettings):
        return
    together = sum(not option.exclusive for option in question.options)
    for key, wanted in (("min", settings.minimum), ("max", settings.maximum)):
        if wanted is not None and wanted > together:
            summary = f"`{key}` is {wanted}, and {together} options can be chosen together"
            yield error("more-than-options", summary, context.places.of("question", question.id, key), "Lower it.")
