"""What a visitor searches and filters by, as it stands in the address; and the entries that are found with it."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask import request

from engine.questionnaire import Question, Questionnaire
from results.map_index import Shape
from results.public_map.reading import PublicMap, public_map
from results.text import showable
from webform.language import LANGUAGES, current_language, use_language
from webform.services import services

LONGEST_SEARCH = 100
LANGUAGE = "lang"
"""Not the parameter that pages for people have: that one is remembered in a cookie."""
MOST_VALUES = 50
"""More values of one filter than anybody ticks are not looked at."""


def use_asked_language() -> str | None:
    """Answer in the language that the address names, if it does: where no cookie tells."""
    asked = request.args.get(LANGUAGE)
    if asked not in LANGUAGES:
        return None
    use_language(asked)
    return asked


def filter_names(questionnaire: Questionnaire) -> tuple[str, ...]:
    """The filters in the order in which they are shown: what the survey calls most telling, the place, and the rest."""
    return Shape.of(questionnaire).filters


def chosen(questionnaire: Questionnaire) -> dict[str, list[str]]:
    """The wanted values by filter; no filter without any."""
    wanted = {
        name: list(dict.fromkeys(filter(None, map(showable, request.args.getlist(name)))))
        for name in filter_names(questionnaire)
    }
    return {name: values[:MOST_VALUES] for name, values in wanted.items() if values}


def searched() -> str:
    """The words to look for."""
    return showable(request.args.get("q", "").strip()[:LONGEST_SEARCH])


def kept(questionnaire: Questionnaire) -> dict[str, Any]:
    """The filters as they stand in an address."""
    return {**({"q": searched()} if searched() else {}), **chosen(questionnaire)}


def without(questionnaire: Questionnaire, name: str, value: str) -> dict[str, Any]:
    """The filters as they would stand in an address without this one value."""
    left = {
        each: [one for one in values if (each, one) != (name, value)] for each, values in chosen(questionnaire).items()
    }
    search = {"q": searched()} if searched() and name != "q" else {}
    return {**search, **{each: values for each, values in left.items() if values}}


def pairs(questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    """What is chosen, one value at a time, in the order of the filters."""
    for name, values in chosen(questionnaire).items():
        for value in values:
            yield name, value


def found_entries(questionnaire: Questionnaire) -> PublicMap:
    """The entries that this request asks for."""
    return public_map(services(), questionnaire.survey, chosen(questionnaire), searched())


def field_question(questionnaire: Questionnaire, name: str) -> str | None:
    """The question behind a public field; None for what is derived."""
    rules = questionnaire.publication.map_entry
    return next((field.question for field in rules.fields if field.name == name), None) if rules else None


def question_of(questionnaire: Questionnaire, name: str) -> Question | None:
    """That question in the reader's language."""
    return questionnaire.in_language(current_language()).questions.get(field_question(questionnaire, name) or "")


def option_labels(questionnaire: Questionnaire, name: str) -> Mapping[str, str]:
    """What the values of a public field are called, in the order of the questionnaire; empty when it has no options."""
    question = question_of(questionnaire, name)
    return {option.value: option.label for option in question.options} if question else {}
