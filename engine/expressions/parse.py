"""From the text of an expression to its tree.

Python's own parser builds the tree; nothing is ever compiled or run. What may be in it is the table at the end of this
module; everything else (attributes, subscripts, lambdas, comprehensions, keyword arguments, ...) is refused with its
place. Any text whatever gives a tree or an ExpressionError, never another exception.
"""

import ast
from collections.abc import Callable
from fractions import Fraction

from engine.expressions.errors import ExpressionError
from engine.expressions.functions import FUNCTIONS, TODAY
from engine.expressions.order import refuse_wrong_order
from engine.expressions.scan import refused, scan, syntax
from engine.expressions.tree import (
    Arithmetic,
    ArithmeticOperator,
    Call,
    Compare,
    Comparison,
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

DEEPEST_TREE = 100
LARGEST_POWER = 10

COMPARISONS: dict[type[ast.cmpop], Comparison] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.In: "in",
    ast.NotIn: "not in",
}
ARITHMETIC: dict[type[ast.operator], ArithmeticOperator] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
}
ON_ONE_LINE = str.maketrans("\r\n\t", "   ")


def parse(source: str) -> Expression:
    """The tree of `source`. Spans count characters of `source`.

    Raises:
        ExpressionError: expression-syntax, expression-not-allowed, expression-too-long, expression-too-deep,
            number-too-large, unknown-function or wrong-arguments.
    """
    refuse_wrong_order(scan(source))
    # Texts hold no line ends (scan saw to that), so every one may become a space: then there is one line, and every
    # offset stays what it was but for the bracket that keeps leading spaces from being an indent.
    text = f"({source.translate(ON_ONE_LINE)})"
    try:
        root = _Reader(source).node(ast.parse(text, mode="eval").body, depth=1)
    except SyntaxError as error:
        raise _not_understood(source, error) from None
    except (RecursionError, MemoryError):
        raise _too_deep(Span(0, len(source))) from None
    names = tuple(dict.fromkeys(name.id for name in names_of(root) if name.id != TODAY))
    return Expression(source, root, names)


def names_of(root: Node) -> list[Name]:
    """Every name in a tree, in the order of the source."""
    found: list[Name] = []
    rest = [root]
    while rest:
        node = rest.pop()
        if isinstance(node, Name):
            found.append(node)
        rest.extend(children(node))
    return sorted(found, key=lambda name: name.span.start)


def children(node: Node) -> tuple[Node, ...]:
    """The nodes right under a node, in the order of its fields."""
    match node:
        case Literal() | Name():
            return ()
        case ListOf(elements=nodes) | Logical(operands=nodes) | Compare(operands=nodes) | Call(arguments=nodes):
            return nodes
        case Not(operand=operand) | Negative(operand=operand):
            return (operand,)
        case Arithmetic(left=left, right=right):
            return (left, right)
        case Conditional(condition=condition, then=then, otherwise=otherwise):
            return (condition, then, otherwise)


def _not_understood(source: str, error: SyntaxError) -> ExpressionError:
    """What `ast` still refuses after the tokens were found to be in order, such as an `if` without its `else`."""
    start = min(max((error.offset or 2) - 2, 0), max(len(source) - 1, 0))
    end = min(max((error.end_offset or 0) - 2, start + 1), len(source))
    hint = "Write `a if condition else b`." if " if " in f" {source} " else "Put brackets around the parts."
    return syntax("This cannot be read as an expression", Span(start, end), hint)


def _too_deep(span: Span) -> ExpressionError:
    hint = "Put a part of it in a question of type `calculated` and name that."
    return ExpressionError("expression-too-deep", "This expression is too deep to read", span, hint)


class _Reader:
    """Turns ast's nodes into ours, one method per kind of node."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.bytes = None if source.isascii() else source.encode()

    def span(self, found: ast.expr) -> Span:
        """Where a node stands in the source: `ast` counts bytes of UTF-8, and our own bracket in front."""
        return Span(self._characters(found.col_offset - 1), self._characters((found.end_col_offset or 1) - 1))

    def _characters(self, offset: int) -> int:
        return offset if self.bytes is None else len(self.bytes[:offset].decode())

    def node(self, found: ast.expr, depth: int) -> Node:
        span = self.span(found)
        if depth > DEEPEST_TREE:
            raise _too_deep(span)
        reader = READERS.get(type(found))
        if reader is None:
            raise refused("This cannot stand in an expression", span)
        return reader(self, found, depth + 1, span)

    def nodes(self, found: list[ast.expr], depth: int) -> tuple[Node, ...]:
        return tuple(self.node(one, depth) for one in found)

    def constant(self, found: ast.Constant, depth: int, span: Span) -> Node:
        if isinstance(found.value, str | bool):
            return Literal(found.value, span)
        # A number is read from the text, not from ast's float: 0.1 is exactly a tenth.
        return Literal(Fraction(self.source[span.start : span.end]), span)

    def name(self, found: ast.Name, depth: int, span: Span) -> Node:
        return Name(found.id, span)

    def list_of(self, found: ast.List, depth: int, span: Span) -> Node:
        elements = self.nodes(found.elts, depth)
        for element in elements:
            if not isinstance(element, Literal | Name | Negative):
                raise refused("A list holds only texts, numbers and questions", element.span)
        return ListOf(elements, span)

    def unary(self, found: ast.UnaryOp, depth: int, span: Span) -> Node:
        operand = self.node(found.operand, depth)
        if isinstance(found.op, ast.Not):
            return Not(operand, span)
        if isinstance(operand, Literal) and isinstance(operand.value, Fraction):
            return Literal(-operand.value, span)
        return Negative(operand, span)

    def logical(self, found: ast.BoolOp, depth: int, span: Span) -> Node:
        return Logical("and" if isinstance(found.op, ast.And) else "or", self.nodes(found.values, depth), span)

    def compare(self, found: ast.Compare, depth: int, span: Span) -> Node:
        operators = tuple(COMPARISONS[type(operator)] for operator in found.ops)
        if len(operators) > 1 and any(operator in ("in", "not in") for operator in operators):
            hint = "Join two conditions with `and`."
            raise refused("`in` cannot stand in a chain of comparisons", span, hint)
        return Compare(self.nodes([found.left, *found.comparators], depth), operators, span)

    def arithmetic(self, found: ast.BinOp, depth: int, span: Span) -> Node:
        left, right = self.node(found.left, depth), self.node(found.right, depth)
        operator = ARITHMETIC[type(found.op)]
        if operator == "**":
            self._refuse_power(right)
        return Arithmetic(operator, left, right, span)

    def _refuse_power(self, power: Node) -> None:
        if not isinstance(power, Literal) or not isinstance(power.value, Fraction) or power.value.denominator != 1:
            raise refused("A power is a whole number, written out", power.span, "Write for example `a ** 2`.")
        if not 0 <= power.value <= LARGEST_POWER:
            raise ExpressionError("number-too-large", f"A power is 0 to {LARGEST_POWER}", power.span)

    def conditional(self, found: ast.IfExp, depth: int, span: Span) -> Node:
        condition, then, otherwise = self.nodes([found.test, found.body, found.orelse], depth)
        return Conditional(condition, then, otherwise, span)

    def call(self, found: ast.Call, depth: int, span: Span) -> Node:
        if not isinstance(found.func, ast.Name) or found.keywords:
            raise refused("Only the functions of the language can be called", span)
        rule = FUNCTIONS[found.func.id]  # `order` saw to it that there is such a function
        arguments = self.nodes(found.args, depth)
        if not rule.accepts(len(arguments)):
            message = (
                f"`{rule.name}` cannot be called with {len(arguments) or 'no'} argument{'s'[len(arguments) == 1 :]}"
            )
            raise ExpressionError("wrong-arguments", message, span, f"Write `{rule.usage}`.")
        return Call(rule.name, arguments, span)


READERS: dict[type[ast.expr], Callable[..., Node]] = {
    ast.Constant: _Reader.constant,
    ast.Name: _Reader.name,
    ast.List: _Reader.list_of,
    ast.UnaryOp: _Reader.unary,
    ast.BoolOp: _Reader.logical,
    ast.Compare: _Reader.compare,
    ast.BinOp: _Reader.arithmetic,
    ast.IfExp: _Reader.conditional,
    ast.Call: _Reader.call,
}
