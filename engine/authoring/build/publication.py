"""What may be shown: contact, map entry, Monitor, comparison and review; and what is said back: labs and advice."""

from collections.abc import Iterator
from types import MappingProxyType

from engine.advice import Advice, BandAdvice, Lab
from engine.authoring.build.part import Part, words_of
from engine.authoring.build.review import build_review
from engine.authoring.nodes import Mapping, Node, Scalar, Sequence
from engine.publication import (
    ComparisonRules,
    ComparisonStep,
    ContactRules,
    Indicator,
    Location,
    MapEntryRules,
    MonitorRules,
    Publication,
    PublicField,
)
from engine.scoring import Scoring


def build_publication(root: Part, scoring: Scoring) -> Publication:
    """What publication.yaml declares; `scoring` says what `dimensions: all` means."""
    return Publication(_map_entry(root), _monitor(root, scoring), _contact(root), _comparison(root), build_review(root))


def _contact(root: Part) -> ContactRules:
    part = root.inner("contact", ("contact",))
    if part is None:
        return ContactRules()
    return ContactRules(part.name("name"), part.name("email"), part.name("title"))


def _map_entry(root: Part) -> MapEntryRules | None:
    part = root.inner("map_entry", ("map_entry",))
    if part is None:
        return None
    filters = dict(_filters(part))
    classes = {name: starts for name, starts in filters.items() if starts}
    return MapEntryRules(
        part.words("consent"), tuple(_fields(part)), _location(part), tuple(filters), MappingProxyType(classes)
    )


def _filters(part: Part) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Each filter with where its classes begin; none of a filter that has no classes."""
    node = part.node.get("filters")
    for element in node.elements if isinstance(node, Sequence) else ():
        own = element.get("field") if isinstance(element, Mapping) else element
        name = words_of(own)
        if own is None or name is None:
            continue
        path = (*part.path, "filters", name)
        part.bench.places.add(path, part.located(own))
        starts = element.get("classes_from") if isinstance(element, Mapping) else None
        if isinstance(starts, Sequence):
            part.bench.places.add((*path, "classes_from"), part.located(starts))
            yield name, tuple(start for each in starts.elements if (start := _whole(each)) is not None)
        else:
            yield name, ()


def _whole(node: Node) -> int | None:
    return node.plain if isinstance(node, Scalar) and type(node.plain) is int else None


def _fields(part: Part) -> Iterator[PublicField]:
    for name, entry in part.entries("fields"):
        path = (*part.path, "fields", name)
        if isinstance(entry.value, Mapping):
            own = Part(part.bench, part.document, entry.value, path)
            question = own.name("question")
            part.bench.places.replace(path, part.located(entry.value.get("question") or entry.value))
            if question is not None:
                yield PublicField(name, question, own.name("consent"))
            continue
        part.bench.places.add(path, part.located(entry.value))
        question = words_of(entry.value)
        if question is not None:
            yield PublicField(name, question)


def _location(part: Part) -> Location | None:
    own = part.inner("location")
    place = own.name("place") if own is not None else None
    if own is None or place is None:
        return None
    meanings: dict[str, str] = {}
    for option, entry in own.entries("precision_values"):
        own.bench.places.add((*own.path, "precision_values", option), own.located(entry.key))
        if isinstance(entry.value, Scalar):
            meanings[option] = entry.value.text
    return Location(place, own.name("postcode"), own.name("precision"), MappingProxyType(meanings), own.name("point"))


def _monitor(root: Part, scoring: Scoring) -> MonitorRules | None:
    part = root.inner("monitor", ("monitor",))
    if part is None:
        return None
    return MonitorRules(part.words("consent"), tuple(_indicators(part, scoring)))


def _indicators(monitor: Part, scoring: Scoring) -> Iterator[Indicator]:
    for part in monitor.named("indicators", "indicator"):
        if part.name("dimensions") == "all":
            dimensions = tuple(dimension.id for dimension in scoring.dimensions)
        else:
            dimensions = part.names("dimensions")
        yield Indicator(part.path[1], part.words("title"), part.names("questions"), dimensions, part.names("by"))


def _comparison(root: Part) -> ComparisonRules | None:
    part = root.inner("comparison", ("comparison",))
    if part is None:
        return None
    return ComparisonRules(part.words("consent"), tuple(_steps(part)))


def _steps(comparison: Part) -> Iterator[ComparisonStep]:
    for part in comparison.named("steps", "comparison_step"):
        yield ComparisonStep(part.path[1], part.words("title"), part.names("by"))


def build_labs(root: Part) -> Iterator[Lab]:
    """The labs of advice.yaml, in order."""
    for part in root.named("labs", "lab"):
        yield Lab(part.path[1], part.words("title"), part.words("description"))


def build_advice(root: Part) -> Iterator[tuple[str, Advice]]:
    """The advice of advice.yaml, by dimension."""
    for dimension, entry in root.entries("advice"):
        if not isinstance(entry.value, Mapping):
            continue
        part = Part(root.bench, root.document, entry.value, ("advice", dimension))
        root.bench.places.replace(part.path, root.located(entry.key))
        yield (
            dimension,
            Advice(
                dimension,
                MappingProxyType(dict(_by_band(part))),
                part.names("labs"),
                part.words("peers"),
                part.names("materials"),
                part.names("themes"),
            ),
        )


def _by_band(advice: Part) -> Iterator[tuple[str, BandAdvice]]:
    for band, entry in advice.entries("bands"):
        if not isinstance(entry.value, Mapping):
            continue
        part = Part(advice.bench, advice.document, entry.value, (*advice.path, "bands", band))
        part.bench.places.replace(part.path, part.located(entry.key))
        yield band, BandAdvice(part.words("text"), part.names("steps"))
