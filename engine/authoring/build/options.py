"""Options and scales."""

import re
from fractions import Fraction

from engine.authoring.build.part import Located, Part, Workbench, words_of
from engine.authoring.document import Document
from engine.authoring.nodes import Mapping, Node, Scalar, Sequence
from engine.authoring.places import Path
from engine.expressions.suggest import did_you_mean
from engine.questionnaire import Missing, Option, Scale

MOST_POINTS = 100
_WHOLE = re.compile(r"-?[1-9][0-9]{0,17}|0")
_MISSING = frozenset(Missing)


def canonical(node: Node | None) -> str | None:
    """The value of an option as text: `4` and `"4"` are the same. None for what is no option value."""
    if not isinstance(node, Scalar) or not isinstance(node.plain, str | int) or isinstance(node.plain, bool):
        return None
    return node.text.strip() or None


def build_options(bench: Workbench, document: Document, node: Node | None, path: Path) -> tuple[Option, ...]:
    """The options of a list; their places stand under `path` + ("option", value)."""
    if not isinstance(node, Sequence):
        return ()
    bench.places.add((*path, "option"), Located(document, node))
    built = (_option(bench, document, element, path) for element in node.elements if isinstance(element, Mapping))
    return tuple(option for option in built if option is not None)


def _option(bench: Workbench, document: Document, node: Mapping, path: Path) -> Option | None:
    value_node = node.get("value")
    value = canonical(value_node)
    label = words_of(node.get("label"))
    if value is None or value_node is None or label is None:
        return None
    part = Part(bench, document, node, (*path, "option", value), named_by="value")
    missing = part.name("missing")
    return Option(
        value,
        label,
        _points(part),
        Missing(missing) if missing in _MISSING else None,
        part.flag("exclusive"),
        part.expression("show_when"),
        int(value) if _WHOLE.fullmatch(value) else None,
    )


def _points(part: Part) -> Fraction | None:
    """The points, 0 to 100. As a number the shape has looked at the range; a fraction is looked at here."""
    points, node = part.fraction("points"), part.node.get("points")
    if points is not None and node is not None and not 0 <= points <= MOST_POINTS:
        if isinstance(node, Scalar) and isinstance(node.plain, str):
            part.report("number-out-of-range", f"`points` cannot be {node.text}", node, "Possible is 0 to 100.")
        return None
    return points


def build_scales(root: Part) -> dict[str, Scale]:
    """All scales, by id."""
    scales: dict[str, Scale] = {}
    for name, entry in root.entries("scales"):
        path = ("scale", name)
        root.bench.places.add(path, root.located(entry.key))
        scales[name] = Scale(name, build_options(root.bench, root.document, entry.value, path))
    return scales


def options_of_scale(part: Part, key: str, scales: dict[str, Scale]) -> tuple[str | None, tuple[Option, ...]]:
    """The scale that `key` names, and its options; an unknown scale is reported."""
    name, node = part.name(key), part.node.get(key)
    if name is None or node is None:
        return None, ()
    scale = scales.get(name)
    if scale is not None:
        part.bench.places.add((*part.path, "option"), part.located(node))
        return name, scale.options
    known = ", ".join(scales) or "none"
    hint = did_you_mean(name, scales) or f"The scales are: {known}."
    part.report("unknown-scale", f"There is no scale `{name}`", node, hint)
    return None, ()
