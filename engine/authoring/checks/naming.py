"""What rules say of an id that names nothing, and of a question of the wrong type or that is no consent. Not a rule itself."""

from collections.abc import Collection, Iterable, Iterator

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


def not_a_consent(
    context: Context, identifier: str, path: Path, types: Collection[str] = ("consent",)
) -> Iterator[Diagnostic]:
    """Nothing when `identifier` is a question of one of these types, in which people can agree."""
    question = context.questionnaire.questions.get(identifier)
    if question is None:
        yield unknown_question(context, identifier, path)
    elif question.type not in types:
        summary = f"`{identifier}` is of type {question.type}, not a consent"
        yield error("not-a-consent", summary, context.places.of(*path), "Name a question of type consent.")


def wrong_type(context: Context, question: Question, path: Path, wanted: Collection[str], what_for: str) -> Diagnostic:
    """A question of a type that cannot serve here; `wanted` are the types that can."""
    summary = f"`{question.id}` is of type {question.type}, which cannot be used {what_for}"
    hint = "Name a question of another type."
    if len(wanted) <= MOST_TYPES_LISTED:
        hint = f"Name a question of type {' or '.join(sorted(wanted))}."
    related = Related("the question", context.places.of("question", question.id, "type"))
    return error("wrong-question-type", summary, context.places.of(*path), hint, [related])
