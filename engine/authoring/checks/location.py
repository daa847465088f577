"""The point on the map follows from questions of the right type, and as precisely as people chose."""

from collections.abc import Iterator

from engine.authoring.checks.context import Context
from engine.authoring.checks.naming import unknown_question, wrong_type
from engine.authoring.diagnostics import Diagnostic, Related, error
from engine.expressions.suggest import did_you_mean
from engine.questionnaire import Location, Severity

CODES = {
    "unknown-question": Severity.ERROR,
    "wrong-question-type": Severity.ERROR,
    "precision-incomplete": Severity.ERROR,
    "not-an-option": Severity.ERROR,
}
PLACE = ("map_entry", "location")
CHOICES = frozenset({"single_choice", "scale"})
TYPES_OF = {"place": frozenset({"short_text"}) | CHOICES, "postcode": frozenset({"postcode"}), "precision": CHOICES}


def check(context: Context) -> Iterator[Diagnostic]:
    """What is wrong with the questions that place an entry."""
    rules = context.questionnaire.publication.map_entry
    if rules is None or rules.location is None:
        return
    location = rules.location
    named = {"place": location.place, "postcode": location.postcode, "precision": location.precision}
    for key, identifier in named.items():
        if identifier is None:
            continue
        question = context.questionnaire.questions.get(identifier)
        if question is None:
            yield unknown_question(context, identifier, (*PLACE, key))
        elif question.type not in TYPES_OF[key]:
            yield wrong_type(context, question, (*PLACE, key), TYPES_OF[key], "to find the place")
        elif key == "precision":
            yield from _precision(context, location, [option.value for option in question.options])


def _precision(context: Context, location: Location, options: list[str]) -> Iterator[Diagnostic]:
    for value in location.precision_values:
        if value not in options:
            place = context.places.of(*PLACE, "precision_values", value)
            hint = did_you_mean(value, options, f"The options are {', '.join(options)}.")
            yield error("not-an-option", f"`{value}` is no option of `{location.precision}`", place, hint)
    lacking = [option for option in options if option not in location.precision_values]
    if lacking:
        listed = ", ".join(f"`{option}`" for option in lacking)
        summary = f"It is not said how precise {listed} is"
        hint = "Name every option under `precision_values`, with place, postcode4 or point."
        related = Related("the question", context.places.of("question", location.precision or ""))
        place = context.places.of(*PLACE, "precision")
        yield error("precision-incomplete", summary, place, hint, [related])
