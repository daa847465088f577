from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from engine.authoring.diagnostics import Diagnostic
from engine.authoring.document import read
from engine.authoring.schema import SCHEMAS
from engine.authoring.shape import _OF_KEYS, _OF_VALUES, check_shape
from tests.engine.authoring.surveys import QUESTIONNAIRE, SCORING


def shape(text: str, kind: str = "questionnaire") -> list[Diagnostic]:
    document, problems = read("q.yaml", text.encode())
    assert document is not None
    assert not problems
    return check_shape(document, kind)


def one(old: str, new: str) -> Diagnostic:
    """The one mistake that comes of changing one thing."""
    assert QUESTIONNAIRE.count(old) == 1
    (found,) = shape(QUESTIONNAIRE.replace(old, new))
    return found


def test_a_good_questionnaire_has_no_mistakes() -> None:
    assert shape(QUESTIONNAIRE) == []
    assert shape(SCORING, "scoring") == []


@pytest.mark.parametrize(
    ("old", "new", "code", "summary", "hint"),
    [
        ("required: true", "reqired: true", "unknown-key", "`reqired` is not a key of a short_text question",
         "Did you mean `required`?"),
        ("unit: leden", "unt: leden", "unknown-key", "`unt` is not a key of an integer question", "Did you mean `unit`?"),
        ("unit: leden", "options: []", "unknown-key", "`options` is not a key of an integer question",
         "Its keys are id, type, text, help, required, privacy, show_when, min, max, unit."),
        ("type: single_choice", "type: singel_choice", "unknown-type", "`singel_choice` is not a type of question",
         "Did you mean `single_choice`?"),
        ("type: integer", "type: [integer]", "unknown-type", "a list is not a type of question", "Possible are"),
        ("privacy: public", "privacy: publiek", "unknown-word", "`privacy` cannot be `publiek`", "Did you mean `public`?"),
        ("required: true", "required: ja", "wrong-kind", "`required` must be true or false, not `ja`",
         "Write true or false"),
        ("max: 1000", 'max: "1000"', "wrong-kind", "`max` must be a whole number, not `1000`", "Leave out the quotes."),
        ("max: 1000", "max: 10.5", "wrong-kind", "`max` must be a whole number, not `10.5`", ""),
        ("label: Idee", "label: true", "wrong-kind", "`label` must be a text, not `true`",
         'Put quotes around it: "true".'),
        ("value: idee", "value: false", "wrong-kind", "`value` must be an option value, not `false`",
         'Put quotes around it: "false".'),
        ("value: idee", "value: een idee", "bad-format", "`een idee` cannot be", "without spaces"),
        ("id: naam", "id: Naam", "bad-id", "`Naam` cannot be an id", "lower-case letters"),
        ("id: naam", "id: 12", "wrong-kind", "`id` must be an id, not `12`", ""),
        ("title: Begin", "title:", "empty-value", "`title` is empty", "leave the key out"),
        ("title: Begin", "title: ''", "empty-value", "`title` is empty", ""),
        ("title: Begin", "title: '  '", "empty-value", "`title` is empty", ""),
        ("label: Idee", "label: ' '", "empty-value", "`label` is empty", ""),
        ("unit: leden", "unit: ' '", "empty-value", "`unit` is empty", ""),
        ("show_when: fase != \"idee\"", "show_when: ' '", "empty-value", "`show_when` is empty", ""),
        ("show_when: fase != \"idee\"", "show_when: ''", "empty-value", "`show_when` is empty", ""),
        ("points: 100", "points: 101", "number-out-of-range", "`points` cannot be 101", "Possible is 0 to 100."),
        ("points: 100", "points: veel", "bad-format", "`points` cannot be `veel`", ""),
        ("text: Hoeveel leden zijn er?", "text: {a: b}", "wrong-kind",
         "`text` must be a text, not a mapping of keys and values", ""),
        ("            purpose: Een punt op de kaart\n", "", "missing-key",
         "A consent question needs a `purpose`, and this one has none", "purpose:"),
        ("            type: integer\n", "", "missing-key", "A question needs a `type`, and this one has none", ""),
    ],
)  # fmt: skip
def test_one_mistake_is_told_once(old: str, new: str, code: str, summary: str, hint: str) -> None:
    found = one(old, new)
    assert found.code == code
    assert summary in found.summary
    assert hint in found.hint


@pytest.mark.parametrize(
    ("old", "new", "line", "columns"),
    [
        ("required: true", "reqired: true", 19, (13, 20)),
        ("required: true", "required: ja", 19, (23, 25)),
        ("type: single_choice", "type: singel_choice", 24, (19, 32)),
        ("            type: integer\n", "", 29, (17, 22)),
        ("title: Begin", "title:", 12, (11, 12)),
        ("text: Hoeveel leden zijn er?", "text:\n              - a\n              - b", 32, (15, 18)),
    ],
)
def test_a_mistake_is_told_at_its_own_place(old: str, new: str, line: int, columns: tuple[int, int]) -> None:
    span = one(old, new).span
    assert (span.line, span.end_line) == (line, line)
    assert (span.column, span.end_column) == columns


def test_every_mistake_is_told() -> None:
    text = QUESTIONNAIRE.replace("type: integer", "type: intger").replace("required: true", "required: yes")
    text = text.replace("survey: tuin", "survey: De tuin")
    assert [found.code for found in shape(text)] == ["bad-format", "wrong-kind", "unknown-type"]


def test_numbers_are_texts_where_a_text_is_meant() -> None:
    assert shape(QUESTIONNAIRE.replace("label: Idee", "label: 2026").replace('"1.0"', "1.0")) == []


def test_every_unknown_and_every_missing_key_is_told_at_its_place() -> None:
    lines = ["survey: tuin", "a: 1", "title: De tuin", "b: [2]"]
    told = [(found.code, found.summary.split("`")[1], found.span.line) for found in shape("\n".join(lines))]
    assert told == [
        ("missing-key", "version", 1), ("missing-key", "language", 1), ("missing-key", "sections", 1),
        ("unknown-key", "a", 2), ("unknown-key", "b", 4),
    ]  # fmt: skip


def test_a_name_that_cannot_be_is_told_at_the_name() -> None:
    (found,) = shape(SCORING.replace("  standen:", "  Standen:"), "scoring")
    assert (found.code, found.span.line, found.span.column, found.span.end_column) == ("bad-id", 2, 3, 10)


def test_a_file_with_nothing_in_it() -> None:
    assert [found.code for found in shape("")] == ["empty-file"]


def test_a_file_that_is_a_list() -> None:
    (found,) = shape("- a\n- b\n")
    assert found.summary == "The file must be a questionnaire, with keys and values, not a list"


def test_a_long_text_is_not_quoted_whole() -> None:
    assert len(one("type: integer", f"type: {'x' * 5000}").summary) < 100


def test_an_id_between_block_markers_has_no_line_end() -> None:
    assert one("id: naam", "id: |\n              naam").code == "bad-id"


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_keyword_that_may_fail_has_words(kind: str) -> None:
    going_down = {"properties", "items", "by_type", "if", "then", "else", "$ref", "definitions"}
    annotations = {"title", "description", "patternErrorMessage"}
    used = {keyword for part in _parts(SCHEMAS[kind]) for keyword in part}
    assert used <= going_down | annotations | _OF_KEYS.keys() | _OF_VALUES.keys()


@pytest.mark.parametrize("kind", SCHEMAS)
def test_no_part_would_tell_twice_of_a_value_of_the_wrong_type(kind: str) -> None:
    """Of all keywords only `enum` looks at values of every type."""
    assert not [part for part in _parts(SCHEMAS[kind]) if {"type", "enum"} <= part.keys()]


def _parts(schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield schema
    inner = [schema[key] for key in ("items", "additionalProperties", "then", "else") if key in schema]
    for key in ("properties", "by_type", "definitions"):
        inner += schema.get(key, {}).values()
    for part in inner:
        if isinstance(part, Mapping):
            yield from _parts(part)
