"""What the answers add up to: bands, dimensions, groups, factors, balance and priorities."""

from collections.abc import Iterator
from fractions import Fraction
from types import MappingProxyType

from engine.authoring.build.part import Part, fraction_of
from engine.authoring.nodes import Mapping, Scalar, Sequence
from engine.scoring import (
    Balance,
    Band,
    BandSet,
    Dimension,
    EnoughRule,
    Factor,
    Group,
    Priorities,
    Scoring,
    Tone,
    Weight,
)

_TONES = frozenset(Tone)
_DEFAULT_ENOUGH = EnoughRule(1, Fraction(0))
_DEFAULT_SHARE = Fraction(1, 2)
_DEFAULT_UNSCORED = 50


def build_scoring(root: Part) -> Scoring:
    """The scoring of a survey, from the root of scoring.yaml."""
    dimensions = tuple(_dimensions(root, _enough(root, _DEFAULT_ENOUGH)))
    return Scoring(
        MappingProxyType(dict(_band_sets(root))),
        dimensions,
        tuple(_groups(root, dimensions)),
        tuple(_factors(root)),
        _balance(root),
        _priorities(root),
    )


def _band_sets(root: Part) -> Iterator[tuple[str, BandSet]]:
    for name, entry in root.entries("bands"):
        root.bench.places.add(("band_set", name), root.located(entry.key))
        if isinstance(entry.value, Sequence):
            bands = tuple(_bands(root, name, entry.value))
            if bands:
                yield name, BandSet(name, bands)


def _bands(root: Part, set_name: str, node: Sequence) -> Iterator[Band]:
    for element in node.elements:
        identifier = element.get("id") if isinstance(element, Mapping) else None
        if not isinstance(element, Mapping) or not isinstance(identifier, Scalar):
            continue
        part = Part(root.bench, root.document, element, ("band", set_name, identifier.text))
        tone = part.name("tone")
        title = part.words("title")
        lowest = part.whole("from", -1)
        if tone in _TONES and title and lowest >= 0:
            yield Band(identifier.text, title, lowest, Tone(tone), part.words("symbol"))


def _enough(part: Part, default: EnoughRule) -> EnoughRule:
    rule = part.inner("enough")
    if rule is None:
        return default
    share = rule.fraction("share")
    return EnoughRule(rule.whole("answered", default.answered), default.share if share is None else share)


def _dimensions(root: Part, enough: EnoughRule) -> Iterator[Dimension]:
    for part in root.named("dimensions", "dimension"):
        yield Dimension(
            part.path[1],
            part.words("code"),
            part.words("title"),
            part.words("question"),
            part.name("group"),
            part.words("bands"),
            tuple(_weights(part)),
            _enough(part, enough),
        )


def _weights(part: Part) -> Iterator[Weight]:
    for question, entry in part.entries("weights"):
        part.bench.places.add((*part.path, "weights", question), part.located(entry.key))
        part.bench.places.add((*part.path, "weights", question, "weight"), part.located(entry.value))
        weight = fraction_of(entry.value)
        if weight is not None:
            yield Weight(question, weight)


def _groups(root: Part, dimensions: tuple[Dimension, ...]) -> Iterator[Group]:
    for part in root.named("groups", "group"):
        name = part.path[1]
        share = part.fraction("share")
        members = tuple(dimension.id for dimension in dimensions if dimension.group == name)
        yield Group(name, part.words("title"), members, _DEFAULT_SHARE if share is None else share)


def _factors(root: Part) -> Iterator[Factor]:
    for part in root.named("factors", "factor"):
        yield Factor(part.path[1], part.words("title"), part.names("questions"), part.whole("answered", 1))


def _balance(root: Part) -> Balance | None:
    part = root.inner("balance", ("balance",))
    if part is None:
        return None
    return Balance(part.names("groups"), part.whole("above", 0), part.words("text"))


def _priorities(root: Part) -> Priorities | None:
    part = root.inner("priorities", ("priorities",))
    if part is None:
        return None
    bonus = part.node.get("bonus")
    amounts = (
        [element.plain for element in bonus.elements if isinstance(element, Scalar)]
        if isinstance(bonus, Sequence)
        else []
    )
    return Priorities(
        part.whole("count", 1),
        part.name("choice"),
        tuple(amount for amount in amounts if type(amount) is int),
        part.whole("unscored", _DEFAULT_UNSCORED),
        frozenset(part.names("only_if_chosen")),
    )
