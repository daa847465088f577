"""The `if` of a schema: which part of it applies to a node.

Only conditions that a researcher could follow in the published schema: certain keys are there, and some of them hold a
certain word.
"""

from collections.abc import Callable, Mapping
from typing import Any

from engine.authoring.nodes import Mapping as MappingNode
from engine.authoring.nodes import Node, Scalar

Schema = Mapping[str, Any]
Test = Callable[[Node], bool]


def compile_condition(schema: Schema) -> Test:
    """The condition of an `if`.

    Raises:
        ValueError: it asks for anything else.
    """
    if schema.keys() - {"type", "required", "properties"} or schema.get("type", "object") != "object":
        raise ValueError("an `if` may only name required keys and constant values")
    required = frozenset(schema["required"])
    of_others = "type" not in schema  # JSON Schema: what is said of keys holds for everything that has none
    constants = {key: shape["const"] for key, shape in schema.get("properties", {}).items()}

    def holds(node: Node) -> bool:
        if not isinstance(node, MappingNode):
            return of_others
        if not required <= node.entries.keys():
            return False
        for key, constant in constants.items():
            value = node.get(key)
            if not isinstance(value, Scalar) or value.plain != constant:
                return False
        return True

    return holds


def deciding_key(parts: list[Schema]) -> str | None:
    """The key whose word alone decides which part applies (the type of a question); None when there is no such key."""
    keys = {key for part in parts for key in part.get("if", {}).get("properties", ())}
    if len(keys) != 1:
        return None
    (key,) = keys
    words = [part.get("if", {}).get("properties", {}).get(key, {}).get("const") for part in parts]
    simple = all(
        part.keys() == {"if", "then"}
        and part["if"].keys() == {"properties", "required"}
        and part["if"]["required"] == [key]
        for part in parts
    )
    different = len(set(map(str, words))) == len(words) and all(isinstance(word, str) for word in words)
    return key if simple and different else None
