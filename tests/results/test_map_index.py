"""The index in memory: what it answers, that it follows the table at every question, and that many threads may ask at once."""

import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from results.map_index import KeptMaps, MapIndex, Shape, packed_point, unpacked
from results.map_index import kept as kept_module
from results.map_index.classes import class_bounds, class_of
from results.map_index.lines import Line
from results.my_scan.erase import erase
from results.my_scan.submit import withdraw
from results.records.accounts import Account
from results.records.public_map import MapVersion
from results.services import Services
from results.store import map_entries
from tests.results.filled import approved

FILTERS = ("sector", "umbrellas")
NOW = datetime(2026, 11, 23, tzinfo=UTC)


def line(title: str, sector: str = "", *umbrellas: str, point: int = -1) -> Line:
    values = ((("sector", sector),) if sector else ()) + tuple(("umbrellas", each) for each in umbrellas)
    return Line((title, title), title, title, title.lower(), sector, "", point, values)


def index(*lines: Line) -> MapIndex:
    return MapIndex.of(MapVersion(1, NOW), FILTERS, lines)


@pytest.mark.parametrize(
    ("number", "name"),
    [(-5, "-2004"), (2004, "-2004"), (2005, "2005-2009"), (2009, "2005-2009"), (2010, "2010-"), (9999, "2010-")],
)
def test_a_number_in_classes(number: int, name: str) -> None:
    assert class_of(number, (2005, 2010)) == name
    assert list(class_bounds((2005, 2010))) == ["-2004", "2005-2009", "2010-"]


@pytest.mark.parametrize("point", [(52.09074, 5.12142), (-33.9, 151.2), (90, -180), (-90, 180), (0, 0)])
def test_a_packed_point_is_the_point(point: tuple[float, float]) -> None:
    assert unpacked([packed_point(*point)]) == ([round(point[0] * 100_000)], [round(point[1] * 100_000)])


def test_packed_points_go_from_north_to_south_and_from_west_to_east() -> None:
    points = [packed_point(53, 4), packed_point(52, -6), packed_point(52, 6), packed_point(-1, 0)]
    assert points == sorted(points)


def test_changes_one_by_one_give_the_same_index_as_everything_anew() -> None:
    chance = random.Random(4)  # noqa: S311  # the same every time is what is wanted
    there: dict[str, Line] = {}
    changing = index()
    for step in range(300):
        name = f"n{chance.randrange(40)}"
        if chance.random() < 0.3:
            there.pop(name, None)
            changing = changing.changed(MapVersion(step, NOW), (), [name])
        else:
            there[name] = line(name, chance.choice("abc"), *chance.sample("xyz", 2), point=chance.randrange(5))
            changing = changing.changed(MapVersion(step, NOW), [there[name]])
        anew = index(*there.values())
        assert (changing.columns, changing.sets) == (
            anew.columns,
            {name: {v: e for v, e in each.items() if e} for name, each in anew.sets.items()},
        )


def test_spots_count_who_was_found() -> None:
    made = index(line("a", "x", point=7), line("b", "y", point=7), line("c", "x", point=9), line("d", "x"))
    found = made.find({"sector": ["x"]})
    assert made.spots(found) == ([7, 9], [1, 1], ["", ""])
    assert (len(found), made.placed(found)) == (3, 2)
    assert {point: [card.title for card in cards] for point, cards in made.at(found, [7, 8]).items()} == {
        7: ["a"],
        8: [],
    }
    assert [card.title for card in made.cards(found, 1, 3)] == ["c", "d"]


def test_an_empty_index_finds_nothing() -> None:
    found = index().find({"sector": ["x"]}, ["word"])
    assert (len(found), index().cards(found), index().spots(found)) == (0, (), ([], [], []))


def test_very_many_words_are_not_all_looked_for() -> None:
    made = index(line("abcdefghijklm"))
    assert len(made.find({}, list("abcdefghijklmz"))) in (0, 1)
    assert len(made.find({}, ["abc", "zzz"])) == 0


@pytest.fixture
def other() -> KeptMaps:
    """What another worker keeps."""
    return KeptMaps()


def seen(services: Services, maps: KeptMaps) -> list[str]:
    club = services.surveys.current("club")
    return list(maps.current(services.database, "club", Shape.of(club)).columns.titles)


def test_every_worker_follows_at_the_next_question(services: Services, coordinator: Account, other: KeptMaps) -> None:
    assert seen(services, other) == []
    first, _ = approved(services, coordinator, {"p_naam": "Bos"})
    second, _ = approved(services, coordinator, {"p_naam": "Aap"})
    third, _ = approved(services, coordinator, {"p_naam": "Cel"})
    assert seen(services, other) == ["Aap", "Bos", "Cel"]
    withdraw(services, first)
    assert seen(services, other) == ["Aap", "Cel"]
    erase(services, second)
    assert seen(services, other) == ["Cel"]
    approved(services, coordinator, {"p_naam": "Dak"})
    withdraw(services, third)
    assert seen(services, other) == ["Dak"], "one came and one went between two questions"


def test_after_very_many_changes_everything_is_read_anew(
    services: Services, coordinator: Account, other: KeptMaps, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_module, "MOST_CHANGES", 1)
    assert seen(services, other) == []
    for name in ("Bos", "Aap", "Cel"):
        approved(services, coordinator, {"p_naam": name})
    assert seen(services, other) == ["Aap", "Bos", "Cel"]


def test_what_did_not_change_is_not_read_again(
    services: Services, coordinator: Account, other: KeptMaps, monkeypatch: pytest.MonkeyPatch
) -> None:
    approved(services, coordinator, {"p_naam": "Bos"})
    assert seen(services, other) == ["Bos"]
    monkeypatch.setattr(map_entries, "changed_since", None)
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda _: seen(services, other), range(20))) == [["Bos"]] * 20


def test_a_database_that_was_put_back_is_read_anew(services: Services, coordinator: Account, other: KeptMaps) -> None:
    approved(services, coordinator, {"p_naam": "Bos"})
    assert seen(services, other) == ["Bos"]
    ((key, made),) = other._kept.items()
    assert made.version is not None
    lost = made.changed(replace(made.version, number=made.version.number + 5), [line("Uit de verloren tijd")])
    other._kept[key] = lost
    assert seen(services, other) == ["Bos"]
