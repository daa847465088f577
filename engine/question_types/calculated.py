"""A value that follows from earlier answers: for conditions, for piping and for exports. Nothing is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any, ClassVar

from engine.expressions.parse import parse as parse_expression
from engine.expressions.tree import Expression
from engine.expressions.types import TextType, Type
from engine.question_types.base import CodebookEntry, QuestionType, Storage
from engine.question_types.wording import date_in, listed, number_in, yes_or_no
from engine.questionnaire import Question
from engine.values import AnswerProblem, Json, Value

SHOWN_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class CalculatedSettings:
    """The expression, the type it was found to have (None until it was checked), and how many decimals are shown."""

    value: Expression
    type: Type | None = None
    decimals: int = SHOWN_DECIMALS


class Calculated(QuestionType):
    """`calculated`. A bool, a text (or option), a date, an int, or a Fraction where it is not whole."""

    name = "calculated"
    takes_answer = False
    seconds = 0
    keys: ClassVar[Mapping[str, Any]] = {
        "value": {"type": "string", "minLength": 1, "description": "The expression that gives the value."},
        "decimals": {
            "type": "integer",
            "minimum": 0,
            "maximum": 6,
            "description": "How many decimals are shown (2); the value itself stays exact.",
        },
    }
    required_keys = ("value",)

    def settings(self, declared: Mapping[str, Any]) -> CalculatedSettings:
        """Raises ExpressionError, besides SettingError, when the expression cannot be read."""
        value = declared["value"]
        expression = value if isinstance(value, Expression) else parse_expression(value)
        return CalculatedSettings(expression, None, declared.get("decimals", SHOWN_DECIMALS))

    def parse(self, question: Question, raw: object) -> Value | AnswerProblem | None:
        return None

    def serialise(self, value: Any) -> Json:
        if isinstance(value, Fraction | Decimal):
            return int(value) if value == int(value) else float(value)
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, tuple):
            return list(value)
        return value  # type: ignore[no-any-return]  # a bool, an int or a text

    def value_type(self, question: Question) -> Type:
        settings = question.settings
        return (settings.type if isinstance(settings, CalculatedSettings) else None) or TextType()

    def display(self, question: Question, value: Any, language: str) -> str:
        if isinstance(value, bool):
            return yes_or_no(value, language)
        if isinstance(value, Fraction | int):
            decimals = (
                question.settings.decimals if isinstance(question.settings, CalculatedSettings) else SHOWN_DECIMALS
            )
            return number_in(_rounded(Fraction(value), decimals), language)
        if isinstance(value, date):
            return date_in(value, language)
        if isinstance(value, tuple):
            return listed(value, language)
        return str(value)

    def codebook(self, question: Question) -> CodebookEntry:
        return CodebookEntry(Storage.CALCULATED)


def _rounded(number: Fraction, decimals: int) -> Decimal:
    """Half up, as scores are and as `round` in an expression does."""
    return Decimal(f"{floor(number * 10**decimals + Fraction(1, 2))}e-{decimals}")
