"""The library for JSON Schema, set up for surveys: the schema of a kind of file -> what validates plain values.

What the keywords mean is the library's (draft-07). Those that go down into a value are set again here, for two reasons. The
library makes a validator anew for every value it comes to, which takes ten times as long as what a survey's check may
take; here each part of a schema has one, made when it is first needed. And what is wrong with a key is told per key, at
that key. `by_type` is a keyword of our own: it goes straight to the shape of a question's type, where the published schema
has an `if` for each type. Only the `$ref`s of our own schemas are known: to a definition that does not hold itself.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType, NoneType
from typing import Any

from jsonschema import Draft7Validator, TypeChecker, ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend

from engine.authoring.schema import SCHEMAS

Schema = Mapping[str, Any]

_TYPES: Mapping[type, frozenset[str]] = MappingProxyType(
    {
        str: frozenset({"string"}),
        int: frozenset({"integer", "number"}),
        Decimal: frozenset({"number"}),
        bool: frozenset({"boolean"}),
        NoneType: frozenset({"null"}),
        list: frozenset({"array"}),
        dict: frozenset({"object"}),
    }
)


class _PlainTypes(TypeChecker):
    """The types of plain values: a look in a table, because it is asked several times of every value."""

    def is_type(self, instance: object, type: str) -> bool:
        """Whether a plain value is of a type of JSON Schema."""
        return type in _TYPES[instance.__class__]


@cache
def validator_of(kind: str) -> Validator:
    """The validator of a kind of file (`questionnaire`, `scoring`, ...). It knows the plain values of `nodes.to_plain`."""
    return make_validator(SCHEMAS[kind])


def make_validator(schema: Schema) -> Validator:
    """The validator of a whole schema with its definitions."""
    validator: Validator = _SurveyValidator(_prepared(schema, schema.get("definitions", {}), {}))
    return validator


def _prepared(part: Any, definitions: Schema, made: dict[int, Any]) -> Any:
    """A part of a schema with what its `$ref`s refer to in their place. What stands in several places stays one object."""
    if isinstance(part, list):
        return [_prepared(element, definitions, made) for element in part]
    if not isinstance(part, Mapping):
        return part
    prepared = made.get(id(part))
    if prepared is not None:
        return prepared
    target = part.get("$ref")
    if isinstance(target, str):
        prepared = _prepared(definitions[target.removeprefix("#/definitions/")], definitions, made)
    else:
        prepared = {
            key: _prepared(inner, definitions, made) if isinstance(inner, Mapping | list) else inner
            for key, inner in part.items()
            if inner is not definitions
        }
        pattern = part.get("pattern")
        if isinstance(pattern, str) and pattern.endswith("$") and not pattern.endswith(r"\$"):
            # In Python `$` would also match before a last line end, which it does not in the JSON Schema of editors.
            prepared["pattern"] = pattern[:-1] + r"\Z"
    made[id(part)] = prepared
    return prepared


_parts: dict[int, Validator] = {}
"""The validators of parts of schemas, by the identity of the part; each keeps its part, so no other can get its number."""


def _part(whole: Validator, schema: Schema) -> Validator:
    found = _parts.get(id(schema))
    if found is None:
        found = _parts[id(schema)] = whole.evolve(schema=schema)
    return found


def _properties(whole: Validator, properties: Schema, value: Any, schema: Schema) -> Iterator[ValidationError]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in properties:
                for error in _part(whole, properties[key]).iter_errors(inner):
                    error.path.appendleft(key)
                    yield error


def _additional(whole: Validator, further: Schema | bool, value: Any, schema: Schema) -> Iterator[ValidationError]:
    if isinstance(value, dict) and further is not True:
        for key in value.keys() - schema.get("properties", {}).keys():
            if further is False:
                yield ValidationError(f"{key!r} is an unknown key", path=[key])
            else:
                for error in _part(whole, further).iter_errors(value[key]):
                    error.path.appendleft(key)
                    yield error


def _names(whole: Validator, shape: Schema, value: Any, schema: Schema) -> Iterator[ValidationError]:
    if isinstance(value, dict):
        for key in value:
            if not _part(whole, shape).is_valid(key):
                yield ValidationError(f"{key!r} is not a possible key", path=[key])


def _elements(whole: Validator, shape: Schema, value: Any, schema: Schema) -> Iterator[ValidationError]:
    if isinstance(value, list):
        for index, element in enumerate(value):
            for error in _part(whole, shape).iter_errors(element):
                error.path.appendleft(index)
                yield error


def _if(whole: Validator, condition: Schema, value: Any, schema: Schema) -> Iterable[ValidationError]:
    branch = "then" if _part(whole, condition).is_valid(value) else "else"
    return _part(whole, schema[branch]).iter_errors(value) if branch in schema else ()


def _by_type(whole: Validator, shapes: Schema, value: Any, schema: Schema) -> Iterable[ValidationError]:
    word = value.get("type") if isinstance(value, dict) else None
    return _part(whole, shapes[word]).iter_errors(value) if isinstance(word, str) and word in shapes else ()


_SurveyValidator: Callable[[Schema], Validator] = extend(  # type: ignore[no-untyped-call]  # its stub has no types
    Draft7Validator,
    {
        "properties": _properties,
        "additionalProperties": _additional,
        "propertyNames": _names,
        "items": _elements,
        "if": _if,
        "by_type": _by_type,
    },
    type_checker=_PlainTypes(),
)
