"""Advice is about dimensions, bands and labs that exist; and where there is advice, it is there for every band."""

from collections.abc import Iterator

from engine.advice import Advice
from engine.authoring.checks.context import Context
from engine.authoring.checks.naming import unknown
from engine.authoring.diagnostics import Diagnostic, warning
from engine.questionnaire import Severity
from engine.scoring import Dimension

CODES = {
    "unknown-dimension": Severity.ERROR,
    "unknown-band": Severity.ERROR,
    "unknown-lab": Severity.ERROR,
    "missing-advice": Severity.WARNING,
}


def check(context: Context) -> Iterator[Diagnostic]:
    """Every name in the advice that is not declared, and every band that nothing is said about."""
    questionnaire = context.questionnaire
    dimensions = {dimension.id: dimension for dimension in questionnaire.scoring.dimensions}
    labs = [lab.id for lab in questionnaire.labs]
    for name, advice in questionnaire.advice.items():
        for lab in dict.fromkeys(advice.labs):
            if lab not in labs:
                yield unknown("lab", lab, labs, context.places.of("advice", name, "labs", lab))
        if name not in dimensions:
            yield unknown("dimension", name, dimensions, context.places.of("advice", name))
        else:
            yield from _bands(context, dimensions[name], advice)
    if questionnaire.advice:
        for name in dimensions.keys() - questionnaire.advice.keys():
            summary = f"There is no advice on the dimension `{name}`"
            hint = "Until there is, people see its score without a text."
            yield warning("missing-advice", summary, context.places.of("dimension", name), hint)


def _bands(context: Context, dimension: Dimension, advice: Advice) -> Iterator[Diagnostic]:
    band_set = context.questionnaire.scoring.band_sets.get(dimension.bands)
    if band_set is None:
        return
    known = [band.id for band in band_set.bands]
    for band in advice.by_band:
        if band not in known:
            yield unknown("band", band, known, context.places.of("advice", dimension.id, "bands", band))
    lacking = [band for band in known if band not in advice.by_band]
    if lacking:
        summary = f"There is no advice on `{dimension.id}` for {', '.join(f'`{band}`' for band in lacking)}"
        hint = "Until there is, people in this band see their score without a text."
        yield warning("missing-advice", summary, context.places.of("advice", dimension.id), hint)
