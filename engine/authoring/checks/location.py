"""The point on the map follows from questions of the right type, and as precisely as people chose."""

from collections.abc import Iterator

from engine.authoring.checks.context import Context
from engine.authoring.checks.naming import unknown_question, wrong_type
from engine.authoring.diagnostics import Diagnostic, Related, error, warning
from engine.expressions.suggest import did_you_mean
from engine.publication import Location
from engine.questionnaire import Privacy, Question, Severity

CODES = {
    "unknown-question": Severity.ERROR,
    "wrong-question-type": Severity.ERROR,
    "precision-incomplete": Severity.ERROR,
    "point-not-asked": Severity.WARNING,
    "location-not-public": Severity.ERROR,
    "not-an-option": Severity.ERROR,
}
PLACE = ("map_entry", "location")
CHOICES = frozenset({"single_choice", "scale"})
SEEN = frozenset({Privacy.PUBLIC, Privacy.ORGANISATION})
TYPES_OF = {
    "place": frozenset({"place", "short_text"}) | CHOICES,
    "postcode": frozenset({"postcode"}),
    "point": frozenset({"point"}),
    "precision": CHOICES,
}


def check(context: Context) -> Iterator[Diagnostic]:
    """What is wrong with the questions that place an entry."""
    rules = context.questionnaire.publication.map_entry
    if rules is None or rules.location is None:
        return
    location = rules.location
    named = {
        "place": location.place,
        "postcode": location.postcode,
        "point": location.point,
        "precision": location.precision,
    }
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
        elif question.privacy not in SEEN:
            yield _not_seen(context, question, key)
    yield from _pin(context, location)


def _not_seen(context: Context, question: Question, key: str) -> Diagnostic:
    """The map is public: what places an entry on it is no answer about a person."""
    summary = f"`{question.id}` cannot place an entry on the map: its privacy is {question.privacy}"
    related = Related("the question", context.places.of("question", question.id, "privacy"))
    hint = "Write `privacy: organisation` or `privacy: public` with the question."
    return error("location-not-public", summary, context.places.of(*PLACE, key), hint, [related])


def _pin(context: Context, location: Location) -> Iterator[Diagnostic]:
    """A pin that nobody can choose, and a choice for which there is no pin."""
    question = context.questionnaire.questions.get(location.precision or "")
    offered = frozenset(option.value for option in question.options) if question else frozenset()
    exact = [option for option, word in location.precision_values.items() if word == "point" and option in offered]
    if location.point is not None and not exact:
        summary = f"No option means that the entry stands at `{location.point}`"
        hint = "Write `point` behind an option under `precision_values`, or leave `point` out."
        yield error("precision-incomplete", summary, context.places.of(*PLACE, "point"), hint)
    if location.point is None and exact:
        summary = f"`{exact[0]}` means a point, but no question asks for one"
        hint = "Name a question of type point under `point`; without it the entry stands in the middle of the place."
        place = context.places.of(*PLACE, "precision_values", exact[0])
        yield warning("point-not-asked", summary, place, hint)


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
