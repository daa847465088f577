"""What a visitor searches and filters by, as it stands in the address; and the entries that are found with it."""

from collections.abc import Mapping
from typing import Any

from flask import request

from engine.questionnaire import Questionnaire
from results.public_map import DERIVED_FILTERS, PublicMap, public_map
from webform.fields.base import AnswerField
from webform.language import current_language
from webform.services import services

LONGEST_SEARCH = 100


def filter_names(questionnaire: Questionnaire) -> tuple[str, ...]:
    """The filters in the order in which they are shown: what the survey calls most telling, the place, and the rest."""
    rules = questionnaire.publication.map_entry
    declared = rules.filters if rules else ()
    return (*declared[:1], *DERIVED_FILTERS, *declared[1:])


def chosen(questionnaire: Questionnaire) -> dict[str, list[str]]:
    """The wanted values by filter; no filter without any."""
    wanted = {name: [value for value in request.args.getlist(name) if value] for name in filter_names(questionnaire)}
    return {name: values for name, values in wanted.items() if values}


def searched() -> str:
    """The words to look for."""
    return AnswerField.showable(request.args.get("q", "").strip()[:LONGEST_SEARCH])


def kept(questionnaire: Questionnaire) -> dict[str, Any]:
    """The filters as they stand in an address."""
    return {**({"q": searched()} if searched() else {}), **chosen(questionnaire)}


def found_entries(questionnaire: Questionnaire) -> PublicMap:
    """The entries that this request asks for."""
    return public_map(services(), questionnaire.survey, chosen(questionnaire), searched())


def field_question(questionnaire: Questionnaire, name: str) -> str | None:
    """The question behind a public field; None for what is derived."""
    rules = questionnaire.publication.map_entry
    return next((field.question for field in rules.fields if field.name == name), None) if rules else None


def option_labels(questionnaire: Questionnaire, name: str) -> Mapping[str, str]:
    """What the values of a public field are called, in the order of the questionnaire; empty when it has no options."""
    question_id = field_question(questionnaire, name)
    question = questionnaire.in_language(current_language()).questions.get(question_id or "")
    return {option.value: option.label for option in question.options} if question else {}
