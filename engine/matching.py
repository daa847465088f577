"""What matching.yaml declares, compiled: who may be brought into contact with whom. Frozen values, a part of the questionnaire."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Offer:
    """Who offers something to others: whoever chose one of `any_of` (any option that is not exclusive, when empty)."""

    question: str
    any_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mix:
    """Of those who are shown, at least so many gave another answer to this question than the one they are sought for."""

    question: str
    at_least: int


@dataclass(frozen=True, slots=True)
class Further:
    """One step further: the other's answer follows one's own in `order`."""

    question: str
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Classes:
    """Classes of a number by their lowest value, ascending: what is below the first belongs to none."""

    question: str
    lowest: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Criterion:
    """What makes one respondent a good match for another: it is met when each condition that is declared holds.

    `on_track`: the other's score of the challenge is in a good band. `same`, `different`: both answered these questions, the
    same or another. `shared`: the answers to these questions, taken together, have one in common. `points_by_challenge`
    goes before `points`. Who does not meet what is `required` is not shown, unless nobody meets it.
    """

    id: str
    title: str
    points: int = 0
    points_by_challenge: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    required: bool = False
    on_track: bool = False
    same: tuple[str, ...] = ()
    different: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    one_further: Further | None = None
    same_class: Classes | None = None
    same_province: bool = False

    def points_at(self, challenge: str) -> int:
        """What meeting it is worth for this challenge."""
        return self.points_by_challenge.get(challenge, self.points)


@dataclass(frozen=True, slots=True)
class Fit:
    """What makes a member of a lab fit: one of their answers to `question` is also an answer of who seeks to `to` (a
    question of the other survey), or is one of `any_of`.
    """

    id: str
    title: str
    points: int
    question: str
    to: str | None = None
    any_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LabRules:
    """Of a survey that members of labs fill in: whom they help (respondents to `survey`), and with which challenges.

    The options of `lab` are the ids of the other survey's labs, those of `challenges` the ids of its dimensions.
    """

    survey: str
    lab: str
    challenges: str
    first_lab: int
    other_lab: int
    fits: tuple[Fit, ...] = ()


@dataclass(frozen=True, slots=True)
class MatchingRules:
    """Who may be brought into contact with whom: under which consent, for what they offer, and who fits best.

    `told`: what each hears of the other before both have said yes; `place`: the question from which the province follows.
    """

    consent: str
    offer: Offer | None = None
    told: tuple[str, ...] = ()
    place: str | None = None
    count: int = 5
    mix: Mix | None = None
    criteria: tuple[Criterion, ...] = ()
    helps: LabRules | None = None

    @property
    def choices(self) -> frozenset[str]:
        """The questions of this survey of which the chosen options matter."""
        named = {*self.told}
        named |= {part.question for part in (self.offer, self.mix) if part is not None}
        for each in self.criteria:
            named.update(each.same, each.different, each.shared)
            if each.one_further is not None:
                named.add(each.one_further.question)
        if self.helps is not None:
            named |= {self.helps.lab, self.helps.challenges, *(fit.question for fit in self.helps.fits)}
        return frozenset(named)

    @property
    def numbers(self) -> frozenset[str]:
        """The questions of this survey of which the number matters."""
        return frozenset(each.same_class.question for each in self.criteria if each.same_class is not None)
