"""The index: one column for each thing that is asked of all entries, and for every value of a filter the set of who has it.

A set is a whole number with a bit for each entry, in the order of their names: cutting two sets of a hundred thousand takes
some microseconds, and so does counting one. An index never changes: `changed` makes another one.
"""

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial, reduce
from itertools import compress, islice
from operator import and_, or_
from typing import NamedTuple

from results.map_entry import name_order
from results.map_index.lines import NOWHERE, Line
from results.records.public_map import MapVersion

MOST_WORDS = 8
MOST_SEARCHES = 64
_FLAGS = bytes.maketrans(b"01", b"\0\1")


@dataclass(frozen=True, slots=True)
class Card:
    """What a list and the map show of an entry in one line. `kind` is a value of the first filter, or empty."""

    slug: str
    title: str
    kind: str
    place: str


class Spots(NamedTuple):
    """Points of the map, from north to south: each packed (`lines.packed_point`), how many of the found entries stand there, and
    the name of the place. In columns: tens of thousands of small objects would keep the garbage collector busy.
    """

    points: list[int]
    numbers: list[int]
    places: list[str]


@dataclass(frozen=True, slots=True)
class Found:
    """Who was found: a set of entries of the index that was asked. `offered`: per filter, every value that occurs with the
    number of entries that are found with it: those that have it and pass the search and the *other* filters.
    """

    entries: int
    offered: Mapping[str, Mapping[str, int]]

    def __len__(self) -> int:
        return self.entries.bit_count()


class Columns(NamedTuple):
    """What is kept of every entry, in the order of their names."""

    slugs: list[str]
    titles: list[str]
    texts: list[str]
    kinds: list[str]
    places: list[str]
    points: list[int]


@dataclass(frozen=True, slots=True)
class MapIndex:
    """All public entries of a survey, by name."""

    version: MapVersion | None
    columns: Columns = field(repr=False)
    sets: Mapping[str, Mapping[str, int]] = field(repr=False)
    _searches: dict[tuple[str, ...], int] = field(default_factory=dict, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.columns.slugs)

    @classmethod
    def of(cls, version: MapVersion | None, filters: Iterable[str], lines: Iterable[Line]) -> "MapIndex":
        """The index of these entries. Each is taken apart as it comes: all of them whole would take twice the memory."""
        unsorted = Columns([], [], [], [], [], [])
        orders: list[tuple[tuple[str, str], str, int]] = []
        having: dict[str, dict[str, array[int]]] = {name: defaultdict(partial(array, "L")) for name in filters}
        shared: dict[int, int] = {}
        for number, line in enumerate(lines):
            orders.append((line.order, line.slug, number))
            unsorted.slugs.append(line.slug)
            unsorted.titles.append(line.title)
            unsorted.texts.append(line.text)
            unsorted.kinds.append(line.kind)
            unsorted.places.append(line.place)
            unsorted.points.append(shared.setdefault(line.point, line.point))
            for name, value in line.values:
                having[name][value].append(number)
        orders.sort()
        ordered = array("L", (number for _order, _slug, number in orders))
        del orders
        ranks = array("L", ordered)
        for rank, number in enumerate(ordered):
            ranks[number] = rank
        sets = {
            name: {value: _set_of(map(ranks.__getitem__, those), len(ranks)) for value, those in each.items()}
            for name, each in having.items()
        }
        columns = Columns(*([column[number] for number in ordered] for column in unsorted))  # type: ignore[arg-type]  # each of its own kind
        return cls(version, columns, sets)

    def find(self, chosen: Mapping[str, Collection[str]], words: Sequence[str] = ()) -> Found:
        """The entries with any of the chosen values of every filter and with all words (`map_entry.search_words`)."""
        searched = self._searched(words)
        passing = {name: self._with_any(name, values) for name, values in chosen.items() if values}
        offered = {}
        for name, having in self.sets.items():
            others = reduce(and_, (each for other, each in passing.items() if other != name), searched)
            offered[name] = {value: (others & entries).bit_count() for value, entries in having.items()}
        return Found(reduce(and_, passing.values(), searched), offered)

    def cards(self, found: Found, start: int = 0, stop: int | None = None) -> tuple[Card, ...]:
        """Those that were found, by name."""
        return tuple(self._card(rank) for rank in islice(self._ranks(found.entries), start, stop))

    def addresses(self, found: Found) -> Iterator[str]:
        """The addresses of those that were found, by name."""
        return compress(self.columns.slugs, self._flags(found.entries))

    def spots(self, found: Found) -> Spots:
        """Where those that were found stand, from north to south; who has no place stands nowhere."""
        flags = self._flags(found.entries)
        points = self.columns.points
        counts = Counter(compress(points, flags))
        counts.pop(NOWHERE, None)
        named = dict(zip(compress(points, flags), compress(self.columns.places, flags), strict=True))
        ordered = sorted(counts)
        return Spots(ordered, [counts[point] for point in ordered], [named[point] for point in ordered])

    def placed(self, found: Found) -> int:
        """How many of those that were found stand on the map."""
        return len(found) - list(compress(self.columns.points, self._flags(found.entries))).count(NOWHERE)

    def at(self, found: Found, points: Collection[int]) -> dict[int, list[Card]]:
        """Who of those that were found stand at these points, by name."""
        standing: dict[int, list[Card]] = {point: [] for point in points}
        ranks = compress(range(len(self)), self._flags(found.entries))
        for point, rank in zip(compress(self.columns.points, self._flags(found.entries)), ranks, strict=True):
            if point in standing:
                standing[point].append(self._card(rank))
        return standing

    def changed(self, version: MapVersion | None, lines: Sequence[Line], gone: Collection[str] = ()) -> "MapIndex":
        """The index with these entries, in the place of those with the same addresses, and without those that are gone."""
        draft = _Draft(self)
        for slug in {*gone, *(line.slug for line in lines)}:
            draft.remove(slug)
        for line in lines:
            draft.insert(line)
        return draft.index(version)

    def _card(self, rank: int) -> Card:
        return Card(
            self.columns.slugs[rank], self.columns.titles[rank], self.columns.kinds[rank], self.columns.places[rank]
        )

    def _with_any(self, name: str, values: Collection[str]) -> int:
        having = self.sets.get(name, {})
        return reduce(or_, (having.get(value, 0) for value in values), 0)

    def _searched(self, words: Sequence[str]) -> int:
        wanted = tuple(sorted(set(words), key=lambda word: (-len(word), word))[:MOST_WORDS])
        if not wanted:
            return (1 << len(self)) - 1
        found = self._searches.get(wanted)
        if found is None:
            texts = self.columns.texts
            ranks: Iterable[int] = range(len(self))
            for word in wanted:
                ranks = [rank for rank in ranks if word in texts[rank]]
            found = _set_of(ranks, len(self))
            if len(self._searches) >= MOST_SEARCHES:
                self._searches.clear()
            self._searches[wanted] = found
        return found

    def _flags(self, entries: int) -> bytes:
        """For every entry whether it is in a set, as ones and zeros."""
        return format(entries, f"0{len(self)}b").encode("ascii").translate(_FLAGS)[::-1] if len(self) else b""

    def _ranks(self, entries: int) -> Iterator[int]:
        return compress(range(len(self)), self._flags(entries))


class _Draft:
    """An index while it is being changed; sets are moved up or down by one bit for every entry that comes or goes."""

    def __init__(self, index: MapIndex) -> None:
        self.columns = Columns(*(list(column) for column in index.columns))  # type: ignore[arg-type]  # each of its own kind
        self.sets = {name: dict(each) for name, each in index.sets.items()}

    def remove(self, slug: str) -> None:
        """Without the entry at this address, when there is one."""
        try:
            rank = self.columns.slugs.index(slug)
        except ValueError:
            return
        for column in self.columns:
            del column[rank]
        below = (1 << rank) - 1
        for having in self.sets.values():
            for value, entries in having.items():
                having[value] = entries & below | (entries >> rank + 1) << rank

    def insert(self, line: Line) -> None:
        """With this entry, which is not there yet."""
        slugs, titles = self.columns.slugs, self.columns.titles
        ranks = range(len(slugs))
        rank = bisect_left(ranks, (line.order, line.slug), key=lambda each: (name_order(titles[each]), slugs[each]))
        new = (line.slug, line.title, line.text, line.kind, line.place, line.point)
        for column, value in zip(self.columns, new, strict=True):
            column.insert(rank, value)  # type: ignore[attr-defined]  # each is a list
        below = (1 << rank) - 1
        for having in self.sets.values():
            for value, entries in having.items():
                having[value] = entries & below | (entries >> rank) << rank + 1
        for name, value in line.values:
            self.sets[name][value] = self.sets[name].get(value, 0) | 1 << rank

    def index(self, version: MapVersion | None) -> MapIndex:
        """As it has become; a value that nobody has any more is not offered."""
        sets = {
            name: {value: entries for value, entries in each.items() if entries} for name, each in self.sets.items()
        }
        return MapIndex(version, self.columns, sets)


def _set_of(ranks: Iterable[int], size: int) -> int:
    """The set of these entries, of so many."""
    packed = bytearray(size + 7 >> 3)
    for rank in ranks:
        packed[rank >> 3] |= 1 << (rank & 7)
    return int.from_bytes(packed, "little")
