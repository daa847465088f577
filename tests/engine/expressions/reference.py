"""The meaning of expressions written down a second time, as plainly as possible: a walk over the tree, no closures.

The evaluator is compared with this. It follows the text of the documentation, one rule a line, and is slow.
"""
# ruff: noqa: C901, PLR0911  # one function with a line for each rule is what makes it plain

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

from engine.expressions.personal import looks_personal
from engine.expressions.tree import (
    Arithmetic,
    Call,
    Compare,
    Conditional,
    ListOf,
    Literal,
    Logical,
    Name,
    Negative,
    Node,
    Not,
)
from engine.expressions.types import ChoiceType, Type

LARGEST = 10**30


class Reference:
    """Evaluates trees for given answers and types."""

    def __init__(self, types: Mapping[str, Type], values: Mapping[str, Any]) -> None:
        self.types = types
        self.values = values

    def value(self, node: Node) -> Any:
        match node:
            case Literal(value=value):
                return value
            case Name(id=name):
                found = self.values.get(name)
                return Fraction(found) if isinstance(found, Decimal) else found
            case Not(operand=operand):
                found = self.value(operand)
                return None if found is None else not found
            case Logical(operator=operator, operands=operands):
                found = {self.value(operand) for operand in operands}
                deciding = operator == "or"
                return deciding if deciding in found else None if None in found else not deciding
            case Compare(operands=operands, operators=operators):
                pairs = [self.pair(a, op, b) for a, op, b in zip(operands, operators, operands[1:], strict=False)]
                return False if False in pairs else None if None in pairs else True
            case Negative(operand=operand):
                found = self.number(operand)
                return None if found is None else -found
            case Arithmetic(operator=operator, left=left, right=right):
                return self.arithmetic(operator, self.number(left), self.number(right))
            case Conditional(condition=condition, then=then, otherwise=otherwise):
                holds = self.value(condition)
                return None if holds is None else self.value(then if holds else otherwise)
            case Call(function=function, arguments=arguments):
                return self.call(function, arguments)
        raise TypeError(node)

    def number(self, node: Node) -> Any:
        found = self.value(node)
        if isinstance(found, str):
            kind = self.kind(node)
            return Fraction(found) if found in kind.numbers - kind.missing else None
        return found

    def kind(self, node: Node) -> ChoiceType:
        match node:
            case Name(id=name):
                found = self.types[name]
                assert isinstance(found, ChoiceType)
                return found
            case Conditional(then=then, otherwise=otherwise):
                one, other = self.kind(then), self.kind(otherwise)
                return ChoiceType(one.options, one.numbers | other.numbers, one.missing | other.missing)
        raise TypeError(node)

    def pair(self, left: Node, operator: str, right: Node) -> Any:
        if operator == "not in":
            found = self.pair(left, "in", right)
            return None if found is None else not found
        if operator == "in" and isinstance(right, ListOf):
            each = [self.pair(left, "==", element) for element in right.elements]
            return True if True in each else None if None in each else False
        first, second = self.value(left), self.value(right)
        if first is None or second is None:
            return None
        if operator == "in":
            return (str(first) if isinstance(first, Fraction) else first) in second
        if isinstance(first, date) or isinstance(second, date):
            first, second = (date.fromisoformat(one) if isinstance(one, str) else one for one in (first, second))
        elif isinstance(first, str) and isinstance(second, str) and operator in ("==", "!="):
            pass
        elif operator in ("==", "!=") and isinstance(first, str) and isinstance(right, Literal):
            second = str(second)
        elif operator in ("==", "!=") and isinstance(second, str) and isinstance(left, Literal):
            first = str(first)
        elif isinstance(first, str) or isinstance(second, str):
            first, second = self.number(left), self.number(right)
            if first is None or second is None:
                return None
        outcomes = {"==": first == second, "!=": first != second}
        if operator in outcomes:
            return outcomes[operator]
        return {"<": first < second, "<=": first <= second, ">": first > second, ">=": first >= second}[operator]

    def arithmetic(self, operator: str, left: Any, right: Any) -> Any:
        if left is None or right is None or (operator in ("/", "//", "%") and right == 0):
            return None
        left, right = Fraction(left), Fraction(right)
        rules: dict[str, Callable[[], Any]] = {
            "+": lambda: left + right,
            "-": lambda: left - right,
            "*": lambda: left * right,
            "/": lambda: left / right,
            "//": lambda: Fraction(floor(left / right)),
            "%": lambda: left - right * floor(left / right),
            "**": lambda: left ** int(right),
        }
        return self.bounded(rules[operator]())

    def bounded(self, outcome: Fraction) -> Fraction | None:
        return outcome if abs(outcome.numerator) <= LARGEST and outcome.denominator <= LARGEST else None

    def call(self, function: str, arguments: tuple[Node, ...]) -> Any:
        first = arguments[0]
        if function == "answered":
            return self.answered(first)
        if function == "count" and len(arguments) > 1:
            return sum(self.answered(argument) for argument in arguments)
        if function in ("sum", "mean", "min", "max"):
            known = [Fraction(found) for one in arguments if (found := self.number(one)) is not None]
            if not known:
                return None
            total = sum(known, Fraction(0))
            return self.bounded(
                {"sum": total, "mean": total / len(known), "min": min(known), "max": max(known)}[function]
            )
        if function == "round":
            found = self.number(first)
            shift = 10 ** int(self.value(arguments[1])) if len(arguments) > 1 else 1
            return None if found is None else Fraction(floor(found * shift + Fraction(1, 2)), shift)
        found = self.value(first)
        if found is None:
            return None
        if function == "count":
            return sum(part > 0 for part in found.values()) if isinstance(found, Mapping) else len(found)
        if function == "looks_personal":
            return looks_personal(found)
        if function == "year":
            return found.year
        chosen = [str(self.value(option)) in found for option in arguments[1:]]
        return any(chosen) if function == "any_of" else all(chosen)

    def answered(self, node: Node) -> bool:
        assert isinstance(node, Name)
        found, kind = self.value(node), self.types[node.id]
        return found is not None and not (isinstance(kind, ChoiceType) and found in kind.missing)
