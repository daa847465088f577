"""Bands cover all scores once: the highest first, each from a lower score than the one before, the last from 0."""

from collections.abc import Iterator
from itertools import pairwise

from engine.authoring.checks.context import Context
from engine.authoring.checks.naming import unknown
from engine.authoring.diagnostics import Diagnostic, Related, error
from engine.questionnaire import Severity
from engine.scoring import BandSet

CODES = {
    "band-gap": Severity.ERROR,
    "band-overlap": Severity.ERROR,
    "band-order": Severity.ERROR,
    "unknown-bands": Severity.ERROR,
}


def check(context: Context) -> Iterator[Diagnostic]:
    """Every set of bands that leaves scores out or gives one score two bands; every set that does not exist."""
    scoring = context.questionnaire.scoring
    for bands in scoring.band_sets.values():
        yield from _in_order(context, bands)
        lowest = min(bands.bands, key=lambda band: band.lower)
        if lowest.lower > 0:
            summary = f"Scores below {lowest.lower} have no band"
            place = context.places.of("band", bands.id, lowest.id, "from")
            yield error("band-gap", summary, place, "The last band begins with `from: 0`.")
    for dimension in scoring.dimensions:
        path = ("dimension", dimension.id, "bands")
        if dimension.bands not in scoring.band_sets and context.places.has(*path):
            yield unknown("bands", dimension.bands, scoring.band_sets, context.places.of(*path))


def _in_order(context: Context, bands: BandSet) -> Iterator[Diagnostic]:
    for higher, lower in pairwise(bands.bands):
        place = context.places.all("band", bands.id, lower.id, "from")[-1:] or (
            context.places.of("band_set", bands.id),
        )
        related = Related("the band before it", context.places.of("band", bands.id, higher.id, "from"))
        if lower.lower == higher.lower:
            summary = f"`{higher.id}` and `{lower.id}` both begin at {lower.lower}"
            yield error("band-overlap", summary, place[0], "Each band begins at a score of its own.", [related])
        elif lower.lower > higher.lower:
            summary = f"`{lower.id}` begins at {lower.lower}, above the band before it"
            yield error("band-order", summary, place[0], "Put the bands in order, the highest first.", [related])
