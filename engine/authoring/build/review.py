"""What a submission is looked at for: the `review` of publication.yaml."""

from collections.abc import Iterator

from engine.authoring.build.part import Part
from engine.publication import DefinitionRules, DuplicateRules, ReviewPoint, ReviewRules


def build_review(root: Part) -> ReviewRules:
    """What publication.yaml declares under `review`; nothing when it declares nothing."""
    node = root.mapping("review")
    if node is None:
        return ReviewRules()
    part = Part(root.bench, root.document, node, ("review",))
    return ReviewRules(
        _duplicates(part), _definition(part), part.expression("mandate"), part.names("texts"), tuple(_points(part))
    )


def _duplicates(review: Part) -> DuplicateRules | None:
    part = _inner(review, "duplicates")
    name = part.name("name") if part is not None else None
    if part is None or name is None:
        return None
    return DuplicateRules(name, part.name("place"), part.name("website"), part.name("number"))


def _definition(review: Part) -> DefinitionRules | None:
    part = _inner(review, "definition")
    return None if part is None else DefinitionRules(part.expressions("no"), part.expressions("doubt"))


def _points(review: Part) -> Iterator[ReviewPoint]:
    for node in review.parts("points"):
        part = review.child(node, "review_point")
        if part is not None:
            yield ReviewPoint(part.path[1], part.words("text"), part.expression("when"))


def _inner(review: Part, key: str) -> Part | None:
    node = review.mapping(key)
    return None if node is None else Part(review.bench, review.document, node, (*review.path, key))
