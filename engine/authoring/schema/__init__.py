"""The shapes of a survey's files, as JSON Schema (draft-07): for the check here, and for completion in editors.

`SCHEMAS` are made from Python, because the keys of the question types are declared with the types. What is published
beside this package (`questionnaire.schema.json`, ...) is written from them by `python -m engine.authoring.schema`, and a
test says when that was forgotten.
"""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from engine.authoring.schema.matching import MATCHING
from engine.authoring.schema.publication import ADVICE, PUBLICATION
from engine.authoring.schema.questions import QUESTIONNAIRE, own_texts
from engine.authoring.schema.scoring import SCORING
from engine.authoring.schema.translation import EXAMPLE, translation_schema

SCHEMAS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "questionnaire": QUESTIONNAIRE,
        "scoring": SCORING,
        "advice": ADVICE,
        "publication": PUBLICATION,
        "matching": MATCHING,
        "translation": translation_schema(own_texts()),
        "example": EXAMPLE,
    }
)
"""By kind of file: which file a file is, says `engine.authoring.sources`.

In them `by_type` holds the shapes of the question types by name; in draft-07, as published, that is an `if` for each.
"""

_ABOUT = {
    "questionnaire": "What is asked: questionnaire.yaml",
    "scoring": "What it adds up to: scoring.yaml",
    "advice": "What is said back: advice.yaml",
    "publication": "What may be shown: publication.yaml",
    "matching": "Who may be brought into contact with whom: matching.yaml",
    "translation": "A survey in a further language: en.yaml and the like",
    "example": "Answers with the outcome they must have: examples/*.yaml",
}


def published(kind: str) -> str:
    """The schema of one kind of file as it is published: JSON, draft-07, with a line end at the end."""
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "description": _ABOUT[kind]}
    return json.dumps({**head, **in_draft_07(SCHEMAS[kind])}, indent=2, ensure_ascii=False) + "\n"


def in_draft_07(part: Any) -> Any:
    """A part of a schema without the keyword of our own."""
    if not isinstance(part, Mapping):
        return part
    written = {key: in_draft_07(inner) for key, inner in part.items() if key != "by_type"}
    if "by_type" in part:
        written["allOf"] = [
            {"if": {"properties": {"type": {"const": name}}, "required": ["type"]}, "then": shape}
            for name, shape in part["by_type"].items()
        ]
    return written
