"""The tree of an expression: small, closed and frozen, so that every reader (live, columnar, solver) can walk it.

Spans are offsets in characters into the source of the expression, `start` inclusive, `end` exclusive. They never take
part in equality: two expressions that say the same are equal wherever they stand.
"""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal as OneOf

Comparison = OneOf["==", "!=", "<", "<=", ">", ">=", "in", "not in"]
ArithmeticOperator = OneOf["+", "-", "*", "/", "//", "%", "**"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the source text."""

    start: int
    end: int


NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Literal:
    """A number (exact), a text, or True/False."""

    value: Fraction | str | bool
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Name:
    """The answer to a question, a calculated value, or `today`."""

    id: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of literals and names."""

    elements: "tuple[Node, ...]"
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """`not operand`."""

    operand: "Node"
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Negative:
    """`-operand`."""

    operand: "Node"
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Logical:
    """`a and b and c` or `a or b or c`."""

    operator: OneOf["and", "or"]
    operands: "tuple[Node, ...]"
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Compare:
    """A chain such as `1 <= a < b`: operators[i] stands between operands[i] and operands[i + 1]."""

    operands: "tuple[Node, ...]"
    operators: tuple[Comparison, ...]
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`left operator right` on numbers."""

    operator: ArithmeticOperator
    left: "Node"
    right: "Node"
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Conditional:
    """`then if condition else otherwise`."""

    condition: "Node"
    then: "Node"
    otherwise: "Node"
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A call of one of the functions of the language."""

    function: str
    arguments: "tuple[Node, ...]"
    span: Span = field(default=NOWHERE, compare=False)


Node = Literal | Name | ListOf | Not | Negative | Logical | Compare | Arithmetic | Conditional | Call


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression and the text it was parsed from."""

    source: str
    root: Node
    names: tuple[str, ...]
    """The questions it names, each once, in order of appearance (`today` is not one of them)."""
