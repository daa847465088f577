"""The types of the expression language, and the check of a tree against them."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class NumberType:
    """An exact number. `lowest` and `highest` are the declared range, for comparisons that can never or always hold."""

    lowest: Fraction | None = None
    highest: Fraction | None = None


@dataclass(frozen=True, slots=True)
class TextType:
    """A free text."""


@dataclass(frozen=True, slots=True)
class BooleanType:
    """True or false: confirmation, consent, conditions."""


@dataclass(frozen=True, slots=True)
class DateType:
    """A calendar date."""


@dataclass(frozen=True, slots=True)
class ChoiceType:
    """One of the options. `numbers` holds the options that are whole numbers: only with these it may be ordered."""

    options: tuple[str, ...]
    numbers: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ChoicesType:
    """Several of the options: multiple choice, and ranking (then in order)."""

    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AllocationType:
    """A whole number for every option."""

    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PointType:
    """A point on the map."""


Type = NumberType | TextType | BooleanType | DateType | ChoiceType | ChoicesType | AllocationType | PointType
