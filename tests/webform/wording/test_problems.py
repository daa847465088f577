import pytest
from flask import Flask

from engine.question_types import TYPES
from engine.questionnaire import Option, Question, Text
from engine.values import PROBLEM_CODES, AnswerProblem
from results.consents.words_read import ASK_AGAIN
from results.places import PLACE_CODES
from results.public_map.namesakes import SAME_NAME
from webform.language import LANGUAGES, use_language
from webform.wording.problems import BY_TYPE, MESSAGES, REQUIRED, message

PARAMS: dict[str, str | int] = {
    "maximum": 12000, "minimum": 3, "length": 5, "example": "1234", "whole": "1234", "decimals": 1, "option": "a", "total": 100,
    "sum": 99, "south": "50.5", "north": "53.6", "west": "3.3", "east": "7.3", "place": "Utrecht", "places": "Rijen; Rijen",
    "kilometres": 30, "name": "Ons Dorp",
}  # fmt: skip
CODES = {
    code: params
    for code, params in {**PROBLEM_CODES, **PLACE_CODES, SAME_NAME: ("name",), ASK_AGAIN: ()}.items()
    if code != "check"
}
DAYS: dict[str, str | int] = {"minimum": "2024-05-03", "maximum": "2024-05-03"}


def question(kind: str) -> Question:
    return Question("q", kind, Text(("Vraag",)), options=(Option("a", "Label A"),))


def test_every_problem_has_a_text() -> None:
    assert set(MESSAGES) == set(CODES)
    assert set(REQUIRED) <= set(TYPES)
    assert {kind for kind, _code in BY_TYPE} <= set(TYPES)
    assert {code for _kind, code in BY_TYPE} <= set(CODES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(CODES))
def test_every_text_can_be_filled_in(app: Flask, code: str, language: str) -> None:
    with app.test_request_context():
        use_language(language)
        for kind in TYPES:
            params = PARAMS | (DAYS if kind == "date" else {})
            problem = AnswerProblem("q", code, {name: params[name] for name in CODES[code]})
            text = message(problem, question(kind), language)
            assert "%(" not in text
            assert text[-1] in ".?!" or "example" in CODES[code]


def test_the_languages_differ(app: Flask) -> None:
    with app.test_request_context():
        use_language("nl")
        dutch = {str(text) for text in MESSAGES.values()}
        use_language("en")
        assert not dutch & {str(text) for text in MESSAGES.values()}


def test_numbers_and_dates_are_written_as_people_do(app: Flask) -> None:
    with app.test_request_context():
        use_language("nl")
        assert message(AnswerProblem("q", "too_high", {"maximum": "0.5"}), question("decimal"), "nl").endswith("0,5.")
        assert "12.000" in message(AnswerProblem("q", "too_high", {"maximum": 12000}), question("integer"), "nl")
        assert "1800" in message(AnswerProblem("q", "too_low", {"minimum": 1800}), question("year"), "nl")
        told = message(AnswerProblem("q", "too_high", {"maximum": "2024-05-03"}), question("date"), "nl")
        assert told == "Vul een datum in tot en met 3 mei 2024."
        assert (
            message(AnswerProblem("q", "not_a_number"), question("decimal"), "nl")
            == "Vul een getal in, zoals 0,5 of 12."
        )
        told = message(AnswerProblem("q", "exclusive_with_others", {"option": "a"}), question("multiple_choice"), "nl")
        assert "‘Label A’" in told
