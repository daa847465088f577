"""The plain content of a YAML file as a small tree, every node with its place in the text.

A node's place is a pair of character offsets; lines and columns are worked out by the `Document` when somebody asks.
Tuples, because a survey has thousands of them and they are made in the hot path of compiling.
"""

from collections.abc import Mapping as AbstractMapping
from decimal import Decimal
from typing import Any, NamedTuple

Plain = str | int | Decimal | bool | None
"""What a scalar may mean: text, a whole number, a decimal number, true or false, or nothing."""


class Scalar(NamedTuple):
    """One value. `text` is what was written, without quotes and folds; `plain` what it means.

    `style` is "" (no quotes), "'", '"', "|" or ">".
    """

    plain: Plain
    text: str
    start: int
    end: int
    style: str


class Entry(NamedTuple):
    """A key of a mapping with its value. `start` and `end` are the place of the key."""

    name: str
    value: "Node"
    start: int
    end: int

    @property
    def key(self) -> Scalar:
        """The key as a node, for who wants to point at it."""
        return Scalar(self.name, self.name, self.start, self.end, "")


class Mapping(NamedTuple):
    """Keys with their values, in the order of the file. Keys are texts: `1:` is the key "1"."""

    entries: dict[str, Entry]
    start: int
    end: int

    def get(self, key: str) -> "Node | None":
        """The value of a key, or None where there is no such key."""
        entry = self.entries.get(key)
        return entry.value if entry is not None else None


class Sequence(NamedTuple):
    """A list."""

    elements: "list[Node]"
    start: int
    end: int


Node = Scalar | Sequence | Mapping


def to_plain(node: "Node") -> Any:
    """The node as dicts, lists and plain values, for who needs no places."""
    if isinstance(node, Scalar):
        return node.plain
    if isinstance(node, Sequence):
        return [to_plain(element) for element in node.elements]
    return {name: to_plain(entry.value) for name, entry in node.entries.items()}


KINDS: AbstractMapping[type, str] = {
    str: "a text",
    int: "a whole number",
    Decimal: "a decimal number",
    bool: "true or false",
    type(None): "nothing",
}


def kind(node: "Node") -> str:
    """What somebody would call this node: "a list", "a text", ..."""
    if isinstance(node, Mapping):
        return "a mapping of keys and values"
    if isinstance(node, Sequence):
        return "a list"
    return KINDS[type(node.plain)]
