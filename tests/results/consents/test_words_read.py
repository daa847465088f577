"""A consent holds for the words that were read: when an answer in them changes, it is taken away and asked again."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from results.consents.changes import change_consent
from results.consents.words_read import ASK_AGAIN, words_read
from results.filling import fill
from results.filling.fill import Sent, keep_page, load, save_page
from results.filling.merging import fingerprints
from results.my_scan.overview import my_scan
from results.my_scan.submit import submit
from results.public_map.reading import public_map
from results.records.accounts import Account
from results.services import Services
from results.store import responses
from tests.results.club import PAGES
from tests.results.decided import approve
from tests.results.filled import approved, begin, change, submitted

NAME = "Zonnecoöperatie De Wiek"


def warned(services: Services, token: str) -> list[str]:
    return [each.question for each in load(services, token).problems if each.code == ASK_AGAIN]


def test_another_answer_in_its_words_takes_a_consent_away(services: Services) -> None:
    token = begin(services)
    assert warned(services, token) == []
    kept = keep_page(services, token, "club", Sent({"p_naam": "De Molen"}))
    assert kept.ask_again == ("c_kaart",)
    draft = load(services, token)
    assert "c_kaart" not in draft.response.answers
    assert "toestemming" not in draft.response.visited, "the page is to be done again"
    assert {"jij", "club", "plek"} <= set(draft.response.visited)
    assert warned(services, token) == ["c_kaart"]
    assert draft.outcome.complete, "nobody has to consent"
    save_page(services, token, "toestemming", {"c_kaart": True})
    assert warned(services, token) == []
    assert load(services, token).response.answers["c_kaart"] is True
    assert "toestemming" in load(services, token).response.visited


def test_of_a_save_that_failed_nothing_is_remembered(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    token = begin(services)
    stored = load(services, token).response
    with monkeypatch.context() as failing:
        failing.setattr(fill, "note_contact", None)
        with pytest.raises(TypeError):
            keep_page(services, token, "club", Sent({"p_leden": "7"}))
    with (
        services.database.writing() as connection
    ):  # as another process would: the next save, which has the same number
        answers = {**stored.answers, "p_leden": "8"}
        responses.save_answers(connection, stored.id, answers, stored.visited, stored.changed_at)
    assert load(services, token).outcome.values["p_leden"] == 8


@pytest.mark.parametrize(
    "answers", [{"p_naam": NAME}, {"p_naam": f" {NAME} "}, {"p_leden": 12}, {"p_contact": "ander@example.org"}]
)
def test_another_answer_elsewhere_takes_nothing_away(services: Services, answers: dict[str, object]) -> None:
    token = begin(services, {"p_naam": NAME})
    assert keep_page(services, token, "club", Sent(answers)).ask_again == ()
    assert load(services, token).response.answers["c_kaart"] is True


def test_a_refusal_stays_a_refusal(services: Services) -> None:
    token = begin(services, {"c_kaart": False})
    assert keep_page(services, token, "club", Sent({"p_naam": "De Molen"})).ask_again == ()
    assert load(services, token).response.answers["c_kaart"] is False
    assert warned(services, token) == []


def test_an_answer_that_is_no_longer_right_is_no_longer_in_the_words(services: Services) -> None:
    token = begin(services)
    assert keep_page(services, token, "club", Sent({"p_naam": ""})).ask_again == ("c_kaart",)


def test_pages_that_are_brought_together_are_no_way_round(services: Services) -> None:
    token = begin(services)
    fill.save_pages(services, token, {"club": {"p_naam": "De Molen"}})
    assert "c_kaart" not in load(services, token).response.answers


def test_a_form_that_showed_the_old_words_gives_nothing(services: Services) -> None:
    token = begin(services, {"c_kaart": False})
    draft = load(services, token)
    asked = [question.id for question in draft.questionnaire.pages["toestemming"].questions]
    shown = fingerprints(draft.questionnaire, asked, draft.response.answers)
    read = words_read(draft.questionnaire, asked, draft.outcome.values)
    assert set(read) == {"c_kaart"}
    sent = Sent({**PAGES["toestemming"], "c_kaart": True}, shown, read=read)
    save_page(services, token, "club", {"p_naam": "De Molen"})  # in another tab
    kept = keep_page(services, token, "toestemming", sent)
    assert kept.ask_again == ("c_kaart",)
    assert "c_kaart" not in kept.draft.response.answers
    assert warned(services, token) == ["c_kaart"]
    assert keep_page(services, token, "toestemming", replace(sent, read={})).ask_again == ("c_kaart",)
    now = load(services, token)
    again = replace(
        sent,
        based_on=fingerprints(now.questionnaire, asked, now.response.answers),
        read=words_read(now.questionnaire.in_language("en"), asked, now.outcome.values),
    )
    assert keep_page(services, token, "toestemming", again).ask_again == ()
    assert load(services, token).response.answers["c_kaart"] is True


def test_what_nobody_refused_leaves_the_map_as_it_is_and_publishes_nothing_new(
    services: Services, coordinator: Account
) -> None:
    token, response = approved(services, coordinator)
    change(services, token, {"p_naam": "De Molen"})
    submit(services, token)
    assert [each.entry.title for each in public_map(services, "club").entries] == [NAME]
    approve(services, response.id, 2, coordinator)
    assert public_map(services, "club").entries == (), "nobody has agreed to this name"


def test_giving_it_afterwards_says_nothing_about_words_that_are_not_sent_yet(
    services: Services, coordinator: Account
) -> None:
    token, _ = approved(services, coordinator, {"c_kaart": False})
    change(services, token, {"p_naam": "De Molen"})
    change_consent(services, token, "c_kaart", True, "nl")
    assert [each.entry.title for each in public_map(services, "club").entries] == [NAME]
    assert load(services, token).response.answers.get("c_kaart") is not True
    change_consent(services, token, "c_kaart", False, "nl")
    assert load(services, token).response.answers["c_kaart"] is False, "withdrawing holds for whatever it says"


def test_publishing_looks_at_the_words_in_the_log(services: Services, coordinator: Account) -> None:
    token, response_id = submitted(services)
    with services.database.writing() as connection:
        changed = connection.execute(
            text("UPDATE consents SET text = :other WHERE question = 'c_kaart'"), {"other": "De Molen mag op de kaart."}
        )
    assert changed.rowcount == 1
    assert not any(each.given for each in my_scan(services, token, "nl").consents if each.question == "c_kaart")
    approve(services, response_id, 1, coordinator)
    assert public_map(services, "club").entries == ()
