"""From a tree to a function of the answers: compiled once, called for every respondent.

Three-valued, as in SQL: an answer that is not there is unknown (None), and so is whatever depends on it; `and` and `or`
know their outcome where one side decides it. Numbers are exact. Compiling wants a tree in which `check` found no errors;
evaluating then never raises, whatever the (parsed) answers are.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from engine.expressions.compare import Evaluate, compare, contains
from engine.expressions.exact import ARITHMETIC, exact, plain
from engine.expressions.functions_of import FUNCTIONS_OF
from engine.expressions.kinds import choice_numbers
from engine.expressions.tree import (
    Arithmetic,
    Call,
    Compare,
    Conditional,
    Expression,
    ListOf,
    Literal,
    Logical,
    Name,
    Negative,
    Node,
    Not,
)
from engine.expressions.typed import Typer
from engine.expressions.types import ChoiceType, NumberType, Type


def compile_expression(expression: Expression, types: Mapping[str, Type]) -> Callable[[Mapping[str, Any]], object]:
    """A function from the known answers by question id (and "today") to the outcome; None is unknown.

    A condition gives True, False or None and holds only where it `is True`; a number is an int, or a Fraction when it is
    not whole. `types` are those the expression was checked against.
    """
    return Compiler(expression, types).whole(expression.root)


class Compiler:
    """Makes closures for the nodes of one expression."""

    def __init__(self, expression: Expression, types: Mapping[str, Type]) -> None:
        self.typer = Typer(expression, types)

    def whole(self, node: Node) -> Evaluate:
        """The closure of a whole expression: as `node`, and a whole number comes out as an int."""
        if not isinstance(self.typer.type_of(node), NumberType) or isinstance(node, Literal):
            return self.node(node)
        number = self.number(node)

        def outcome(values: Mapping[str, Any]) -> Any:
            found = number(values)
            return None if found is None else plain(found)

        return outcome

    def node(self, node: Node) -> Evaluate:
        """The closure that gives the value of a node as it is."""
        return self._COMPILERS[type(node)](self, node)

    def number(self, node: Node) -> Evaluate:
        """The closure that gives the exact number a node stands for; a choice gives the number of its option."""
        found = self.typer.type_of(node)
        value = self.node(node)
        if isinstance(found, ChoiceType):
            numbers = choice_numbers(found)
            return lambda values: numbers.get(value(values))
        if not isinstance(node, Name):
            return value

        def number(values: Mapping[str, Any]) -> Any:
            answer = value(values)
            return None if answer is None else exact(answer)

        return number

    def _literal(self, node: Literal) -> Evaluate:
        value = node.value if isinstance(node.value, str | bool) else plain(node.value)
        return lambda values: value

    def _name(self, node: Name) -> Evaluate:
        name = node.id
        return lambda values: values.get(name)

    def _list_of(self, node: ListOf) -> Evaluate:
        raise TypeError("a list has no value of its own")  # `check` refuses it anywhere but after `in`

    def _not(self, node: Not) -> Evaluate:
        return negation(self.node(node.operand))

    def _negative(self, node: Negative) -> Evaluate:
        number = self.number(node.operand)

        def negative(values: Mapping[str, Any]) -> Any:
            found = number(values)
            return None if found is None else -found

        return negative

    def _logical(self, node: Logical) -> Evaluate:
        return together(node.operator == "or", [self.node(operand) for operand in node.operands])

    def _compare(self, node: Compare) -> Evaluate:
        pairs = []
        for index, operator in enumerate(node.operators):
            left, right = node.operands[index], node.operands[index + 1]
            if operator in ("in", "not in"):
                inside = contains(self, left, right)
                pairs.append(inside if operator == "in" else negation(inside))
            else:
                pairs.append(compare(self, left, operator, right))
        return pairs[0] if len(pairs) == 1 else together(False, pairs)

    def _arithmetic(self, node: Arithmetic) -> Evaluate:
        left, right = self.number(node.left), self.number(node.right)
        work_out = ARITHMETIC[node.operator]

        def arithmetic(values: Mapping[str, Any]) -> Any:
            first, second = left(values), right(values)
            return None if first is None or second is None else work_out(first, second)

        return arithmetic

    def _conditional(self, node: Conditional) -> Evaluate:
        numeric = isinstance(self.typer.type_of(node), NumberType)
        branch = self.number if numeric else self.node
        condition, then, otherwise = self.node(node.condition), branch(node.then), branch(node.otherwise)

        def conditional(values: Mapping[str, Any]) -> Any:
            holds = condition(values)
            if holds is None:
                return None
            return then(values) if holds else otherwise(values)

        return conditional

    def _call(self, node: Call) -> Evaluate:
        return FUNCTIONS_OF[node.function](self, node.arguments)

    _COMPILERS: ClassVar[dict[type[Node], Callable[..., Evaluate]]] = {
        Literal: _literal,
        Name: _name,
        ListOf: _list_of,
        Not: _not,
        Negative: _negative,
        Logical: _logical,
        Compare: _compare,
        Arithmetic: _arithmetic,
        Conditional: _conditional,
        Call: _call,
    }


def negation(inner: Evaluate) -> Evaluate:
    """Kleene's not."""

    def negated(values: Mapping[str, Any]) -> Any:
        found = inner(values)
        return None if found is None else not found

    return negated


def together(deciding: bool, operands: Sequence[Evaluate]) -> Evaluate:
    """Kleene's `or` (deciding: True) and `and` (deciding: False): one deciding operand settles it."""
    if len(operands) == 2:
        first, second = operands

        def both(values: Mapping[str, Any]) -> Any:
            left = first(values)
            if left is deciding:
                return deciding
            right = second(values)
            return right if right is deciding or left is not None else None

        return both

    def all_together(values: Mapping[str, Any]) -> Any:
        outcome: bool | None = not deciding
        for operand in operands:
            found = operand(values)
            if found is deciding:
                return deciding
            if found is None:
                outcome = None
        return outcome

    return all_together
