"""People choose their own priorities in a question whose options are dimensions."""

from collections.abc import Iterator

from engine.authoring.checks.context import Context
from engine.authoring.checks.naming import unknown, unknown_question, wrong_type
from engine.authoring.diagnostics import Diagnostic, Related, error
from engine.questionnaire import Question, Severity

CODES = {
    "unknown-question": Severity.ERROR,
    "wrong-question-type": Severity.ERROR,
    "choice-not-a-dimension": Severity.ERROR,
    "unknown-band": Severity.ERROR,
}
CHOOSING = frozenset({"ranking", "multiple_choice", "single_choice"})


def check(context: Context) -> Iterator[Diagnostic]:
    """What is wrong with the question of the respondent's own choice and with the bands that are left out."""
    questionnaire = context.questionnaire
    priorities = questionnaire.scoring.priorities
    if priorities is None:
        return
    bands = {band.id for band_set in questionnaire.scoring.band_sets.values() for band in band_set.bands}
    for name in sorted(priorities.only_if_chosen - bands):
        yield unknown("band", name, sorted(bands), context.places.of("priorities", "only_if_chosen", name))
    if priorities.choice is None:
        return
    question = questionnaire.questions.get(priorities.choice)
    path = ("priorities", "choice")
    if question is None:
        yield unknown_question(context, priorities.choice, path)
    elif question.type not in CHOOSING:
        yield wrong_type(context, question, path, CHOOSING, "for people's own choice")
    else:
        yield from _options(context, question)


def _options(context: Context, question: Question) -> Iterator[Diagnostic]:
    """An option is a dimension, unless it says that there is nothing to choose: exclusive, or a missing code."""
    dimensions = {dimension.id for dimension in context.questionnaire.scoring.dimensions}
    for option in question.options:
        if option.value not in dimensions and not option.exclusive and option.missing is None:
            summary = f"The option `{option.value}` is no dimension, so choosing it has no effect on the priorities"
            hint = "Give it the id of a dimension; or `exclusive: true` if it means that there is nothing to choose."
            related = Related("people choose priorities here", context.places.of("priorities", "choice"))
            place = context.places.of("question", question.id, "option", option.value)
            yield error("choice-not-a-dimension", summary, place, hint, [related])
