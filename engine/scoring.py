"""What `scoring.yaml` declares: dimensions and their bands, groups, factors and priorities. Frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType


class Tone(StrEnum):
    """How a band is meant, so that its colour and symbol need no knowledge of one questionnaire."""

    GOOD = "good"
    WATCH = "watch"
    HARD = "hard"


@dataclass(frozen=True, slots=True)
class Band:
    """The named range from `lower` (inclusive, a whole score) up to the next higher band."""

    id: str
    title: str
    lower: int
    tone: Tone
    symbol: str


@dataclass(frozen=True, slots=True)
class BandSet:
    """Bands, highest first; the last one begins at 0."""

    id: str
    bands: tuple[Band, ...]

    def band_of(self, score: int) -> Band:
        """The band of a whole score from 0 to 100."""
        return next(band for band in self.bands if score >= band.lower)


@dataclass(frozen=True, slots=True)
class Weight:
    """How much a question counts in a dimension."""

    question: str
    weight: Fraction


@dataclass(frozen=True, slots=True)
class EnoughRule:
    """When a score may be shown: at least so many answers, and at least this share of the weight that was asked."""

    answered: int
    share: Fraction


@dataclass(frozen=True, slots=True)
class Dimension:
    """A scored construct: a challenge, as the respondent sees it."""

    id: str
    code: str
    title: str
    question: str
    group: str | None
    bands: str
    weights: tuple[Weight, ...]
    enough: EnoughRule


@dataclass(frozen=True, slots=True)
class Group:
    """The unweighted mean of the rounded scores of its dimensions, when at least `share` of them has a score."""

    id: str
    title: str
    dimensions: tuple[str, ...]
    share: Fraction


@dataclass(frozen=True, slots=True)
class Factor:
    """The unweighted mean of the points of its questions, when at least `answered` of them have points."""

    id: str
    title: str
    questions: tuple[str, ...]
    answered: int


@dataclass(frozen=True, slots=True)
class Balance:
    """Out of balance: the highest and lowest score of these groups differ by more than `above`."""

    groups: tuple[str, ...]
    above: int
    text: str


@dataclass(frozen=True, slots=True)
class Priorities:
    """What to tackle first: (100 - score) + bonus for the respondent's own choice, highest first, at most `count`.

    A dimension in one of `only_if_chosen` bands takes part only when the respondent chose it; a chosen dimension
    without a score counts as `unscored`. Ties keep the order of the dimensions.
    """

    count: int
    choice: str | None
    bonus: tuple[int, ...]
    unscored: int
    only_if_chosen: frozenset[str]


@dataclass(frozen=True, slots=True)
class Scoring:
    """What the answers add up to."""

    band_sets: Mapping[str, BandSet] = field(default_factory=lambda: MappingProxyType({}))
    dimensions: tuple[Dimension, ...] = ()
    groups: tuple[Group, ...] = ()
    factors: tuple[Factor, ...] = ()
    balance: Balance | None = None
    priorities: Priorities | None = None
