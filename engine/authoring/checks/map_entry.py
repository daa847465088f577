"""The map shows only answers that are public, and only of people who said yes to that.

This is where privacy is enforced before anything runs: a field that is not public cannot be declared at all.
"""

from collections.abc import Iterator
from itertools import pairwise

from engine.authoring.checks.context import Context
from engine.authoring.checks.naming import not_a_consent, unknown, unknown_question, wrong_type
from engine.authoring.checks.walk import has_value
from engine.authoring.diagnostics import Diagnostic, Related, error
from engine.authoring.places import Path
from engine.expressions.suggest import did_you_mean
from engine.publication import MapEntryRules
from engine.question_types import TYPES
from engine.questionnaire import Privacy, Question, Severity

CODES = {
    "class-order": Severity.ERROR,
    "map-entry-without-consent": Severity.ERROR,
    "map-field-not-public": Severity.ERROR,
    "not-a-consent": Severity.ERROR,
    "unknown-question": Severity.ERROR,
    "unknown-field": Severity.ERROR,
    "wrong-question-type": Severity.ERROR,
}
FREE_TEXT = frozenset({"short_text", "long_text", "email", "url", "place", "point"})
IN_CLASSES = frozenset({"integer", "year"})
WITH_ANSWER = frozenset(name for name, kind in TYPES.items() if kind.takes_answer) | {"calculated"}


def check(context: Context) -> Iterator[Diagnostic]:
    """What is wrong with the consent, the fields and the filters of the map entry."""
    rules = context.questionnaire.publication.map_entry
    if rules is None:
        return
    if context.places.has("map_entry", "consent"):
        yield from _consent(context, rules)
    yield from _fields(context, rules)
    yield from _filters(context, rules)


def _consent(context: Context, rules: MapEntryRules) -> Iterator[Diagnostic]:
    question = context.questionnaire.questions.get(rules.consent)
    if question is None or question.type != "consent":
        found = f"there is no question `{rules.consent}`" if question is None else f"`{rules.consent}` is no consent"
        consents = [each.id for _, _, each in context.questionnaire.walk() if each.type == "consent"]
        otherwise = "Name the question of type consent in which people agree to be shown on the map."
        hint = did_you_mean(rules.consent, consents, otherwise)
        place = context.places.of("map_entry", "consent")
        yield error("map-entry-without-consent", f"The map entry has no consent: {found}", place, hint)


def _fields(context: Context, rules: MapEntryRules) -> Iterator[Diagnostic]:
    questions, places = context.questionnaire.questions, context.places
    for field in rules.fields:
        path = ("map_entry", "fields", field.name)
        question = questions.get(field.question)
        if question is None:
            yield unknown_question(context, field.question, path)
        elif not has_value(question) or question.type == "point":
            # A point as a field would be exact whatever precision people chose; it belongs in `location`.
            yield wrong_type(context, question, path, WITH_ANSWER - {"point"}, "on the map")
        elif question.privacy is not Privacy.PUBLIC:
            summary = f"`{question.id}` is not public: its privacy is {question.privacy}"
            hint = "Leave it out; or write `privacy: public` with the question, and tell people so."
            related = Related("the question", places.of("question", question.id, "privacy"))
            yield error("map-field-not-public", summary, places.of(*path), hint, [related])
        if field.consent is not None:
            yield from not_a_consent(context, field.consent, (*path, "consent"))


def _filters(context: Context, rules: MapEntryRules) -> Iterator[Diagnostic]:
    fields = {field.name: field for field in rules.fields}
    for name in dict.fromkeys(rules.filters):
        path = ("map_entry", "filters", name)
        if name not in fields:
            yield unknown("field", name, fields, context.places.of(*path))
            continue
        question = context.questionnaire.questions.get(fields[name].question)
        if question is not None and question.type in FREE_TEXT:
            yield wrong_type(context, question, path, WITH_ANSWER - FREE_TEXT, "as a filter")
        elif question is not None and name in rules.classes:
            yield from _classes(context, question, rules.classes[name], (*path, "classes_from"))


def _classes(context: Context, question: Question, starts: tuple[int, ...], path: Path) -> Iterator[Diagnostic]:
    if question.type not in IN_CLASSES:
        yield wrong_type(context, question, path, IN_CLASSES, "in classes")
    for before, start in pairwise(starts):
        if start <= before:
            summary = f"The class that begins at {start} stands after the one that begins at {before}"
            yield error("class-order", summary, context.places.of(*path), "Put the lowest first, each once.")
