"""Questionnaires for tests of answering, built from plain values in the grammar of the YAML, without authoring.

Lenient on purpose: what is not given gets a default, and nothing is checked. That is authoring's work; here the engine
that answers is tested, and it must stand on its own.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from engine.expressions.parse import parse
from engine.expressions.tree import Expression
from engine.publication import Publication
from engine.question_types import TYPES
from engine.question_types.options import option_value
from engine.questionnaire import (
    CrossCheck,
    Missing,
    Option,
    Page,
    Pipe,
    Privacy,
    Question,
    Questionnaire,
    Scale,
    Section,
    Severity,
    Text,
)
from engine.scoring import (
    Balance,
    Band,
    BandSet,
    Dimension,
    EnoughRule,
    Factor,
    Group,
    Priorities,
    Scoring,
    Tone,
    Weight,
)

Plain = Mapping[str, Any]


def text_of(written: str) -> Text:
    """A text in which `{id}` is a pipe."""
    parts: list[str | Pipe] = []
    for place, piece in enumerate(written.replace("}", "{").split("{")):
        if piece:
            parts.append(Pipe(piece) if place % 2 else piece)
    return Text(tuple(parts))


def when(plain: Plain) -> Expression | None:
    """The condition of a section, page, question or option."""
    return parse(plain["show_when"]) if "show_when" in plain else None


def option(plain: Plain) -> Option:
    """One option."""
    value = option_value(plain["value"])
    assert value is not None
    return Option(
        value,
        plain.get("label", value),
        Fraction(str(plain["points"])) if "points" in plain else None,
        Missing(plain["missing"]) if "missing" in plain else None,
        plain.get("exclusive", False),
        when(plain),
        int(value) if value.lstrip("-").isdigit() else None,
    )


def question(plain: Plain, scales: Mapping[str, Scale] = {}) -> Question:  # only read
    """One question, with the settings of its type."""
    kind = TYPES[plain["type"]]
    options = plain.get("options", ())
    scale = plain.get("scale") if plain["type"] == "scale" else options if isinstance(options, str) else None
    return Question(
        plain["id"],
        plain["type"],
        text_of(plain.get("text", plain["id"])),
        text_of(plain.get("help", "")),
        plain.get("required", False),
        Privacy(plain.get("privacy", "organisation")),
        when(plain),
        scales[scale].options if scale is not None else tuple(map(option, options)),
        scale,
        plain.get("reversed", False),
        kind.settings({key: plain[key] for key in kind.keys if key in plain}),
    )


def _questions(plain: Plain, scales: Mapping[str, Scale]) -> list[Question]:
    if "statements" not in plain:
        return [question(plain, scales)]
    shared = {key: plain[key] for key in ("privacy", "required", "show_when") if key in plain}
    return [
        question({"type": "scale", "scale": plain["scale"], **shared, **statement}, scales)
        for statement in plain["statements"]
    ]


def section(plain: Plain, scales: Mapping[str, Scale]) -> Section:
    """One section with its pages."""
    pages = tuple(
        Page(
            page["id"],
            tuple(each for declared in page["questions"] for each in _questions(declared, scales)),
            show_when=when(page),
        )
        for page in plain["pages"]
    )
    return Section(plain["id"], text_of(plain.get("title", plain["id"])), pages, show_when=when(plain))


def fraction(written: object) -> Fraction:
    """`1/2`, `1` or `60%`."""
    written = str(written)
    return Fraction(written[:-1]) / 100 if written.endswith("%") else Fraction(written)


def scoring(plain: Plain) -> Scoring:
    """What the answers add up to."""
    bands = {
        id: BandSet(
            id,
            tuple(Band(each["id"], each["id"], each["from"], Tone(each["tone"]), each["symbol"]) for each in declared),
        )
        for id, declared in plain.get("bands", {}).items()
    }
    dimensions = tuple(_dimension(each, plain.get("enough", {})) for each in plain.get("dimensions", ()))
    groups = tuple(
        Group(
            each["id"],
            each["title"],
            tuple(dimension.id for dimension in dimensions if dimension.group == each["id"]),
            fraction(each["share"]),
        )
        for each in plain.get("groups", ())
    )
    factors = tuple(
        Factor(each["id"], each["title"], tuple(each["questions"]), each["answered"])
        for each in plain.get("factors", ())
    )
    balance, first = plain.get("balance"), plain.get("priorities")
    return Scoring(
        bands,
        dimensions,
        groups,
        factors,
        Balance(tuple(balance["groups"]), balance["above"], balance["text"]) if balance else None,
        Priorities(
            first["count"],
            first.get("choice"),
            tuple(first.get("bonus", ())),
            first.get("unscored", 50),
            frozenset(first.get("only_if_chosen", ())),
        )
        if first
        else None,
    )


def _dimension(plain: Plain, enough: Plain) -> Dimension:
    rule = plain.get("enough", enough)
    return Dimension(
        plain["id"],
        plain.get("code", plain["id"]),
        plain.get("title", plain["id"]),
        plain.get("question", ""),
        plain.get("group"),
        plain["bands"],
        tuple(Weight(id, fraction(weight)) for id, weight in plain["weights"].items()),
        EnoughRule(rule.get("answered", 1), fraction(rule.get("share", 0))),
    )


def questionnaire(plain: Plain, scored: Plain | None = None) -> Questionnaire:
    """A questionnaire from the plain content of questionnaire.yaml and scoring.yaml, without texts in other languages."""
    scales = {id: Scale(id, tuple(map(option, options))) for id, options in plain.get("scales", {}).items()}
    editions: dict[str, Questionnaire] = {}
    language = plain.get("language", "nl")
    built = Questionnaire(
        survey=plain.get("survey", "test"),
        version=plain.get("version", "1.0"),
        language=language,
        source_language=language,
        title=plain.get("title", "Test"),
        intro=Text(),
        sections=tuple(section(each, scales) for each in plain["sections"]),
        checks=tuple(
            CrossCheck(
                each["id"],
                each["question"],
                Severity(each.get("severity", "error")),
                parse(each["when"]),
                text_of(each.get("text", each["id"])),
            )
            for each in plain.get("checks", ())
        ),
        scales=scales,
        scoring=scoring(scored or {}),
        labs=(),
        advice={},
        publication=Publication(),
        hash="0" * 64,
        editions=editions,
    )
    editions[language] = built
    return built


def one_page(*questions: Plain, scored: Plain | None = None, **more: Any) -> Questionnaire:
    """A questionnaire of one page."""
    return pages(questions, scored=scored, **more)


def pages(*declared: Sequence[Plain], scored: Plain | None = None, **more: Any) -> Questionnaire:
    """A questionnaire of one section with pages `p1`, `p2`, ..."""
    content = [{"id": f"p{number}", "questions": questions} for number, questions in enumerate(declared, 1)]
    return questionnaire({"sections": [{"id": "s", "pages": content}], **more}, scored)
