"""What stands chosen beforehand is an option, and one that is always offered."""

from collections.abc import Iterator

from engine.authoring.checks.context import Context
from engine.authoring.diagnostics import Diagnostic, error
from engine.expressions.suggest import did_you_mean
from engine.question_types.single_choice import SingleChoiceSettings
from engine.questionnaire import Severity

CODES = {"default-not-an-option": Severity.ERROR}


def check(context: Context) -> Iterator[Diagnostic]:
    """Every default that cannot be chosen, or not always."""
    for _, _, question in context.questionnaire.walk():
        settings = question.settings
        if not isinstance(settings, SingleChoiceSettings) or settings.default is None or not question.options:
            continue
        options = {option.value: option for option in question.options}
        place = context.places.of("question", question.id, "default")
        if settings.default not in options:
            hint = did_you_mean(settings.default, options, f"The options are {', '.join(options)}.")
            yield error("default-not-an-option", f"The default `{settings.default}` is no option", place, hint)
        elif options[settings.default].show_when is not None:
            summary = f"The default `{settings.default}` is not always offered: it has a `show_when`"
            yield error("default-not-an-option", summary, place, "Choose an option that is always there.")
