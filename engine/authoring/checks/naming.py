"""What rules say of an id that names nothing, and of a question of the wrong type. Not a rule itself."""

from collections.abc import Collection, Iterable

from engine.authoring.checks.context import Context
from engine.authoring.diagnostics import Diagnostic, Related, Span, error
from engine.authoring.places import Path
from engine.expressions.suggest import did_you_mean
from engine.questionnaire import Question

MOST_LISTED = 12
MOST_TYPES_LISTED = 4


def unknown(kind: str, identifier: str, known: Iterable[str], span: Span) -> Diagnostic:
    """Nothing of this kind has this id; the code is `unknown-<kind>`."""
    names = list(known)
    listed = ", ".join(names[:MOST_LISTED]) + (", …" if len(names) > MOST_LISTED else "")
    hint = did_you_mean(identifier, names, f"Known: {listed}." if names else f"This survey has no {kind}.")
    there_is = "There are" if kind.endswith("s") else "There is"
    return error(f"unknown-{kind}", f"{there_is} no {kind} `{identifier}`", span, hint)


def unknown_question(context: Context, identifier: str, path: Path) -> Diagnostic:
    """There is no such question. Questions are too many to list; only a likely one is named."""
    hint = did_you_mean(identifier, context.questionnaire.questions)
    return error("unknown-question", f"There is no question `{identifier}`", context.places.of(*path), hint)


def wrong_type(context: Context, question: Question, path: Path, wanted: Collection[str], what_for: str) -> Diagnostic:
    """A question of a type that cannot serve here; `wanted` are the types that can."""
    summary = f"`{question.id}` is of type {question.type}, which cannot be used {what_for}"
    hint = "Name a question of another type."
    if len(wanted) <= MOST_TYPES_LISTED:
        hint = f"Name a question of type {' or '.join(sorted(wanted))}."
    related = Related("the question", context.places.of("question", question.id, "type"))
    return error("wrong-question-type", summary, context.places.of(*path), hint, [related])
