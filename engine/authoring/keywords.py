"""The keywords of JSON Schema that the schemas here use: each becomes a small function over nodes.

`compile_schema` is called once per kind of file; the functions it gives are called for every node. A value of the wrong
type gets one diagnostic and is not looked at any further.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from engine.authoring import complaints
from engine.authoring.conditionals import compile_condition, deciding_key
from engine.authoring.diagnostics import Diagnostic
from engine.authoring.document import Document
from engine.authoring.nodes import Mapping as MappingNode
from engine.authoring.nodes import Node, Scalar, Sequence

Schema = Mapping[str, Any]


class Findings:
    """What was found in one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.diagnostics: list[Diagnostic] = []


Check = Callable[[Node, str, Findings], None]
"""Looks at a node that people know by a name (the key it is the value of)."""

_ANNOTATIONS = frozenset(
    {"$schema", "title", "description", "definitions", "default", "patternErrorMessage", "then", "else"}
)
_SCALAR_TYPES: Mapping[type, frozenset[str]] = {
    str: frozenset({"string"}),
    int: frozenset({"integer", "number"}),
    Decimal: frozenset({"number"}),
    bool: frozenset({"boolean"}),
    type(None): frozenset({"null"}),
}
_OBJECT, _ARRAY = frozenset({"object"}), frozenset({"array"})


def types_of(node: Node) -> frozenset[str]:
    """The JSON Schema types of a node."""
    if isinstance(node, Scalar):
        return _SCALAR_TYPES[type(node.plain)]
    return _OBJECT if isinstance(node, MappingNode) else _ARRAY


def compile_schema(schema: Schema) -> Check:
    """The check of a whole schema with its definitions. A definition is compiled when a document first needs it.

    Raises:
        ValueError: the schema uses a keyword that is not known here.
    """
    return _compile(schema, Definitions(schema.get("definitions", {})))


class Definitions:
    """What `$ref` refers to, and the checks made so far: of definitions, and of schemas that stand in several places."""

    def __init__(self, schemas: Schema) -> None:
        self._schemas = schemas
        self._compiled: dict[str, Check] = {}
        self.shared: dict[int, Check] = {}

    def __getitem__(self, reference: str) -> Check:
        check = self._compiled.get(reference)
        if check is None:
            check = _compile(self._schemas[reference.removeprefix("#/definitions/")], self)
            self._compiled[reference] = check
        return check


def _compile(schema: Schema, definitions: Definitions) -> Check:
    # By identity: the shape of `text` or `show_when` is one and the same object in all question types.
    check = definitions.shared.get(id(schema))
    if check is None:
        check = definitions.shared[id(schema)] = _compile_new(schema, definitions)
    return check


def _compile_new(schema: Schema, definitions: Definitions) -> Check:
    if "$ref" in schema:
        target: str = schema["$ref"]

        def refer(node: Node, name: str, findings: Findings) -> None:  # by name: definitions refer to later ones
            definitions[target](node, name, findings)

        return refer
    unknown = schema.keys() - _KEYWORDS.keys() - _ANNOTATIONS
    if unknown:
        raise ValueError(f"keywords of JSON Schema that are not known here: {', '.join(sorted(unknown))}")
    checks = [_KEYWORDS[keyword](schema, definitions) for keyword in _KEYWORDS if keyword in schema]
    checks = [check for check in checks if check is not _passes]
    if "type" not in schema:
        return checks[0] if len(checks) == 1 else _all(checks)
    allowed = frozenset([schema["type"]] if isinstance(schema["type"], str) else schema["type"])

    def check(node: Node, name: str, findings: Findings) -> None:
        if not allowed & types_of(node):
            findings.diagnostics.append(complaints.wrong_kind(findings.document, node, name, schema))
            return
        for each in checks:
            each(node, name, findings)

    return check


def _all(checks: list[Check]) -> Check:
    def check(node: Node, name: str, findings: Findings) -> None:
        for each in checks:
            each(node, name, findings)

    return check


def _passes(node: Node, name: str, findings: Findings) -> None:
    """The check of a keyword that is looked at together with another."""


def _nothing(schema: Schema, definitions: Definitions) -> Check:
    return _passes


def _enum(schema: Schema, definitions: Definitions) -> Check:
    allowed = frozenset(schema["enum"])

    def check(node: Node, name: str, findings: Findings) -> None:
        if not isinstance(node, Scalar) or node.plain not in allowed:
            findings.diagnostics.append(complaints.unknown_word(findings.document, node, name, schema))

    return check


def _pattern(schema: Schema, definitions: Definitions) -> Check:
    # `$` would also match before a line end, which it does not in the JSON Schema of editors.
    matches = re.compile(re.sub(r"(?<!\\)\$$", r"\\Z", schema["pattern"])).search

    def check(node: Node, name: str, findings: Findings) -> None:
        if isinstance(node, Scalar) and isinstance(node.plain, str) and matches(node.plain) is None:
            if not node.plain and "minLength" in schema:
                return  # told for its length
            findings.diagnostics.append(complaints.bad_format(findings.document, node, name, schema))

    return check


def _range(schema: Schema, definitions: Definitions) -> Check:
    lowest, highest = schema.get("minimum"), schema.get("maximum")

    def check(node: Node, name: str, findings: Findings) -> None:
        if not isinstance(node, Scalar) or isinstance(node.plain, str | bool | None):
            return
        if (lowest is not None and node.plain < lowest) or (highest is not None and node.plain > highest):
            findings.diagnostics.append(complaints.out_of_range(findings.document, node, name, schema))

    return check


def _length(schema: Schema, definitions: Definitions) -> Check:
    lowest, highest = schema.get("minLength", 0), schema.get("maxLength", float("inf"))

    def check(node: Node, name: str, findings: Findings) -> None:
        if isinstance(node, Scalar) and isinstance(node.plain, str) and not lowest <= len(node.plain) <= highest:
            findings.diagnostics.append(complaints.wrong_length(findings.document, node, name, schema))

    return check


def _count(schema: Schema, definitions: Definitions) -> Check:
    lowest, highest = schema.get("minItems", 0), schema.get("maxItems", float("inf"))

    def check(node: Node, name: str, findings: Findings) -> None:
        if isinstance(node, Sequence) and not lowest <= len(node.elements) <= highest:
            findings.diagnostics.append(complaints.wrong_count(findings.document, node, name, schema))

    return check


def _every_entry(schema: Schema, definitions: Definitions) -> Check:
    element_check = _compile(schema["items"], definitions)

    def check(node: Node, name: str, findings: Findings) -> None:
        if isinstance(node, Sequence):
            for element in node.elements:
                element_check(element, name, findings)

    return check


def _properties(schema: Schema, definitions: Definitions) -> Check:
    checks = {key: _compile(shape, definitions) for key, shape in schema.get("properties", {}).items()}
    further = schema.get("additionalProperties", True)
    further_check = _compile(further, definitions) if isinstance(further, Mapping) else None

    def check(node: Node, name: str, findings: Findings) -> None:
        if not isinstance(node, MappingNode):
            return
        for key, entry in node.entries.items():
            known = checks.get(key, further_check)
            if known is not None:
                known(entry.value, key, findings)
            elif further is False:
                findings.diagnostics.append(complaints.unknown_key(findings.document, entry.key, schema, node))

    return check


def _required(schema: Schema, definitions: Definitions) -> Check:
    required = tuple(schema["required"])

    def check(node: Node, name: str, findings: Findings) -> None:
        if isinstance(node, MappingNode):
            for key in required:
                if key not in node.entries:
                    findings.diagnostics.append(complaints.missing_key(findings.document, node, key, schema))

    return check


def _property_names(schema: Schema, definitions: Definitions) -> Check:
    matches = re.compile(re.sub(r"\$$", r"\\Z", schema["propertyNames"]["pattern"])).search

    def check(node: Node, name: str, findings: Findings) -> None:
        if isinstance(node, MappingNode):
            for key, entry in node.entries.items():
                if matches(key) is None:
                    findings.diagnostics.append(
                        complaints.bad_format(findings.document, entry.key, name, {"title": "an id"})
                    )

    return check


def _every(schema: Schema, definitions: Definitions) -> Check:
    parts = schema["allOf"]
    one_by_one = _all([_compile(part, definitions) for part in parts])
    key = deciding_key(parts)
    if key is None:
        return one_by_one
    by_word = {part["if"]["properties"][key]["const"]: _compile(part["then"], definitions) for part in parts}

    def check(node: Node, name: str, findings: Findings) -> None:
        if not isinstance(node, MappingNode):
            one_by_one(node, name, findings)
            return
        word = node.get(key)
        if isinstance(word, Scalar) and word.plain in by_word:
            by_word[word.plain](node, name, findings)

    return check


def _choice(schema: Schema, definitions: Definitions) -> Check:
    holds = compile_condition(schema["if"])
    then = _compile(schema.get("then", {}), definitions)
    otherwise = _compile(schema.get("else", {}), definitions)

    def check(node: Node, name: str, findings: Findings) -> None:
        (then if holds(node) else otherwise)(node, name, findings)

    return check


_KEYWORDS: Mapping[str, Callable[[Schema, Definitions], Check]] = {
    "type": _nothing,  # checked first, in `_compile`
    "enum": _enum,
    "pattern": _pattern,
    "minimum": _range,
    "maximum": lambda schema, definitions: (_nothing if "minimum" in schema else _range)(schema, definitions),
    "minLength": _length,
    "maxLength": lambda schema, definitions: (_nothing if "minLength" in schema else _length)(schema, definitions),
    "minItems": _count,
    "maxItems": lambda schema, definitions: (_nothing if "minItems" in schema else _count)(schema, definitions),
    "items": _every_entry,
    "properties": _properties,
    "additionalProperties": lambda schema, definitions: (_nothing if "properties" in schema else _properties)(
        schema, definitions
    ),
    "required": _required,
    "propertyNames": _property_names,
    "allOf": _every,
    "if": _choice,
}
