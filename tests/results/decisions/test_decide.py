"""Decisions beyond yes and no: comments at questions, reopening, taking off the map, two reviewers; mailed, and raced."""

from dataclasses import replace

import pytest

from results.accounts.register import add_account
from results.audit.verify import verify
from results.consents.changes import change_consent
from results.correspondence import foreseen
from results.database import Database
from results.decisions.asked import Became
from results.decisions.deciding import Decision, decide, declare_interest, propose
from results.decisions.reading import around, asked_now, to_answer
from results.decisions.second import Approving
from results.errors.decisions import (
    ConflictOfInterest,
    NothingPublic,
    ReasonRequired,
    SecondReviewerNeeded,
    StaleRevision,
    TransitionError,
)
from results.filling.fill import load
from results.mail.outbox import MailKind
from results.mail.post import newest
from results.my_scan.submit import recall, submit, withdraw
from results.public_map.reading import public_map
from results.records.accounts import Account
from results.records.events import Words
from results.review import Action, Role, State
from results.services import Services
from results.store import events
from tests.results.decided import approve, reject, reopen, request_changes, take_off
from tests.results.fakes import FakeClock
from tests.results.filled import approved, change, submitted
from tests.results.races import at_once


@pytest.fixture
def colleague(database: Database, clock: FakeClock) -> Account:
    return add_account(database, clock, "bert@example.org", "Bert", Role.ADMINISTRATOR, "another password")


def public(services: Services) -> list[str]:
    return [each.response_id for each in public_map(services, "club").entries]


def mailed(services: Services) -> list[str]:
    return [mail.kind for mail in reversed(newest(services.database)) if mail.kind not in ("go_on", "received")]


def state(services: Services, token: str) -> State:
    return load(services, token).response.state


ASKED = {"p_naam": " Zonder BV? ", "c_kaart": "Mag dit?", "p_verhaal": "  ", "unknown": "x"}


def test_comments_at_questions_are_kept_mailed_and_followed(services: Services, coordinator: Account) -> None:
    token, response_id = submitted(services)
    decide(services, response_id, coordinator, Decision(Action.REQUEST_CHANGES, 1, "", ASKED))
    draft = load(services, token)
    asked = asked_now(services, draft.response)
    assert asked is not None
    assert (asked.reason, asked.comments) == ("", {"p_naam": "Zonder BV?", "c_kaart": "Mag dit?"})
    mail = newest(services.database)[0]
    assert mail.kind == MailKind.CHANGES_REQUESTED
    assert mail.params["comments"] == [
        {"question": "Hoe heet jullie club?", "comment": "Zonder BV?"},
        {"question": "Zonnecoöperatie De Wiek mag op de kaart.", "comment": "Mag dit?"},
    ]
    change(services, token, {"p_naam": "De Wiek", "c_kaart": True})
    draft = load(services, token)
    told = to_answer(services, draft.response, draft.questionnaire, draft.outcome)
    assert told is not None
    assert next(each.became for each in told.followed) is Became.CHANGED
    submit(services, token)
    seen = around(services, response_id, coordinator)
    assert seen.asked is not None
    assert (seen.asked.revision, seen.followed[0].before, seen.followed[0].after) == (
        1,
        "Zonnecoöperatie De Wiek",
        "De Wiek",
    )
    approve(services, response_id, 2, coordinator)
    assert around(services, response_id, coordinator).asked is None
    assert verify(services.database).broken is None


def test_something_must_be_asked(services: Services, coordinator: Account) -> None:
    _, response_id = submitted(services)
    with pytest.raises(ReasonRequired):
        decide(services, response_id, coordinator, Decision(Action.REQUEST_CHANGES, 1, " ", {"p_naam": ""}))


def test_an_approved_entry_stays_public_while_it_is_looked_at_again(services: Services, coordinator: Account) -> None:
    token, response = approved(services, coordinator)
    reopen(services, response.id, 1, coordinator, "Er kwam een vraag.")
    assert (state(services, token), public(services)) == (State.SUBMITTED, [response.id])
    approve(services, response.id, 1, coordinator, "Toch goed.")
    reopen(services, response.id, 1, coordinator, "Nog een vraag.")
    reject(services, response.id, 1, coordinator, "Toch niet.")
    assert public(services) == []
    assert mailed(services) == ["approved", "reopened", "approved", "reopened", "rejected"], "each is told, each time"


def test_what_was_rejected_stays_off_the_map_when_it_is_reopened(services: Services, coordinator: Account) -> None:
    token, response = approved(services, coordinator)
    change(services, token, {"p_verhaal": "Koop nu!"})
    submit(services, token)
    reject(services, response.id, 2, coordinator, "Reclame.")
    reopen(services, response.id, 2, coordinator, "Misschien toch.")
    change_consent(services, token, "c_kaart", False, "nl")
    change_consent(services, token, "c_kaart", True, "nl")
    assert public(services) == [], "not by the way of a consent either"
    request_changes(services, response.id, 2, coordinator, "Zonder reclame.")
    assert public(services) == []
    assert verify(services.database).broken is None


def test_an_entry_is_taken_off_the_map_whatever_is_being_changed(services: Services, coordinator: Account) -> None:
    token, response = approved(services, coordinator)
    change(services, token, {"p_verhaal": "Anders."})
    submit(services, token)
    request_changes(services, response.id, 2, coordinator, "Hoe?")
    with pytest.raises(ReasonRequired):
        take_off(services, response.id, 2, coordinator, " ")
    take_off(services, response.id, 2, coordinator, "Gestopt.")
    assert (state(services, token), public(services), mailed(services)[-1]) == (State.REJECTED, [], "taken_off")
    with pytest.raises(TransitionError):
        take_off(services, response.id, 2, coordinator, "Nog eens.")


def test_where_nothing_is_public_nothing_is_taken_off(services: Services, coordinator: Account) -> None:
    token, response = approved(services, coordinator, {"c_kaart": False})
    with pytest.raises(NothingPublic):
        take_off(services, response.id, 1, coordinator, "Weg.")
    assert state(services, token) is State.APPROVED


def test_a_second_account_confirms_where_that_is_the_rule(
    services: Services, coordinator: Account, colleague: Account
) -> None:
    services = replace(services, second_reviewer=True)
    token, response_id = submitted(services)
    with pytest.raises(SecondReviewerNeeded):
        approve(services, response_id, 1, coordinator)
    propose(services, response_id, 1, coordinator, "Lijkt me goed.")
    for attempt in (approve, propose):
        with pytest.raises(SecondReviewerNeeded):
            attempt(services, response_id, 1, coordinator)
    assert public(services) == []
    seen = around(services, response_id, colleague)
    assert seen.proposal is not None
    assert (seen.approving, seen.proposal.note, seen.names[coordinator.id]) == (
        Approving.APPROVE,
        "Lijkt me goed.",
        "Carla",
    )
    approve(services, response_id, 1, colleague, "Welkom.")
    assert (state(services, token), public(services)) == (State.APPROVED, [response_id])
    with services.database.reading() as connection:
        told = [event.action for event in events.of_response(connection, response_id)]
    assert told == [Action.SUBMIT, Action.APPROVE], "a proposal is among colleagues"


def test_a_proposal_is_of_one_version_and_no_is_said_alone(
    services: Services, coordinator: Account, colleague: Account
) -> None:
    token, response_id = submitted(services)
    propose(services, response_id, 1, coordinator)
    recall(services, token)
    with pytest.raises(TransitionError):
        propose(services, response_id, 1, colleague)
    change(services, token, {"p_verhaal": "Iets anders."})
    submit(services, token)
    with pytest.raises(StaleRevision):
        propose(services, response_id, 1, colleague)
    assert around(services, response_id, colleague).proposal is None
    propose(services, response_id, 2, coordinator)
    request_changes(services, response_id, 2, coordinator, "Toch nog iets.")
    assert state(services, token) is State.CHANGES_REQUESTED


def test_who_is_involved_keeps_out_of_it(services: Services, coordinator: Account, colleague: Account) -> None:
    token, response_id = submitted(services)
    declare_interest(services, response_id, coordinator, involved=True)
    for action in (Action.APPROVE, Action.REJECT, Action.REQUEST_CHANGES):
        with pytest.raises(ConflictOfInterest):
            decide(services, response_id, coordinator, Decision(action, 1, "Nee."))
    with pytest.raises(ConflictOfInterest):
        propose(services, response_id, 1, coordinator)
    assert around(services, response_id, coordinator).involved
    assert not around(services, response_id, colleague).involved
    declare_interest(services, response_id, coordinator, involved=False)
    approve(services, response_id, 1, coordinator)
    assert state(services, token) is State.APPROVED


def test_the_mail_is_foreseen_as_it_will_be(services: Services, coordinator: Account) -> None:
    _, response_id = submitted(services)
    told = foreseen(services, response_id, Action.APPROVE, Words("Welkom."))
    assert (told.recipient, told.language, told.subject.slug) == ("ans@example.org", "nl", "zonnecooperatie-de-wiek")
    assert mailed(services) == [], "nothing is sent by looking"
    asked = foreseen(services, response_id, Action.REQUEST_CHANGES, Words("", {"p_naam": "Welke?"}))
    decide(services, response_id, coordinator, Decision(Action.REQUEST_CHANGES, 1, "", {"p_naam": "Welke?"}))
    mail = newest(services.database)[0]
    assert {**asked.params, "occasion": 1} == mail.params


@pytest.mark.parametrize("other", [reject, reopen, take_off])
def test_of_two_reviewers_one_decides(
    services: Services, coordinator: Account, colleague: Account, other: object
) -> None:
    token, response = approved(services, coordinator)
    outcomes = at_once(
        lambda: take_off(services, response.id, 1, coordinator, "Gestopt."),
        lambda: other(services, response.id, 1, colleague, "Nog eens."),  # type: ignore[operator]
    )
    ended = state(services, token)
    refused = sum(isinstance(each, TransitionError | NothingPublic) for each in outcomes)
    if other is reopen:  # reopening first stands in the way of taking off; taking off first can be reopened
        assert (ended, refused) in ((State.SUBMITTED, 1), (State.SUBMITTED, 0))
    else:
        assert (ended, refused) == (State.REJECTED, 1)
    assert bool(public(services)) is (ended is State.SUBMITTED and refused == 1)
    assert verify(services.database).broken is None


def test_reopening_against_sending_again(services: Services, coordinator: Account) -> None:
    token, response = approved(services, coordinator)
    change(services, token, {"p_verhaal": "Anders."})
    outcomes = at_once(
        lambda: reopen(services, response.id, 1, coordinator, "Nog eens."),
        lambda: submit(services, token),
    )
    after = load(services, token).response
    assert after.state is State.SUBMITTED
    assert after.revision == 1 + sum(isinstance(each, StaleRevision | TransitionError) for each in outcomes)
    assert public(services) == [response.id]
    assert verify(services.database).broken is None


def test_a_proposal_of_who_turns_out_to_be_involved_counts_for_nothing(
    services: Services, coordinator: Account, colleague: Account
) -> None:
    services = replace(services, second_reviewer=True)
    _token, response_id = submitted(services)
    propose(services, response_id, 1, coordinator)
    declare_interest(services, response_id, coordinator, involved=True)
    with pytest.raises(SecondReviewerNeeded):
        approve(services, response_id, 1, colleague)
    declare_interest(services, response_id, coordinator, involved=False)
    with pytest.raises(SecondReviewerNeeded):  # it does not come back by itself
        approve(services, response_id, 1, colleague)
    propose(services, response_id, 1, colleague)
    approve(services, response_id, 1, coordinator)
    assert public(services) == [response_id]


def test_two_confirmations_and_a_withdrawal_at_once(
    services: Services, coordinator: Account, colleague: Account
) -> None:
    services = replace(services, second_reviewer=True)
    token, response_id = submitted(services)
    propose(services, response_id, 1, coordinator)
    at_once(
        lambda: approve(services, response_id, 1, colleague),
        lambda: approve(services, response_id, 1, colleague),
        lambda: withdraw(services, token),
    )
    assert (state(services, token), public(services)) == (State.WITHDRAWN, [])
    assert mailed(services).count("approved") <= 1
    assert verify(services.database).broken is None
