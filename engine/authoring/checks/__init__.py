"""The rules of a questionnaire: one per file, all in this one list."""

from collections.abc import Callable, Iterable

from engine.authoring.checks.context import Context
from engine.authoring.diagnostics import Diagnostic

Rule = Callable[[Context], Iterable[Diagnostic]]

RULES: tuple[Rule, ...] = ()
