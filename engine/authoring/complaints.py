"""How a mistake in the shape of a file is told to a researcher: what stands there, what was expected, what to do.

One function per kind of mistake. `schema` is the part of the schema that does not hold; its `title` says what researchers
call the thing, its `description` and `patternErrorMessage` what belongs there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from engine.authoring.diagnostics import Diagnostic, Span, error
from engine.authoring.document import Document
from engine.authoring.nodes import Mapping as MappingNode
from engine.authoring.nodes import Node, Scalar, Sequence, kind
from engine.expressions.suggest import did_you_mean

Schema = Mapping[str, Any]

_TYPE_NAMES = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping of keys and values",
    "null": "null",
}
_CODES = {"an id": "bad-id", "a type of question": "unknown-type"}
_FORMATS = {
    "an id": "Use lower-case letters, digits and underscores, and begin with a letter: `aantal_leden`.",
    "an option value": "Use letters, digits, underscores, dots and dashes, at most 64, without spaces.",
    "a number, fraction or percentage": "Write 1, 0.5, 1/2 or 50%.",
    "a language code": "Write the code of a language, such as nl or en.",
    "the name of a survey": "Use lower-case letters, digits, underscores and dashes, and begin with a letter.",
    "a date": "Write year, month and day: 2026-11-23.",
    "a list of dimensions": "Write `all`, or a list of ids between [ and ].",
}
_LONGEST_QUOTE = 40


def unknown_key(document: Document, key: Scalar, schema: Schema, parent: MappingNode) -> Diagnostic:
    """A key that does not belong here: at the key itself."""
    thing = schema.get("title", "this mapping")
    known = schema.get("properties", {})
    free = [name for name in known if name not in parent.entries]
    hint = did_you_mean(key.text, free) or f"Its keys are {_listed(known)}."
    return error("unknown-key", f"{_quote(key.text)} is not a key of {thing}", document.span(key), hint)


def missing_key(document: Document, parent: MappingNode, key: str, schema: Schema) -> Diagnostic:
    """A key that must be there: at the id of what lacks it, or else where it begins."""
    thing = schema.get("title", "this mapping")
    described = schema.get("properties", {}).get(key, {}).get("description", "")
    summary = f"{thing[0].upper()}{thing[1:]} needs a `{key}`, and this one has none"
    return error("missing-key", summary, _beginning(document, parent), _as_hint(f"{key}: {described}", described))


def wrong_kind(document: Document, node: Node, name: str, schema: Schema) -> Diagnostic:
    """A list where a text should be, and the like."""
    expected = _expected(schema)
    if isinstance(node, Scalar) and node.plain is None and node.style == "":
        hint = f"Write {expected}, or leave the key out."
        return error("empty-value", f"`{name}` is empty", _where(document, node), hint)
    found = _quote(node.text) if isinstance(node, Scalar) else kind(node)
    summary = f"{_subject(name)} must be {expected}, not {found}"
    return error("wrong-kind", summary, _where(document, node), _quoting_hint(node, schema))


def unknown_word(document: Document, node: Node, name: str, schema: Schema) -> Diagnostic:
    """A word that is not one of the few that are possible."""
    allowed = [str(word) for word in schema["enum"]]
    written = node.text if isinstance(node, Scalar) else ""
    found = _quote(written) if isinstance(node, Scalar) else kind(node)
    thing = schema.get("title")
    summary = f"{found} is not {thing}" if thing else f"{_subject(name)} cannot be {found}"
    hint = did_you_mean(written, allowed) or f"Possible are {_listed(allowed)}."
    return error(_CODES.get(thing or "", "unknown-word"), summary, _where(document, node), hint)


def bad_format(document: Document, node: Scalar, name: str, schema: Schema) -> Diagnostic:
    """A text that is not written as it should be."""
    if not node.text.strip():
        return _empty(document, node, name)
    thing = schema.get("title")
    hint = _FORMATS.get(thing or "") or schema.get("patternErrorMessage") or schema.get("description", "")
    summary = f"{_quote(node.text)} cannot be {thing}" if thing else f"`{name}` cannot be {_quote(node.text)}"
    return error(_CODES.get(thing or "", "bad-format"), summary, _where(document, node), hint)


def out_of_range(document: Document, node: Scalar, name: str, schema: Schema) -> Diagnostic:
    """A number that is too low or too high."""
    summary = f"{_subject(name)} cannot be {node.text}"
    return error("number-out-of-range", summary, _where(document, node), f"Possible is {_range(schema)}.")


def wrong_length(document: Document, node: Scalar, name: str, schema: Schema) -> Diagnostic:
    """A text that is empty or far too long."""
    if not node.text:
        return _empty(document, node, name)
    summary = f"{_subject(name)} has {len(node.text)} characters"
    lowest, highest = schema.get("minLength", 0), schema.get("maxLength")
    limit = (
        f"At most {highest} are allowed." if highest and len(node.text) > highest else f"At least {lowest} are needed."
    )
    return error("wrong-length", summary, _where(document, node), limit)


def wrong_count(document: Document, node: Sequence, name: str, schema: Schema) -> Diagnostic:
    """A list with too few or too many elements."""
    count = len(node.elements)
    if count == 0:
        return error(
            "empty-value", f"`{name}` is empty", _where(document, node), "Put something in it, or leave it out."
        )
    lowest, highest = schema.get("minItems", 0), schema.get("maxItems")
    limit = f"At most {highest} are allowed." if highest and count > highest else f"At least {lowest} are needed."
    return error("wrong-length", f"{_subject(name)} has {count} elements", _where(document, node), limit)


def _empty(document: Document, node: Scalar, name: str) -> Diagnostic:
    return error("empty-value", f"`{name}` is empty", _where(document, node), "Write a text, or leave the key out.")


def _where(document: Document, node: Node) -> Span:
    """A mistake in a whole list or mapping is shown at its first line, not over all of it."""
    span = document.span(node)
    if span.line == span.end_line:
        return span if span.end_column > span.column else replace(span, end_column=span.column + 1)
    line_end = document.text.find("\n", node.start)
    return document.stretch(node.start, len(document.text[node.start : line_end].rstrip()) + node.start)


def _beginning(document: Document, parent: MappingNode) -> Span:
    named = parent.get("id")
    if isinstance(named, Scalar):
        return document.span(named)
    for entry in parent.entries.values():
        return document.span(entry.key)
    return document.stretch(parent.start, parent.start + 1)


def _expected(schema: Schema) -> str:
    if "title" in schema and schema.get("type") in ("string", ["string", "integer"], ["number", "string"]):
        return str(schema["title"])
    types = [schema["type"]] if isinstance(schema["type"], str) else list(schema["type"])
    if types == ["string", "number"]:
        types = ["string"]
    if types == ["object"] and "title" in schema:
        return f"{schema['title']}, with keys and values"
    return " or ".join(_TYPE_NAMES[each] for each in types)


def _quoting_hint(node: Node, schema: Schema) -> str:
    if not isinstance(node, Scalar):
        return str(schema.get("description", ""))
    types = schema["type"]
    if isinstance(node.plain, str) and types == "boolean":
        return "Write true or false, without quotes."
    if isinstance(node.plain, str) and types in ("integer", "number") and node.style in ("'", '"'):
        return "Leave out the quotes."
    if not isinstance(node.plain, str) and "string" in types:
        return f'Put quotes around it: "{node.text}".'
    return str(schema.get("description", ""))


def _range(schema: Schema) -> str:
    lowest, highest = schema.get("minimum"), schema.get("maximum")
    if lowest is None:
        return f"{highest} or less"
    if highest is None:
        return f"{lowest} or more"
    return f"{lowest} to {highest}"


def _subject(name: str) -> str:
    return f"`{name}`" if name != "the file" else "The file"


def _as_hint(hint: str, described: str) -> str:
    return hint if described else ""


def _quote(text: str) -> str:
    """A piece of the file in a sentence: short, on one line."""
    line = " ".join(text.split())
    return f"`{line[:_LONGEST_QUOTE]}…`" if len(line) > _LONGEST_QUOTE else f"`{line}`"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)
