"""Conditions that never or always hold, found before anyone fills anything in.

A condition over single answers (no arithmetic between answers) is tried with every answer that can make a difference:
every option it names and one it does not, every number it names, those between and beside them, and no answer at all. That
is exact for such conditions. Comparisons of worked out numbers are judged by their ranges. Whatever is neither, or would
take more than `MOST_TRIALS`, is left alone: nothing is reported that is not certain.

The smallest part that never or always holds is reported, once.
"""

from collections.abc import Iterator, Mapping
from itertools import islice, product
from math import prod

from engine.expressions.deciding import Possible, possible_answers
from engine.expressions.evaluate import Compiler
from engine.expressions.findings import ExpressionFinding
from engine.expressions.kinds import as_number
from engine.expressions.parse import children, names_of
from engine.expressions.ranges import decided
from engine.expressions.tree import (
    Compare,
    Expression,
    ListOf,
    Literal,
    Logical,
    Name,
    Node,
    Not,
)
from engine.expressions.types import BooleanType, ChoicesType, ChoiceType, Type
from engine.questionnaire import Severity

MOST_TRIALS = 2_000


def never_true(node: Node) -> ExpressionFinding:
    """What to say of a condition that never holds."""
    hint = "No answers make it true; look for a typing slip, or for `and` where `or` is meant."
    return ExpressionFinding("never-true", Severity.ERROR, "This can never be true", hint, node.span)


def always_true(node: Node) -> ExpressionFinding:
    """What to say of a condition that holds for every answer."""
    hint = "It is true for every answer: leave it out, or write `answered(...)` if that is what is meant."
    return ExpressionFinding("always-true", Severity.WARNING, "This is always true", hint, node.span)


def find_constant(expression: Expression, types: Mapping[str, Type]) -> tuple[ExpressionFinding, ...]:
    """What never (error) or always (warning) holds in an expression without type errors."""
    return tuple(_Search(expression, types).visit(expression.root))


class _Search:
    """Walks the conditions of one expression, the inner ones first."""

    def __init__(self, expression: Expression, types: Mapping[str, Type]) -> None:
        self.types = types
        self.compiler = Compiler(expression, types)

    def visit(self, node: Node) -> Iterator[ExpressionFinding]:
        """The findings in a node, or about it when there are none in it."""
        inner = [finding for child in children(node) for finding in self.visit(child)]
        if inner:
            yield from inner
            return
        holds = self._holds(node)
        if holds is not None:
            yield always_true(node) if holds else never_true(node)

    def _holds(self, node: Node) -> bool | None:
        """True: always; False: never; None: it depends, or is not certain."""
        if isinstance(node, Literal | Name | ListOf) or not isinstance(self.compiler.typer.type_of(node), BooleanType):
            return None
        if isinstance(node, Compare):
            if self._is_plain(node):
                return None
            by_range = self._by_range(node)
            if by_range is not None:
                return by_range
        if _names_everything_once(node):
            return None
        return self._logical(node) if isinstance(node, Logical) else self._tried(node)

    def _is_plain(self, node: Compare) -> bool:
        """`question == "option"` or `"option" in question`: it depends as soon as there are two options."""
        left, right = node.operands[0], node.operands[-1]
        if isinstance(left, Literal):
            left, right = right, left
        if len(node.operators) != 1 or not isinstance(left, Name) or not isinstance(right, Literal):
            return False
        found = self.types.get(left.id)
        if isinstance(found, ChoiceType):
            return len(found.options) > 1 and node.operators[0] in ("==", "!=")
        return isinstance(found, ChoicesType) and len(found.options) > 1

    def _by_range(self, node: Compare) -> bool | None:
        outcomes = []
        for index, operator in enumerate(node.operators):
            sides = node.operands[index : index + 2]
            if operator in ("in", "not in"):
                return None
            types = [self.compiler.typer.type_of(side) for side in sides]
            if any(isinstance(found, ChoiceType) for found in types):
                return None  # tried option by option: missing codes among them make a difference
            left, right = (as_number(found) if found is not None else None for found in types)
            outcomes.append(decided(left, operator, right) if left is not None and right is not None else None)
        if False in outcomes:
            return False
        return True if all(outcomes) and not self._has_missing_codes(node) else None

    def _has_missing_codes(self, node: Node) -> bool:
        """Whether a choice in it may be answered with something that is no number, so that the outcome is unknown."""
        types = (self.types.get(name.id) for name in names_of(node))
        return any(isinstance(found, ChoiceType) and found.missing for found in types)

    def _logical(self, node: Logical) -> bool | None:
        """The parts that can be tried may settle it, whatever the others are."""
        whole = self._tried(node)
        if whole is not None:
            return whole
        parts = tuple(part for part in node.operands if possible_answers(part, self.types) is not None)
        if not 1 < len(parts) < len(node.operands):
            return None
        holds = self._tried(Logical(node.operator, parts, node.span))
        settles = node.operator == "or"
        return holds if holds is settles else None

    def _tried(self, node: Node) -> bool | None:
        """The outcome of trying every answer that can make a difference."""
        possible = possible_answers(node, self.types)
        if possible is None or prod(len(answers) for answers in possible.values()) > MOST_TRIALS:
            return None
        outcomes = set()
        condition = self.compiler.node(node)
        for values in _trials(possible):
            outcome = condition(values)
            # Unknown because an answer is missing says nothing; unknown with all answers there is not "always".
            outcomes.add(outcome if outcome is not None or None not in values.values() else "no answer")
        if True not in outcomes:
            return False
        return True if outcomes <= {True, "no answer"} else None


def _names_everything_once(node: Node) -> bool:
    """Whether a combination of conditions names each question once.

    Then its parts vary freely, and since none of them is constant (they were looked at before) the whole is not either.
    """
    if not isinstance(node, Logical | Not) or any(isinstance(child, Literal) for child in children(node)):
        return False
    names = names_of(node)
    return len(names) == len({name.id for name in names})


def _trials(possible: Possible) -> Iterator[dict[str, object]]:
    """Every combination of answers."""
    for answers in islice(product(*possible.values()), MOST_TRIALS):
        yield dict(zip(possible, answers, strict=True))
