"""Who may be brought into contact with whom, from matching.yaml."""

from collections.abc import Callable, Iterator
from types import MappingProxyType
from typing import TypeVar

from engine.authoring.build.part import Part
from engine.authoring.nodes import Scalar, Sequence
from engine.matching import Classes, Criterion, Fit, Further, LabRules, MatchingRules, Mix, Offer

T = TypeVar("T")

_DEFAULT_COUNT = 5


def build_matching(root: Part) -> MatchingRules:
    """The matching of a survey, from the root of matching.yaml."""
    return MatchingRules(
        consent=root.words("consent"),
        offer=_about(root, "offer", lambda question, part: Offer(question, part.names("any_of"))),
        told=root.names("told"),
        place=root.name("place"),
        count=root.whole("count", _DEFAULT_COUNT),
        mix=_about(root, "mix", lambda question, part: Mix(question, part.whole("at_least", 1))),
        criteria=tuple(_criteria(root)),
        helps=_helps(root),
    )


def _about(part: Part, key: str, make: Callable[[str, Part], T]) -> T | None:
    """What is made of a mapping under `key` that names a question; None when it is not there, or names none."""
    own = part.inner(key)
    question = own.name("question") if own is not None else None
    return None if own is None or question is None else make(question, own)


def _criteria(root: Part) -> Iterator[Criterion]:
    for part in root.named("criteria", "criterion"):
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
            one_further=_about(part, "one_further", lambda question, own: Further(question, own.names("order"))),
            same_class=_about(part, "same_class", lambda question, own: Classes(question, _lowest(own))),
            same_province=part.flag("same_province"),
        )


def _by_challenge(part: Part) -> Iterator[tuple[str, int]]:
    for challenge, entry in part.entries("points_by_challenge"):
        part.bench.places.add((*part.path, "points_by_challenge", challenge), part.located(entry.key))
        if isinstance(entry.value, Scalar) and type(entry.value.plain) is int:
            yield challenge, entry.value.plain


def _lowest(part: Part) -> tuple[int, ...]:
    node = part.node.get("from")
    elements = node.elements if isinstance(node, Sequence) else ()
    return tuple(each.plain for each in elements if isinstance(each, Scalar) and type(each.plain) is int)


def _helps(root: Part) -> LabRules | None:
    part = root.inner("helps")
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
    for part in helps.named("fits", "criterion"):
        yield Fit(
            id=part.path[1],
            title=part.words("title"),
            points=part.whole("points", 0),
            question=part.words("question"),
            to=part.name("to"),
            any_of=part.names("any_of"),
        )
