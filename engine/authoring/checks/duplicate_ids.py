"""Every id is used once among things of one kind: sections, pages, questions, checks, dimensions, and so on.

A page and a section may share an id: they are never named in one place.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from engine.authoring.checks.context import Context
from engine.authoring.diagnostics import Diagnostic, Related, error
from engine.authoring.places import Path
from engine.questionnaire import Questionnaire, Severity

CODES = {"duplicate-id": Severity.ERROR}


def check(context: Context) -> Iterator[Diagnostic]:
    """Every second and further thing with the same id."""
    for path, count in Counter(_declared(context.questionnaire)).items():
        if count > 1:
            places = context.places.all(*path)
            for place in places[1:]:
                summary = f"There is already a {path[0].replace('_', ' ')} `{path[-1]}`"
                related = Related("first defined here", places[0])
                yield error("duplicate-id", summary, place, "Give it an id of its own.", [related])


def _declared(questionnaire: Questionnaire) -> Iterator[Path]:
    for section in questionnaire.sections:
        yield ("section", section.id)
        for page in section.pages:
            yield ("page", page.id)
            yield from _paths("question", (question.id for question in page.questions))
    scoring = questionnaire.scoring
    yield from _paths("check", (each.id for each in questionnaire.checks))
    yield from _paths("dimension", (each.id for each in scoring.dimensions))
    yield from _paths("group", (each.id for each in scoring.groups))
    yield from _paths("factor", (each.id for each in scoring.factors))
    yield from _paths("lab", (each.id for each in questionnaire.labs))
    for bands in scoring.band_sets.values():
        yield from (("band", bands.id, band.id) for band in bands.bands)
    if questionnaire.publication.monitor is not None:
        yield from _paths("indicator", (each.id for each in questionnaire.publication.monitor.indicators))
    if questionnaire.publication.comparison is not None:
        yield from _paths("comparison_step", (each.id for each in questionnaire.publication.comparison.steps))
    if questionnaire.matching is not None:
        yield from _paths("criterion", (each.id for each in questionnaire.matching.criteria))
        if questionnaire.matching.helps is not None:
            yield from _paths("criterion", (each.id for each in questionnaire.matching.helps.fits))
    yield from _paths("review_point", (each.id for each in questionnaire.publication.review.points))


def _paths(kind: str, ids: Iterable[str]) -> Iterator[Path]:
    return ((kind, each) for each in ids)
