"""The codebook: every variable of a questionnaire, for who works with the answers.

Made from the questionnaire alone, in the language of its texts. It holds no answers, and nothing that is not in the
questionnaire.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.codebook_words import CodebookWords, words_in
from engine.expressions.tree import Expression
from engine.expressions.words import condition_in_words, in_words
from engine.question_types import TYPES, Storage
from engine.question_types.calculated import CalculatedSettings
from engine.question_types.wording import yes_or_no
from engine.questionnaire import Option, Question, Questionnaire
from engine.values import Json


@dataclass(frozen=True, slots=True)
class CodebookValue:
    """One value a variable may have. `points`: what it is worth, in digits or as a fraction; `missing`: why it is no answer."""

    value: str
    label: str
    points: str | None = None
    missing: str | None = None
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Variable:
    """One question or calculated value.

    `conditions`: in words, when it is asked: those of its section, its page and its own. `range`: as in CodebookEntry.
    `formula`: the expression of a calculated value, in words. `dimensions`: how much it counts in which scores.
    """

    id: str
    section: str
    page: str
    type: str
    storage: Storage
    text: str
    required: bool
    privacy: str
    reversed: bool
    range: str
    unit: str
    conditions: tuple[str, ...]
    values: tuple[CodebookValue, ...]
    formula: str
    dimensions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Codebook:
    """The variables in document order, with the missing codes that any of them may have in an export."""

    survey: str
    version: str
    hash: str
    language: str
    title: str
    variables: tuple[Variable, ...]
    missing: Mapping[str, str]


def codebook(questionnaire: Questionnaire) -> Codebook:
    """The codebook, in the language of this edition of the questionnaire. Notes are no variables."""
    counts: dict[str, dict[str, str]] = {}
    for dimension in questionnaire.scoring.dimensions:
        for weight in dimension.weights:
            counts.setdefault(weight.question, {})[dimension.title] = str(weight.weight)
    told = _Conditions(questionnaire)
    variables = tuple(
        _variable(question, told, (section.id, page.id), (section.show_when, page.show_when), counts)
        for section, page, question in questionnaire.walk()
        if TYPES[question.type].codebook(question).storage is not Storage.NOTHING
    )
    words = words_in(questionnaire.language)
    return Codebook(
        questionnaire.survey,
        questionnaire.version,
        questionnaire.hash,
        questionnaire.language,
        questionnaire.title,
        variables,
        {code.value: label for code, label in words.missing.items()},
    )


class _Conditions:
    """Puts conditions into words."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questions = questionnaire.questions
        self.language = questionnaire.language

    def condition(self, expression: Expression | None) -> str:
        return "" if expression is None else condition_in_words(expression, self.questions, self.language)

    def formula(self, expression: Expression) -> str:
        return in_words(expression, self.questions, self.language)


def _variable(
    question: Question,
    told: _Conditions,
    place: tuple[str, str],
    around: tuple[Expression | None, ...],
    counts: Mapping[str, Mapping[str, str]],
) -> Variable:
    entry = TYPES[question.type].codebook(question)
    settings = question.settings
    return Variable(
        id=question.id,
        section=place[0],
        page=place[1],
        type=question.type,
        storage=entry.storage,
        text=str(question.text),
        required=question.required,
        privacy=question.privacy.value,
        reversed=question.reversed,
        range=entry.range,
        unit=getattr(settings, "unit", ""),
        conditions=tuple(told.condition(each) for each in (*around, question.show_when) if each is not None),
        values=_values(question, entry.storage, told),
        formula=told.formula(settings.value) if isinstance(settings, CalculatedSettings) else "",
        dimensions=counts.get(question.id, {}),
    )


def _values(question: Question, storage: Storage, told: _Conditions) -> tuple[CodebookValue, ...]:
    if storage is Storage.BOOLEAN:
        return tuple(
            CodebookValue(value, yes_or_no(ticked, told.language))
            for value, ticked in (("true", True), ("false", False))
        )
    table = TYPES[question.type].points(question)
    points = table.points if table is not None else {}

    def value_of(option: Option) -> CodebookValue:
        return CodebookValue(
            option.value,
            option.label,
            str(points[option.value]) if option.value in points else None,
            option.missing.value if option.missing is not None else None,
            told.condition(option.show_when),
        )

    return tuple(map(value_of, question.options))


def to_json(book: Codebook) -> dict[str, Json]:
    """The codebook as JSON: an object with `survey, version, hash, language, title, variables, missing`."""
    return {
        "survey": book.survey,
        "version": book.version,
        "hash": book.hash,
        "language": book.language,
        "title": book.title,
        "variables": [_variable_json(variable) for variable in book.variables],
        "missing": dict(book.missing),
    }


def _variable_json(variable: Variable) -> Json:
    return {
        "id": variable.id,
        "section": variable.section,
        "page": variable.page,
        "type": variable.type,
        "storage": variable.storage.value,
        "text": variable.text,
        "required": variable.required,
        "privacy": variable.privacy,
        "reversed": variable.reversed,
        "range": variable.range,
        "unit": variable.unit,
        "conditions": list(variable.conditions),
        "values": [
            {
                "value": each.value,
                "label": each.label,
                "points": each.points,
                "missing": each.missing,
                "condition": each.condition,
            }
            for each in variable.values
        ],
        "formula": variable.formula,
        "dimensions": dict(variable.dimensions),
    }


def to_markdown(book: Codebook) -> str:
    """The codebook to read: a heading per variable, a table of its values."""
    words = words_in(book.language)
    lines = [f"# {_plain(book.title)}", "", f"{words.version} {_plain(book.version)}, `{book.hash[:12]}`", ""]
    lines += [f"## {words.variables}", ""]
    for variable in book.variables:
        lines += _variable_lines(variable, words)
    lines += [f"## {words.missing_codes}", ""]
    lines += [f"- `{code}`: {label}" for code, label in book.missing.items()]
    return "\n".join(lines) + "\n"


def _variable_lines(variable: Variable, words: CodebookWords) -> list[str]:
    required = f", {words.required}" if variable.required else ""
    flipped = f", {words.reversed}" if variable.reversed else ""
    facts = {
        words.text: _plain(variable.text),
        words.type: f"`{variable.type}`{required}{flipped}",
        words.stored_as: words.storage[variable.storage],
        {Storage.TEXT: words.length, Storage.BOOLEAN: words.purpose}.get(variable.storage, words.range): _plain(
            f"{variable.range} {variable.unit}".strip()
        ),
        words.privacy: f"`{variable.privacy}`",
        words.asked: _plain("; ".join(variable.conditions)) or words.always,
        words.formula: _plain(variable.formula),
        words.counts: _plain(", ".join(f"{title} ({weight})" for title, weight in variable.dimensions.items())),
    }
    lines = [f"### `{variable.id}`", "", *(f"- {name}: {fact}" for name, fact in facts.items() if fact), ""]
    if variable.values:
        lines += [f"| {' | '.join(words.value_row)} |", "|---|---|---|---|"]
        for each in variable.values:
            note = "; ".join(filter(None, (f"`{each.missing}`" if each.missing else "", _plain(each.condition))))
            lines.append(f"| `{each.value}` | {_plain(each.label)} | {each.points or ''} | {note} |")
        lines.append("")
    return lines


_SPECIAL = str.maketrans({character: f"\\{character}" for character in "\\`*_[]<>|"} | {"\n": " ", "\r": ""})


def _plain(text: str) -> str:
    """A text in Markdown that is shown as it is, on one line."""
    return text.translate(_SPECIAL)
