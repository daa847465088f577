"""One submission with everything around it."""

import pytest

from results.desk.reviewed import reviewed
from results.errors.filling import UnknownResponse
from results.filling.fill import load
from results.my_scan.submit import submit
from results.profiles.stored import from_json
from results.public_map.reading import public_map
from results.records.accounts import Account
from results.services import Services
from tests.results.decided import approve, request_changes
from tests.results.filled import approved, begin, change, submitted


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


def test_it_is_compared_with_the_revision_that_was_approved(services: Services, coordinator: Account) -> None:
    token, response = approved(services, coordinator)
    first = reviewed(services, response.id, "nl")
    assert (first.earlier, first.differences) == (None, ())
    for text in ("Meer.", "Nog meer."):
        change(services, token, {"p_verhaal": text, "c_contact": False})
        submit(services, token)
        if text == "Meer.":
            request_changes(services, response.id, 2, coordinator, "Nog iets.")
    seen = reviewed(services, response.id, "nl")
    assert seen.earlier is not None
    assert (seen.earlier.submission.revision, seen.earlier.approved) == (1, True)
    assert [each.question for each in seen.differences] == ["p_verhaal", "c_contact"]


def test_an_answer_to_a_question_is_compared_with_what_was_asked_about(
    services: Services, coordinator: Account
) -> None:
    token, response_id = submitted(services)
    request_changes(services, response_id, 1, coordinator, "Welke sector?")
    change(services, token, {"p_sector": "wonen"})
    submit(services, token)
    seen = reviewed(services, response_id, "nl")
    assert seen.earlier is not None
    assert (seen.earlier.submission.revision, seen.earlier.approved) == (1, False)
    assert [each.question for each in seen.differences] == ["p_sector"]
