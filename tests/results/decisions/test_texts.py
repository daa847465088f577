"""Texts for decisions as they are changed: each save a version, nothing overwritten, and two people at once."""

from dataclasses import replace

import pytest

from results.audit.deeds import Deed
from results.decisions.texts import DecisionText, Edit, save, texts, versions
from results.errors.decisions import TextChanged, UnfitText
from results.records.accounts import Account
from results.review import Action
from results.services import Services
from results.store import events
from tests.results.races import at_once

NEW = Edit("", "club", "nl", Action.REJECT, "Te groot", "Beste {name}, jullie zijn te groot.")


def titles(services: Services) -> list[str]:
    return [each.title for each in texts(services, "club", "nl", Action.REJECT)]


def test_a_text_ships_is_changed_taken_away_and_put_back(services: Services, coordinator: Account) -> None:
    (shipped,) = texts(services, "club", "nl", Action.REJECT)
    assert (shipped.key, shipped.version, shipped.by) == ("dubbel", 0, None)
    assert "geen_burgercollectief" in {each.key for each in texts(services, "zelfscan", "nl")}
    edit = Edit("dubbel", "club", "nl", Action.REJECT, "Is er al", "{collective} is er al.")
    saved = save(services, coordinator, edit)
    assert (saved.version, saved.by, titles(services)) == (1, "Carla", ["Is er al"])
    assert [each.title for each in texts(services, "zelfscan", "nl", Action.REJECT)].count("Is er al") == 0
    save(services, coordinator, replace(edit, based_on=1, removed=True))
    assert titles(services) == []
    save(services, coordinator, replace(edit, based_on=2, title=shipped.title, text=shipped.text))
    assert titles(services) == [shipped.title]
    assert [(each.version, each.removed) for each in versions(services, "club", "nl", "dubbel")] == [
        (3, False), (2, True), (1, False), (0, False),
    ]  # fmt: skip
    with services.database.reading() as connection:
        logged = [line for line in events.lines(connection) if line.action == Deed.TEXT_CHANGED]
    assert [line.facts["version"] for line in logged] == [1, 2, 3]
    assert logged[0].actor.account_id == coordinator.id


def test_a_new_text_gets_a_key_of_its_own(services: Services, coordinator: Account) -> None:
    assert [save(services, coordinator, NEW).key for _ in range(2)] == ["te-groot", "te-groot-2"]
    assert save(services, coordinator, replace(NEW, title="Dubbel")).key == "dubbel-2", "one that ships has that key"


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "}, {"title": "x" * 101}, {"text": "\n"}, {"text": "x" * 2001}, {"text": "Dag {naam}"},
        {"action": Action.WITHDRAW}, {"key": "../etc"},
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused(services: Services, coordinator: Account, wrong: dict[str, str]) -> None:
    with pytest.raises(UnfitText):
        save(services, coordinator, replace(NEW, **wrong))  # type: ignore[arg-type]  # one field at a time
    assert titles(services) == ["Staat er al"]


def test_of_two_who_change_a_text_the_second_is_told(services: Services, coordinator: Account) -> None:
    edit = Edit("dubbel", "club", "nl", Action.REJECT, "Een", "Een.")
    save(services, coordinator, edit)
    with pytest.raises(TextChanged) as caught:
        save(services, coordinator, replace(edit, title="Twee"))
    assert caught.value.by == "Carla"
    outcomes = at_once(
        *(lambda n=n: save(services, coordinator, replace(edit, title=f"{n}", based_on=1)) for n in range(3))
    )
    assert sorted(isinstance(each, TextChanged) for each in outcomes) == [False, True, True]
    assert sum(isinstance(each, DecisionText) for each in outcomes) == 1
