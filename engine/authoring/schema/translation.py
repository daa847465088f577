"""The shape of a translation (`en.yaml`): texts by kind and id, and of an example (`examples/*.yaml`)."""

from typing import Any

from engine.authoring.schema.parts import (
    OPTION_PATTERN,
    closed,
    identifier,
    keyed,
    several,
    text,
    title,
    whole,
)

_OPTIONS = keyed(title("The label in this language."), "Labels by option value.", OPTION_PATTERN)
_TITLED = closed("the texts", {"title": title("The title."), "intro": text("The introduction.")})
_BAND_ADVICE = closed(
    "the advice for a band", {"text": text("The text."), "steps": several(text("A step."), "All steps, in order.")}
)
_ADVICE = closed(
    "the advice on a dimension",
    {
        "peers": text("Which other respondents can help."),
        "materials": several(title("A kind of material."), "All of them, in order."),
        "themes": several(title("A theme."), "All of them, in order."),
        "bands": keyed(_BAND_ADVICE, "By band."),
    },
)


def translation_schema(own_texts: dict[str, Any]) -> dict[str, Any]:
    """The shape of a translation; `own_texts` are the texts that question types have of their own (unit, purpose)."""
    question = closed(
        "the texts of a question",
        {
            "text": text("The question."),
            "help": text("The help text."),
            "options": {**_OPTIONS, "description": "Labels of the question's own options, by value."},
            **own_texts,
        },
    )
    return closed(
        "a translation",
        {
            "survey": closed("the texts of the survey", _TITLED["properties"], description="The survey itself."),
            "scales": keyed(_OPTIONS, "Labels of the options of scales, by scale and value."),
            "sections": keyed(_TITLED, "Titles and introductions of sections, by id."),
            "pages": keyed(_TITLED, "Titles and introductions of pages, by id."),
            "questions": keyed(question, "Texts of questions, by id."),
            "checks": keyed(text("The text of the check."), "Texts of checks, by id."),
            "bands": keyed(keyed(title("The title."), "By band."), "Titles of bands, by set and band."),
            "dimensions": keyed(
                closed("the texts of a dimension", {"title": title("The title."), "question": text("Its question.")}),
                "Texts of dimensions, by id.",
            ),
            "groups": keyed(title("The title."), "Titles of groups, by id."),
            "factors": keyed(title("The title."), "Titles of factors, by id."),
            "balance": text("What is told when groups are out of balance."),
            "labs": keyed(
                closed("the texts of a lab", {"title": title("The title."), "description": text("What it can do.")}),
                "Texts of labs, by id.",
            ),
            "advice": keyed(_ADVICE, "Advice, by dimension."),
            "indicators": keyed(title("The title."), "Titles of indicators, by id."),
            "comparison": keyed(title("What its members are called."), "Titles of the steps of the comparison, by id."),
            "matching": keyed(title("The title."), "Titles of the criteria and fits of the matching, by id."),
            "review_points": keyed(title("What the coordinator reads."), "Texts of the points of the review, by id."),
        },
    )


_SCORE = {**whole("The score, or null when there is not enough to go on.", 0, 100), "type": ["integer", "null"]}
_SCORES = keyed(_SCORE, "Scores by id.")
_EXPECT = closed(
    "what is expected",
    {
        "path": {**several(identifier("A question."), "All questions that are asked, in order.", 0)},
        "on_path": several(identifier("A question."), "Questions that must be asked."),
        "not_on_path": several(identifier("A question."), "Questions that must not be asked."),
        "problems": several(
            closed(
                "a problem",
                {"question": identifier("The question."), "code": title("The code of the problem: required.")},
                ["question", "code"],
            ),
            "All problems, in any order. An empty list: there are none.",
            0,
        ),
        "dimensions": keyed(
            closed(
                "an expected score",
                {
                    "score": _SCORE,
                    "band": {"type": ["string", "null"], "description": "The band, or null when there is no score."},
                    "asked": whole("How many of its questions are asked.", 0, 1000),
                    "answered": whole("How many of those have an answer that counts.", 0, 1000),
                },
            ),
            "Scores and bands of dimensions.",
        ),
        "groups": {**_SCORES, "description": "Scores of groups."},
        "factors": {**_SCORES, "description": "Scores of factors."},
        "unbalanced": {"type": "boolean", "description": "Whether the groups are out of balance."},
        "priorities": several(identifier("A dimension."), "What to tackle first, first first.", 0),
        "calculated": keyed({}, "Calculated values, by id; null when it is not known."),
    },
    description="The outcome these answers must have. Only what is named is compared.",
)

EXAMPLE: dict[str, Any] = closed(
    "an example",
    {
        "title": title("What this example shows."),
        "today": {
            "type": "string",
            "title": "a date",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            "description": "The day on which it is filled in, such as 2026-11-23, for conditions on dates.",
        },
        "answers": {"type": "object", "title": "answers", "description": "The answers, by question id."},
        "expect": _EXPECT,
    },
    ["answers", "expect"],
)
