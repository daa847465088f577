"""The reference of every key, written from the schemas: docs/researcher/keys.md.

So a key cannot be added, or get another meaning, without the reference telling so. What a question type is for is the
first line of its module.
"""

import inspect
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from engine.authoring.schema import SCHEMAS
from engine.authoring.schema.parts import closed
from engine.authoring.schema.questions import COMMON_KEYS
from engine.expressions.functions import FUNCTIONS
from engine.question_types import TYPES

EVERY_QUESTION = closed(
    "every question",
    COMMON_KEYS,
    ("id", "type", "text"),
    "What every question has, whatever its type. The keys of each type stand below.",
)
_HEAD = """\
# Every key of a survey

<!-- Written by `python -m engine.authoring.schema` from the schemas. Change the descriptions there. -->

A survey is a folder with one file per concern; only `questionnaire.yaml` is required. `zelfscan check` tells which key is
missing, misspelt or of the wrong kind. An editor that knows the [schemas](write-a-survey.md#let-your-editor-help) completes
keys and shows these descriptions while you type.

- An **id** has lower-case letters, digits and underscores, and begins with a letter: `aantal_leden`.
- A **text** may be any text; put quotes around one that holds `: ` or begins with one of `- ? : , [ ] { } # & * ! | > % @`.
  `no`, `ja`, `012` and `12:30` are texts as they stand. Only whole numbers, decimals such as `2.5`, `true`, `false` and
  `null` mean something else, and where a text is expected a number is taken as it was written.
- A **fraction** is an exact number: `1`, `0.5`, `1/2` or `50%`.
- A **condition** is an [expression](#expressions).
- In texts of questions, helps, introductions and checks `{id}` inserts an earlier answer; `{{` and `}}` are braces that
  people see.
"""
_FILES = {
    "questionnaire": ("questionnaire.yaml", "What is asked."),
    "scoring": ("scoring.yaml", "What the answers add up to. Scores are exact and run from 0 to 100."),
    "advice": ("advice.yaml", "What is said back, by dimension and band."),
    "publication": ("publication.yaml", "What may be shown, to whom, under which consent."),
    "matching": (
        "matching.yaml",
        "Who may be brought into contact with whom. The coordinator proposes; both say yes first.",
    ),
    "translation": ("en.yaml and other languages", "The texts in another language, by kind and id."),
    "example": ("examples/*.yaml", "Answers with the outcome they must have. `zelfscan check` runs them."),
}
_EXPRESSIONS = """\
## Expressions

Conditions and calculated values are written in a small language. They may name questions that stand earlier, and `today`.
An unanswered question, and one that is not asked, is unknown; a condition holds only when it is certainly true.

| Written | Means |
| --- | --- |
| `phase == "idea"`, `phase != "idea"` | this option was chosen, another was chosen |
| `phase in ["idea", "start"]` | one of these was chosen |
| `"none" in channels`, `"none" not in channels` | in a multiple choice this was chosen, was not chosen |
| `members > 10`, `1 <= members < 10` | comparisons, also in a chain |
| `a and b`, `a or b`, `not a` | both, one or both, not |
| `members * 2 + 1`, `a / b` | arithmetic, exact |
| `a if c else b` | one of two values |
"""


def reference() -> str:
    """The whole page, Markdown."""
    parts = [_HEAD]
    for kind, (title, about) in _FILES.items():
        parts.append(f"## {title}\n\n{about}\n")
        parts += _things(SCHEMAS[kind], SCHEMAS[kind].get("definitions", {}))
    parts.append(_EXPRESSIONS + "".join(f"| `{rule.usage}` | {rule.meaning} |\n" for rule in FUNCTIONS.values()))
    return "\n".join(parts)


def _things(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> Iterator[str]:
    """A table for the schema itself and for every mapping in it, each once."""
    told: set[str] = set()
    waiting = [schema]
    while waiting:
        thing = waiting.pop(0)
        name = _heading(thing)
        if name in told:
            continue
        told.add(name)
        yield _table(name, thing)
        waiting = [*_inner(thing, definitions), *waiting]


def _inner(thing: Mapping[str, Any], definitions: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The mappings that the keys of a thing hold, in order."""
    for shape in thing["properties"].values():
        yield from _mappings(shape, definitions)


def _mappings(shape: Mapping[str, Any], definitions: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    if "$ref" in shape:
        name = shape["$ref"].removeprefix("#/definitions/")
        if name == "question_or_block":
            yield EVERY_QUESTION
            yield definitions["block"]
            for kind in TYPES:
                yield definitions[f"{kind}_question"]
            return
        yield from _mappings(definitions[name], definitions)
    elif "properties" in shape:
        yield shape
    for key in ("items", "additionalProperties"):
        if isinstance(shape.get(key), Mapping):
            yield from _mappings(shape[key], definitions)


def _heading(thing: Mapping[str, Any]) -> str:
    words = thing["title"].partition(" ")
    return str(words[2]) if words[0] in ("a", "an", "the") else str(thing["title"])


def _table(name: str, thing: Mapping[str, Any]) -> str:
    kind = TYPES.get(name.removesuffix(" question"))
    if kind is not None:
        about = (inspect.getdoc(inspect.getmodule(type(kind))) or "").partition("\n")[0]
        return f"### `{kind.name}`\n\n{about}\n\n" + _rows(
            {key: shape for key, shape in thing["properties"].items() if key not in COMMON_KEYS}, kind.required_keys
        )
    about = f"{thing['description']}\n\n" if "description" in thing else ""
    return f"### {name[0].upper()}{name[1:]}\n\n{about}" + _rows(thing["properties"], thing.get("required", ()))


def _rows(shapes: Mapping[str, Any], required: Collection[str]) -> str:
    if not shapes:
        return "No keys of its own.\n"
    lines = ["| Key | Takes | For |", "| --- | --- | --- |"]
    for key, shape in shapes.items():
        taken = _takes(shape) + (", required" if key in required else "")
        lines.append(f"| `{key}` | {taken} | {shape.get('description', '')} |")
    return "\n".join(lines) + "\n"


def _takes(shape: Mapping[str, Any]) -> str:
    """What somebody writes behind the key, in a few words."""
    if "enum" in shape:
        return ", ".join(f"`{word}`" for word in shape["enum"])
    title = shape.get("title")
    types = [shape["type"]] if isinstance(shape.get("type"), str) else list(shape.get("type", ["object"]))
    if "array" in types:
        inner = shape["items"]
        if "$ref" in inner:
            return "list: " + str(inner["$ref"]).removeprefix("#/definitions/").replace("_or_", " or ")
        return f"list: {_heading(inner) if 'properties' in inner else _takes(inner)}"
    if types == ["object"] or "object" in types:
        return "keys and values"
    if title in ("an id", "a condition", "an option value"):
        return str(title).partition(" ")[2]
    if title == "a number, fraction or percentage":
        return "fraction"
    return _of_numbers(shape, types)


def _of_numbers(shape: Mapping[str, Any], types: list[str]) -> str:
    names = {"string": "text", "integer": "whole number", "number": "number", "boolean": "`true` or `false`"}
    if types == ["string", "number"] and "pattern" not in shape:
        return "text"
    taken = " or ".join(names[each] for each in types if each in names)
    lowest, highest = shape.get("minimum"), shape.get("maximum")
    return f"{taken}, {lowest} to {highest}" if lowest is not None and highest is not None else taken
