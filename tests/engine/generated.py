"""Questionnaires of any size, for the benchmark and for tests that want many: the YAML sources of a survey.

The same arguments give the same survey and the same answers. The mix of types follows the zelfscan: half of it statements
on a scale, a fifth single choices, and some of everything else.
"""

import json
import random
from collections.abc import Callable, Mapping
from typing import Any

OPTIONS = 5
PER_PAGE = 5
PAGES_PER_SECTION = 6
KINDS = (
    ["scale"] * 10
    + ["single_choice"] * 4
    + ["multiple_choice", "integer", "short_text", "decimal", "year", "long_text", "ranking", "confirmation"]
)
"""The types in turn."""

_SCALE = [
    *({"value": step, "label": f"Stap {step}", "points": 25 * (step - 1)} for step in range(1, OPTIONS + 1)),
    {"value": "weet_niet", "label": "Weet ik niet", "missing": "dont_know"},
]


def documents(
    questions: int = 200, *, conditions: int = 60, dimensions: int = 10, per_dimension: int = 20, seed: int = 1
) -> dict[str, dict[str, Any]]:
    """The content of the YAML files, as plain values: file name to document."""
    chance = random.Random(seed)  # noqa: S311  # a survey, not a secret
    declared = [_question(number) for number in range(questions)]
    _add_conditions(declared, conditions, chance)
    pages = [
        {"id": f"p{place}", "questions": declared[first : first + PER_PAGE]}
        for place, first in enumerate(range(0, questions, PER_PAGE))
    ]
    sections = [
        {"id": f"s{place}", "title": f"Deel {place}", "pages": pages[first : first + PAGES_PER_SECTION]}
        for place, first in enumerate(range(0, len(pages), PAGES_PER_SECTION))
    ]
    content = {
        "survey": "generated",
        "version": "1.0",
        "language": "nl",
        "title": "Gemaakte vragenlijst",
        "scales": {"mate": _SCALE},
        "sections": sections,
    }
    scored = [question["id"] for question in declared if question["type"] in {"scale", "single_choice"}]
    return {"questionnaire.yaml": content, "scoring.yaml": _scoring(scored, dimensions, per_dimension, chance)}


def sources(questions: int = 200, **sizes: int) -> dict[str, bytes]:
    """The files of such a survey, as the compiler takes them. JSON is YAML too."""
    return {name: _yaml(document).encode() for name, document in documents(questions, **sizes).items()}


def answers(survey: Mapping[str, Mapping[str, Any]], seed: int = 1) -> dict[str, Any]:
    """A valid answer to every generated question of such a survey (asked or not), as JSON holds it."""
    chance = random.Random(seed)  # noqa: S311  # answers, not secrets
    return {
        question["id"]: _ANSWERS[question["type"]](chance)
        for section in survey["questionnaire.yaml"]["sections"]
        for page in section["pages"]
        for question in page["questions"]
        if question["id"].startswith("q")
    }


_ANSWERS: Mapping[str, Callable[[random.Random], Any]] = {
    "scale": lambda chance: chance.choice([1, 2, 3, 4, 5, "weet_niet"]),
    "single_choice": lambda chance: chance.choice("abcde"),
    "multiple_choice": lambda chance: chance.sample("abcde", 2),
    "ranking": lambda chance: chance.sample("abcde", 3),
    "integer": lambda chance: chance.randrange(1000),
    "decimal": lambda chance: chance.randrange(10_000) / 100,
    "year": lambda chance: chance.randrange(1900, 2020),
    "short_text": lambda chance: f"Collectief {chance.randrange(1000)}",
    "long_text": lambda chance: " ".join(["Wij delen een molen."] * chance.randrange(1, 12)),
    "confirmation": lambda _: True,
}
_OWN_KEYS: Mapping[str, Mapping[str, Any]] = {
    "scale": {"scale": "mate"},
    "ranking": {"max": 3},
    "integer": {"min": 0, "max": 10_000},
    "decimal": {"min": 0, "max": 10_000},
    "year": {"min": 1800, "max": "this_year"},
}
_WITH_OPTIONS = {"single_choice", "multiple_choice", "ranking"}


def _question(number: int) -> dict[str, Any]:
    kind = KINDS[number % len(KINDS)]
    question: dict[str, Any] = {
        "id": f"q{number}",
        "type": kind,
        "text": f"Vraag {number}: hoe staat het daarmee?",
        "required": number % 3 == 0,
        **_OWN_KEYS.get(kind, {}),
    }
    if kind in _WITH_OPTIONS:
        question["options"] = [
            {"value": value, "label": f"Keuze {value}"} | ({"points": 25 * place} if kind == "single_choice" else {})
            for place, value in enumerate("abcde")
        ]
    return question


def _add_conditions(declared: list[dict[str, Any]], conditions: int, chance: random.Random) -> None:
    """Give so many questions a condition on earlier ones, each of them often true, in four shapes."""
    choices = [place for place, question in enumerate(declared) if question["type"] == "single_choice"]
    scales = [place for place, question in enumerate(declared) if question["type"] == "scale"]
    later = range(max(choices[0], scales[0]) + 1, len(declared))
    for place in sorted(chance.sample(later, min(conditions, len(later)))):
        choice = declared[chance.choice([each for each in choices if each < place])]["id"]
        scale = declared[chance.choice([each for each in scales if each < place])]["id"]
        declared[place]["show_when"] = chance.choice(
            [
                f'{choice} != "a"',
                f"{scale} >= 2",
                f'{choice} in ["a", "b", "c"] or {scale} == 5',
                f"answered({choice}) and not {scale} == 1",
            ]
        )


def _scoring(scored: list[str], dimensions: int, per_dimension: int, chance: random.Random) -> dict[str, Any]:
    ids = [f"d{number}" for number in range(dimensions)]
    return {
        "bands": {
            "standen": [
                {"id": "hoog", "title": "Hoog", "from": 75, "tone": "good", "symbol": "●"},
                {"id": "midden", "title": "Midden", "from": 50, "tone": "watch", "symbol": "▲"},
                {"id": "laag", "title": "Laag", "from": 0, "tone": "hard", "symbol": "■"},
            ]
        },
        "enough": {"answered": 2, "share": "60%"},
        "dimensions": [
            {
                "id": id,
                "code": id.upper(),
                "title": f"Uitdaging {id}",
                "question": "Hoe staat het ervoor?",
                "group": f"g{place % 3}",
                "bands": "standen",
                "weights": {
                    question: chance.choice(["1", "1/2", "2/3"])
                    for question in chance.sample(scored, min(per_dimension, len(scored)))
                },
            }
            for place, id in enumerate(ids)
        ],
        "groups": [{"id": f"g{number}", "title": f"Groep {number}", "share": "1/2"} for number in range(3)],
        "factors": [
            {"id": f"f{number}", "title": f"Factor {number}", "questions": scored[number::7][:12], "answered": 3}
            for number in range(3)
        ],
        "balance": {"groups": ["g0", "g1", "g2"], "above": 25, "text": "Uit balans."},
        "priorities": {"count": 3, "bonus": [20, 15, 10], "unscored": 50, "only_if_chosen": ["hoog"]},
    }


def _yaml(value: Any, indent: int = 0) -> str:
    """Block style as people write it: one key a line, scalars quoted."""
    pad = "  " * indent
    if isinstance(value, dict) and value:
        return "".join(f"{pad}{key}:{_nested(child, indent)}" for key, child in value.items())
    if isinstance(value, list) and value:
        return "".join(f"{pad}- {_yaml(child, indent + 1).lstrip()}" for child in value)
    return f"{pad}{json.dumps(value, ensure_ascii=False)}\n"


def _nested(child: Any, indent: int) -> str:
    if isinstance(child, dict | list) and child:
        return "\n" + _yaml(child, indent + 1)
    return " " + json.dumps(child, ensure_ascii=False) + "\n"
