"""Who fits best, for one challenge of one respondent, and why: points of whole numbers, by criteria that the survey declares.

Pure, and the same every time. Equal points stand in an order that says nothing: it is another one for every respondent and
challenge, so that nobody is always the first.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from types import MappingProxyType
from typing import Final

from engine.matching import Classes, Criterion, Fit, Further, LabRules, MatchingRules

FIRST_LAB: Final = "first_lab"
OTHER_LAB: Final = "other_lab"
"""The reasons of members of labs that no criterion is named for."""
_DIGEST = 8


@dataclass(frozen=True, slots=True)
class Party:
    """A respondent as matching sees them.

    `choices`: the options chosen, by question, without those that stand for no answer; `numbers`: whole numbers, by question;
    `on_track`: the challenges in a good band.
    """

    response_id: str
    choices: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    numbers: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    on_track: frozenset[str] = frozenset()
    province: str | None = None

    def chose(self, question: str | None) -> frozenset[str]:
        """The options that were chosen; none when it was not answered."""
        return self.choices.get(question or "", frozenset())


@dataclass(frozen=True, slots=True)
class Reason:
    """What was met, by its id, and what that is worth."""

    id: str
    points: int


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody who fits, with all the points together."""

    party: Party
    reasons: tuple[Reason, ...]

    @property
    def points(self) -> int:
        """How well it fits."""
        return sum(reason.points for reason in self.reasons)


def rank(rules: MatchingRules, candidates: Iterable[Party], seeker: Party, challenge: str) -> tuple[Match, ...]:
    """The `rules.count` who fit best, the best first. Never the seeker."""
    others = [each for each in candidates if each.response_id != seeker.response_id]
    for criterion in rules.criteria:
        if criterion.required:
            others = [each for each in others if meets(criterion, seeker, each, challenge)] or others
    matches = (Match(each, _reasons(rules.criteria, seeker, each, challenge)) for each in others)
    ranked = sorted(matches, key=lambda match: _place(match, seeker, challenge))
    return tuple(_mixed(rules, ranked, seeker))


def rank_members(
    rules: MatchingRules, candidates: Iterable[Party], seeker: Party, challenge: str, labs: Sequence[str]
) -> tuple[Match, ...]:
    """The members of labs who help with this challenge and fit best. `labs`: those that the advice on it names, best first."""
    helps = rules.helps
    if helps is None:
        return ()
    fitting = [each for each in candidates if challenge in each.chose(helps.challenges)]
    matches = (Match(each, _fits(helps, seeker, each, labs)) for each in fitting)
    ranked = sorted(matches, key=lambda match: _place(match, seeker, challenge))
    return tuple(ranked[: rules.count])


def meets(criterion: Criterion, seeker: Party, other: Party, challenge: str) -> bool:
    """Whether each condition of a criterion holds."""
    return all(holds(criterion, seeker, other, challenge) for holds in _CONDITIONS)


def _reasons(criteria: Iterable[Criterion], seeker: Party, other: Party, challenge: str) -> tuple[Reason, ...]:
    return tuple(
        Reason(criterion.id, points)
        for criterion in criteria
        if (points := criterion.points_at(challenge)) and meets(criterion, seeker, other, challenge)
    )


def _fits(helps: LabRules, seeker: Party, member: Party, labs: Sequence[str]) -> tuple[Reason, ...]:
    theirs = member.chose(helps.lab)
    found = []
    if labs and labs[0] in theirs:
        found.append(Reason(FIRST_LAB, helps.first_lab))
    elif theirs & set(labs):
        found.append(Reason(OTHER_LAB, helps.other_lab))
    return (*found, *(Reason(fit.id, fit.points) for fit in helps.fits if _fit(fit, seeker, member)))


def _fit(fit: Fit, seeker: Party, member: Party) -> bool:
    return bool(member.chose(fit.question) & (seeker.chose(fit.to) | set(fit.any_of)))


def _mixed(rules: MatchingRules, ranked: Sequence[Match], seeker: Party) -> Sequence[Match]:
    """The first so many; the last of the same kind make room for the best of another kind, as far as there are any."""
    shown = list(ranked[: rules.count])
    if rules.mix is None or not (own := seeker.chose(rules.mix.question)):
        return shown
    question = rules.mix.question

    def is_other(match: Match) -> bool:
        theirs = match.party.chose(question)
        return bool(theirs) and theirs != own

    lacking = rules.mix.at_least - sum(map(is_other, shown))
    if lacking <= 0:
        return shown
    joining = [match for match in ranked[rules.count :] if is_other(match)][:lacking]
    alike = [match for match in shown if not is_other(match)]
    leaving = {match.party.response_id for match in alike[len(alike) - len(joining) :]}
    return [match for match in shown if match.party.response_id not in leaving] + joining


def _place(match: Match, seeker: Party, challenge: str) -> tuple[int, bytes]:
    lot = f"{seeker.response_id}:{challenge}:{match.party.response_id}".encode()
    return -match.points, blake2b(lot, digest_size=_DIGEST).digest()


def _on_track(criterion: Criterion, _seeker: Party, other: Party, challenge: str) -> bool:
    return not criterion.on_track or challenge in other.on_track


def _same(criterion: Criterion, seeker: Party, other: Party, _challenge: str) -> bool:
    return all(seeker.chose(name) and seeker.chose(name) == other.chose(name) for name in criterion.same)


def _different(criterion: Criterion, seeker: Party, other: Party, _challenge: str) -> bool:
    return all(
        seeker.chose(name) and other.chose(name) and seeker.chose(name) != other.chose(name)
        for name in criterion.different
    )


def _shared(criterion: Criterion, seeker: Party, other: Party, _challenge: str) -> bool:
    if not criterion.shared:
        return True
    own: frozenset[str] = frozenset().union(*(seeker.chose(name) for name in criterion.shared))
    return any(own & other.chose(name) for name in criterion.shared)


def _one_further(criterion: Criterion, seeker: Party, other: Party, _challenge: str) -> bool:
    step = criterion.one_further
    if step is None:
        return True
    own = _rank_in(step, seeker)
    return own >= 0 and _rank_in(step, other) == own + 1


def _rank_in(step: Further, party: Party) -> int:
    return next((place for place, value in enumerate(step.order) if value in party.chose(step.question)), -1)


def _same_class(criterion: Criterion, seeker: Party, other: Party, _challenge: str) -> bool:
    classes = criterion.same_class
    if classes is None:
        return True
    own = _class_of(classes, seeker)
    return own > 0 and own == _class_of(classes, other)


def _class_of(classes: Classes, party: Party) -> int:
    """Which class, from 1 on; 0 for none."""
    number = party.numbers.get(classes.question)
    return 0 if number is None else sum(number >= lowest for lowest in classes.lowest)


def _same_province(criterion: Criterion, seeker: Party, other: Party, _challenge: str) -> bool:
    return not criterion.same_province or (seeker.province is not None and seeker.province == other.province)


_CONDITIONS: Final[tuple[Callable[[Criterion, Party, Party, str], bool], ...]] = (
    _on_track,
    _same,
    _different,
    _shared,
    _one_further,
    _same_class,
    _same_province,
)
"""Each holds too where the criterion does not ask for it."""
