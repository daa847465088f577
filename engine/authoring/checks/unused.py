"""What is declared is used: a scale by a question, a calculated value by something that reads it, bands by a dimension.

Left-overs are no error, but they are often the trace of one: a question that was meant to use them does not.
"""

from collections.abc import Iterator

from engine.authoring.checks.context import Context
from engine.authoring.checks.matching import questions_of
from engine.authoring.checks.walk import expressions, texts
from engine.authoring.diagnostics import Diagnostic, Span, warning
from engine.question_types.calculated import CalculatedSettings
from engine.questionnaire import Questionnaire, Severity

CODES = {
    "unused-scale": Severity.WARNING,
    "unused-calculated": Severity.WARNING,
    "unused-bands": Severity.WARNING,
    "unused-lab": Severity.WARNING,
}


def check(context: Context) -> Iterator[Diagnostic]:
    """Every scale, calculated value, band set and lab that nothing refers to."""
    questionnaire, places = context.questionnaire, context.places
    scales = {question.scale for _, _, question in questionnaire.walk()}
    for scale in questionnaire.scales:
        if scale not in scales:
            yield _told("unused-scale", f"No question uses the scale `{scale}`", places.of("scale", scale))
    named = _named(questionnaire)
    for _, _, question in questionnaire.walk():
        if isinstance(question.settings, CalculatedSettings) and question.id not in named:
            summary = f"Nothing uses the calculated value `{question.id}`"
            yield _told("unused-calculated", summary, places.of("question", question.id))
    bands = {dimension.bands for dimension in questionnaire.scoring.dimensions}
    for name in questionnaire.scoring.band_sets:
        if name not in bands:
            yield _told("unused-bands", f"No dimension uses the bands `{name}`", places.of("band_set", name))
    labs = {lab for advice in questionnaire.advice.values() for lab in advice.labs}
    for lab in questionnaire.labs:
        if lab.id not in labs:
            yield _told("unused-lab", f"No advice names the lab `{lab.id}`", places.of("lab", lab.id))


def _told(code: str, summary: str, span: Span) -> Diagnostic:
    return warning(code, summary, span, "Use it, or remove it.")


def _named(questionnaire: Questionnaire) -> set[str]:
    """Every question that something names."""
    named = {name for placed in expressions(questionnaire) for name in placed.expression.names}
    named |= {name for placed in texts(questionnaire) for name in placed.text.pipes}
    publication = questionnaire.publication
    contact = publication.contact
    named |= {name for name in (contact.name, contact.email, contact.title) if name is not None}
    if publication.map_entry is not None:
        named |= {field.question for field in publication.map_entry.fields}
    if publication.monitor is not None:
        for indicator in publication.monitor.indicators:
            named.update(indicator.questions, indicator.by)
    if publication.comparison is not None:
        named |= {name for step in publication.comparison.steps for name in step.by}
    if questionnaire.matching is not None:
        named |= questions_of(questionnaire.matching)
    review = publication.review
    named.update(review.texts)
    if review.duplicates is not None:
        same = review.duplicates
        named |= {name for name in (same.name, same.place, same.website, same.number) if name is not None}
    return named
