"""What a type can do, in words and in questions that the check and the evaluator both ask."""

from collections.abc import Iterable
from fractions import Fraction

from engine.expressions.tree import Literal, Node
from engine.expressions.types import (
    AllocationType,
    BooleanType,
    ChoicesType,
    ChoiceType,
    DateType,
    NumberType,
    PointType,
    TextType,
    Type,
)

NAMES: dict[type[Type], str] = {
    NumberType: "a number",
    TextType: "a text",
    BooleanType: "true or false",
    DateType: "a date",
    ChoiceType: "a choice from options",
    ChoicesType: "several options",
    AllocationType: "an allocation",
    PointType: "a point on the map",
}


def described(found: Type) -> str:
    """A type in words."""
    return NAMES[type(found)]


def choice_numbers(choice: ChoiceType) -> dict[str, int]:
    """The options that count as numbers: whole numbers that are no missing code."""
    return {option: int(option) for option in choice.options if option in choice.numbers - choice.missing}


def as_number(found: Type) -> NumberType | None:
    """The number that a value of this type stands for: a number itself, or a choice whose options are all numbers."""
    if isinstance(found, NumberType):
        return found
    if isinstance(found, ChoiceType):
        numbers = choice_numbers(found)
        if numbers and set(found.options) - found.missing == set(numbers):
            return NumberType(Fraction(min(numbers.values())), Fraction(max(numbers.values())))
    return None


def option_text(literal: str | bool | Fraction) -> str:
    """A literal as the option of that value is written: the number 4 is the option "4"."""
    return str(literal)


def option_texts(nodes: Iterable[Node]) -> tuple[str, ...]:
    """The options that literals stand for."""
    return tuple(option_text(node.value) for node in nodes if isinstance(node, Literal))
