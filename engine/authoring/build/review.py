"""What a submission is looked at for: the `review` of publication.yaml."""

from collections.abc import Iterator

from engine.authoring.build.part import Part
from engine.publication import DefinitionRules, DuplicateRules, ReviewPoint, ReviewRules


def build_review(root: Part) -> ReviewRules:
    """What publication.yaml declares under `review`; nothing when it declares nothing."""
    part = root.inner("review", ("review",))
    if part is None:
        return ReviewRules()
    return ReviewRules(
        _duplicates(part), _definition(part), part.expression("mandate"), part.names("texts"), tuple(_points(part))
    )


def _duplicates(review: Part) -> DuplicateRules | None:
    part = review.inner("duplicates")
    name = part.name("name") if part is not None else None
    if part is None or name is None:
        return None
    return DuplicateRules(name, part.name("place"), part.name("website"), part.name("number"))


def _definition(review: Part) -> DefinitionRules | None:
    part = review.inner("definition")
    return None if part is None else DefinitionRules(part.expressions("no"), part.expressions("doubt"))


def _points(review: Part) -> Iterator[ReviewPoint]:
    for part in review.named("points", "review_point"):
        yield ReviewPoint(part.path[1], part.words("text"), part.expression("when"))
