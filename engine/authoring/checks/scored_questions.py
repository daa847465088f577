"""A dimension or factor is made of questions that exist and have points, each with a weight above zero."""

from collections.abc import Iterator

from engine.authoring.checks.context import Context
from engine.authoring.checks.naming import unknown_question
from engine.authoring.diagnostics import Diagnostic, Related, error
from engine.authoring.places import Path
from engine.question_types import TYPES
from engine.questionnaire import Severity

CODES = {
    "dimension-without-questions": Severity.ERROR,
    "weight-not-positive": Severity.ERROR,
    "unscored-question": Severity.ERROR,
    "unknown-question": Severity.ERROR,
}


def check(context: Context) -> Iterator[Diagnostic]:
    """Every question of a dimension or factor that cannot count."""
    places, scoring = context.places, context.questionnaire.scoring
    for dimension in scoring.dimensions:
        path = ("dimension", dimension.id)
        if not dimension.weights and places.has(*path, "weights"):
            summary = f"The dimension `{dimension.id}` has no questions"
            hint = "Name them with their weights: `weights: {l_trend: 1/2, l_opkomst: 1}`."
            yield error("dimension-without-questions", summary, places.of(*path), hint)
        for weight in dimension.weights:
            here = (*path, "weights", weight.question)
            if weight.weight <= 0:
                summary = f"The weight of `{weight.question}` is {weight.weight}"
                hint = "A weight is more than zero. Leave out a question that should not count."
                yield error("weight-not-positive", summary, places.of(*here, "weight"), hint)
            yield from _counted(context, weight.question, here)
    for factor in scoring.factors:
        for question in dict.fromkeys(factor.questions):
            yield from _counted(context, question, ("factor", factor.id, "questions", question))


def _counted(context: Context, identifier: str, path: Path) -> Iterator[Diagnostic]:
    question = context.questionnaire.questions.get(identifier)
    if question is None:
        yield unknown_question(context, identifier, path)
    elif TYPES[question.type].points(question) is None:
        summary = f"`{identifier}` has no points, so it cannot count"
        hint = "Give its options `points`, from 0 to 100."
        related = Related("the question", context.places.of("question", identifier))
        yield error("unscored-question", summary, context.places.of(*path), hint, [related])
