import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

import engine.authoring
from engine.authoring.document import read
from engine.authoring.nodes import to_plain
from engine.authoring.schema import SCHEMAS, in_draft_07, published
from engine.authoring.shape import check_shape
from engine.authoring.validator import make_validator
from engine.question_types import TYPES
from tests.engine.authoring.surveys import FILES, PUBLICATION, QUESTIONNAIRE, SCORING

FOLDER = Path(engine.authoring.__file__).parent


@pytest.mark.parametrize("kind", SCHEMAS)
def test_the_published_schema_is_up_to_date(kind: str) -> None:
    written = (FOLDER / f"{kind}.schema.json").read_text(encoding="utf-8")
    assert written == published(kind), "run: python -m engine.authoring.schema"


@pytest.mark.parametrize("kind", SCHEMAS)
def test_the_published_schema_is_draft_07(kind: str) -> None:
    schema = json.loads(published(kind))
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    Draft7Validator.check_schema(schema)


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_key_is_described(kind: str) -> None:
    """Editors show the description beside the key."""
    undescribed = [
        name for name, shape in _properties(SCHEMAS[kind]) if "$ref" not in shape and "description" not in shape
    ]
    assert undescribed == []


def test_every_question_type_is_in_the_schema() -> None:
    for name, kind in TYPES.items():
        keys = SCHEMAS["questionnaire"]["definitions"][f"{name}_question"]["properties"]
        assert kind.keys.keys() <= keys.keys()


def test_a_translation_may_hold_the_texts_of_every_type() -> None:
    texts = {key for kind in TYPES.values() for key in kind.text_keys}
    keys = SCHEMAS["translation"]["properties"]["questions"]["additionalProperties"]["properties"]
    assert texts <= keys.keys()
    assert texts >= {"unit", "purpose", "withdrawing"}


PIECES = {
    "questionnaire": QUESTIONNAIRE,
    "scoring": SCORING,
    "publication": PUBLICATION,
    "translation": FILES["en.yaml"],
    "example": "answers: {fase: idee}\nexpect: {path: [fase], dimensions: {samenwerking: {score: null, band: null}}}\n",
    "advice": "labs: [{id: a, title: A, description: B}]\nadvice: {samenwerking: {bands: {goed: {text: T, steps: [a]}}}}\n",
}
VALUES = st.sampled_from(
    ["true", "null", "4", "-1", "2.5", "tekst", "''", "[]", "{}", "[a, b]", "{a: b}", "'4'", "1/2", "50%", "single_choice",
     "scale", "note", "all", "public", "error", "101", "x" * 400]
)  # fmt: skip


@given(st.sampled_from(sorted(PIECES)), st.data())
def test_the_verdict_is_that_of_the_published_schema(kind: str, choose: st.DataObject) -> None:
    """A file with one line changed or left out: here and with the published schema it is right or wrong alike."""
    lines = PIECES[kind].splitlines()
    number = choose.draw(st.integers(0, len(lines) - 1))
    line = lines[number]
    cut = choose.draw(st.sampled_from(["without", "key", "value"]))
    if cut == "without":
        del lines[number]
    elif cut == "key":
        lines[number] = line.replace(":", choose.draw(st.sampled_from(["x:", "_id:", " :"])), 1)
    else:
        lines[number] = f"{line.partition(':')[0]}: {choose.draw(VALUES)}"
    document, problems = read("q.yaml", "\n".join(lines).encode())
    if problems or document is None or document.root is None:
        return
    valid = Draft7Validator(json.loads(published(kind))).is_valid(to_plain(document.root))
    assert (not check_shape(document, kind)) is valid


SCHEMA_PIECES = st.recursive(
    st.sampled_from(
        [{}, {"type": "string", "pattern": "^a$"}, {"type": "integer", "minimum": 2, "maximum": 5}, {"enum": ["a", "b"]},
         {"type": ["string", "number"], "minLength": 1, "maxLength": 3}, {"type": "boolean"}, {"type": "null"},
         {"type": "number", "maximum": 3}, {"type": "string", "maxLength": 1}]
    ),
    lambda inner: st.one_of(
        inner.map(lambda schema: {"type": "array", "items": schema, "minItems": 1, "maxItems": 2}),
        inner.map(lambda schema: {"items": schema, "maxItems": 1}),
        inner.map(lambda schema: {"type": "object", "properties": {"a": schema}, "additionalProperties": False}),
        inner.map(lambda schema: {"properties": {"a": schema}, "required": ["b"]}),
        inner.map(lambda schema: {"additionalProperties": schema, "propertyNames": {"pattern": "^[ab]$"}}),
        st.tuples(inner, inner).map(lambda two: {"allOf": list(two)}),
        st.tuples(inner, inner, st.sampled_from(["a", "b"]), st.sampled_from(["a", "b"])).map(
            lambda four: {
                "allOf": [
                    {"if": {"properties": {four[2]: {"const": word}}, "required": ["a"]}, "then": then}
                    for word, then in zip(("a", four[3]), four[:2], strict=True)
                ]
            }
        ),
        st.tuples(inner, inner).map(
            lambda two: {
                "if": {"properties": {"a": {"const": "a"}}, "required": ["a"]}, "then": two[0], "else": two[1]
            }
        ),
    ),
    max_leaves=5,
)  # fmt: skip
DOCUMENTS = st.recursive(
    st.sampled_from(["a", "b", "abcd", "''", "3", "7", "2.5", "true", "null"]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda each: f"[{', '.join(each)}]"),
        st.dictionaries(st.sampled_from(["a", "b", "c"]), inner, max_size=3).map(
            lambda each: "{" + ", ".join(f"{key}: {value}" for key, value in each.items()) + "}"
        ),
    ),
    max_leaves=6,
)


@given(SCHEMA_PIECES, DOCUMENTS)
def test_any_schema_of_these_keywords_means_what_it_means_elsewhere(schema: Mapping[str, Any], text: str) -> None:
    document, _ = read("q.yaml", f"root: {text}".encode())
    assert document is not None
    assert document.root is not None
    whole = {"type": "object", "properties": {"root": schema}}
    plain = to_plain(document.root)
    assert make_validator(whole).is_valid(plain) is Draft7Validator(whole).is_valid(plain)


@given(st.dictionaries(st.sampled_from(["a", "b", "c"]), SCHEMA_PIECES, min_size=1), DOCUMENTS, st.data())
def test_the_shape_of_a_type_is_that_of_its_if(shapes: dict[str, Any], text: str, choose: st.DataObject) -> None:
    word = choose.draw(st.sampled_from(["a", "b", "c", "abcd", "3", "[a]", "null"]))
    wrapped = choose.draw(st.sampled_from([text, f"{{type: {word}, a: {text}}}", f"{{type: {word}, b: {text}}}"]))
    document, _ = read("q.yaml", f"root: {wrapped}".encode())
    assert document is not None
    assert document.root is not None
    whole = {"properties": {"root": {"type": "object", "by_type": shapes}}}
    plain = to_plain(document.root)
    assert make_validator(whole).is_valid(plain) is Draft7Validator(in_draft_07(whole)).is_valid(plain)


def test_the_definitions_are_in_the_place_of_what_refers_to_them() -> None:
    definitions = {"b": {"$ref": "#/definitions/c"}, "c": {"properties": {"$ref": {"type": "integer"}}}}
    validator = make_validator({"definitions": definitions, "items": {"$ref": "#/definitions/b"}})
    (found,) = validator.iter_errors([{"$ref": 1}, {"$ref": "x"}])
    assert (list(found.absolute_path), found.validator) == ([1, "$ref"], "type")


@pytest.mark.parametrize(("pattern", "fits"), [("^a$", False), ("^a\\n$", True), ("a", True), ("\\$", False)])
def test_a_pattern_ends_where_the_text_ends(pattern: str, *, fits: bool) -> None:
    assert make_validator({"pattern": pattern}).is_valid("a\n") is fits
    assert make_validator({"pattern": "\\$"}).is_valid("5$")


def _properties(schema: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    found = list(schema.get("properties", {}).items())
    if "if" in schema or "by_type" in schema:
        found = []
    for inner in [*schema.get("properties", {}).values(), *schema.get("definitions", {}).values()]:
        found += _properties(inner)
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), Mapping):
            found += _properties(schema[key])
    return found
