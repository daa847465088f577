"""Whether a document has the shape its schema says, told in plain language at the place of the mistake.

The schemas are JSON Schema (draft-07), the same that editors use; `validator` finds the mistakes, `complaints` words them.
Here the one becomes the other: an error of the library knows the path of keys to a plain value, and the document knows
where that stands. A value of the wrong type is told once, and nothing more of it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, cast

from jsonschema import ValidationError

from engine.authoring import complaints
from engine.authoring.diagnostics import Diagnostic, Span, error, sort
from engine.authoring.document import Document
from engine.authoring.nodes import Mapping as MappingNode
from engine.authoring.nodes import Node, to_plain
from engine.authoring.nodes import Sequence as SequenceNode
from engine.authoring.validator import Schema, validator_of

Path = Sequence[str | int]
"""Keys and indices from the root to a value."""


def check_shape(document: Document, kind: str) -> list[Diagnostic]:
    """Everything that is wrong with the shape of a document of this kind (`questionnaire`, `scoring`, ...), by place."""
    if document.root is None:
        hint = "Give it content, or remove the file."
        return [error("empty-file", "There is nothing in this file", Span.start_of(document.file), hint)]
    mistakes = validator_of(kind).iter_errors(to_plain(document.root))
    return list(sort(told for mistake in mistakes for told in _tell(document, document.root, mistake)))


def _tell(document: Document, root: Node, mistake: ValidationError) -> Iterable[Diagnostic]:
    """A mistake in plain language. A blank text is told by two keywords in the same words: sorting leaves one."""
    path, keyword, schema = list(mistake.path), str(mistake.validator), cast(Schema, mistake.schema)
    if keyword in _OF_KEYS:
        return _OF_KEYS[keyword](document, root, path, schema)
    return [_OF_VALUES[keyword](document, _at(root, path), _name(path), schema)]


def _missing(document: Document, root: Node, path: Path, schema: Schema) -> Iterator[Diagnostic]:
    """All keys that are missing; the library tells of each, without saying which it is."""
    parent = _mapping_at(root, path)
    for key in schema["required"]:
        if key not in parent.entries:
            yield complaints.missing_key(document, parent, key, schema)


def _unknown(document: Document, root: Node, path: Path, schema: Schema) -> Iterator[Diagnostic]:
    parent = _mapping_at(root, path[:-1])
    yield complaints.unknown_key(document, parent.entries[str(path[-1])].key, schema, parent)


def _misnamed(document: Document, root: Node, path: Path, schema: Schema) -> Iterator[Diagnostic]:
    key = _mapping_at(root, path[:-1]).entries[str(path[-1])].key
    yield complaints.bad_format(document, key, _name(path[:-1]), {"title": "an id"})


def _at(node: Node, path: Path) -> Node:
    for key in path:
        if isinstance(node, SequenceNode):
            node = node.elements[int(key)]
        elif isinstance(node, MappingNode):
            node = node.entries[str(key)].value
    return node


def _mapping_at(root: Node, path: Path) -> MappingNode:
    found = _at(root, path)
    assert isinstance(found, MappingNode)  # only mappings have keys to be wrong about
    return found


def _name(path: Path) -> str:
    """What people know a value by: its key. An element of a list goes by the key of the list."""
    return next((key for key in reversed(path) if isinstance(key, str)), "the file")


_OF_KEYS: Mapping[str, Callable[[Document, Node, Path, Schema], Iterable[Diagnostic]]] = MappingProxyType(
    {"required": _missing, "additionalProperties": _unknown, "propertyNames": _misnamed}
)
_OF_VALUES: Mapping[str, Callable[[Document, Any, str, Schema], Diagnostic]] = MappingProxyType(
    {
        "type": complaints.wrong_kind,
        "enum": complaints.unknown_word,
        "pattern": complaints.bad_format,
        "minimum": complaints.out_of_range,
        "maximum": complaints.out_of_range,
        "minLength": complaints.wrong_length,
        "maxLength": complaints.wrong_length,
        "minItems": complaints.wrong_count,
        "maxItems": complaints.wrong_count,
    }
)
"""How each keyword that may fail is told; a test says when the schemas use another."""
