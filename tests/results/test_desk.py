"""The coordinator's list and the page of one submission."""

import pytest

from results.approve import approve, reject
from results.desk.queue import queue
from results.desk.reviewed import reviewed
from results.errors import UnknownResponse
from results.fill import load
from results.profile_json import from_json
from results.public_map import public_map
from results.records import Account
from results.review import State
from results.services import Services
from results.submit import submit
from tests.results.filled import approved, begin, change, submitted


def test_what_waits_comes_first_the_oldest_first(services: Services, coordinator: Account) -> None:
    begin(services, {"p_naam": "Concept"})
    _, early = submitted(services, {"p_naam": "Afgewezen"})
    approved(services, coordinator, {"p_naam": "Goed"})
    submitted(services, {"p_naam": "Wacht lang"})
    submitted(services, {"p_naam": "Wacht kort"})
    reject(services, early, 1, coordinator, "Nee.")
    found = queue(services)
    assert [row.title for row in found.rows] == ["Wacht lang", "Wacht kort", "Goed", "Afgewezen"]
    assert found.counts == {State.SUBMITTED: 2, State.APPROVED: 1, State.REJECTED: 1}
    assert (found.total, found.page, found.pages) == (4, 1, 1)
    assert [row.title for row in queue(services, [State.SUBMITTED]).rows] == ["Wacht lang", "Wacht kort"]
    assert queue(services, [State.WITHDRAWN]).rows == ()


def test_pages_of_the_list(services: Services) -> None:
    for number in range(5):
        submitted(services, {"p_naam": f"Club {number}"})
    pages = [queue(services, page=page, per_page=2) for page in (1, 2, 3, 99, -1)]
    assert [[row.title[-1] for row in each.rows] for each in pages] == [
        ["0", "1"],
        ["2", "3"],
        ["4"],
        ["4"],
        ["0", "1"],
    ]
    assert [(each.page, each.pages, each.total) for each in pages] == [
        (1, 3, 5), (2, 3, 5), (3, 3, 5), (3, 3, 5), (1, 3, 5)]  # fmt: skip


def test_the_list_shows_the_newest_revision(services: Services, coordinator: Account) -> None:
    token, _ = approved(services, coordinator)
    change(services, token, {"p_naam": "Nieuwe naam"})
    assert queue(services).rows[0].title == "Zonnecoöperatie De Wiek"
    submit(services, token)
    (row,) = queue(services).rows
    assert (row.title, row.revision, row.approved_revision, row.state) == ("Nieuwe naam", 2, 1, State.SUBMITTED)


def test_a_submission_with_everything_around_it(services: Services, coordinator: Account) -> None:
    token, response_id = submitted(services)
    seen = reviewed(services, response_id, "en")
    assert seen.response == load(services, token).response
    assert seen.questionnaire.language == "en"
    assert seen.outcome.complete
    assert seen.outcome.scores == load(services, token).outcome.scores
    assert seen.profile == from_json(seen.submission.profile)
    assert {each.question: each.given for each in seen.consents} == {"c_kaart": True, "c_contact": True}
    assert seen.published is None
    assert seen.deciders == {}
    approve(services, response_id, 1, coordinator, "Mooi.")
    after = reviewed(services, response_id, "nl")
    assert after.published is not None
    assert after.published.entry == seen.preview == after.preview
    assert after.deciders == {coordinator.id: "Carla"}
    assert after.events[-1].reason == "Mooi."
    assert public_map(services, "club").entries == (after.published,)


def test_without_consent_there_is_no_preview(services: Services) -> None:
    _, response_id = submitted(services, {"c_kaart": False})
    assert reviewed(services, response_id, "nl").preview is None


def test_a_draft_is_nobodys_business(services: Services) -> None:
    response = load(services, begin(services)).response
    for response_id in (response.id, "0" * 32, "\x00", "' --"):
        with pytest.raises(UnknownResponse):
            reviewed(services, response_id, "nl")


def test_what_is_typed_after_submitting_is_not_shown_until_it_is_sent(services: Services, coordinator: Account) -> None:
    token, response = approved(services, coordinator)
    change(services, token, {"p_verhaal": "Nog niet af"})
    assert reviewed(services, response.id, "nl").outcome.values["p_verhaal"] == "Wij leggen samen panelen."
