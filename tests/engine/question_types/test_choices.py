from fractions import Fraction

import pytest

from engine.expressions.types import AllocationType, ChoicesType, ChoiceType
from engine.question_types import TYPES
from engine.questionnaire import Question, Scale
from engine.values import AnswerProblem
from tests.engine import building
from tests.engine.question_types.asking import OPTIONS, ask, code, parsed

STEPS: list[dict[str, object]] = [
    {"value": 1, "label": "Niet", "points": 0},
    {"value": 2, "label": "Half", "points": "100/3"},
    {"value": 10, "label": "Helemaal", "points": 90},
    {"value": "weet_niet", "label": "Weet ik niet", "missing": "dont_know"},
]
MATE = {"mate": Scale("mate", tuple(map(building.option, STEPS)))}


def statement(**keys: object) -> Question:
    return building.question({"id": "q", "type": "scale", "scale": "mate", **keys}, MATE)


@pytest.mark.parametrize("raw", [10, "10", 10.0, " 10 ", [10], ["10"]])
def test_a_number_and_its_text_choose_the_same_option(raw: object) -> None:
    assert parsed(statement(), raw) == "10"


@pytest.mark.parametrize(
    "raw",
    [
        3,
        "010",
        "10.0",
        10.5,
        True,
        "Helemaal",
        "１０",
        {"10": 1},
        pytest.param(10**5000, id="huge"),
        float("nan"),
        pytest.param("x" * 1000, id="long"),
        "1\x00",
        "\ud800",
    ],
)
def test_nothing_else_chooses_an_option(raw: object) -> None:
    assert code(statement(), raw) == "not_an_option"


def test_one_option_is_one_option() -> None:
    found = parsed(ask("single_choice", options=OPTIONS), ["a", "b"])
    assert isinstance(found, AnswerProblem)
    assert (found.code, found.params) == ("too_many", {"maximum": 1})


@pytest.mark.parametrize("raw", [None, "", " ", [], [""], ["", ""], {}])
@pytest.mark.parametrize("kind", ["single_choice", "multiple_choice", "ranking", "allocation"])
def test_nothing_chosen(kind: str, raw: object) -> None:
    assert parsed(ask(kind, options=OPTIONS), raw) is None


@pytest.mark.parametrize("raw", [["b", "a"], ["a", "b", "a"], ("b", "", "a", None)])
def test_several_options_stand_in_the_order_of_the_question(raw: object) -> None:
    assert parsed(ask("multiple_choice", options=OPTIONS), raw) == ("a", "b")


def test_one_text_is_one_option() -> None:
    asked = ask("multiple_choice", options=OPTIONS)
    assert parsed(asked, "a") == ("a",)
    assert code(asked, "a,b") == "not_an_option"


@pytest.mark.parametrize(
    ("raw", "expected", "params"),
    [
        (["a"], "too_few", {"minimum": 2}),
        (["a", "b", "c"], "too_many", {"maximum": 2}),
        (["a", "geen"], "exclusive_with_others", {"option": "geen"}),
        (["a", "x"], "not_an_option", {}),
        (["a", True], "not_an_option", {}),
        (["a", ["b"]], "not_an_option", {}),
        ({"a": 1}, "not_an_option", {}),
        pytest.param(["a"] * 60_000, "too_many", {"maximum": 4}, id="60000"),
    ],
)
def test_what_may_not_be_chosen_together(raw: object, expected: str, params: dict[str, object]) -> None:
    found = parsed(ask("multiple_choice", options=OPTIONS, min=2, max=2), raw)
    assert isinstance(found, AnswerProblem)
    assert (found.code, found.params) == (expected, params)


def test_an_exclusive_option_alone_is_enough() -> None:
    assert parsed(ask("multiple_choice", options=OPTIONS, min=2), ["geen"]) == ("geen",)
    assert parsed(ask("ranking", options=OPTIONS, min=2), ["geen"]) == ("geen",)


@pytest.mark.parametrize(
    "raw",
    [
        ["c", "a"],
        {"1": "c", "2": "a"},
        {"2": "a", "1": "c"},
        {1: "c", 3: "a"},
        ["", "c", None, "a"],
        {"10": "a", "9": "c"},
    ],
)
def test_a_ranking_keeps_the_order_of_preference_and_closes_gaps(raw: object) -> None:
    asked = ask("ranking", options=OPTIONS)
    assert parsed(asked, raw) == ("c", "a")
    assert parsed(asked, TYPES["ranking"].serialise(("c", "a"))) == ("c", "a")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (["a", "a"], "chosen_twice"),
        ({"1": "a", "2": "a"}, "chosen_twice"),
        (["a", "geen"], "exclusive_with_others"),
        (["a", "b", "c"], "too_many"),
        ({"eerste": "a"}, "not_an_option"),
        ({"1": "a", "01": "b"}, "not_an_option"),
        ({True: "a"}, "not_an_option"),
        ({"٣": "a"}, "not_an_option"),
        pytest.param({"9" * 5000: "a"}, "not_an_option", id="long"),
        ({str(place): "" for place in range(60_000)}, "not_an_option"),
        (["x"], "not_an_option"),
    ],
)
def test_no_ranking(raw: object, expected: str) -> None:
    assert code(ask("ranking", options=OPTIONS, max=2), raw) == expected


@pytest.mark.parametrize(
    "raw",
    [{"a": 60, "b": 40}, {"a": "60", "b": "40", "c": ""}, {"b": 40.0, "a": "60,0", "geen": None}, [{"a": 60, "b": 40}]],
)
def test_an_allocation(raw: object) -> None:
    asked = ask("allocation", options=OPTIONS, total=100, unit="%")
    value = parsed(asked, raw)
    assert value == {"a": 60, "b": 40, "c": 0, "geen": 0}
    assert TYPES["allocation"].serialise(value) == {"a": 60, "b": 40, "c": 0, "geen": 0}
    assert TYPES["allocation"].display(asked, value, "nl") == "Appels: 60 % en Bonen: 40 %"
    assert TYPES["allocation"].chosen(value) == ("a", "b")


@pytest.mark.parametrize(
    ("raw", "expected", "params"),
    [
        ({"a": 60}, "wrong_total", {"total": 100, "sum": 60}),
        ({"a": 0}, "wrong_total", {"total": 100, "sum": 0}),
        ({"a": 101}, "too_high", {"maximum": "100"}),
        ({"a": -1, "b": 101}, "too_low", {"minimum": "0"}),
        ({"a": 50.5, "b": 49.5}, "not_a_whole_number", {}),
        ({"a": "veel"}, "not_a_number", {}),
        ({"a": True}, "not_a_number", {}),
        ({"x": 100}, "not_an_option", {}),
        ({"a": {"b": 1}}, "not_a_number", {}),
        ("100", "not_a_number", {}),
        ([60, 40], "not_a_number", {}),
    ],
)
def test_no_allocation(raw: object, expected: str, params: dict[str, object]) -> None:
    found = parsed(ask("allocation", options=OPTIONS, total=100), raw)
    assert isinstance(found, AnswerProblem)
    assert (found.code, found.params) == (expected, params)


def test_several_answers_are_joined_as_the_language_does() -> None:
    asked = ask("multiple_choice", options=OPTIONS)
    display = TYPES["multiple_choice"].display
    assert display(asked, ("a",), "nl") == "Appels"
    assert display(asked, ("a", "b"), "nl") == "Appels en Bonen"
    assert display(asked, ("a", "b", "c"), "nl") == "Appels, Bonen en Citroenen"
    assert display(asked, ("a", "b", "c"), "en") == "Appels, Bonen and Citroenen"
    assert TYPES["ranking"].display(ask("ranking", options=OPTIONS), ("c", "a"), "en") == "Citroenen and Appels"


def test_answers_with_a_comma_or_an_and_of_their_own_stay_apart() -> None:
    options = [
        {"value": "w", "label": "Wonen"},
        {"value": "z", "label": "Zorg en welzijn"},
        {"value": "b", "label": "Buurt, dorp"},
    ]
    asked = ask("multiple_choice", options=options)
    display = TYPES["multiple_choice"].display
    assert display(asked, ("w", "z", "b"), "nl") == "Wonen; Zorg en welzijn; Buurt, dorp"
    assert display(asked, ("w", "z"), "en") == "Wonen and Zorg en welzijn"


def test_points_of_options() -> None:
    table = TYPES["scale"].points(statement())
    assert table is not None
    assert table.points == {"1": 0, "2": Fraction(100, 3), "10": 90}
    assert table.cap is None
    reversed_table = TYPES["scale"].points(statement(reversed=True))
    assert reversed_table is not None
    assert reversed_table.points == {"1": 90, "2": Fraction(170, 3), "10": 0}
    several = TYPES["multiple_choice"].points(ask("multiple_choice", options=STEPS, points_cap=60))
    assert several is not None
    assert several.cap == 60
    assert TYPES["single_choice"].points(ask("single_choice", options=OPTIONS)) is None
    assert TYPES["ranking"].points(ask("ranking", options=STEPS)) is None


def test_what_choices_are_to_an_expression() -> None:
    assert TYPES["scale"].value_type(statement()) == ChoiceType(
        ("1", "2", "10", "weet_niet"), frozenset({"1", "2", "10"}), frozenset({"weet_niet"})
    )
    names = ("a", "b", "c", "geen")
    assert TYPES["multiple_choice"].value_type(ask("multiple_choice", options=OPTIONS)) == ChoicesType(names)
    assert TYPES["ranking"].value_type(ask("ranking", options=OPTIONS)) == ChoicesType(names)
    assert TYPES["allocation"].value_type(ask("allocation", options=OPTIONS)) == AllocationType(names)
