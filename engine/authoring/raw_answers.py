"""Answers in YAML as raw input for the question types: what a form or a JSON file would have given."""

from decimal import Decimal

from engine.authoring.nodes import Mapping, Node, Scalar, Sequence


def raw_answers(node: Mapping) -> dict[str, object]:
    """Question id to raw value: texts, numbers, true and false, None, lists and dicts of these."""
    return {name: _raw(entry.value) for name, entry in node.entries.items()}


def _raw(node: Node) -> object:
    if isinstance(node, Sequence):
        return [_raw(element) for element in node.elements]
    if isinstance(node, Mapping):
        return raw_answers(node)
    return _number(node) if isinstance(node.plain, Decimal) else node.plain


def _number(node: Scalar) -> object:
    """A decimal as the number that JSON would hold; as it was written where that number is not exactly the same."""
    number = float(node.text)
    return number if Decimal(repr(number)) == node.plain else node.text
