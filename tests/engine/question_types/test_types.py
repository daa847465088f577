import json
import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

import engine.question_types
from engine.expressions.parse import parse
from engine.expressions.types import BooleanType, DateType, NumberType, TextType
from engine.question_types import TYPES, Storage
from engine.question_types.base import QuestionType
from engine.question_types.calculated import CalculatedSettings
from engine.questionnaire import Question
from engine.values import PROBLEM_CODES, AnswerProblem
from tests.engine.question_types.asking import OPTIONS, ask, parsed

KEYS: dict[str, dict[str, Any]] = {
    "single_choice": {"options": OPTIONS},
    "multiple_choice": {"options": OPTIONS, "max": 2},
    "ranking": {"options": OPTIONS, "max": 2},
    "allocation": {"options": OPTIONS, "total": 10},
    "consent": {"purpose": "de kaart"},
    "short_text": {"min_length": 2, "max_length": 20},
    "long_text": {"max_length": 30},
    "decimal": {"decimals": 3, "max": 5000},
    "date": {"min": "2000-01-01"},
    "confirmation": {"required": True},
    "calculated": {"value": "1"},
    "point": {"area": {"south": -80, "north": 80, "west": -170, "east": 170}},
}
ASKED = {name: ask(name, **KEYS.get(name, {})) for name in TYPES if name != "scale"}
ASKED["scale"] = Question("q", "scale", ASKED["single_choice"].text, options=ASKED["single_choice"].options)

junk = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=30)
    | st.text(st.characters(categories=None), max_size=10)
    | st.decimals()
    | st.sampled_from(["a", "b", "geen", "1.234", "1,5", "2024-02-29", "ja", "x@y.nl", "x.nl", "1234 AB", "52,1 5,2"])
    | st.just(10**400),
    lambda children: (
        st.lists(children, max_size=4)
        | st.dictionaries(
            st.sampled_from(["a", "b", "1", "2", "day", "month", "year", "latitude", "longitude"])
            | st.text(max_size=3),
            children,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@pytest.mark.parametrize("name", TYPES)
@given(raw=junk)
@example(raw="0" * 39)
@example(raw="-" + "9" * 38)
@example(raw=["\ud800"])
def test_any_input_gives_a_value_nothing_or_a_known_problem(name: str, raw: object) -> None:
    question = ASKED[name]
    found = parsed(question, raw)
    if isinstance(found, AnswerProblem):
        assert found.question == "q"
        assert set(found.params) == set(PROBLEM_CODES[found.code])
    elif found is not None:
        kind = TYPES[name]
        stored = json.loads(json.dumps(kind.serialise(found), allow_nan=False))
        assert parsed(question, stored) == found
        assert type(parsed(question, stored)) is type(found)
        assert kind.display(question, found, "nl")
        kind.display(question, found, "en").encode()


def test_every_type_has_its_own_file_and_one_line_in_the_table() -> None:
    folder = Path(engine.question_types.__file__).parent
    for name, kind in TYPES.items():
        assert kind.name == name
        assert Path(folder, f"{name}.py").is_file()
        assert type(kind).__module__ == f"engine.question_types.{name}"
    assert len({type(kind) for kind in TYPES.values()}) == len(TYPES)


@pytest.mark.parametrize("kind", TYPES.values(), ids=TYPES)
def test_keys_are_json_schema_that_editors_can_show(kind: QuestionType) -> None:
    assert set(kind.required_keys) <= set(kind.keys)
    assert not set(kind.keys) & {"id", "type", "text", "help", "required", "privacy", "show_when"}
    for shape in kind.keys.values():
        Draft7Validator.check_schema(shape)
        assert shape["description"].endswith((".", "?", "any."))


@pytest.mark.parametrize("name", TYPES)
def test_every_type_fits_its_own_shape(name: str) -> None:
    declared = {key: value for key, value in KEYS.get(name, {}).items() if key in TYPES[name].keys}
    for key, value in declared.items():
        Draft7Validator(TYPES[name].keys[key]).validate(value)


@pytest.mark.parametrize("name", TYPES)
def test_every_type_has_a_codebook_entry_and_takes_some_time(name: str) -> None:
    entry = TYPES[name].codebook(ASKED[name])
    assert (entry.storage is Storage.NOTHING) == (name == "note")
    assert TYPES[name].seconds > 0 or name == "calculated"


def test_types_for_expressions() -> None:
    found = {name: TYPES[name].value_type(ASKED[name]) for name in TYPES}
    assert found["integer"] == NumberType(Fraction(-(10**15)), Fraction(10**15))
    assert found["decimal"] == NumberType(Fraction(-(10**9)), Fraction(5000))
    assert found["year"] == NumberType(Fraction(1000), Fraction(9999))
    assert found["date"] == DateType()
    assert {found["confirmation"], found["consent"]} == {BooleanType()}
    assert {found[name] for name in ("short_text", "long_text", "email", "url", "postcode")} == {TextType()}


@pytest.mark.parametrize(
    ("value", "nl", "stored"),
    [
        (True, "ja", True),
        (7, "7", 7),
        (Fraction(1, 3), "0,33", 1 / 3),
        (Fraction(5, 2), "2,5", 2.5),
        (Fraction(-1, 200), "0", -0.005),
        (Fraction(-5, 2), "-2,5", -2.5),
        ("x", "x", "x"),
        (date(2024, 5, 3), "3 mei 2024", "2024-05-03"),
        (("a", "b"), "a en b", ["a", "b"]),
    ],
)
def test_calculated_values_for_people_and_for_json(value: Any, nl: str, stored: object) -> None:
    kind = TYPES["calculated"]
    assert kind.display(ASKED["calculated"], value, "nl") == nl
    assert kind.serialise(value) == stored


def test_a_calculated_value_is_declared_with_an_expression_or_its_text() -> None:
    kind = TYPES["calculated"]
    assert kind.settings({"value": "a + 1"}) == kind.settings({"value": parse("a + 1")})
    settings = kind.settings({"value": "a", "decimals": 0})
    assert isinstance(settings, CalculatedSettings)
    assert settings.value.names == ("a",)
    rounded = Question("q", "calculated", ASKED["calculated"].text, settings=settings)
    assert kind.display(rounded, Fraction(5, 2), "nl") == "3"


def test_problem_codes_are_words_with_named_params() -> None:
    for code, params in PROBLEM_CODES.items():
        assert re.fullmatch("[a-z_]+", code)
        assert len(set(params)) == len(params)


def test_a_decimal_is_not_rounded_by_the_context() -> None:
    assert parsed(ask("decimal", decimals=6), "123456789,123456") == Decimal("123456789.123456")
