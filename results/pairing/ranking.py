"""Who fits best, for one challenge of one respondent, and why: points of whole numbers, by criteria that the survey declares.

Pure, and the same every time. Equal points stand in an order that says nothing: it is another one for every respondent and
challenge, so that nobody is always the first.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import islice
from operator import itemgetter
from types import MappingProxyType
from typing import Final

from engine.matching import Classes, Criterion, Fit, Further, LabRules, MatchingRules

FIRST_LAB: Final = "first_lab"
OTHER_LAB: Final = "other_lab"
"""The reasons of members of labs that no criterion is named for."""
_DIGEST = 8
_NOTHING: Final[frozenset[str]] = frozenset()
_Place = tuple[int, bytes]
"""Where somebody stands in the order: the points, and a lot among those with as many."""


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
        return self.choices.get(question or "", _NOTHING)


_Test = Callable[[Party], bool]


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
    """The `rules.count` who fit best, the best first. Never the seeker.

    What is asked of others is worked out once; then candidates are looked at one by one as they come, and only those are kept
    who may still be among the best, so that ten thousand are a matter of a moment.
    """
    required = [_test_of(criterion, seeker, challenge) for criterion in rules.criteria if criterion.required]
    worth = [
        (points, criterion.id, _test_of(criterion, seeker, challenge))
        for criterion in rules.criteria
        if (points := criterion.points_at(challenge))
    ]
    most: tuple[bool, ...] = ()
    kept: list[tuple[_Place, Party]] = []
    for party in candidates:
        if party.response_id == seeker.response_id:
            continue
        met = tuple(test(party) for test in required)
        if met > most:  # somebody meets an earlier requirement than anybody before
            most, kept = met, []
        if met == most:
            points = sum(points for points, _id, test in worth if test(party))
            kept.append((_place(points, party, seeker, challenge), party))
    kept.sort(key=itemgetter(0))
    shown = _mixed(rules, [party for _place, party in kept], seeker)
    return tuple(
        Match(party, tuple(Reason(id, points) for points, id, test in worth if test(party))) for party in shown
    )


def on_track_first(rules: MatchingRules) -> bool:
    """Whether anybody who is on track goes before everybody who is not: then, if there are any, only they need be looked at."""
    first = next((each for each in rules.criteria if each.required), None)
    return first is not None and first == Criterion(
        first.id, first.title, first.points, first.points_by_challenge, required=True, on_track=True
    )


def rank_members(
    rules: MatchingRules, candidates: Iterable[Party], seeker: Party, challenge: str, labs: Sequence[str]
) -> tuple[Match, ...]:
    """The members of labs who help with this challenge and fit best. `labs`: those that the advice on it names, best first."""
    helps = rules.helps
    if helps is None:
        return ()
    fitting = [each for each in candidates if challenge in each.chose(helps.challenges)]
    matches = (Match(each, _fits(helps, seeker, each, labs)) for each in fitting)
    ranked = sorted(matches, key=lambda match: _place(match.points, match.party, seeker, challenge))
    return tuple(ranked[: rules.count])


def _test_of(criterion: Criterion, seeker: Party, challenge: str) -> _Test:
    """Whether somebody meets every condition that a criterion declares."""
    tests = [test for make in _CONDITIONS if (test := make(criterion, seeker, challenge)) is not None]
    return tests[0] if len(tests) == 1 else lambda other: all(test(other) for test in tests)


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


def _mixed(rules: MatchingRules, ranked: Sequence[Party], seeker: Party) -> Sequence[Party]:
    """The first so many; the last of the same kind make room for the best of another kind, as far as there are any."""
    shown = list(ranked[: rules.count])
    if rules.mix is None or not (own := seeker.chose(rules.mix.question)):
        return shown
    question = rules.mix.question

    def is_other(party: Party) -> bool:
        theirs = party.chose(question)
        return bool(theirs) and theirs != own

    lacking = rules.mix.at_least - sum(map(is_other, shown))
    if lacking <= 0:
        return shown
    joining = list(islice(filter(is_other, ranked[rules.count :]), lacking))
    alike = [party for party in shown if not is_other(party)]
    leaving = {party.response_id for party in alike[len(alike) - len(joining) :]}
    return [party for party in shown if party.response_id not in leaving] + joining


def _place(points: int, party: Party, seeker: Party, challenge: str) -> _Place:
    lot = f"{seeker.response_id}:{challenge}:{party.response_id}".encode()
    return -points, blake2b(lot, digest_size=_DIGEST).digest()


def _on_track(criterion: Criterion, _seeker: Party, challenge: str) -> _Test | None:
    return (lambda other: challenge in other.on_track) if criterion.on_track else None


def _same(criterion: Criterion, seeker: Party, _challenge: str) -> _Test | None:
    own = [(name, seeker.chose(name)) for name in criterion.same]
    if not all(chosen for _name, chosen in own):
        return _nobody
    return (lambda other: all(other.chose(name) == chosen for name, chosen in own)) if own else None


def _different(criterion: Criterion, seeker: Party, _challenge: str) -> _Test | None:
    own = [(name, seeker.chose(name)) for name in criterion.different]
    if not all(chosen for _name, chosen in own):
        return _nobody
    return (lambda other: all(other.chose(name) not in (_NOTHING, chosen) for name, chosen in own)) if own else None


def _shared(criterion: Criterion, seeker: Party, _challenge: str) -> _Test | None:
    own = _NOTHING.union(*(seeker.chose(name) for name in criterion.shared))
    return (lambda other: any(own & other.chose(name) for name in criterion.shared)) if criterion.shared else None


def _one_further(criterion: Criterion, seeker: Party, _challenge: str) -> _Test | None:
    step = criterion.one_further
    if step is None:
        return None
    own = _rank_in(step, seeker)
    return (lambda other: _rank_in(step, other) == own + 1) if own >= 0 else _nobody


def _rank_in(step: Further, party: Party) -> int:
    chosen = party.chose(step.question)
    return next((place for place, value in enumerate(step.order) if value in chosen), -1)


def _same_class(criterion: Criterion, seeker: Party, _challenge: str) -> _Test | None:
    classes = criterion.same_class
    if classes is None:
        return None
    own = _class_of(classes, seeker)
    return (lambda other: _class_of(classes, other) == own) if own > 0 else _nobody


def _class_of(classes: Classes, party: Party) -> int:
    """Which class, from 1 on; 0 for none."""
    number = party.numbers.get(classes.question)
    return 0 if number is None else bisect_right(classes.lowest, number)


def _same_province(criterion: Criterion, seeker: Party, _challenge: str) -> _Test | None:
    own = seeker.province
    if not criterion.same_province:
        return None
    return (lambda other: other.province == own) if own is not None else _nobody


def _nobody(_other: Party) -> bool:
    """For who did not answer what is compared."""
    return False


_CONDITIONS: Final[tuple[Callable[[Criterion, Party, str], _Test | None], ...]] = (
    _on_track,
    _same,
    _different,
    _shared,
    _one_further,
    _same_class,
    _same_province,
)
"""Each makes a test of others, for one seeker and challenge; None where the criterion does not ask for it."""
