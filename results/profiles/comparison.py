"""The median score of similar collectives, only from groups that are large enough to hide everybody in them. Pure.

A tally counts the scores of all scans that count, by group and dimension; from it comes the comparison of one collective,
which itself is never in it. What cannot be asked of it: a lowest or highest score, a name, or anything about fewer than
`SMALLEST_GROUP` collectives.
"""

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.publication import ComparisonRules

SMALLEST_GROUP = 10
"""A group counts, and a median is shown, from so many collectives on."""

_SCORES = range(101)
_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """A scan as it counts: what it chose where choices tell who is similar, and its scores (0 to 100) by dimension.

    `collective` is the name it goes by, as `collective_name` makes it; empty when it has none.
    """

    response_id: str
    collective: str
    submitted_at: datetime
    chosen: Mapping[str, str]
    scores: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The medians of `collectives` others, by dimension; a dimension that too few of them have a score for is left out.

    `step` is the id of the step whose group this is.
    """

    step: str
    collectives: int
    medians: Mapping[str, int]


def collective_name(title: str) -> str:
    """The name of a collective as it is compared: two responses with one name count as one collective."""
    return " ".join(title.casefold().split())


class Tally:
    """Scans by step and group. Built once for many comparisons; what it says never changes afterwards."""

    def __init__(self, rules: ComparisonRules, scans: Iterable[Scored]) -> None:
        self._rules = rules
        newest: dict[str, Scored] = {}
        for scan in scans:
            # A scan without a name is its own collective; a response id is never the name of another one.
            collective = scan.collective or scan.response_id
            other = newest.get(collective)
            if other is None or scan.submitted_at > other.submitted_at:
                newest[collective] = scan
        self._by_collective = newest
        self._by_response = {scan.response_id: scan for scan in newest.values()}
        self._groups: dict[tuple[str, _Key], _Group] = {}
        for scan in newest.values():
            self._count(scan)

    def compare(self, response_id: str, collective: str, chosen: Mapping[str, str]) -> Comparison | None:
        """The comparison for a collective that chose this, with the first group that has enough others in it."""
        itself = {
            scan.response_id: scan
            for scan in (self._by_response.get(response_id), self._by_collective.get(collective))
            if scan is not None
        }
        for step in self._rules.steps:
            key = _key(step.by, chosen)
            group = self._groups.get((step.id, key)) if key is not None else None
            if group is None:
                continue
            left_out = [scan for scan in itself.values() if _key(step.by, scan.chosen) == key]
            others = group.collectives - len(left_out)
            if others >= SMALLEST_GROUP:
                return Comparison(step.id, others, group.medians(left_out))
        return None

    def _count(self, scan: Scored) -> None:
        for step in self._rules.steps:
            key = _key(step.by, scan.chosen)
            if key is not None:
                self._groups.setdefault((step.id, key), _Group()).add(scan)


class _Group:
    """Its scans; and by dimension how many of them have each score, counted when it is asked for the first time."""

    __slots__ = ("_counts", "_scans")

    def __init__(self) -> None:
        self._scans: list[Scored] = []
        self._counts: dict[str, array[int]] | None = None

    @property
    def collectives(self) -> int:
        return len(self._scans)

    def add(self, scan: Scored) -> None:
        self._scans.append(scan)

    def _counted(self) -> "dict[str, array[int]]":
        if self._counts is None:
            counted: dict[str, array[int]] = {}
            for scan in self._scans:
                for dimension, score in scan.scores.items():
                    counts = counted.get(dimension)
                    if counts is None:
                        counts = counted[dimension] = array("L", [0]) * len(_SCORES)
                    counts[score] += 1
            self._counts = counted  # at once, whole: another thread may be reading
        return self._counts

    def medians(self, left_out: Iterable[Scored]) -> dict[str, int]:
        """By dimension, without the scores of `left_out`, which are in this group."""
        found = {}
        for dimension, counted in self._counted().items():
            counts = counted[:]
            for scan in left_out:
                score = scan.scores.get(dimension)
                if score is not None:
                    counts[score] -= 1
            if sum(counts) >= SMALLEST_GROUP:
                found[dimension] = median(counts)
        return found


def median(counts: "array[int] | list[int]") -> int:
    """The median of whole scores, `counts[score]` of each; between two scores the middle, half rounded up.

    Raises:
        ValueError: there are no scores.
    """
    total = sum(counts)
    if not total:
        raise ValueError("nothing has no median")
    lower = _ranked(counts, (total + 1) // 2)
    upper = _ranked(counts, total // 2 + 1)
    return (lower + upper + 1) // 2


def _ranked(counts: "array[int] | list[int]", rank: int) -> int:
    """The score of this rank, counted from the lowest, which has rank 1."""
    passed = 0
    for score, count in enumerate(counts):
        passed += count
        if passed >= rank:
            return score
    raise AssertionError("unreachable: there are as many scores as ranks")


def _key(by: tuple[str, ...], chosen: Mapping[str, str]) -> _Key | None:
    """What tells the group of a step; None when one of its questions was not answered."""
    values = tuple(chosen.get(question, "") for question in by)
    return values if all(values) else None
