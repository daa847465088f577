"""Reads answers from files: YAML and JSON, one response or one a line.

Refuses, in one sentence: what is no YAML or JSON, what is not a mapping of question ids to values, NaN and Infinity, keys
that stand there twice, other encodings than UTF-8, and more than 1 MB for one response.
"""

import json
from datetime import date
from typing import IO, Any, NamedTuple, NoReturn

from engine.authoring.characters import LARGEST, read_text
from engine.authoring.diagnostics import Diagnostic
from engine.authoring.document import read
from engine.authoring.nodes import Mapping as MappingNode
from engine.authoring.nodes import kind
from engine.authoring.raw_answers import raw_answers
from engine.authoring.rendering import render_text
from engine.questionnaire import Questionnaire

LONGEST_NUMBER = 1000
_KINDS = {
    list: "a list",
    str: "a text",
    int: "a number",
    float: "a number",
    bool: "true or false",
    type(None): "nothing",
}


class AnswersError(Exception):
    """Answers that cannot be read; the message says what is wrong and where."""


class NotJsonError(AnswersError):
    """A text that is not JSON at all, so that it may be YAML."""


class Response(NamedTuple):
    """The raw answers by question id, and the day they belong to when the file says so."""

    answers: dict[str, object]
    today: date | None = None


def read_response(stream: IO[bytes], name: str, questionnaire: Questionnaire) -> Response:
    """One response from a YAML or JSON file. The file may be an example of a survey: its `answers` are read then.

    Raises:
        AnswersError: it cannot be read.
    """
    content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise AnswersError("the file is larger than 1 MB")
    text = _text(name, content)
    if name.lower().endswith(".json"):
        response = Response(_from_json(text))
    elif text.lstrip().startswith("{"):  # JSON, or YAML between braces
        try:
            response = Response(_from_json(text))
        except NotJsonError:
            response = _from_yaml(name, content)
    else:
        response = _from_yaml(name, content)
    return _of_example(response, questionnaire)


def read_line(line: bytes) -> Response:
    """One response from a line of JSON.

    Raises:
        AnswersError: it cannot be read.
    """
    if len(line.rstrip(b"\r\n")) > LARGEST:
        raise AnswersError("the line is longer than 1 MB")
    return Response(_from_json(_text("the line", line)))


def _text(name: str, content: bytes) -> str:
    """The text of a file. What JSON and YAML refuse among its characters is left to them."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        problem = read_text(name, content)
        if not isinstance(problem, Diagnostic):
            raise
        raise AnswersError(f"{problem.summary} (line {problem.span.line}). {problem.hint}") from None


def _from_yaml(name: str, content: bytes) -> Response:
    document, problems = read(name, content)
    if problems or document is None:
        raise AnswersError("this is not the YAML of answers\n" + render_text(problems, {name: content}).rstrip())
    if document.root is None:
        raise AnswersError("there are no answers in it")
    if not isinstance(document.root, MappingNode):
        raise AnswersError(f"it holds {kind(document.root)}, and not question ids with values")
    return Response(raw_answers(document.root))


def _from_json(text: str) -> dict[str, object]:
    try:
        answers = json.loads(
            text, parse_int=_whole_number, parse_constant=_refuse_constant, object_pairs_hook=_without_duplicates
        )
    except RecursionError:
        raise AnswersError("this is not the JSON of answers: it is nested too deeply") from None
    except json.JSONDecodeError as problem:
        lines = f"line {problem.lineno}, " if "\n" in text.strip() else ""
        where = f"{lines}column {problem.colno}"
        raise NotJsonError(f"this is not JSON: {problem.msg} ({where})") from None
    except ValueError as problem:
        raise AnswersError(f"this is not the JSON of answers: {problem}") from None
    if not isinstance(answers, dict):
        raise AnswersError(f"it holds {_KINDS[type(answers)]}, and not an object of question ids and values")
    return answers


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number that can be an answer")


def _whole_number(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise ValueError(f"a number of {len(digits)} digits cannot be an answer")
    return int(digits)


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    unique = dict(pairs)
    if len(unique) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{twice[:80]!r} stands there twice")
    return unique


def _of_example(response: Response, questionnaire: Questionnaire) -> Response:
    """The answers of an example; any other response is given back as it is."""
    answers, today = response.answers.get("answers"), response.answers.get("today")
    if not isinstance(answers, dict) or "answers" in questionnaire.questions:
        return response
    try:
        return Response(answers, date.fromisoformat(today) if isinstance(today, str) else None)
    except ValueError:
        raise AnswersError(f"today: there is no day {str(today)[:80]!r}") from None
