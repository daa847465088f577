import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.expressions.functions import FUNCTIONS
from engine.expressions.parse import parse
from engine.expressions.phrases import EN, NL, PHRASES
from engine.expressions.words import condition_in_words, in_words
from engine.questionnaire import Option, Pipe, Question, Text
from tests.engine.expressions.random_expressions import CONDITIONS, NUMBERS

QUESTIONS = {
    "fase": Question("fase", "single_choice", Text(("In welke fase?",)), options=(Option("idee", "Idee: kan het"),)),
    "kanalen": Question("kanalen", "multiple_choice", Text(("Hoe hoort men van ", Pipe("naam"), "?"))),
    "leden": Question("leden", "integer", Text(("Leden",))),
    "kaart": Question("kaart", "consent", Text(("Op de kaart",))),
}

TOLD = [
    ('fase == "idee"', "“In welke fase?” is “Idee: kan het”", "“In welke fase?” is “Idee: kan het”"),
    ('fase != "idee"', "“In welke fase?” is niet “Idee: kan het”", "“In welke fase?” is not “Idee: kan het”"),
    ('fase in ["idee", "x"]', "“In welke fase?” is “Idee: kan het” of “x”", None),
    ('"site" not in kanalen', "bij “Hoe hoort men van …?” is “site” niet gekozen", None),
    ("leden >= 2.5", "“Leden” is minstens 2,5", "“Leden” is at least 2.5"),
    ("1 < leden < 5", "1 is minder dan “Leden” en “Leden” is minder dan 5", None),
    (
        "kaart and (leden > 3 or not kaart)",
        "“Op de kaart” is ja en (“Leden” is meer dan 3 of “Op de kaart” is nee)",
        None,
    ),
    ("not answered(leden)", "“Leden” is niet beantwoord", "“Leden” is not answered"),
    ("leden > onbekend * 3", "“Leden” is meer dan (onbekend keer 3)", None),
    ('any_of(kanalen, "a", "b")', "bij “Hoe hoort men van …?” is “a” of “b” gekozen", None),
    ("round(leden, 1) == 2", "“Leden”, afgerond op decimalen: 1 is 2", None),
    ("count(leden, kaart) > 1", "het aantal beantwoorde vragen van “Leden” en “Op de kaart” is meer dan 1", None),
    ("kaart == True", "“Op de kaart” is waar", "“Op de kaart” is true"),
    ("kaart == [1, 2]", "“Op de kaart” is 1 of 2", None),
    ("looks_personal(leden)", "“Leden” lijkt een persoonlijk adres", "“Leden” looks like a personal address"),
    ("year(today) == 2026", "het jaar van vandaag is 2026", "the year of today is 2026"),
]


@pytest.mark.parametrize(("source", "dutch", "english"), TOLD)
def test_told(source: str, dutch: str, english: str | None) -> None:
    assert in_words(parse(source), QUESTIONS, "nl") == dutch
    if english is not None:
        assert in_words(parse(source), QUESTIONS, "en") == english


def test_condition_and_a_language_without_phrases() -> None:
    assert condition_in_words(parse("leden > 3"), QUESTIONS, "nl") == "alleen als “Leden” is meer dan 3"
    assert condition_in_words(parse("leden > 3"), QUESTIONS, "fy") == "only if “Leden” is more than 3"


def test_every_function_has_words_in_every_language() -> None:
    for phrases in PHRASES.values():
        assert set(phrases.functions) == set(FUNCTIONS)
    assert set(NL.arithmetic) == set(EN.arithmetic)
    assert set(NL.comparisons) == set(EN.comparisons)


@given(st.one_of(CONDITIONS, NUMBERS), st.sampled_from(["nl", "en", "xx"]))
def test_words_for_any_expression(source: str, language: str) -> None:
    assert in_words(parse(source), QUESTIONS, language)
    assert in_words(parse(source), {}, language)
