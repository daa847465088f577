"""The rules: one per file, all in this one list. Each gives what it found; none knows of another, or of anything outside.

A new one is a file here, a line in the list, a `Rule`, and its words in `webform/review/flagged.py`.
"""

from collections.abc import Callable, Iterable

from results.flags.found import Found, Subject
from results.flags.rules import (
    advertising,
    definition,
    duplicate,
    elsewhere,
    mandate,
    person_named,
    personal_address,
    points,
    unconfirmed,
)

RULES: tuple[Callable[[Subject], Iterable[Found]], ...] = tuple(
    module.check
    for module in (
        definition,
        duplicate,
        mandate,
        personal_address,
        person_named,
        advertising,
        elsewhere,
        unconfirmed,
        points,
    )
)


def look(subject: Subject) -> tuple[Found, ...]:
    """Everything the rules find, in their order."""
    return tuple(found for rule in RULES for found in rule(subject))
