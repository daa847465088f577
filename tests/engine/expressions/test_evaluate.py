from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings

from engine.expressions.check import check, check_condition
from engine.expressions.evaluate import compile_expression
from engine.expressions.functions import FUNCTIONS
from engine.expressions.functions_of import FUNCTIONS_OF
from engine.expressions.parse import parse
from tests.engine.expressions.random_expressions import ANSWERS, CONDITIONS, NUMBERS
from tests.engine.expressions.reference import Reference
from tests.engine.expressions.scope import SCOPE

MORE = settings(max_examples=4 * settings().max_examples)
"""Random expressions are often alike: these tests take four times the examples of the profile."""
TODAY = {"today": date(2026, 11, 23)}


def outcome(source: str, **values: Any) -> object:
    return compile_expression(parse(source), SCOPE)({**TODAY, **values})


@pytest.mark.parametrize(
    ("source", "values", "expected"),
    [
        # An answer that is not there is unknown, and so is what depends on it.
        ('fase == "idee"', {}, None),
        ('fase != "idee"', {}, None),
        ('not fase == "idee"', {}, None),
        ('fase in ["idee"]', {}, None),
        ("leden < 5", {}, None),
        ("kaart", {}, None),
        # Unless the other side decides.
        ("kaart and hulp", {"kaart": False}, False),
        ("kaart and hulp", {"hulp": False}, False),
        ("kaart and hulp", {"kaart": True}, None),
        ("kaart or hulp", {"hulp": True}, True),
        ("kaart or hulp", {"hulp": False}, None),
        ("kaart and hulp and leden > 3", {"leden": 1}, False),
        # A missing code is an answer, but no number, and does not count as answered.
        ('visie == "weet_niet"', {"visie": "weet_niet"}, True),
        ("visie == 3", {"visie": "weet_niet"}, False),
        ("visie >= 2", {"visie": "weet_niet"}, None),
        ("visie >= 2", {"visie": "3"}, True),
        ("2 <= visie", {"visie": "1"}, False),
        ("answered(visie)", {"visie": "weet_niet"}, False),
        ("answered(visie)", {"visie": "1"}, True),
        ("answered(visie)", {}, False),
        ("visie + 1", {"visie": "weet_niet"}, None),
        ("mean(visie, drie)", {"visie": "weet_niet", "drie": "2"}, 2),
        ("mean(visie, drie)", {"visie": "weet_niet"}, None),
        ("sum(leden, bedrag)", {"leden": 3}, 3),
        ("sum(leden, bedrag)", {}, None),
        ("min(leden, 4)", {"leden": 5}, 4),
        ("max(leden, 4)", {"leden": 5}, 5),
        ("count(naam, visie, leden)", {"naam": "x", "visie": "weet_niet"}, 1),
        ("count(kanalen)", {"kanalen": ("site", "krant")}, 2),
        ("count(kanalen)", {}, None),
        ("count(geld)", {"geld": {"x": 0, "y": 3}}, 1),
        ('"geen" in kanalen', {"kanalen": ("geen",)}, True),
        ('"geen" not in kanalen', {"kanalen": ("site",)}, True),
        ('"geen" not in kanalen', {}, None),
        ('any_of(kanalen, "site", "geen")', {"kanalen": ("krant", "site")}, True),
        ('all_of(kanalen, "site", "geen")', {"kanalen": ("krant", "site")}, False),
        ("leden in [1, 2]", {"leden": 2}, True),
        ("leden in [bedrag, 2]", {"leden": 3}, None),
        ("leden in [bedrag, 2]", {"leden": 2}, True),
        ("kanaal in kanalen", {"kanaal": "site", "kanalen": ("krant", "site")}, True),
        ("kanaal in kanalen", {"kanaal": "radio", "kanalen": ("krant", "site")}, False),
        ("kanaal in kanalen", {"kanalen": ("krant", "site")}, None),
        ("kanaal not in kanalen", {"kanaal": "site"}, None),
        # Exact.
        ("bedrag + 1", {"bedrag": Decimal("1e40")}, None),
        ("bedrag + 1", {"bedrag": Decimal("NaN")}, None),
        ("bedrag + 0.2 == 0.3", {"bedrag": Decimal("0.1")}, True),
        ("leden / 3 * 3 == leden", {"leden": 7}, True),
        ("leden / 3", {"leden": 7}, Fraction(7, 3)),
        ("leden / 7", {"leden": 7}, 1),
        ("leden // 2", {"leden": 7}, 3),
        ("leden % 4", {"leden": 7}, 3),
        ("leden ** 2", {"leden": 7}, 49),
        ("-leden", {"leden": 7}, -7),
        ("leden / 0", {"leden": 7}, None),
        ("leden / (leden - leden)", {"leden": 7}, None),
        ("leden // 0", {"leden": 7}, None),
        ("leden % 0", {"leden": 7}, None),
        ("round(leden / 2)", {"leden": 5}, 3),
        ("round(-leden / 2)", {"leden": 5}, -2),
        ("round(leden / 3, 2)", {"leden": 2}, Fraction(67, 100)),
        ("((leden ** 10) ** 10) ** 10", {"leden": 1000}, None),
        # Dates.
        ('begin > "2020-05-01"', {"begin": date(2020, 5, 2)}, True),
        ("begin <= today", {"begin": date(2026, 11, 24)}, False),
        ("year(today) - year(begin)", {"begin": date(2020, 5, 2)}, 6),
        # Texts.
        ("looks_personal(naam)", {"naam": "jan.jansen@voorbeeld.nl"}, True),
        ("not looks_personal(naam)", {"naam": "info@voorbeeld.nl"}, True),
        ("looks_personal(naam)", {}, None),
        # Conditional.
        ("1 if kaart else 2", {"kaart": False}, 2),
        ("1 if kaart else 2", {}, None),
        ('("a" if kaart else fase) == "idee"', {"kaart": False, "fase": "idee"}, True),
        # Chains.
        ("1 < leden <= 3", {"leden": 3}, True),
        ("1 < leden < bedrag", {"leden": 0}, False),
        ("1 < leden < bedrag", {"leden": 2}, None),
        ("visie == drie", {"visie": "2", "drie": "2"}, True),
        ("visie < drie", {"visie": "weet_niet", "drie": "2"}, None),
        ("True", {}, True),
    ],
)
def test_outcome(source: str, values: dict[str, Any], expected: object) -> None:
    found = outcome(source, **values)
    assert found == expected
    assert type(found) is type(expected)


def test_every_function_has_a_meaning() -> None:
    assert set(FUNCTIONS_OF) == set(FUNCTIONS)


@MORE
@given(CONDITIONS, ANSWERS)
def test_conditions_agree_with_the_reference(source: str, answers: dict[str, Any]) -> None:
    expression = parse(source)
    findings = check_condition(expression, SCOPE)
    assert all(each.code in ("never-true", "always-true") for each in findings)
    found = compile_expression(expression, SCOPE)(answers)
    assert found is None or isinstance(found, bool)
    assert found is Reference(SCOPE, answers).value(expression.root)


@MORE
@given(NUMBERS, ANSWERS)
def test_numbers_agree_with_the_reference(source: str, answers: dict[str, Any]) -> None:
    expression = parse(source)
    assert all(each.code in ("never-true", "always-true") for each in check(expression, SCOPE)[1])
    found = compile_expression(expression, SCOPE)(answers)
    if source not in ("visie", "drie"):  # a choice alone is the option, not its number
        assert not isinstance(found, float)
        assert found == Reference(SCOPE, answers).number(expression.root)


@MORE
@given(CONDITIONS, ANSWERS)
def test_never_and_always_are_never_wrong(source: str, answers: dict[str, Any]) -> None:
    """Whatever the answers are: what never holds does not hold, what always holds is not false."""
    expression = parse(source)
    for finding in check_condition(expression, SCOPE):
        part = parse(source[finding.span.start : finding.span.end])
        found = compile_expression(part, SCOPE)(answers)
        assert found is not (finding.code == "never-true")
