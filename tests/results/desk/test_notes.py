"""Notes among coordinators: kept as written, and gone with what they are about."""

import pytest

from results.desk.notes import add_note
from results.desk.reviewed import reviewed
from results.errors.desk import EmptyNote
from results.errors.filling import UnknownResponse
from results.filling.fill import load
from results.my_scan.erase import erase
from results.my_scan.own_copy import own_copy
from results.records.accounts import Account
from results.services import Services
from tests.results.decided import approve
from tests.results.filled import begin, submitted


def test_notes_are_kept_in_order_with_who_wrote_them(
    services: Services, coordinator: Account, colleague: Account
) -> None:
    _, response_id = submitted(services)
    add_note(services, response_id, coordinator, "  Gebeld,\r\nmorgen terug. \x00\u202e")
    add_note(services, response_id, colleague, "Gebeld,\r\nmorgen terug.")
    add_note(services, response_id, colleague, "Gebeld,\r\nmorgen terug.")  # a double click
    seen = reviewed(services, response_id, "nl")
    assert [(note.account_id, note.text) for note in seen.notes] == [
        (coordinator.id, "Gebeld,\nmorgen terug."),
        (colleague.id, "Gebeld,\nmorgen terug."),
    ]
    assert seen.deciders == {coordinator.id: "Carla", colleague.id: "Bea"}
    approve(services, response_id, 1, coordinator)
    add_note(services, response_id, coordinator, "Ook na het besluit.")


def test_a_note_is_not_in_the_senders_own_copy(services: Services, coordinator: Account) -> None:
    token, response_id = submitted(services)
    add_note(services, response_id, coordinator, "Vreemde vogel")
    assert "Vreemde vogel" not in repr(own_copy(services, token, "nl"))


@pytest.mark.parametrize("text", ["", "  \n", "\x00\u202e"])
def test_a_note_says_something(services: Services, coordinator: Account, text: str) -> None:
    _, response_id = submitted(services)
    with pytest.raises(EmptyNote):
        add_note(services, response_id, coordinator, text)


def test_no_notes_about_a_draft_or_about_what_is_gone(services: Services, coordinator: Account) -> None:
    token, response_id = submitted(services)
    add_note(services, response_id, coordinator, "Nog even kijken.")
    erase(services, token)
    draft = load(services, begin(services)).response
    for gone in (response_id, draft.id, "0" * 32):
        with pytest.raises(UnknownResponse):
            add_note(services, gone, coordinator, "Te laat.")
