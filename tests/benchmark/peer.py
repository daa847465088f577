"""The peer of the benchmark: a JSON Schema that asks of a response what a JSON Schema can ask.

It knows the types, options, ranges and which questions are required; no conditions, no scores, no texts. So the ratio is
kind to jsonschema: it does part of the work.
"""

from typing import Any

from jsonschema import Draft202012Validator

from engine.question_types import TYPES
from engine.questionnaire import Question, Questionnaire


def validator(questionnaire: Questionnaire) -> Draft202012Validator:
    """A validator for responses (question id to JSON value) of this questionnaire."""
    asked = [question for question in questionnaire.questions.values() if TYPES[question.type].takes_answer]
    schema = {
        "type": "object",
        "properties": {question.id: _schema(question) for question in asked},
        "required": [question.id for question in asked if question.required and question.show_when is None],
        "additionalProperties": False,
    }
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def _schema(question: Question) -> dict[str, Any]:
    values = [option.value for option in question.options]
    values += [option.number for option in question.options if option.number is not None]  # type: ignore[misc]
    if question.type in {"single_choice", "scale"}:
        return {"enum": values}
    if question.type in {"multiple_choice", "ranking"}:
        return {"type": "array", "items": {"enum": values}, "uniqueItems": True}
    if question.type in {"confirmation", "consent"}:
        return {"type": "boolean"}
    if question.type in {"integer", "decimal", "year"}:
        settings = question.settings
        limits = {"minimum": getattr(settings, "min", None), "maximum": getattr(settings, "max", None)}
        numeric = {key: value for key, value in limits.items() if isinstance(value, int)}
        return {"type": ["number", "string"], **numeric}
    longest = getattr(question.settings, "max_length", None)
    return {"type": "string", **({"maxLength": longest} if longest else {})}
