"""Reading what is public, a batch at a time: nobody who reads slowly holds anything, and what goes meanwhile does not come."""

import pytest
from sqlalchemy.pool import QueuePool

from results.my_scan.submit import withdraw
from results.open_data.reading import Wanted, Whereabouts, every_entry, newest, page, whereabouts
from results.records.accounts import Account
from results.services import Services
from tests.results.filled import approved

ALL, FILTERED = Wanted("club"), Wanted("club", {"sector": ["energie"]}, "panelen")


@pytest.fixture
def five(services: Services, coordinator: Account, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.setattr("results.open_data.reading.BATCH", 2)
    return {f"club-{letter}": approved(services, coordinator, {"p_naam": f"Club {letter}"})[0] for letter in "cadbe"}


def test_a_slow_reader_holds_no_connection_and_gets_no_one_who_went(services: Services, five: dict[str, str]) -> None:
    pool = services.database.engine.pool
    assert isinstance(pool, QueuePool)
    readers = [every_entry(services, wanted) for wanted in (ALL, FILTERED)]
    for reader in readers:
        assert [next(reader).slug, next(reader).slug] == ["club-a", "club-b"]
    assert pool.checkedout() == 0
    withdraw(services, five["club-d"])
    for reader in readers:
        assert [each.slug for each in reader] == ["club-c", "club-e"]
    assert pool.checkedout() == 0


@pytest.mark.parametrize("wanted", [ALL, FILTERED])
def test_pages_give_everyone_once(services: Services, five: dict[str, str], wanted: Wanted) -> None:
    first = page(services, wanted, "", 3)
    assert [each.slug for each in first.entries] == ["club-a", "club-b", "club-c"]
    assert first.next_after == "club-c"
    withdraw(services, five["club-c"])  # where the next page begins is gone meanwhile
    second = page(services, wanted, "club-c", 3)
    assert [each.slug for each in second.entries] == ["club-d", "club-e"]
    assert second.next_after is None
    assert page(services, wanted, "", 4).next_after is None


def test_the_newest_come_first(services: Services, five: dict[str, str]) -> None:
    assert [each.slug for each in newest(services, "club", 3)] == ["club-e", "club-b", "club-d"]


def test_what_was_here_is_known_as_gone(services: Services, five: dict[str, str]) -> None:
    withdraw(services, five["club-a"])
    found = {slug: whereabouts(services, slug)[0] for slug in ("club-a", "club-b", "never", "A b\x00")}
    assert found == {
        "club-a": Whereabouts.GONE,
        "club-b": Whereabouts.HERE,
        "never": Whereabouts.UNKNOWN,
        "A b\x00": Whereabouts.UNKNOWN,
    }
