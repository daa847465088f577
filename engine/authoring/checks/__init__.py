"""The rules of a questionnaire: one per file, all in this one list.

A rule is a module with `CODES` (every code it can give, with its severity) and `check(context)`, which gives the
diagnostics. Rules know nothing of each other and of YAML; they look at the questionnaire and ask where things stand.
"""

from collections.abc import Callable, Iterable
from types import ModuleType

from engine.authoring.checks import (
    advice,
    bands,
    choosing,
    comparison,
    consents,
    contact,
    cross_checks,
    defaults,
    duplicate_ids,
    duplicate_options,
    enough,
    expression_types,
    groups,
    location,
    map_entry,
    matching,
    monitor,
    never_shown,
    pipe_privacy,
    pipes,
    priorities,
    references,
    reserved_ids,
    review,
    scored_questions,
    unused,
)
from engine.authoring.checks.context import Context
from engine.authoring.diagnostics import Diagnostic

Rule = Callable[[Context], Iterable[Diagnostic]]

MODULES: tuple[ModuleType, ...] = (
    duplicate_ids,
    reserved_ids,
    duplicate_options,
    references,
    expression_types,
    never_shown,
    choosing,
    defaults,
    consents,
    cross_checks,
    pipes,
    pipe_privacy,
    scored_questions,
    bands,
    enough,
    groups,
    priorities,
    advice,
    contact,
    map_entry,
    location,
    monitor,
    comparison,
    matching,
    review,
    unused,
)
RULES: tuple[Rule, ...] = tuple(module.check for module in MODULES)
