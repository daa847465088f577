"""Comparisons as closures: the usual ones (a question with something written out) are as short as they can be.

Skip logic is mostly `question == "option"` and is evaluated at every page of every respondent, so these have a closure
of their own; everything else goes the general way.
"""

import operator as operators
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from engine.expressions.exact import plain
from engine.expressions.kinds import choice_numbers, option_text
from engine.expressions.tree import ListOf, Literal, Name, Node
from engine.expressions.types import ChoiceType, DateType, NumberType, Type

if TYPE_CHECKING:
    from engine.expressions.evaluate import Compiler

Evaluate = Callable[[Mapping[str, Any]], Any]

OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "==": operators.eq,
    "!=": operators.ne,
    "<": operators.lt,
    "<=": operators.le,
    ">": operators.gt,
    ">=": operators.ge,
}
MIRRORED = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


def compare(compiler: "Compiler", left: Node, operator: str, right: Node) -> Evaluate:
    """`left operator right`, unknown where one of them is."""
    if isinstance(left, Literal) and not isinstance(right, Literal):
        left, operator, right = right, MIRRORED[operator], left
    left_type, right_type = compiler.typer.type_of(left), compiler.typer.type_of(right)
    if isinstance(right, Literal):
        return _with_literal(compiler, left, left_type, operator, right)
    if _by_number(left_type, operator, right_type):
        return _general(compiler.number(left), OPERATORS[operator], compiler.number(right))
    return _general(compiler.node(left), OPERATORS[operator], compiler.node(right))


def contains(compiler: "Compiler", element: Node, collection: Node) -> Evaluate:
    """`element in collection`: a list written out, or the chosen options of a question."""
    if not isinstance(collection, ListOf):
        return _chosen(compiler, element, collection)
    if isinstance(element, Name) and all(isinstance(one, Literal) for one in collection.elements):
        found = compiler.typer.type_of(element)
        wanted = frozenset(_plain(one, found) for one in collection.elements if isinstance(one, Literal))
        return _one_of(element.id, wanted)
    pairs = [compare(compiler, element, "==", one) for one in collection.elements]

    def among(values: Mapping[str, Any]) -> Any:
        outcome: bool | None = False
        for pair in pairs:
            found = pair(values)
            if found is True:
                return True
            if found is None:
                outcome = None
        return outcome

    return among


def _with_literal(compiler: "Compiler", left: Node, left_type: Type | None, operator: str, right: Literal) -> Evaluate:
    wanted = _plain(right, left_type)
    if isinstance(left_type, ChoiceType) and operator not in ("==", "!="):
        number = right.value if isinstance(right.value, Fraction) else Fraction(0)
        return _ordered_choice(compiler.node(left), choice_numbers(left_type), OPERATORS[operator], plain(number))
    if isinstance(left, Name) and operator == "==":
        return _equal(left.id, wanted)
    if isinstance(left, Name) and operator == "!=":
        return _unequal(left.id, wanted)
    value = compiler.number(left) if isinstance(left_type, NumberType) else compiler.node(left)
    compared = OPERATORS[operator]

    def with_literal(values: Mapping[str, Any]) -> Any:
        found = value(values)
        return None if found is None else compared(found, wanted)

    return with_literal


def _plain(literal: Literal, other: Type | None) -> object:
    """A literal as values of the other side's type look: an option's text, a date, an int, ..."""
    if isinstance(literal.value, Fraction):
        return option_text(literal.value) if isinstance(other, ChoiceType) else plain(literal.value)
    if isinstance(other, DateType) and isinstance(literal.value, str):
        return date.fromisoformat(literal.value)
    return literal.value


def _equal(name: str, wanted: object) -> Evaluate:
    def equal(values: Mapping[str, Any]) -> Any:
        found = values.get(name)
        return None if found is None else found == wanted

    return equal


def _unequal(name: str, wanted: object) -> Evaluate:
    def unequal(values: Mapping[str, Any]) -> Any:
        found = values.get(name)
        return None if found is None else found != wanted

    return unequal


def _one_of(name: str, wanted: frozenset[object]) -> Evaluate:
    def one_of(values: Mapping[str, Any]) -> Any:
        found = values.get(name)
        return None if found is None else found in wanted

    return one_of


def _ordered_choice(
    value: Evaluate, numbers: Mapping[str, int], compared: Callable[[Any, Any], Any], wanted: object
) -> Evaluate:
    outcomes = {option: compared(number, wanted) for option, number in numbers.items()}
    return lambda values: outcomes.get(value(values))


def _chosen(compiler: "Compiler", element: Node, collection: Node) -> Evaluate:
    chosen = compiler.node(collection)
    if isinstance(element, Literal):
        wanted = option_text(element.value)

        def holds(values: Mapping[str, Any]) -> Any:
            found = chosen(values)
            return None if found is None else wanted in found

        return holds
    option = compiler.node(element)

    def both_known(values: Mapping[str, Any]) -> Any:
        found, one = chosen(values), option(values)
        return None if found is None or one is None else one in found

    return both_known


def _by_number(left: Type | None, operator: str, right: Type | None) -> bool:
    """Whether two values that are not written out are compared as numbers; equal options are compared as options."""
    if isinstance(left, ChoiceType) and isinstance(right, ChoiceType):
        return operator not in ("==", "!=")
    return isinstance(left, NumberType | ChoiceType) and isinstance(right, NumberType | ChoiceType)


def _general(left: Evaluate, compared: Callable[[Any, Any], Any], right: Evaluate) -> Evaluate:
    def general(values: Mapping[str, Any]) -> Any:
        first, second = left(values), right(values)
        return None if first is None or second is None else compared(first, second)

    return general
