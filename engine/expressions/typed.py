"""The types of a tree: what every part of it is, and which parts cannot go together.

A part that is wrong has no type (None), and nothing more is said of what it stands in: one mistake, one finding.
Whether a comparison can hold at all is asked elsewhere (`holding`).
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import ClassVar

from engine.expressions.comparable import Comparing
from engine.expressions.findings import ExpressionFinding
from engine.expressions.functions import FUNCTIONS, TODAY
from engine.expressions.kinds import as_number, described
from engine.expressions.ranges import combined, hull, negated
from engine.expressions.suggest import nearest
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
    Span,
)
from engine.expressions.types import (
    AllocationType,
    BooleanType,
    ChoicesType,
    ChoiceType,
    DateType,
    NumberType,
    TextType,
    Type,
)
from engine.questionnaire import Severity

NEARLY = {"true": "True", "false": "False", "ja": "True", "nee": "False", "yes": "True", "no": "False"}


class Typer:
    """Works out the type of one expression; `findings` holds what is wrong with it."""

    def __init__(self, expression: Expression, scope: Mapping[str, Type]) -> None:
        self.source = expression.source
        self.scope = scope
        self.findings: list[ExpressionFinding] = []
        self._comparing = Comparing(self.source, self.report)

    def report(self, code: str, message: str, span: Span, hint: str = "") -> None:
        """Note one mistake."""
        self.findings.append(ExpressionFinding(code, Severity.ERROR, message, hint, span))

    def type_of(self, node: Node) -> Type | None:
        """The type of `node`, or None when it has a mistake in it."""
        return self._TYPERS[type(node)](self, node)

    def condition(self, node: Node) -> None:
        """Report `node` when it is not true or false."""
        found = self.type_of(node)
        if found is not None and not isinstance(found, BooleanType):
            message = f"`{self.text(node)}` is {described(found)}, not a condition"
            hint = "Compare it with something"
            if isinstance(node, Name):
                hint += f", or write `answered({node.id})`"
            self.report("condition-not-boolean", message, node.span, f"{hint}.")

    def number(self, node: Node) -> NumberType | None:
        """The range of `node` as a number; None, and reported, when it is not one."""
        found = self.type_of(node)
        if found is None:
            return None
        number = as_number(found)
        if number is None:
            self.report("type-mismatch", f"`{self.text(node)}` is {described(found)}, not a number", node.span)
        return number

    def text(self, node: Node) -> str:
        """A node as it was written, shortened."""
        written = " ".join(self.source[node.span.start : node.span.end].split())
        return written if len(written) <= 40 else f"{written[:39]}…"

    # One method for each kind of node.

    def _literal(self, node: Literal) -> Type:
        if isinstance(node.value, bool):
            return BooleanType()
        if isinstance(node.value, Fraction):
            return NumberType(node.value, node.value)
        return TextType()

    def _name(self, node: Name) -> Type | None:
        if node.id == TODAY:
            return DateType()
        found = self.scope.get(node.id)
        if found is None:
            self.report("unknown-question", f"There is no question `{node.id}`", node.span, self._hint_for(node.id))
        return found

    def _hint_for(self, name: str) -> str:
        if name in NEARLY:
            return f"Write `{NEARLY[name]}`, or put a text in quotes."
        if name in FUNCTIONS:
            return f"`{name}` is a function. Write `{FUNCTIONS[name].usage}`."
        if any(name in found.options for found in self.scope.values() if isinstance(found, ChoiceType | ChoicesType)):
            return f'An option stands in quotes: `"{name}"`.'
        found = nearest(name, self.scope)
        return f"Did you mean `{found}`?" if found else ""

    def _list_of(self, node: ListOf) -> None:
        self.report("type-mismatch", "A list can stand only after `in` or `not in`", node.span)

    def _not(self, node: Not) -> Type:
        self.condition(node.operand)
        return BooleanType()

    def _negative(self, node: Negative) -> Type | None:
        number = self.number(node.operand)
        return negated(number) if number is not None else None

    def _logical(self, node: Logical) -> Type:
        for operand in node.operands:
            self.condition(operand)
        return BooleanType()

    def _compare(self, node: Compare) -> Type:
        types = [None if isinstance(operand, ListOf) else self.type_of(operand) for operand in node.operands]
        for index, operator in enumerate(node.operators):
            left, right = node.operands[index], node.operands[index + 1]
            if isinstance(left, ListOf) or (isinstance(right, ListOf) and operator not in ("in", "not in")):
                self._list_of(left if isinstance(left, ListOf) else right)  # type: ignore[arg-type]  # one of them is
            elif isinstance(right, ListOf):
                for element in right.elements:
                    self._comparing.pair(left, "==", element, types[index], self.type_of(element))
            else:
                self._comparing.pair(left, operator, right, types[index], types[index + 1])
        return BooleanType()

    def _arithmetic(self, node: Arithmetic) -> Type | None:
        left, right = self.number(node.left), self.number(node.right)
        return combined(node.operator, left, right) if left is not None and right is not None else None

    def _conditional(self, node: Conditional) -> Type | None:
        self.condition(node.condition)
        then, otherwise = self.type_of(node.then), self.type_of(node.otherwise)
        if then is None or otherwise is None:
            return None
        merged = _merged(then, otherwise)
        if merged is None:
            message = f"`{self.text(node.then)}` is {described(then)}, but `{self.text(node.otherwise)}` is "
            hint = "Both sides of `if ... else` have to be of one kind."
            self.report("type-mismatch", message + described(otherwise), node.span, hint)
        return merged

    def _call(self, node: Call) -> Type | None:
        return self._CALLS[node.function](self, node)

    # One method for each function, or for some that are alike.

    def _answered(self, node: Call) -> Type:
        self._question(node, node.arguments[0])
        return BooleanType()

    def _question(self, call: Call, node: Node) -> Type | None:
        """The type of an argument that has to be the name of a question."""
        if not isinstance(node, Name) or node.id == TODAY:
            message = f"`{call.function}` wants the id of a question here"
            self.report("wrong-arguments", message, node.span, f"Write `{FUNCTIONS[call.function].usage}`.")
            return None
        return self._name(node)

    def _count(self, node: Call) -> Type:
        types = [self._question(node, argument) for argument in node.arguments]
        if len(types) > 1:
            return NumberType(Fraction(0), Fraction(len(types)))
        only = types[0]
        if isinstance(only, ChoicesType | AllocationType):
            return NumberType(Fraction(0), Fraction(len(only.options)))
        if only is not None:
            message = f"`{self.text(node.arguments[0])}` is {described(only)}: there is nothing to count"
            hint = "Name a question of which several options can be chosen, or several questions."
            self.report("wrong-arguments", message, node.arguments[0].span, hint)
        return NumberType(Fraction(0))

    def _numbers(self, node: Call) -> Type | None:
        numbers = [self.number(argument) for argument in node.arguments]
        known = [number for number in numbers if number is not None]
        if len(known) < len(numbers):
            return None
        # Every argument may be unknown and is then skipped, so a sum can also lack any of its terms.
        return NumberType() if node.function == "sum" else hull(known)

    def _round(self, node: Call) -> Type | None:
        if len(node.arguments) == 2:
            decimals = node.arguments[1]
            value = decimals.value if isinstance(decimals, Literal) else None
            if not isinstance(value, Fraction) or value.denominator != 1 or not 0 <= value <= 6:
                message = "The number of decimals is a whole number from 0 to 6"
                self.report("wrong-arguments", message, decimals.span, "Write for example `round(a, 1)`.")
        number = self.number(node.arguments[0])
        return NumberType() if number is not None else None

    def _year(self, node: Call) -> Type | None:
        found = self.type_of(node.arguments[0])
        if found is not None and not isinstance(found, DateType):
            message = f"`{self.text(node.arguments[0])}` is {described(found)}, not a date"
            self.report("type-mismatch", message, node.arguments[0].span)
        return NumberType(Fraction(1), Fraction(9999)) if found is not None else None

    def _looks_personal(self, node: Call) -> Type:
        found = self.type_of(node.arguments[0])
        if found is not None and not isinstance(found, TextType):
            message = f"`{self.text(node.arguments[0])}` is {described(found)}, not a text"
            self.report("type-mismatch", message, node.arguments[0].span)
        return BooleanType()

    def _some_of(self, node: Call) -> Type:
        question, wanted = node.arguments[0], node.arguments[1:]
        found = self._question(node, question)
        if found is not None and not isinstance(found, ChoicesType):
            message = f"`{self.text(question)}` is {described(found)}, of which not several can be chosen"
            self.report("wrong-arguments", message, question.span, f'Write `{self.text(question)} in ["a", "b"]`.')
            return BooleanType()
        for option in wanted:
            if not isinstance(option, Literal) or isinstance(option.value, bool):
                self.report("wrong-arguments", "Only options can stand here", option.span, "Write them in quotes.")
            elif found is not None:
                self._comparing.option(question, option, found.options)
        return BooleanType()

    _TYPERS: ClassVar[dict[type[Node], Callable[..., Type | None]]] = {
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

    _CALLS: ClassVar[dict[str, Callable[..., Type | None]]] = {
        "answered": _answered,
        "count": _count,
        **dict.fromkeys(("sum", "mean", "min", "max"), _numbers),
        "round": _round,
        "year": _year,
        "looks_personal": _looks_personal,
        "any_of": _some_of,
        "all_of": _some_of,
    }


def _merged(then: Type, otherwise: Type) -> Type | None:
    """One type for both sides of a conditional, or None."""
    if isinstance(then, NumberType) and isinstance(otherwise, NumberType):
        return hull([then, otherwise])
    if isinstance(then, ChoiceType) and isinstance(otherwise, ChoiceType):
        options = tuple(dict.fromkeys(then.options + otherwise.options))
        return ChoiceType(options, then.numbers | otherwise.numbers, then.missing | otherwise.missing)
    if isinstance(then, ChoicesType) and isinstance(otherwise, ChoicesType):
        return replace(then, options=tuple(dict.fromkeys(then.options + otherwise.options)))
    if {type(then), type(otherwise)} == {ChoiceType, TextType}:
        return TextType()
    return then if type(then) is type(otherwise) else None
