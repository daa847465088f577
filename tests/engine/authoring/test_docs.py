"""What the pages for researchers show is true: the survey they build compiles, and every key is in the reference."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest

from engine.authoring.compile import compile_survey
from engine.authoring.diagnostics import has_errors
from engine.authoring.schema import SCHEMAS
from engine.authoring.schema.reference import reference
from engine.expressions.functions import FUNCTIONS
from engine.question_types import TYPES
from tests.engine.authoring.surveys import sources

PAGES = Path(__file__).parents[3] / "docs" / "researcher"
TUTORIAL = (PAGES / "write-a-survey.md").read_text(encoding="utf-8")
FENCE = re.compile(r'^```yaml title="(?P<title>[^"]+)"\n(?P<content>.*?)^```$', re.MULTILINE | re.DOTALL)
BLOCKS = [(found["title"], found["content"]) for found in FENCE.finditer(TUTORIAL)]
SKELETON = """\
survey: s
version: "1"
language: en
title: S
scales:
  agreement: [{value: 1, label: No}, {value: 2, label: Yes}]
sections:
  - id: a
    title: A
    pages:
      - id: p
        questions:
          - {id: unrelated, type: scale, scale: agreement, text: Q}
"""


def test_the_survey_of_the_tutorial_has_nothing_wrong() -> None:
    files = {title: content for title, content in BLOCKS if title != "questions"}
    assert files.keys() >= {"questionnaire.yaml", "scoring.yaml", "advice.yaml", "publication.yaml", "nl.yaml"}
    assert any(title.startswith("examples/") for title in files)
    compilation = compile_survey(sources(files))
    assert [(each.file, each.span.line, each.summary) for each in compilation.diagnostics] == []


@pytest.mark.parametrize("content", [content for title, content in BLOCKS if title == "questions"])
def test_the_questions_of_the_tutorial_have_no_errors(content: str) -> None:
    compilation = compile_survey(sources({"questionnaire.yaml": SKELETON + indent(content, " " * 10)}))
    assert not has_errors(compilation.diagnostics), [(each.span.line, each.summary) for each in compilation.diagnostics]


def test_the_reference_is_up_to_date() -> None:
    written = (PAGES / "keys.md").read_text(encoding="utf-8")
    assert written == reference(), "run: python -m engine.authoring.schema"


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_key_is_in_the_reference(kind: str) -> None:
    page = reference()
    missing = {key for key in _keys(SCHEMAS[kind]) if f"| `{key}` |" not in page}
    assert missing == set()


def test_every_type_and_function_is_in_the_reference() -> None:
    page = reference()
    assert [name for name in TYPES if f"### `{name}`" not in page] == []
    assert [rule.usage for rule in FUNCTIONS.values() if rule.usage not in page] == []


def _keys(schema: Mapping[str, Any]) -> Iterator[str]:
    yield from schema.get("properties", {})
    for inner in [*schema.get("properties", {}).values(), *schema.get("definitions", {}).values()]:
        yield from _keys(inner)
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), Mapping):
            yield from _keys(schema[key])
