"""The public list: filters, search, labels; and an address that is no address."""

import pytest

from results.errors.surveys import UnknownSurvey
from results.open_data.reading import whereabouts
from results.public_map.reading import labelled, public_map, read_ahead
from results.records.accounts import Account
from results.services import Services
from results.store import map_entries
from tests.results.filled import approved


@pytest.fixture
def three(services: Services, coordinator: Account) -> Services:
    approved(services, coordinator, {"p_naam": "zon", "p_sector": "energie", "p_koepels": ["a"]})
    approved(services, coordinator, {"p_naam": "Élan", "p_sector": "wonen", "p_koepels": ["a", "b"]})
    approved(services, coordinator, {"p_naam": "Bos", "p_sector": "wonen", "p_koepels": [], "p_plaats": "Ons Dorp"})
    return services


def titles(services: Services, *arguments: object) -> list[str]:
    return [each.entry.title for each in public_map(services, "club", *arguments).entries]  # type: ignore[arg-type]


def test_entries_by_title(three: Services) -> None:
    assert titles(three) == ["Bos", "Élan", "zon"]


def test_filters_and_what_they_offer(three: Services) -> None:
    assert titles(three, {"sector": ["wonen"]}) == ["Bos", "Élan"]
    assert titles(three, {"umbrellas": ["a"], "sector": ["wonen"]}) == ["Élan"]
    assert titles(three, {"province": ["Groningen"]}) == ["Bos"]
    assert titles(three, {}, "elan") == ["Élan"]
    found = public_map(three, "club", {"sector": ["wonen"]})
    assert found.total == 3
    assert found.offered == {
        "sector": {"energie": 1, "wonen": 2},
        "umbrellas": {"a": 1, "b": 1},
        "province": {"Groningen": 1, "Utrecht": 1},
        "municipality": {"Utrecht": 1, "Westerkwartier": 1},
    }
    assert public_map(three, "club").offered["umbrellas"] == {"a": 2, "b": 1}


def test_each_number_is_what_would_be_found(three: Services) -> None:
    for chosen, search in (
        ({}, ""),
        ({"sector": ["wonen"]}, ""),
        ({"sector": ["wonen"], "umbrellas": ["a"]}, ""),
        ({"sector": ["energie", "wonen"], "province": ["Utrecht"]}, "o"),
        ({"province": ["Groningen"], "umbrellas": ["b"]}, ""),
        ({"unknown": ["x"]}, ""),
        ({"sector": ["wonen"]}, "elan"),
        ({"sector": []}, "nowhere to be found"),
    ):
        for name, counts in public_map(three, "club", chosen, search).offered.items():
            for value, count in counts.items():
                assert len(titles(three, {**chosen, name: [value]}, search)) == count, (chosen, search, name, value)


def test_labels_in_either_language(three: Services) -> None:
    entry = next(each for each in public_map(three, "club").entries if each.entry.title == "Élan")
    dutch = {each.name: each.text for each in labelled(three, entry, "nl")}
    assert dutch["sector"] == "Wonen"
    assert dutch["umbrellas"] == "Koepel A en Koepel B"
    assert {each.name: each.text for each in labelled(three, entry, "en")}["sector"] == "Housing"
    assert [each.name for each in labelled(three, entry, "nl")] == [
        "name",
        "story",
        "sector",
        "umbrellas",
        "place",
        "email",
    ]


@pytest.mark.parametrize("slug", ["", "nothing-here", "\x00", "é", "a" * 101, "Zon", "' OR 1=1 --"])
def test_no_entry_at_what_is_no_address(three: Services, slug: str) -> None:
    assert whereabouts(three, slug)[1] is None


def test_a_survey_that_is_not_there(services: Services) -> None:
    with pytest.raises(UnknownSurvey):
        public_map(services, "no_such")


def test_what_was_read_ahead_is_not_read_again(three: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    read_ahead(three)
    monkeypatch.setattr(map_entries, "changed_since", None)
    assert titles(three) == ["Bos", "Élan", "zon"]
