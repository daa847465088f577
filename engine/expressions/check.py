"""The check of an expression against the declared questions: the front door that authoring uses."""

from collections.abc import Mapping

from engine.expressions.findings import ExpressionFinding
from engine.expressions.holding import always_true, find_constant, never_true
from engine.expressions.tree import Expression, Literal
from engine.expressions.typed import Typer
from engine.expressions.types import Type

__all__ = ["ExpressionFinding", "check", "check_condition"]


def check(expression: Expression, scope: Mapping[str, Type]) -> tuple[Type | None, tuple[ExpressionFinding, ...]]:
    """The type of an expression (None when it has a mistake) and everything there is to say about it.

    `scope` has every declared name. Codes: unknown-question, type-mismatch, not-an-option, condition-not-boolean,
    wrong-arguments, never-true; and always-true, which is only a warning.
    """
    typer = Typer(expression, scope)
    found = typer.type_of(expression.root)
    if typer.findings:
        return None, tuple(typer.findings)
    return found, find_constant(expression, scope)


def check_condition(expression: Expression, scope: Mapping[str, Type]) -> tuple[ExpressionFinding, ...]:
    """Everything there is to say about an expression that has to be a condition."""
    typer = Typer(expression, scope)
    typer.condition(expression.root)
    if typer.findings:
        return tuple(typer.findings)
    root = expression.root
    if isinstance(root, Literal):
        return (always_true(root) if root.value else never_true(root),)
    return find_constant(expression, scope)
