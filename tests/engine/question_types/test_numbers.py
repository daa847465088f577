from decimal import Decimal

import pytest

from engine.question_types import TYPES, SettingError
from engine.values import AnswerProblem
from tests.engine.question_types.asking import ask, code, parsed


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("4", 4),
        (4, 4),
        (4.0, 4),
        ("4,0", 4),
        (["12"], 12),
        ("  12 ", 12),
        ("012", 12),
        ("-3", -3),
        ("\u22123", -3),
        ("+3", 3),
        ("1.000", 1000),
        ("1,000", 1000),
        ("12.345.678", 12_345_678),
        ("10 000", 10_000),
        ("10\u00a0000", 10_000),
        ("1.000,00", 1000),
        ("1,000.00", 1000),
        (10**15, 10**15),
        (-0.0, 0),
    ],
)
def test_whole_numbers_as_people_and_programs_write_them(raw: object, value: int) -> None:
    found = parsed(ask("integer"), raw)
    assert found == value
    assert type(found) is int


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("1,5", "not_a_whole_number"),
        (1.5, "not_a_whole_number"),
        ("0,125", "not_a_whole_number"),
        (True, "not_a_number"),
        (False, "not_a_number"),
        (float("nan"), "not_a_number"),
        (float("inf"), "not_a_number"),
        (Decimal("sNaN"), "not_a_number"),
        ("NaN", "not_a_number"),
        ("sNaN", "not_a_number"),
        ("inf", "not_a_number"),
        ("1e3", "not_a_number"),
        ("1e1000000", "not_a_number"),
        ("1_000", "not_a_number"),
        ("١٢٣", "not_a_number"),
        ("１２", "not_a_number"),
        ("0x10", "not_a_number"),
        ("twaalf", "not_a_number"),
        ("12 leden", "not_a_number"),
        ("1.00.000", "not_a_number"),
        ("1.0000,5", "not_a_number"),
        ("0.123.456", "not_a_number"),
        ("--1", "not_a_number"),
        ("-", "not_a_number"),
        (",", "not_a_number"),
        ("9" * 39, "too_high"),
        ("9" * 41, "not_a_number"),
        pytest.param("9" * 1_000_000, "too_long", id="long"),
        (10**16, "too_high"),
        pytest.param(-(10**5000), "too_low", id="huge"),
        (1e300, "too_high"),
        ("1\x002", "invalid_characters"),
        ("1\ud800", "invalid_characters"),
        ({"a": 1}, "not_a_number"),
        ([1, 2], "not_a_number"),
        ([[1]], "not_a_number"),
    ],
)
def test_what_is_no_whole_number(raw: object, expected: str) -> None:
    assert code(ask("integer"), raw) == expected


@pytest.mark.parametrize("raw", [None, "", "   ", [], [""], ["", ""], {}, "\u200b", "\u00a0"])
@pytest.mark.parametrize("kind", ["integer", "decimal", "year"])
def test_nothing_is_no_answer(kind: str, raw: object) -> None:
    assert parsed(ask(kind), raw) is None


def test_marks_that_change_the_direction_of_writing_are_left_out() -> None:
    assert parsed(ask("integer"), "\u200f12\u202e") == 12


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("2,5", "2.5"),
        ("2.5", "2.5"),
        (2.5, "2.5"),
        (0.1, "0.1"),
        ("2,50", "2.5"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234.567,89", "1234567.89"),
        ("1 234,5", "1234.5"),
        (",5", "0.5"),
        ("0,12", "0.12"),
        ("1234,56", "1234.56"),
        (3, "3"),
        ("100", "100"),
        (1e5, "100000"),
        ("-0,0", "0"),
    ],
)
def test_decimals_in_dutch_and_english_notation(raw: object, value: str) -> None:
    found = parsed(ask("decimal"), raw)
    assert isinstance(found, Decimal)
    assert str(found) == value


def test_what_may_be_a_thousand_or_a_fraction_is_asked_again() -> None:
    found = parsed(ask("decimal", decimals=3), "1.234")
    assert isinstance(found, AnswerProblem)
    assert (found.code, found.params) == ("ambiguous_number", {"whole": "1234"})
    assert parsed(ask("decimal", decimals=3), "1,2340") == Decimal("1.234")
    assert parsed(ask("decimal", decimals=3), "0,125") == Decimal("0.125")


def test_the_range_may_leave_one_reading() -> None:
    assert parsed(ask("decimal", decimals=3, max=100), "1,234") == Decimal("1.234")
    assert parsed(ask("decimal", min=100), "1.234") == Decimal(1234)
    assert code(ask("decimal", min=5, max=100), "1.234") == "too_high"
    assert code(ask("decimal", decimals=1, max=100), "1.234") == "too_many_decimals"


@pytest.mark.parametrize(
    ("raw", "expected", "params"),
    [
        ("1,25", "too_many_decimals", {"decimals": 1}),
        (0.30000000000000004, "too_many_decimals", {"decimals": 1}),
        (1e-300, "too_many_decimals", {"decimals": 1}),
        ("1000,1", "too_high", {"maximum": "1000"}),
        (-0.1, "too_low", {"minimum": "0"}),
        (Decimal("NaN"), "not_a_number", {}),
    ],
)
def test_decimals_out_of_bounds(raw: object, expected: str, params: dict[str, object]) -> None:
    found = parsed(ask("decimal", min=0, max=1000, decimals=1), raw)
    assert isinstance(found, AnswerProblem)
    assert (found.code, found.params) == (expected, params)


@pytest.mark.parametrize("raw", ["0,000001", "999999999,999999", "-999999999,999999", "12,5", 7])
def test_a_decimal_survives_json_exactly(raw: object) -> None:
    asked = ask("decimal", decimals=6)
    value = parsed(asked, raw)
    assert isinstance(value, Decimal)
    stored = TYPES["decimal"].serialise(value)
    assert parsed(asked, stored) == value
    assert isinstance(stored, int if value == int(value) else float)


@pytest.mark.parametrize(("raw", "value"), [("2019", 2019), (2019, 2019), (2019.0, 2019), ([" 2019 "], 2019)])
def test_a_year(raw: object, value: int) -> None:
    assert parsed(ask("year"), raw) == value


@pytest.mark.parametrize(
    "raw", ["19", "02019", "2.019", "'19", "２０１９", True, 2019.5, "0999", "2019\x00", [2019, 2020]]
)
def test_no_year(raw: object) -> None:
    assert code(ask("year"), raw) == "not_a_year"


def test_a_fixed_bound_of_a_year_holds_on_every_day() -> None:
    asked = ask("year", min=1800, max=2030)
    assert code(asked, 1799) == "too_low"
    assert code(asked, 2031) == "too_high"
    assert code(asked, 2030) is None


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("integer", {"min": 5, "max": 4}),
        ("decimal", {"min": 0.5, "max": 0.4}),
        ("year", {"min": 2000, "max": 1999}),
        ("date", {"min": "2024-01-02", "max": "2024-01-01"}),
        ("multiple_choice", {"min": 3, "max": 2, "options": []}),
        ("ranking", {"min": 3, "max": 2, "options": []}),
        ("short_text", {"min_length": 3, "max_length": 2}),
        ("long_text", {"min_length": 3, "max_length": 2}),
    ],
)
def test_a_minimum_above_the_maximum_is_refused(kind: str, keys: dict[str, object]) -> None:
    with pytest.raises(SettingError) as refused:
        ask(kind, **keys)
    assert refused.value.code == "minimum-above-maximum"
    assert refused.value.key in keys


def test_a_bound_finer_than_the_answers_is_refused() -> None:
    with pytest.raises(SettingError, match="more than the 1 decimals"):
        ask("decimal", decimals=1, min=0.25)


def test_numbers_are_written_as_the_language_does() -> None:
    asked = ask("decimal", unit="fte")
    display = TYPES["decimal"].display
    assert display(asked, Decimal("1234.5"), "nl") == "1234,5 fte"
    assert display(asked, Decimal("1234567.5"), "nl") == "1.234.567,5 fte"
    assert display(asked, Decimal("1234567.5"), "en") == "1,234,567.5 fte"
    assert TYPES["integer"].display(ask("integer"), -12345, "nl") == "-12.345"
