"""A total divided over options: of every 100 hours, so many to this and so many to that."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any, ClassVar

from engine.expressions.types import AllocationType, Type
from engine.question_types.base import CodebookEntry, QuestionType, Storage, problem
from engine.question_types.numbers import Range, read_number
from engine.question_types.options import OPTIONS_SHAPE, option_names, option_value
from engine.question_types.reading import alone
from engine.question_types.wording import listed, number_in
from engine.questionnaire import Question
from engine.values import AnswerProblem, Json, Value

LARGEST = 10**9


@dataclass(frozen=True, slots=True)
class AllocationSettings:
    """What the parts must add up to, and their unit (`%`)."""

    total: int = 100
    unit: str = ""


class Allocation(QuestionType):
    """`allocation`. Option to whole number; an option that is left blank has 0, and all blank is no answer."""

    name = "allocation"
    text_keys = ("unit",)
    seconds = 40
    keys: ClassVar[Mapping[str, Any]] = {
        "options": OPTIONS_SHAPE,
        "total": {"type": "integer", "minimum": 1, "maximum": LARGEST, "description": "What the parts must add up to."},
        "unit": {"type": "string", "minLength": 1, "maxLength": 40, "description": "The unit of the parts."},
    }
    required_keys = ("options", "total")

    def settings(self, declared: Mapping[str, Any]) -> AllocationSettings:
        return AllocationSettings(declared.get("total", 100), declared.get("unit", ""))

    def parse(self, question: Question, raw: object) -> Value | AnswerProblem | None:
        raw = alone(raw)
        if raw is None or (isinstance(raw, str) and not raw.strip()):
            return None
        if not isinstance(raw, Mapping):
            return problem(question, "not_a_number")
        parts = dict.fromkeys(option_names(question), 0)
        allowed = Range(Decimal(0), Decimal(_of(question).total))
        blank = True
        for key, part in raw.items():
            option = option_value(key)
            if option not in parts:
                return problem(question, "not_an_option")
            number = read_number(question, part, allowed, decimals=0)
            if isinstance(number, AnswerProblem):
                return number
            if number is not None:
                blank = False
                parts[option] = int(number)
        return None if blank else MappingProxyType(parts)

    def check(self, question: Question, value: Mapping[str, int]) -> AnswerProblem | None:
        total, given = _of(question).total, sum(value.values())
        return None if given == total else problem(question, "wrong_total", total=total, sum=given)

    def chosen(self, value: Mapping[str, int]) -> tuple[str, ...]:
        return tuple(option for option, part in value.items() if part > 0)

    def serialise(self, value: Mapping[str, int]) -> Json:
        return dict(value)

    def value_type(self, question: Question) -> Type:
        return AllocationType(option_names(question))

    def display(self, question: Question, value: Mapping[str, int], language: str) -> str:
        unit = _of(question).unit
        return listed(
            [
                f"{option.label}: {number_in(value[option.value], language)} {unit}".rstrip()
                for option in question.options
                if value.get(option.value)
            ],
            language,
        )

    def codebook(self, question: Question) -> CodebookEntry:
        settings = _of(question)
        return CodebookEntry(Storage.PARTS, f"= {settings.total} {settings.unit}".rstrip())


_DEFAULT = AllocationSettings()


def _of(question: Question) -> AllocationSettings:
    return question.settings if isinstance(question.settings, AllocationSettings) else _DEFAULT
