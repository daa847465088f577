"""Submitting: only what is complete, once, as an immutable snapshot with the consents apart."""

import threading

import pytest

from results.database import Database
from results.errors.decisions import TransitionError
from results.errors.filling import Incomplete, ResponseClosed, UnknownResponse
from results.filling.fill import choose_language, load, save_page
from results.my_scan.submit import recall, submit, withdraw
from results.profiles.profile import make_profile
from results.profiles.stored import from_json
from results.records.accounts import Account
from results.records.submissions import Submission
from results.review import Action, Role, State
from results.services import Services
from results.snapshot import answers_with
from results.store import consents, events, map_entries, submissions
from tests.results.decided import approve, reject, request_changes
from tests.results.filled import approved, begin, change, submitted


def test_a_submission_holds_the_canonical_answers_on_the_path(services: Services) -> None:
    token = begin(services, {"s_geld": "1"})
    save_page(services, token, "later", {"s_waarom": "Op."})
    save_page(services, token, "stellingen", {"s_geld": "3"})
    submission = submit(services, token)
    assert submission.revision == 1
    assert submission.title == "Zonnecoöperatie De Wiek"
    assert submission.answers["p_leden"] == 1200
    assert submission.answers["p_postcode"] == "3511 AB"
    assert "s_waarom" not in submission.answers
    assert [name for name in submission.answers if name.startswith("c_")] == ["c_gelezen"]
    assert load(services, token).response.answers["s_waarom"] == "Op."


def test_it_is_stored_with_its_profile_consents_and_event(services: Services, database: Database) -> None:
    token = begin(services, {"c_contact": False})
    submission = submit(services, token)
    draft = load(services, token)
    with database.reading() as connection:
        assert submissions.one(connection, submission.response_id, 1) == submission
        given = consents.of_revision(connection, submission.response_id, 1)
        (event,) = events.of_response(connection, submission.response_id)
    assert from_json(submission.profile) == make_profile(draft.questionnaire, draft.outcome)
    assert [(each.question, each.given) for each in given] == [
        ("c_kaart", True), ("c_contact", False)]  # fmt: skip
    assert given[0].text == "Zonnecoöperatie De Wiek mag op de kaart."
    assert {(each.method, each.questionnaire_version, each.at) for each in given} == {
        ("form", "1.0", submission.submitted_at)}  # fmt: skip
    assert (event.action, event.from_state, event.to_state) == (Action.SUBMIT, State.DRAFT, State.SUBMITTED)
    assert (event.actor, event.account_id, event.revision) == (Role.INITIATOR, None, 1)
    assert answers_with(submission, given)["c_contact"] is False


def test_a_consent_that_was_not_asked_is_not_logged(services: Services, database: Database) -> None:
    token = begin(services, {"c_kaart": False})
    submission = submit(services, token)
    with database.reading() as connection:
        given = consents.of_revision(connection, submission.response_id, 1)
    assert {each.question: each.given for each in given} == {"c_kaart": False}


def test_the_words_that_were_read_are_logged(services: Services, database: Database) -> None:
    token = begin(services)
    choose_language(services, token, "en")
    submission = submit(services, token)
    with database.reading() as connection:
        given = consents.of_revision(connection, submission.response_id, 1)
    assert given[0].text == "Zonnecoöperatie De Wiek may be on the map."
    assert {each.language for each in given} == {submission.language} == {"en"}


def test_what_is_incomplete_is_refused_with_its_problems(services: Services) -> None:
    token = begin(services, {"r_naam": "", "p_leden": "many", "c_gelezen": False})
    with pytest.raises(Incomplete) as caught:
        submit(services, token)
    assert [(each.question, each.code) for each in caught.value.problems] == [
        ("r_naam", "required"), ("p_leden", "not_a_number"), ("c_gelezen", "must_be_confirmed")]  # fmt: skip
    assert load(services, token).response.state is State.DRAFT


def test_submitting_twice_gives_the_same_submission(services: Services) -> None:
    token = begin(services)
    assert submit(services, token) == submit(services, token)
    assert load(services, token).response.revision == 1


def test_ten_clicks_at_once_give_one_submission(services: Services, database: Database) -> None:
    token = begin(services)
    gate = threading.Barrier(10)
    got: list[Submission | BaseException] = []

    def click() -> None:
        gate.wait(30)
        try:
            got.append(submit(services, token))
        except BaseException as failure:
            got.append(failure)

    threads = [threading.Thread(target=click) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert got == [got[0]] * 10
    assert isinstance(got[0], Submission)
    with database.reading() as connection:
        assert len(events.of_response(connection, got[0].response_id)) == 1


def test_sending_the_same_again_after_approval_is_no_new_revision(services: Services, coordinator: Account) -> None:
    token, response = approved(services, coordinator)
    assert submit(services, token).revision == 1
    assert load(services, token).response.state is State.APPROVED
    change(services, token, {"p_verhaal": "Iets nieuws."})
    assert submit(services, token).revision == 2
    after = load(services, token).response
    assert (after.state, after.revision, after.approved_revision) == (State.SUBMITTED, 2, 1)
    assert response.approved_revision == 1


def test_a_changed_consent_is_a_new_revision(services: Services, coordinator: Account) -> None:
    token, _ = approved(services, coordinator)
    change(services, token, {"c_contact": False})
    assert submit(services, token).revision == 2


def test_after_changes_were_asked_the_next_submission_is_a_new_revision(
    services: Services, coordinator: Account, database: Database
) -> None:
    token, response_id = submitted(services)
    request_changes(services, response_id, 1, coordinator, "Noem geen namen.")
    first = submit(services, token)
    assert first.revision == 2
    change_it = load(services, token).response
    assert change_it.state is State.SUBMITTED
    with database.reading() as connection:
        one, two = submissions.one(connection, response_id, 1), submissions.one(connection, response_id, 2)
    assert one is not None
    assert two is not None
    assert one.answers == two.answers


def test_what_waits_is_taken_back_corrected_and_sent_again(
    services: Services, coordinator: Account, database: Database
) -> None:
    token, response_id = submitted(services)
    with pytest.raises(ResponseClosed):
        change(services, token, {"p_naam": "De Molen"})
    assert recall(services, token).state is State.RECALLED
    assert recall(services, token) == load(services, token).response, "twice is once"
    with pytest.raises(TransitionError):
        approve(services, response_id, 1, coordinator)
    change(services, token, {"p_naam": "De Molen"})
    again = submit(services, token)
    assert (again.revision, again.title) == (2, "De Molen")
    with database.reading() as connection:
        history = events.of_response(connection, response_id)
        first = submissions.one(connection, response_id, 1)
    assert [(each.action, each.actor, each.revision) for each in history] == [
        (Action.SUBMIT, Role.INITIATOR, 1), (Action.RECALL, Role.INITIATOR, 1), (Action.SUBMIT, Role.INITIATOR, 2)
    ]  # fmt: skip
    assert first is not None
    assert first.title == "Zonnecoöperatie De Wiek"


def test_taking_back_leaves_what_is_public(services: Services, coordinator: Account, database: Database) -> None:
    token, response = approved(services, coordinator)
    change(services, token, {"p_verhaal": "Nog meer panelen."})
    submit(services, token)
    with database.reading() as connection:
        before = map_entries.of_response(connection, response.id)
    recall(services, token)
    with database.reading() as connection:
        assert map_entries.of_response(connection, response.id) == before
    assert before is not None


def test_what_does_not_wait_cannot_be_taken_back(services: Services, coordinator: Account) -> None:
    draft = begin(services)
    token, _ = approved(services, coordinator)
    for each in (draft, token):
        with pytest.raises(TransitionError):
            recall(services, each)
    withdraw(services, token)
    with pytest.raises(TransitionError):
        recall(services, token)
    with pytest.raises(UnknownResponse):
        recall(services, "nobody's")


def test_an_earlier_revision_is_never_changed(services: Services, coordinator: Account, database: Database) -> None:
    token, response = approved(services, coordinator)
    with database.reading() as connection:
        before = submissions.one(connection, response.id, 1)
    change(services, token, {"p_naam": "De Nieuwe Wiek"})
    submit(services, token)
    with database.reading() as connection:
        assert submissions.one(connection, response.id, 1) == before
        second = submissions.one(connection, response.id, 2)
    assert second is not None
    assert second.title == "De Nieuwe Wiek"


def test_what_was_rejected_or_withdrawn_cannot_be_submitted(services: Services, coordinator: Account) -> None:
    token, response_id = submitted(services)
    reject(services, response_id, 1, coordinator, "Geen collectief.")
    with pytest.raises(ResponseClosed):
        submit(services, token)
    withdraw(services, token)
    with pytest.raises(ResponseClosed):
        submit(services, token)
    with pytest.raises(TransitionError):
        withdraw(services, token)
