"""Filling in: whatever was typed is kept, by whoever holds the token, and by nobody else."""

import threading
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.authoring.compile import compile_survey
from results.database import Database
from results.errors.filling import NotOnPage, NotStorable, ResponseClosed, UnknownPage, UnknownResponse
from results.errors.surveys import UnknownSurvey
from results.filling.fill import choose_language, load, save_page, start
from results.my_scan.submit import submit, withdraw
from results.review import State
from results.services import Services
from results.store import questionnaires
from results.surveys import Surveys
from tests.results.fakes import FakeClock
from tests.results.filled import begin, submitted


def test_a_new_response_is_an_empty_draft(services: Services) -> None:
    started = start(services, "club", "nl")
    draft = load(services, started.token)
    assert draft.response == started.draft.response
    assert (draft.response.state, draft.response.revision, draft.response.approved_revision) == (State.DRAFT, 0, None)
    assert draft.response.answers == {}
    assert draft.editable
    assert not draft.outcome.complete


def test_a_survey_that_does_not_exist_cannot_be_begun(services: Services) -> None:
    with pytest.raises(UnknownSurvey):
        start(services, "no_such", "nl")


def test_only_the_hash_of_the_token_is_in_the_database(services: Services, database: Database) -> None:
    token = start(services, "club", "nl").token
    with database.reading() as connection:
        row = connection.exec_driver_sql("SELECT * FROM responses").one()
    assert token not in str(row)


@pytest.mark.parametrize("token", ["", "x", "\x00", "\ud800", "é" * 1000, "' OR 1=1 --"])
def test_a_token_that_is_none_is_unknown(services: Services, token: str) -> None:
    start(services, "club", "nl")
    with pytest.raises(UnknownResponse):
        load(services, token)
    with pytest.raises(UnknownResponse):
        save_page(services, token, "jij", {})
    with pytest.raises(UnknownResponse):
        submit(services, token)


def test_what_was_typed_is_kept_valid_or_not(services: Services) -> None:
    token = start(services, "club", "nl").token
    save_page(services, token, "jij", {"r_naam": "Ans", "r_email": "no address"})
    draft = load(services, token)
    assert draft.response.answers == {"r_naam": "Ans", "r_email": "no address"}
    assert [each.code for each in draft.outcome.problems if each.question == "r_email"] == ["not_an_email"]
    assert draft.outcome.values["r_naam"] == "Ans"


def test_a_save_says_the_same_as_loading_afterwards(services: Services) -> None:
    token = start(services, "club", "nl").token
    saved = save_page(services, token, "jij", {"r_naam": "Ans"})
    assert saved == load(services, token)
    assert saved.response.visited == ("jij",)
    assert saved.response.saves == 1


def test_an_emptied_answer_is_taken_away_and_the_others_stay(services: Services) -> None:
    token = begin(services)
    save_page(services, token, "club", {"p_verhaal": "", "p_koepels": []})
    answers = load(services, token).response.answers
    assert "p_verhaal" not in answers
    assert "p_koepels" not in answers
    assert answers["p_naam"] == "Zonnecoöperatie De Wiek"


def test_answers_off_the_path_are_kept_while_drafting(services: Services) -> None:
    token = begin(services, {"s_geld": "1"})
    draft = save_page(services, token, "later", {"s_waarom": "Op."})
    assert "later" in draft.outcome.pages
    draft = save_page(services, token, "stellingen", {"s_geld": "3"})
    assert "later" not in draft.outcome.pages
    assert draft.response.answers["s_waarom"] == "Op."
    assert "s_waarom" not in draft.outcome.values
    draft = save_page(
        services, token, "later", {"s_waarom": "Toch op."}
    )  # from another tab: kept, and still off the path
    assert draft.response.answers["s_waarom"] == "Toch op."
    assert "later" not in draft.outcome.pages


def test_a_page_or_question_that_is_not_there_is_refused(services: Services) -> None:
    token = start(services, "club", "nl").token
    with pytest.raises(UnknownPage):
        save_page(services, token, "no_page", {})
    with pytest.raises(NotOnPage, match="p_naam"):
        save_page(services, token, "jij", {"r_naam": "Ans", "p_naam": "Club"})
    with pytest.raises(NotOnPage, match="unheard_of"):
        save_page(services, token, "jij", {"unheard_of": "x"})
    assert load(services, token).response.answers == {}


def test_too_much_is_refused_and_what_was_there_stays(services: Services) -> None:
    token = begin(services)
    before = load(services, token)
    with pytest.raises(NotStorable):
        save_page(services, token, "jij", {"r_naam": "x" * 1_000_001})
    assert load(services, token) == before


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b", "a\x00b"),
        ("a\ud800b", "a\uffffb"),
        ("\ud83d\ude00", "\uffff\uffff"),
        ("😀 \u202e מימין", "😀 \u202e מימין"),
        ("NaN", "NaN"),
        ("1e1000000", "1e1000000"),
        ("١٢٣", "١٢٣"),
        ("\\u0000", "\\u0000"),
    ],
)
def test_strange_text_is_kept_the_same_on_both_databases(services: Services, typed: str, kept: str) -> None:
    token = start(services, "club", "nl").token
    save_page(services, token, "jij", {"r_naam": typed})
    assert load(services, token).response.answers == {"r_naam": kept}


def test_what_is_no_text_keeps_being_told(services: Services) -> None:
    token = begin(services, {"r_naam": "a\x00b", "p_verhaal": "lone \udc00 surrogate"})
    told = {each.question: each.code for each in load(services, token).outcome.problems}
    assert told == {"r_naam": "invalid_characters", "p_verhaal": "invalid_characters"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(name=st.text(st.characters()), story=st.lists(st.text(st.characters()), max_size=3))
def test_any_raw_answer_survives_and_can_be_shown(services: Services, name: str, story: list[str]) -> None:
    token = start(services, "club", "nl").token
    save_page(services, token, "club", {"p_naam": name, "p_koepels": story, "p_leden": name})
    draft = load(services, token)
    str(draft.response.answers).encode("utf-8")
    str(dict(draft.outcome.values)).encode("utf-8")
    assert len(draft.response.answers.get("p_koepels", [])) == len(story)  # type: ignore[arg-type]


def test_moments_are_aware_and_utc(services: Services, clock: FakeClock) -> None:
    clock.moment = datetime(2026, 12, 31, 23, 59, 58, 123456, tzinfo=UTC)
    token = start(services, "club", "nl").token
    created = load(services, token).response.created_at
    assert created == datetime(2026, 12, 31, 23, 59, 59, 123456, tzinfo=UTC)
    assert created.tzinfo is UTC


def test_the_language_can_change_half_way_and_keeps_everything(services: Services) -> None:
    token = begin(services)
    before = load(services, token)
    draft = choose_language(services, token, "en")
    assert str(draft.questionnaire.questions["p_naam"].text) == "What is your club called?"
    assert load(services, token) == draft
    assert draft.response.answers == before.response.answers
    assert draft.outcome == before.outcome
    assert choose_language(services, token, "fy").response.language == "nl"
    with pytest.raises(UnknownResponse):
        choose_language(services, "none", "en")


def test_what_waits_for_review_or_has_ended_is_read_only(services: Services) -> None:
    token, _ = submitted(services)
    with pytest.raises(ResponseClosed) as caught:
        save_page(services, token, "jij", {"r_naam": "Another"})
    assert caught.value.state == State.SUBMITTED
    withdraw(services, token)
    with pytest.raises(ResponseClosed):
        save_page(services, token, "jij", {"r_naam": "Another"})
    assert load(services, token).response.answers["r_naam"] == "Ans de Wit"
    assert not load(services, token).editable


def test_pages_saved_at_the_same_moment_are_all_kept(services: Services) -> None:
    """Eight threads save forty different pages each, once; a read-modify-write without a lock loses many of them."""
    wide = with_pages(services, 320)
    token = start(wide, "wide", "nl").token
    failures: list[BaseException] = []
    gate = threading.Barrier(8)

    def save_some(worker: int) -> None:
        try:
            gate.wait(30)
            for number in range(worker, 320, 8):
                save_page(wide, token, f"page_{number}", {f"q_{number}": f"answer {number}"})
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=save_some, args=[worker]) for worker in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert not failures
    response = load(wide, token).response
    assert response.answers == {f"q_{number}": f"answer {number}" for number in range(320)}
    assert sorted(response.visited) == sorted(f"page_{number}" for number in range(320))
    assert response.saves == 320


def with_pages(services: Services, pages: int) -> Services:
    """These services with a survey of so many pages of one question."""
    declared = "".join(
        f"      - {{id: page_{number}, questions: [{{id: q_{number}, type: short_text, text: Vraag {number}?}}]}}\n"
        for number in range(pages)
    )
    head = (
        'survey: wide\nversion: "1"\nlanguage: nl\ntitle: Breed\nsections:\n  - id: all\n    title: Alles\n    pages:\n'
    )
    sources = {"questionnaire.yaml": head + declared}
    questionnaire = compile_survey({name: text.encode() for name, text in sources.items()}).require()
    with services.database.writing() as connection:
        questionnaires.add(connection, questionnaire, sources, services.clock.now())
    return replace(services, surveys=Surveys(services.database, {"wide": questionnaire}))
