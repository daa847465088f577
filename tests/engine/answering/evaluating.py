"""What tests of answering share: raw answers to an outcome, on a fixed day."""

from datetime import date
from typing import Any

from engine.answering.answers import parse_answers
from engine.answering.outcome import Outcome, evaluate
from engine.questionnaire import Questionnaire

TODAY = date(2026, 11, 23)


def outcome(questionnaire: Questionnaire, today: date = TODAY, /, **raw: Any) -> Outcome:
    return evaluate(questionnaire, parse_answers(questionnaire, raw), today)


def codes(found: Outcome) -> list[tuple[str, str]]:
    """Question and code of every problem, in order."""
    return [(problem.question, problem.code) for problem in found.problems]


def text(id: str, **keys: Any) -> dict[str, Any]:
    return {"id": id, "type": "short_text", **keys}


def choice(id: str, *values: Any, **keys: Any) -> dict[str, Any]:
    return {
        "id": id,
        "type": "single_choice",
        "options": [{"value": value} for value in values or ("ja", "nee")],
        **keys,
    }


def number(id: str, **keys: Any) -> dict[str, Any]:
    return {"id": id, "type": "integer", **keys}


def calculated(id: str, value: str, **keys: Any) -> dict[str, Any]:
    return {"id": id, "type": "calculated", "value": value, **keys}
