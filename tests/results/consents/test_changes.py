"""Each consent apart, after the scan was sent: the log, the unsent answers and the map follow in one transaction."""

import pytest

from results.consents.changes import MY_SCAN, change_consent
from results.errors.filling import ResponseClosed, UnknownConsent, UnknownResponse
from results.filling.fill import load
from results.my_scan.overview import MyScan, my_scan
from results.my_scan.submit import submit, withdraw
from results.public_map.reading import public_map
from results.records.accounts import Account
from results.records.public_map import PublishedEntry
from results.records.responses import Response
from results.review import State
from results.services import Services
from results.snapshot import FORM
from results.store import consents as consent_log
from tests.results.decided import approve, reject, request_changes
from tests.results.filled import approved, begin, change, submitted
from tests.results.races import at_once


def entry(services: Services) -> PublishedEntry | None:
    entries = public_map(services, "club").entries
    assert len(entries) <= 1
    return entries[0] if entries else None


def give(services: Services, token: str, question: str = "c_kaart") -> tuple[str, ...]:
    return change_consent(services, token, question, True, "nl").questions


def take_back(services: Services, token: str, question: str = "c_kaart") -> tuple[str, ...]:
    return change_consent(services, token, question, False, "nl").questions


def standing(services: Services, token: str) -> dict[str, bool]:
    return {each.question: each.given for each in my_scan(services, token, "nl").consents}


def test_withdrawing_the_consent_of_the_map_takes_the_entry_off_at_once(
    services: Services, coordinator: Account
) -> None:
    token, _ = approved(services, coordinator)
    assert take_back(services, token) == ("c_kaart", "c_contact")
    assert entry(services) is None
    assert standing(services, token) == {"c_kaart": False}
    assert load(services, token).response.state is State.APPROVED


def test_giving_it_again_brings_the_approved_entry_back(services: Services, coordinator: Account) -> None:
    token, _ = approved(services, coordinator)
    before = entry(services)
    take_back(services, token)
    assert give(services, token) == ("c_kaart",)
    after = entry(services)
    assert before is not None
    assert after is not None
    assert (after.slug, after.revision, after.entry.title) == (before.slug, 1, before.entry.title)
    assert "email" in before.entry.fields
    assert "email" not in after.entry.fields, "what fell with it does not come back by itself"
    assert give(services, token, "c_contact") == ("c_contact",)
    assert entry(services) is not None
    assert entry(services).entry == before.entry  # type: ignore[union-attr]


def test_withdrawing_the_consent_of_a_field_takes_that_field_away(services: Services, coordinator: Account) -> None:
    token, _ = approved(services, coordinator)
    before = entry(services)
    assert take_back(services, token, "c_contact") == ("c_contact",)
    after = entry(services)
    assert before is not None
    assert after is not None
    assert "email" not in after.entry.fields
    assert after.entry.fields == {name: value for name, value in before.entry.fields.items() if name != "email"}
    assert after.published_at == before.published_at, "it has been on the map since then"


def test_both_versions_that_count_follow(services: Services, coordinator: Account) -> None:
    token, response = approved(services, coordinator)
    change(services, token, {"p_verhaal": "Iets nieuws."})
    submit(services, token)
    take_back(services, token)
    assert entry(services) is None
    approve(services, response.id, 2, coordinator)
    assert entry(services) is None, "the version that was waiting has no consent either"
    give(services, token)
    assert entry(services).revision == 2  # type: ignore[union-attr]


def test_while_an_edit_waits_the_approved_version_is_what_comes_back(services: Services, coordinator: Account) -> None:
    token, response = approved(services, coordinator)
    take_back(services, token)
    change(services, token, {"p_verhaal": "Koop nu!"})
    submit(services, token)
    give(services, token)
    public = entry(services)
    assert public is not None
    assert (public.revision, public.entry.fields["story"]) == (1, "Wij leggen samen panelen.")
    request_changes(services, response.id, 2, coordinator, "Geen reclame.")
    take_back(services, token)
    assert entry(services) is None
    give(services, token)
    assert entry(services).revision == 1  # type: ignore[union-attr]


def test_each_version_is_told_in_its_own_words(services: Services, coordinator: Account) -> None:
    token, _ = approved(services, coordinator)
    change(services, token, {"p_naam": "De Nieuwe Wiek", "c_kaart": True})
    submit(services, token)
    consent = next(each for each in my_scan(services, token, "nl").consents if each.question == "c_kaart")
    assert [(each.revision, each.text) for each in consent.wordings] == [
        (2, "De Nieuwe Wiek mag op de kaart."),
        (1, "Zonnecoöperatie De Wiek mag op de kaart."),
    ]
    take_back(services, token)
    with services.database.reading() as connection:
        said = consent_log.log(connection, load(services, token).response.id)
    added = [(each.revision, each.text, each.given) for each in said if each.method == MY_SCAN]
    assert (2, "De Nieuwe Wiek mag op de kaart.", False) in added
    assert (1, "Zonnecoöperatie De Wiek mag op de kaart.", False) in added


def test_nothing_is_public_before_approval_whatever_is_given(services: Services, coordinator: Account) -> None:
    token, response_id = submitted(services, {"c_kaart": False})
    give(services, token)
    assert entry(services) is None
    approve(services, response_id, 1, coordinator)
    assert entry(services) is not None


def test_what_was_rejected_can_only_lose_consents(services: Services, coordinator: Account) -> None:
    token, response = approved(services, coordinator, {"c_contact": False})
    change(services, token, {"p_verhaal": "Koop nu!"})
    submit(services, token)
    reject(services, response.id, 2, coordinator, "Reclame.")
    with pytest.raises(ResponseClosed):
        give(services, token, "c_contact")
    assert take_back(services, token) == ("c_kaart",)
    with pytest.raises(ResponseClosed):
        give(services, token)
    assert entry(services) is None


def test_what_was_withdrawn_can_only_lose_consents(services: Services, coordinator: Account) -> None:
    token, _ = approved(services, coordinator)
    withdraw(services, token)
    with pytest.raises(ResponseClosed):
        give(services, token, "c_contact")
    assert take_back(services, token, "c_contact") == ("c_contact",)
    assert entry(services) is None


def test_twice_is_once(services: Services, coordinator: Account) -> None:
    token, response = approved(services, coordinator)
    take_back(services, token)
    with services.database.reading() as connection:
        before = consent_log.log(connection, response.id)
    assert take_back(services, token) == ()
    with services.database.reading() as connection:
        assert consent_log.log(connection, response.id) == before


@pytest.mark.parametrize("question", ["c_gelezen", "p_naam", "onbekend", "", "c_kaart\x00"])
def test_what_is_no_consent_cannot_be_withdrawn(services: Services, question: str) -> None:
    token, _ = submitted(services)
    with pytest.raises(UnknownConsent):
        take_back(services, token, question)


def test_what_was_not_asked_cannot_be_given(services: Services) -> None:
    token, _ = submitted(services, {"c_kaart": False})
    with pytest.raises(UnknownConsent):
        give(services, token, "c_contact")


def test_a_draft_has_no_consents_yet(services: Services) -> None:
    token = begin(services)
    assert my_scan(services, token, "nl").consents == ()
    with pytest.raises(UnknownConsent):
        give(services, token)


def test_nobody_changes_the_consents_of_another(services: Services) -> None:
    submitted(services)
    with pytest.raises(UnknownResponse):
        take_back(services, "not-a-token")


def test_unsent_answers_follow_and_the_next_version_carries_it_on(services: Services, coordinator: Account) -> None:
    token, response = approved(services, coordinator)
    change(services, token, {"p_verhaal": "Nog meer panelen."})
    take_back(services, token)
    answers = load(services, token).response.answers
    assert (answers["c_kaart"], answers["c_contact"], answers["p_verhaal"]) == (False, False, "Nog meer panelen.")
    assert submit(services, token).revision == 2
    approve(services, response.id, 2, coordinator)
    assert entry(services) is None


def test_a_field_that_is_withheld_in_a_new_version_is_off_the_map_at_once(
    services: Services, coordinator: Account
) -> None:
    token, _ = approved(services, coordinator)
    change(services, token, {"c_contact": False, "p_verhaal": "Iets nieuws."})
    assert "email" in entry(services).entry.fields  # type: ignore[union-attr]
    submit(services, token)
    public = entry(services)
    assert public is not None
    assert (public.revision, "email" in public.entry.fields) == (1, False)
    assert public.entry.fields["story"] == "Wij leggen samen panelen.", "everything else waits for approval"


def test_giving_with_the_answers_waits_for_approval(services: Services, coordinator: Account) -> None:
    token, response = approved(services, coordinator, {"c_kaart": False})
    change(services, token, {"c_kaart": True})
    submit(services, token)
    assert entry(services) is None
    approve(services, response.id, 2, coordinator)
    assert entry(services) is not None


def test_sending_again_without_a_change_sends_nothing(services: Services, coordinator: Account) -> None:
    token, _ = approved(services, coordinator)
    take_back(services, token, "c_contact")
    assert submit(services, token).revision == 1
    assert load(services, token).response.state is State.APPROVED


def test_the_log_tells_everything(services: Services, coordinator: Account) -> None:
    token, _ = approved(services, coordinator, {"c_contact": False})
    change_consent(services, token, "c_kaart", False, "en")
    give(services, token)
    scan: MyScan = my_scan(services, token, "nl")
    told = [(each.question, each.given, each.withdrawn, each.method, each.language, each.text) for each in scan.log]
    assert told == [
        ("c_kaart", True, False, MY_SCAN, "nl", "Zonnecoöperatie De Wiek mag op de kaart."),
        ("c_kaart", False, True, MY_SCAN, "en", "Zonnecoöperatie De Wiek may be on the map."),
        ("c_contact", False, False, FORM, "nl", "Het adres mag erbij."),
        ("c_kaart", True, False, FORM, "nl", "Zonnecoöperatie De Wiek mag op de kaart."),
    ]
    assert {each.questionnaire_version for each in scan.log} == {"1.0"}
    assert [each.at for each in scan.log] == sorted((each.at for each in scan.log), reverse=True)
    assert [each.question for each in scan.confirmations] == ["c_gelezen"]


def test_two_versions_at_once_are_one_line_of_the_log(services: Services, coordinator: Account) -> None:
    token, _ = approved(services, coordinator)
    change(services, token, {"p_verhaal": "Iets nieuws."})
    submit(services, token)
    take_back(services, token, "c_contact")
    line = my_scan(services, token, "nl").log[0]
    assert (line.question, line.revisions, line.withdrawn) == ("c_contact", (1, 2), True)


def test_what_falls_with_a_consent_is_told_before(services: Services) -> None:
    token, _ = submitted(services)
    assert my_scan(services, token, "nl").falls_with == {"c_kaart": ("c_contact",), "c_contact": ()}


def test_approval_against_withdrawing_the_consent_leaves_no_entry(services: Services, coordinator: Account) -> None:
    for turn in range(6):
        token, response_id = submitted(services, {"p_naam": f"Club {turn}"})
        outcomes = at_once(
            lambda: approve(services, response_id, 1, coordinator),  # noqa: B023  # called before the next turn
            lambda: change_consent(services, token, "c_kaart", False, "nl").response,  # noqa: B023
        )
        assert all(isinstance(each, Response) for each in outcomes)
        assert public_map(services, "club").entries == ()


def test_withdrawing_against_giving_a_consent_leaves_what_the_log_says(
    services: Services, coordinator: Account
) -> None:
    token, _ = approved(services, coordinator)
    for _ in range(6):
        at_once(
            lambda: change_consent(services, token, "c_kaart", True, "nl").response,
            lambda: change_consent(services, token, "c_kaart", False, "nl").response,
            lambda: change_consent(services, token, "c_kaart", True, "nl").response,
        )
        assert (entry(services) is not None) is standing(services, token)["c_kaart"]


def test_sending_again_against_withdrawing_the_consent_leaves_no_entry(
    services: Services, coordinator: Account
) -> None:
    for turn in range(4):
        token, response = approved(services, coordinator, {"p_naam": f"Club {turn}"})
        change(services, token, {"p_verhaal": f"Verhaal {turn}"})
        at_once(
            lambda: change_consent(services, token, "c_kaart", False, "nl").response,  # noqa: B023
            lambda: approve(services, submit(services, token).response_id, 2, coordinator),  # noqa: B023
        )
        stands = standing(services, token)["c_kaart"]
        public = [each for each in public_map(services, "club").entries if each.response_id == response.id]
        assert len(public) == stands
