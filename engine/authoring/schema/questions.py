"""The shape of questionnaire.yaml, made from the keys that the question types declare themselves.

A question type is added in its own file and in the table of types; its keys come into the schema from there.
"""

from collections.abc import Mapping
from typing import Any

from engine.authoring.schema.parts import (
    LANGUAGE_PATTERN,
    NOT_BLANK,
    closed,
    condition,
    flag,
    identifier,
    keyed,
    one_of,
    reference,
    several,
    text,
    title,
)
from engine.question_types import TYPES
from engine.question_types.base import QuestionType
from engine.question_types.options import OPTION_SHAPE
from engine.questionnaire import Privacy, Severity

_PRIVACY = one_of(
    Privacy,
    "Who may ever see the answer: person (the coordinator only), organisation (research, without names), public (the map), "
    "consent (the log of consents). Default organisation.",
)
COMMON_KEYS: dict[str, Any] = {
    "id": identifier("The id of the question: what conditions, scores and exports call it."),
    "type": {"enum": sorted(TYPES), "title": "a type of question", "description": "What kind of answer it takes."},
    "text": text("The question, as people read it. `{other_id}` inserts an earlier answer."),
    "help": text("A help text under the question. Markdown."),
    "required": flag("Whether an answer must be given. Default false."),
    "privacy": _PRIVACY,
    "show_when": condition("Asked only when this holds; it may name earlier questions."),
}
"""The keys of every question, whatever its type."""

_STATEMENT = closed(
    "a statement",
    {
        "id": identifier("The id of the statement, as of a question."),
        "text": COMMON_KEYS["text"],
        "help": COMMON_KEYS["help"],
        "reversed": flag("Whether agreeing is unfavourable: the points are turned round. Default false."),
        "required": flag("Whether an answer must be given. Default: as the block says."),
        "privacy": {**_PRIVACY, "description": "Default: as the block says."},
        "show_when": condition("Asked only when this holds, and the condition of the block too."),
    },
    ["id", "text"],
)
_BLOCK = closed(
    "a block of statements",
    {
        "scale": identifier("The scale on which all statements are answered."),
        "privacy": _PRIVACY,
        "required": COMMON_KEYS["required"],
        "show_when": condition("The statements are asked only when this holds."),
        "statements": several(_STATEMENT, "The statements; each becomes a question of its own."),
    },
    ["scale", "statements"],
    "Statements that share one scale, shown as one block.",
)
_TITLED = {
    "title": title("The title."),
    "intro": text("An introduction. Markdown."),
    "show_when": condition("Shown only when this holds; it may name earlier questions."),
}
_PAGE = closed(
    "a page",
    {
        "id": identifier("The id of the page."),
        **_TITLED,
        "questions": several(reference("question_or_block"), "What is asked on this page."),
    },
    ["id", "questions"],
    "One screen.",
)
_SECTION = closed(
    "a section",
    {"id": identifier("The id of the section."), **_TITLED, "pages": several(reference("page"), "Its pages.")},
    ["id", "title", "pages"],
    "A titled part of the questionnaire.",
)
_CHECK = closed(
    "a check",
    {
        "id": identifier("The id of the check."),
        "question": identifier("The question at which the text is shown."),
        "severity": one_of(Severity, "error: must be mended before submitting. warning: may stay."),
        "when": condition("Holds when something is wrong."),
        "text": text("What is told, and what to do."),
    },
    ["id", "question", "severity", "when", "text"],
    "A check over several answers.",
)
_QUESTION = {
    "type": "object",
    "title": "a question",
    "required": ["type"],
    "properties": {"type": COMMON_KEYS["type"]},
    "by_type": {name: reference(f"{name}_question") for name in sorted(TYPES)},
}
_QUESTION_OR_BLOCK = {
    "if": {"type": "object", "required": ["statements"]},
    "then": reference("block"),
    "else": reference("question"),
}


def own_keys(question_type: QuestionType) -> dict[str, Any]:
    """The keys of one type. Where it wants a free text, a number will do: `example: 12345678`."""
    return {name: _loosened(shape) for name, shape in question_type.keys.items()}


def own_texts() -> dict[str, Any]:
    """The keys of all types that are texts for people, and so are translated."""
    return {
        name: _loosened(shape)
        for question_type in TYPES.values()
        for name, shape in question_type.keys.items()
        if name in question_type.text_keys
    }


def _loosened(shape: Mapping[str, Any]) -> dict[str, Any]:
    loosened = dict(shape)
    if shape.get("type") == "string" and not {"pattern", "enum", "format"} & shape.keys():
        loosened |= {"type": ["string", "number"], **NOT_BLANK}
    if shape.get("items") is OPTION_SHAPE:
        loosened["items"] = reference("option")
    elif isinstance(shape.get("items"), Mapping):
        loosened["items"] = _loosened(shape["items"])
    if isinstance(shape.get("properties"), Mapping):
        loosened["properties"] = {name: _loosened(inner) for name, inner in shape["properties"].items()}
    return loosened


def _question(question_type: QuestionType) -> dict[str, Any]:
    name = question_type.name
    article = "an" if name[0] in "aeiou" else "a"
    common = {key: shape for key, shape in COMMON_KEYS.items() if key != "required" or question_type.takes_answer}
    required = ["id", "type", "text", *question_type.required_keys]
    return closed(f"{article} {name} question", {**common, **own_keys(question_type)}, required)


def _option() -> dict[str, Any]:
    shape = _loosened(OPTION_SHAPE)
    value = {**shape["properties"]["value"], "title": "an option value"}
    return {**shape, "title": "an option", "properties": {**shape["properties"], "value": value}}


OPTION = _option()

QUESTIONNAIRE: dict[str, Any] = closed(
    "a questionnaire",
    {
        "survey": {
            "type": "string",
            "title": "the name of a survey",
            "pattern": "^[a-z][a-z0-9_-]{0,59}$",
            "description": "The name of the survey: that of its folder.",
        },
        "version": title('The version, between quotes: "1.0". Scores are compared within one main version.'),
        "language": {
            "type": "string",
            "title": "a language code",
            "pattern": LANGUAGE_PATTERN,
            "description": "The language of the texts: nl, en.",
        },
        "title": title("The title of the survey."),
        "intro": text("An introduction, for the first page. Markdown."),
        "scales": keyed(
            {**several(reference("option"), "The options, in order."), "maxItems": 500},
            "Reusable ordered options, by id.",
        ),
        "sections": several(reference("section"), "The parts of the questionnaire, in order."),
        "checks": several(_CHECK, "Checks over several answers."),
    },
    ["survey", "version", "language", "title", "sections"],
)
QUESTIONNAIRE["definitions"] = {
    "block": _BLOCK,
    "option": OPTION,
    "page": _PAGE,
    "question": _QUESTION,
    "question_or_block": _QUESTION_OR_BLOCK,
    "section": _SECTION,
    **{f"{question_type.name}_question": _question(question_type) for question_type in TYPES.values()},
}
