"""Scores are compared only with consent, by choices about the collective, in groups that grow wider step by step."""

from collections.abc import Iterator

from engine.authoring.checks.context import Context
from engine.authoring.checks.naming import not_a_consent, unknown_question, wrong_type
from engine.authoring.diagnostics import Diagnostic, Related, error
from engine.authoring.places import Path
from engine.publication import ComparisonRules
from engine.questionnaire import Privacy, Severity

CODES = {
    "not-a-consent": Severity.ERROR,
    "unknown-question": Severity.ERROR,
    "wrong-question-type": Severity.ERROR,
    "comparison-by-person": Severity.ERROR,
    "step-not-wider": Severity.ERROR,
    "nothing-to-compare": Severity.ERROR,
}
CHOICE = frozenset({"single_choice"})


def check(context: Context) -> Iterator[Diagnostic]:
    """What is wrong with the consent and the steps of the comparison."""
    comparison = context.questionnaire.publication.comparison
    if comparison is None:
        return
    if not context.questionnaire.scoring.dimensions:
        summary = "There is nothing to compare: this survey has no dimensions"
        hint = "Leave out `comparison`, or declare dimensions in scoring.yaml."
        yield error("nothing-to-compare", summary, context.places.of("comparison"), hint)
    if context.places.has("comparison", "consent"):
        yield from not_a_consent(context, comparison.consent, ("comparison", "consent"))
    for step in comparison.steps:
        for name in dict.fromkeys(step.by):
            yield from _by(context, name, ("comparison_step", step.id, "by", name))
    yield from _widening(context, comparison)


def _by(context: Context, identifier: str, path: Path) -> Iterator[Diagnostic]:
    question = context.questionnaire.questions.get(identifier)
    if question is None:
        yield unknown_question(context, identifier, path)
    elif question.type not in CHOICE:
        yield wrong_type(context, question, path, CHOICE, "to tell who is similar")
    elif question.privacy is Privacy.PERSON:
        summary = f"`{identifier}` is about a person, so it cannot tell which collectives are similar"
        related = Related("the question", context.places.of("question", identifier, "privacy"))
        hint = "Name a question about the collective."
        yield error("comparison-by-person", summary, context.places.of(*path), hint, [related])


def _widening(context: Context, comparison: ComparisonRules) -> Iterator[Diagnostic]:
    for narrower, step in zip(comparison.steps, comparison.steps[1:], strict=False):
        if step.id != narrower.id and not set(step.by) < set(narrower.by):
            summary = f"The step `{step.id}` is not wider than `{narrower.id}`, which stands before it"
            hint = f"Name fewer of its questions: some of {', '.join(narrower.by)}." if narrower.by else "Remove it."
            place = context.places.of("comparison_step", step.id)
            related = Related("the step before", context.places.of("comparison_step", narrower.id))
            yield error("step-not-wider", summary, place, hint, [related])
