"""The pieces that the shapes of several files share: ids, texts, expressions, fractions, closed mappings.

A `title` says what researchers call the thing ("a question"); messages and editors show it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

Schema = Mapping[str, Any]

ID_PATTERN = "^[a-z][a-z0-9_]{0,59}$"
OPTION_PATTERN = "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$"
LANGUAGE_PATTERN = "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
FRACTION_PATTERN = "^-?[0-9]{1,6}(\\.[0-9]{1,6})? ?(%|/ ?[1-9][0-9]{0,5})?$"

NOT_BLANK = {"pattern": "\\S", "patternErrorMessage": "There is nothing here."}

LONGEST_TITLE = 300
LONGEST_TEXT = 20_000
LONGEST_EXPRESSION = 2_000


def text(description: str, longest: int = LONGEST_TEXT) -> dict[str, Any]:
    """A text for people. A number will do: `label: 2026` means the text "2026"."""
    return {
        "type": ["string", "number"],
        "minLength": 1,
        "maxLength": longest,
        **NOT_BLANK,
        "description": description,
    }


def title(description: str) -> dict[str, Any]:
    """A short text on one line."""
    return text(description, LONGEST_TITLE)


def identifier(description: str) -> dict[str, Any]:
    """A new id, or a reference to one: snake_case."""
    return {"type": "string", "title": "an id", "pattern": ID_PATTERN, "description": description}


def option_value(description: str) -> dict[str, Any]:
    """The value of an option: `4` and `"4"` are the same one."""
    return {
        "type": ["string", "integer"],
        "title": "an option value",
        "pattern": OPTION_PATTERN,
        "description": description,
    }


def condition(description: str) -> dict[str, Any]:
    """An expression that is true or false."""
    return {
        "type": "string",
        "title": "a condition",
        "minLength": 1,
        "maxLength": LONGEST_EXPRESSION,
        **NOT_BLANK,
        "description": description,
    }


def fraction(description: str) -> dict[str, Any]:
    """An exact number: 1, 0.5, 1/2 or 50%."""
    return {
        "type": ["number", "string"],
        "title": "a number, fraction or percentage",
        "pattern": FRACTION_PATTERN,
        "description": description,
    }


def whole(description: str, lowest: int, highest: int) -> dict[str, Any]:
    """A whole number in a range."""
    return {"type": "integer", "minimum": lowest, "maximum": highest, "description": description}


def one_of(values: Iterable[str], description: str) -> dict[str, Any]:
    """One of a few words."""
    return {"enum": list(values), "description": description}


def flag(description: str) -> dict[str, Any]:
    """True or false."""
    return {"type": "boolean", "description": description}


def several(elements: Schema, description: str, fewest: int = 1) -> dict[str, Any]:
    """A list."""
    return {"type": "array", "items": dict(elements), "minItems": fewest, "description": description}


def closed(name: str, properties: Schema, required: Iterable[str] = (), description: str = "") -> dict[str, Any]:
    """A mapping with just these keys. `name` with its article: "a section"."""
    schema: dict[str, Any] = {"type": "object", "title": name, "additionalProperties": False}
    if description:
        schema["description"] = description
    return {**schema, "required": list(required), "properties": dict(properties)}


def keyed(values: Schema, description: str, keys: str = ID_PATTERN) -> dict[str, Any]:
    """A mapping from ids that the researcher chooses to values of one shape."""
    return {
        "type": "object",
        "propertyNames": {"pattern": keys},
        "additionalProperties": dict(values),
        "description": description,
    }


def reference(name: str) -> dict[str, Any]:
    """A reference to a definition of the same file."""
    return {"$ref": f"#/definitions/{name}"}
