"""What the page about a survey tells of its scores, as values for the template. It calculates and words nothing itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.scoring import EnoughRule


@dataclass(frozen=True, slots=True)
class Points:
    """What one option is worth; None: it does not count."""

    label: str
    points: str | None


@dataclass(frozen=True, slots=True)
class ToldScale:
    """A scale that several statements share, told once. `letter` is empty when there is only one."""

    id: str
    letter: str
    points: Sequence[Points]


@dataclass(frozen=True, slots=True)
class Counted:
    """A question that counts. `points` is empty when they stand with its `scale`; `cap`: to how much they add up."""

    text: str
    weight: str
    points: Sequence[Points]
    scale: ToldScale | None
    reversed: bool
    cap: str | None
    conditions: Sequence[str]


@dataclass(frozen=True, slots=True)
class ToldBand:
    """A band with its limits, both included."""

    title: str
    tone: str
    lower: int
    upper: int


@dataclass(frozen=True, slots=True)
class ToldBands:
    """A set of bands; `holds_for`: titles of dimensions, when there is more than one set."""

    bands: Sequence[ToldBand]
    holds_for: Sequence[str]


@dataclass(frozen=True, slots=True)
class ToldDimension:
    """A score: of which questions. `enough`: only when not all scores have the same rule."""

    id: str
    title: str
    question: str
    group: str
    questions: Sequence[Counted]
    enough: EnoughRule | None


@dataclass(frozen=True, slots=True)
class Together:
    """A group of dimensions, or a factor made of questions: of what, and how many of them must be known."""

    title: str
    parts: Sequence[str]
    needed: int


@dataclass(frozen=True, slots=True)
class ToldPriorities:
    """The rule for what to tackle first, with the words of the question in which the respondent chooses."""

    count: int
    choice: str
    bonus: Sequence[int]
    unscored: int
    only_if_chosen: Sequence[str]


@dataclass(frozen=True, slots=True)
class ToldConsent:
    """What a consent is for, and what withdrawing it means."""

    purpose: str
    withdrawing: str


@dataclass(frozen=True, slots=True)
class Compared:
    """With whom scores are compared, the narrowest group first; from how many on, and over how many months."""

    groups: Sequence[str]
    consent: str
    smallest: int
    months: int


@dataclass(frozen=True, slots=True)
class About:
    """Everything that is told about a survey."""

    survey: str
    title: str
    version: str
    fingerprint: str
    asked: int
    counted: int
    scales: Sequence[ToldScale]
    several: bool
    bands: Sequence[ToldBands]
    enough: EnoughRule | None
    dimensions: Sequence[ToldDimension]
    groups: Sequence[Together]
    balance: tuple[Sequence[str], int] | None
    factors: Sequence[Together]
    priorities: ToldPriorities | None
    public: Sequence[str]
    map_consent: str
    comparison: Compared | None
    monitor: Sequence[str]
    monitor_consent: str
    consents: Sequence[ToldConsent]
