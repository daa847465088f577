"""Who may be brought into contact with whom, from matching.yaml."""

from collections.abc import Iterator
from types import MappingProxyType

from engine.authoring.build.part import Part
from engine.authoring.nodes import Scalar, Sequence
from engine.matching import Classes, Criterion, Fit, Further, LabRules, MatchingRules, Mix, Offer

_DEFAULT_COUNT = 5


def build_matching(root: Part) -> MatchingRules:
    """The matching of a survey, from the root of matching.yaml."""
    return MatchingRules(
        consent=root.words("consent"),
        offer=_offer(root),
        told=root.names("told"),
        place=root.name("place"),
        count=root.whole("count", _DEFAULT_COUNT),
        mix=_mix(root),
        criteria=tuple(_criteria(root)),
        helps=_helps(root),
    )


def _inner(part: Part, key: str) -> Part | None:
    node = part.mapping(key)
    return None if node is None else Part(part.bench, part.document, node, (*part.path, key))


def _offer(root: Part) -> Offer | None:
    part = _inner(root, "offer")
    question = part.name("question") if part is not None else None
    return Offer(question, part.names("any_of")) if part is not None and question is not None else None


def _mix(root: Part) -> Mix | None:
    part = _inner(root, "mix")
    question = part.name("question") if part is not None else None
    return Mix(question, part.whole("at_least", 1)) if part is not None and question is not None else None


def _criteria(root: Part) -> Iterator[Criterion]:
    for node in root.parts("criteria"):
        part = root.child(node, "criterion")
        if part is None:
            continue
        yield Criterion(
            id=part.path[1],
            title=part.words("title"),
            points=part.whole("points", 0),
            points_by_challenge=MappingProxyType(dict(_by_challenge(part))),
            required=part.flag("required"),
            on_track=part.flag("on_track"),
            same=part.names("same"),
            different=part.names("different"),
            shared=part.names("shared"),
            one_further=_further(part),
            same_class=_classes(part),
            same_province=part.flag("same_province"),
        )


def _by_challenge(part: Part) -> Iterator[tuple[str, int]]:
    for challenge, entry in part.entries("points_by_challenge"):
        part.bench.places.add((*part.path, "points_by_challenge", challenge), part.located(entry.key))
        if isinstance(entry.value, Scalar) and type(entry.value.plain) is int:
            yield challenge, entry.value.plain


def _further(criterion: Part) -> Further | None:
    part = _inner(criterion, "one_further")
    question = part.name("question") if part is not None else None
    return Further(question, part.names("order")) if part is not None and question is not None else None


def _classes(criterion: Part) -> Classes | None:
    part = _inner(criterion, "same_class")
    question = part.name("question") if part is not None else None
    if part is None or question is None:
        return None
    node = part.node.get("from")
    elements = node.elements if isinstance(node, Sequence) else ()
    lowest = [each.plain for each in elements if isinstance(each, Scalar) and type(each.plain) is int]
    return Classes(question, tuple(lowest))


def _helps(root: Part) -> LabRules | None:
    part = _inner(root, "helps")
    if part is None:
        return None
    return LabRules(
        survey=part.words("survey"),
        lab=part.words("lab"),
        challenges=part.words("challenges"),
        first_lab=part.whole("first_lab", 0),
        other_lab=part.whole("other_lab", 0),
        fits=tuple(_fits(part)),
    )


def _fits(helps: Part) -> Iterator[Fit]:
    for node in helps.parts("fits"):
        part = helps.child(node, "criterion")
        if part is None:
            continue
        yield Fit(
            id=part.path[1],
            title=part.words("title"),
            points=part.whole("points", 0),
            question=part.words("question"),
            to=part.name("to"),
            any_of=part.names("any_of"),
        )
