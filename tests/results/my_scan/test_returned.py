"""What the initiator gets back: the profile that was sent, in their language, and where the review stands."""

import pytest

from results.errors.filling import UnknownResponse
from results.filling.fill import save_page
from results.my_scan.returned import returned
from results.profiles.stored import from_json
from results.public_map.reading import public_map
from results.records.accounts import Account
from results.review import Action, State
from results.services import Services
from tests.results.decided import approve, reject
from tests.results.filled import begin, submitted


def test_before_sending_there_is_nothing_yet(services: Services) -> None:
    got = returned(services, begin(services), "nl")
    assert got.response.state is State.DRAFT
    assert (got.submission, got.profile, got.last_event, got.published) == (None, None, None, None)


def test_after_sending_there_is_the_profile_as_it_was_sent(services: Services) -> None:
    token, _ = submitted(services)
    dutch, english = returned(services, token, "nl"), returned(services, token, "en")
    assert dutch.submission is not None
    assert dutch.profile == from_json(dutch.submission.profile)
    assert english.profile is not None
    assert english.profile.dimensions[0].text == "There is no direction."
    assert english.profile.dimensions[0].score == 17
    assert dutch.last_event is not None
    assert dutch.last_event.action is Action.SUBMIT


def test_it_does_not_change_while_the_next_revision_is_being_written(services: Services, coordinator: Account) -> None:
    token, response_id = submitted(services)
    approve(services, response_id, 1, coordinator)
    before = returned(services, token, "nl")
    save_page(services, token, "stellingen", {"s_doel": "3", "s_keuze": "3"})
    after = returned(services, token, "nl")
    assert after.profile == before.profile
    assert after.published == before.published == public_map(services, "club").entries[0]


def test_a_decision_comes_with_its_reason(services: Services, coordinator: Account) -> None:
    token, response_id = submitted(services)
    reject(services, response_id, 1, coordinator, "Geen collectief.")
    got = returned(services, token, "nl")
    assert got.response.state is State.REJECTED
    assert got.last_event is not None
    assert got.last_event.reason == "Geen collectief."
    assert got.profile is not None  # the profile stays theirs


def test_without_the_token_there_is_nothing(services: Services) -> None:
    submitted(services)
    with pytest.raises(UnknownResponse):
        returned(services, "none", "nl")
