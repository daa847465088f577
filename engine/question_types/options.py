"""What the types with options share: the shape of an option, reading a chosen one, labels and points.

An option is chosen by its value; `4`, `4.0` and `"4"` choose the same one. Nothing else chooses an option: no label, no
position, no other spelling.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from engine.question_types.base import PointTable, problem
from engine.question_types.reading import WIDEST_NUMBER, alone
from engine.questionnaire import Missing, Question
from engine.values import AnswerProblem

OPTION_SHAPE: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["value", "label"],
    "properties": {
        "value": {
            "type": ["string", "integer"],
            "pattern": r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$",
            "description": "What is stored and what conditions compare with: a short name or a whole number.",
        },
        "label": {"type": "string", "minLength": 1, "maxLength": 300, "description": "What people read."},
        "points": {
            "type": ["number", "string"],
            "minimum": 0,
            "maximum": 100,
            "pattern": r"^[0-9]{1,4}(\.[0-9]{1,6})?(/[1-9][0-9]{0,3})?$",
            "description": "What it is worth in a score: 0 to 100, or a fraction such as 100/3. Leave out: does not count.",
        },
        "missing": {
            "enum": [Missing.DONT_KNOW.value, Missing.NOT_APPLICABLE.value, Missing.DECLINED.value],
            "description": "This option means that there is no answer, and why.",
        },
        "exclusive": {
            "type": "boolean",
            "description": "Cannot be chosen together with other options (multiple_choice, ranking).",
        },
        "show_when": {"type": "string", "minLength": 1, "description": "Only offered when this condition holds."},
    },
}
OPTIONS_SHAPE: Mapping[str, Any] = {
    "type": ["array", "string"],
    "items": OPTION_SHAPE,
    "minItems": 1,
    "maxItems": 500,
    "description": "The options, in the order in which they are shown; or the id of a scale, to use its options.",
}


def option_value(raw: object) -> str | None:
    """The canonical text of what may be the value of an option, or None when it cannot be one."""
    if isinstance(raw, str):
        return raw.strip() if len(raw) <= 100 else None
    if isinstance(raw, bool):
        return None
    if isinstance(raw, int):
        return str(raw) if raw.bit_length() <= WIDEST_NUMBER else None
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 2**53:
        return str(int(raw))
    return None


def read_one(question: Question, raw: object) -> str | AnswerProblem | None:
    """The one option that was chosen."""
    if not isinstance(raw, str):
        raw = alone(raw)
        if isinstance(raw, (list, tuple)):
            return problem(question, "too_many", maximum=1)
    value = option_value(raw)
    if raw is None or value == "":
        return None
    if value is not None:
        for option in question.options:
            if option.value == value:
                return value
    return problem(question, "not_an_option")


def read_several(question: Question, raw: object) -> tuple[str, ...] | AnswerProblem | None:
    """The options that were chosen, in the order given; blanks are left out. One that is given twice stays twice."""
    if not isinstance(raw, list | tuple):
        raw = (alone(raw),)
    if len(raw) > 2 * len(question.options) + 10:
        return problem(question, "too_many", maximum=len(question.options))
    known = {option.value for option in question.options}
    chosen = []
    for each in raw:
        value = option_value(each)
        if each is None or value == "":
            continue
        if value is None or value not in known:
            return problem(question, "not_an_option")
        chosen.append(value)
    return tuple(chosen) or None


def check_several(
    question: Question, value: tuple[str, ...], minimum: int, maximum: int | None
) -> AnswerProblem | None:
    """How many were chosen, and whether an exclusive option stands alone."""
    if len(value) > 1:
        for option in question.options:
            if option.exclusive and option.value in value:
                return problem(question, "exclusive_with_others", option=option.value)
    elif any(option.exclusive and option.value in value for option in question.options):
        return None
    if len(value) < minimum:
        return problem(question, "too_few", minimum=minimum)
    if maximum is not None and len(value) > maximum:
        return problem(question, "too_many", maximum=maximum)
    return None


def labels_of(question: Question, values: Iterable[str]) -> list[str]:
    """The labels of these options, in the order of `values`."""
    labels = {option.value: option.label for option in question.options}
    return [labels.get(value, value) for value in values]


def point_table(question: Question, cap: Fraction | None = None) -> PointTable | None:
    """The points of the options; turned round when the question is reversed. None when no option has any."""
    points = {option.value: option.points for option in question.options if option.points is not None}
    if not points:
        return None
    if question.reversed:
        ends = max(points.values()) + min(points.values())
        points = {value: ends - worth for value, worth in points.items()}
    return PointTable(points, cap)


def option_names(question: Question) -> tuple[str, ...]:
    """The values of all options, in order."""
    return tuple(option.value for option in question.options)
