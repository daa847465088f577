"""Decisions: by who may, on the newest revision, with a reason, logged; and what they mean for the map."""

import pytest

from results.database import Database
from results.errors.decisions import ReasonRequired, StaleRevision, TransitionError
from results.errors.filling import UnknownResponse
from results.filling.fill import load
from results.my_scan.submit import recall, submit, withdraw
from results.open_data.reading import whereabouts
from results.public_map.reading import public_map
from results.records.accounts import Account
from results.records.public_map import PublishedEntry
from results.records.responses import Response
from results.review import Action, Role, State
from results.services import Services
from results.store import events
from tests.results.decided import approve, reject, request_changes
from tests.results.filled import approved, begin, change, submitted
from tests.results.races import at_once


def entries(services: Services) -> tuple[PublishedEntry, ...]:
    return public_map(services, "club").entries


def test_approval_publishes_the_allowed_fields(services: Services, coordinator: Account) -> None:
    _, response = approved(services, coordinator)
    assert (response.state, response.approved_revision) == (State.APPROVED, 1)
    (published,) = entries(services)
    assert published.slug == "zonnecooperatie-de-wiek"
    assert published.entry.title == "Zonnecoöperatie De Wiek"
    assert published.entry.fields == {
        "name": "Zonnecoöperatie De Wiek",
        "story": "Wij leggen samen panelen.",
        "sector": "energie",
        "umbrellas": ["a", "b"],
        "place": "Utrecht",
        "email": "info@example.org",
    }
    assert (published.entry.latitude, published.entry.longitude) == (52.091, 5.121)
    assert (published.entry.municipality, published.entry.province) == ("Utrecht", "Utrecht")
    assert whereabouts(services, "zonnecooperatie-de-wiek")[1] == published


def test_nothing_is_public_before_approval_or_without_consent(services: Services, coordinator: Account) -> None:
    submitted(services)
    assert entries(services) == ()
    _, response = approved(services, coordinator, {"c_kaart": False})
    assert response.state is State.APPROVED
    assert entries(services) == ()


def test_a_field_with_a_consent_of_its_own_needs_it(services: Services, coordinator: Account) -> None:
    approved(services, coordinator, {"c_contact": False})
    (published,) = entries(services)
    assert "email" not in published.entry.fields


def test_the_public_entry_stays_until_the_new_revision_is_approved(services: Services, coordinator: Account) -> None:
    token, response = approved(services, coordinator)
    (before,) = entries(services)
    change(services, token, {"p_naam": "Iets Anders", "p_plaats": "Ons Dorp"})
    assert entries(services) == (before,)
    submit(services, token)
    assert entries(services) == (before,)
    request_changes(services, response.id, 2, coordinator, "Welke straat?")
    assert entries(services) == (before,)
    change(services, token, {"c_kaart": True})  # which names the club, and so was taken away with its name
    submit(services, token)
    approve(services, response.id, 3, coordinator)
    (after,) = entries(services)
    assert after.entry.title == "Iets Anders"
    assert after.entry.province == "Groningen"
    assert after.revision == 3
    assert after.slug == before.slug  # links stay good


def test_a_new_revision_without_consent_takes_the_entry_off_the_map(services: Services, coordinator: Account) -> None:
    token, response = approved(services, coordinator)
    change(services, token, {"c_kaart": False})
    assert len(entries(services)) == 1
    submit(services, token)
    assert entries(services) == (), "a consent that is withdrawn does not wait for a review"
    approve(services, response.id, 2, coordinator)
    assert entries(services) == ()


def test_withdrawing_takes_the_entry_off_the_map(services: Services, coordinator: Account) -> None:
    token, _ = approved(services, coordinator)
    assert withdraw(services, token).state is State.WITHDRAWN
    assert entries(services) == ()
    assert whereabouts(services, "zonnecooperatie-de-wiek")[1] is None


def test_rejecting_a_later_revision_takes_the_entry_off_the_map(services: Services, coordinator: Account) -> None:
    token, response = approved(services, coordinator)
    change(services, token, {"p_verhaal": "Koop nu!"})
    submit(services, token)
    reject(services, response.id, 2, coordinator, "Reclame.")
    assert entries(services) == ()


def test_an_address_is_never_given_to_another(services: Services, coordinator: Account) -> None:
    token, _ = approved(services, coordinator)
    approved(services, coordinator)
    withdraw(services, token)
    approved(services, coordinator)
    assert [each.slug for each in entries(services)] == ["zonnecooperatie-de-wiek-2", "zonnecooperatie-de-wiek-3"]


def test_an_unknown_place_stands_in_the_list_only(services: Services, coordinator: Account) -> None:
    approved(services, coordinator, {"p_plaats": "Nergenshuizen"})
    (published,) = entries(services)
    assert (published.entry.latitude, published.entry.longitude, published.entry.precision) == (None, None, None)
    assert published.entry.fields["place"] == "Nergenshuizen"


@pytest.mark.parametrize("decision", [reject, request_changes])
@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_refusal_needs_a_reason(services: Services, coordinator: Account, decision: object, reason: str) -> None:
    token, response_id = submitted(services)
    with pytest.raises(ReasonRequired):
        decision(services, response_id, 1, coordinator, reason)  # type: ignore[operator]
    assert load(services, token).response.state is State.SUBMITTED


def test_every_transition_is_an_event(services: Services, coordinator: Account, database: Database) -> None:
    token, response_id = submitted(services)
    request_changes(services, response_id, 1, coordinator, " Waar is het?\x00\ud800 ")
    submit(services, token)
    approve(services, response_id, 2, coordinator)
    withdraw(services, token)
    with database.reading() as connection:
        history = events.of_response(connection, response_id)
    assert [(each.action, each.from_state, each.to_state, each.revision) for each in history] == [
        (Action.SUBMIT, State.DRAFT, State.SUBMITTED, 1),
        (Action.REQUEST_CHANGES, State.SUBMITTED, State.CHANGES_REQUESTED, 1),
        (Action.SUBMIT, State.CHANGES_REQUESTED, State.SUBMITTED, 2),
        (Action.APPROVE, State.SUBMITTED, State.APPROVED, 2),
        (Action.WITHDRAW, State.APPROVED, State.WITHDRAWN, 2),
    ]
    assert history[1].reason == "Waar is het?\ufffd"
    assert [(each.actor, each.account_id) for each in history[1:4:2]] == [(Role.COORDINATOR, coordinator.id)] * 2
    assert [each.at for each in history] == sorted(each.at for each in history)


def test_a_decision_on_an_older_revision_is_refused(services: Services, coordinator: Account) -> None:
    token, response_id = submitted(services)
    request_changes(services, response_id, 1, coordinator, "Anders.")
    submit(services, token)
    with pytest.raises(StaleRevision) as caught:
        approve(services, response_id, 1, coordinator)
    assert (caught.value.decided_on, caught.value.newest) == (1, 2)
    assert entries(services) == ()


def test_who_may_not_decide_is_refused(services: Services, coordinator: Account) -> None:
    _, response_id = submitted(services)
    for role in (Role.RESEARCHER, Role.INITIATOR, Role.SYSTEM):
        somebody = Account(coordinator.id, "x@example.org", "X", role, coordinator.created_at, None)
        with pytest.raises(TransitionError):
            approve(services, response_id, 1, somebody)
    assert entries(services) == ()


def test_a_draft_cannot_be_approved(services: Services, coordinator: Account) -> None:
    token = begin(services)
    response = load(services, token).response
    with pytest.raises(TransitionError):
        approve(services, response.id, 0, coordinator)


@pytest.mark.parametrize("response_id", ["", "0" * 32, "\x00" * 32, "é" * 32, "../etc"])
def test_what_does_not_exist_cannot_be_decided(services: Services, coordinator: Account, response_id: str) -> None:
    with pytest.raises(UnknownResponse):
        approve(services, response_id, 1, coordinator)


def test_of_two_decisions_at_once_one_counts_and_the_other_is_told(services: Services, coordinator: Account) -> None:
    for turn in range(5):
        _, response_id = submitted(services, {"p_naam": f"Club {turn}"})
        outcomes = at_once(
            lambda: approve(services, response_id, 1, coordinator),  # noqa: B023  # called before the next turn
            lambda: reject(services, response_id, 1, coordinator, "Nee."),  # noqa: B023
        )
        assert sorted(isinstance(each, TransitionError) for each in outcomes) == [False, True]
        decided = next(each for each in outcomes if isinstance(each, Response))
        public = [each for each in entries(services) if each.response_id == response_id]
        assert len(public) == (decided.state is State.APPROVED)


def test_approval_against_withdrawal_leaves_no_entry(services: Services, coordinator: Account) -> None:
    for turn in range(5):
        token, response_id = submitted(services, {"p_naam": f"Club {turn}"})
        at_once(
            lambda: approve(services, response_id, 1, coordinator),  # noqa: B023
            lambda: withdraw(services, token),  # noqa: B023
        )
        assert load(services, token).response.state is State.WITHDRAWN
    assert entries(services) == ()


def test_of_approving_and_taking_back_at_once_one_counts_and_the_other_is_told(
    services: Services, coordinator: Account
) -> None:
    for turn in range(5):
        token, response_id = submitted(services, {"p_naam": f"Club {turn}"})
        outcomes = at_once(
            lambda: approve(services, response_id, 1, coordinator),  # noqa: B023
            lambda: recall(services, token),  # noqa: B023
        )
        assert sorted(isinstance(each, TransitionError) for each in outcomes) == [False, True]
        state = load(services, token).response.state
        assert state in (State.APPROVED, State.RECALLED)
        public = [each for each in entries(services) if each.response_id == response_id]
        assert len(public) == (state is State.APPROVED)


def test_sending_again_against_a_decision_on_what_was_taken_back(services: Services, coordinator: Account) -> None:
    for turn in range(5):
        token, response_id = submitted(services, {"p_naam": f"Club {turn}"})
        recall(services, token)
        outcomes = at_once(
            lambda: approve(services, response_id, 1, coordinator),  # noqa: B023
            lambda: submit(services, token),  # noqa: B023
        )
        assert sum(isinstance(each, TransitionError | StaleRevision) for each in outcomes) == 1
        assert load(services, token).response.state is State.SUBMITTED
    assert entries(services) == ()


def test_equal_titles_approved_at_once_get_different_addresses(services: Services, coordinator: Account) -> None:
    ids = [submitted(services)[1] for _ in range(4)]
    outcomes = at_once(*(lambda id=id: approve(services, id, 1, coordinator) for id in ids))
    assert all(isinstance(each, Response) for each in outcomes)
    assert len({each.slug for each in entries(services)}) == 4
