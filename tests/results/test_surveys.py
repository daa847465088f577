"""Surveys on offer come from folders; what was ever on offer comes from the database."""

import threading
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from engine.authoring.compile import compile_survey
from engine.authoring.diagnostics import DiagnosticsError
from results.database import Database
from results.errors.surveys import ChangedQuestionnaire, SurveyTwice, UnknownQuestionnaire, UnknownSurvey
from results.filling.fill import load, start
from results.services import Services
from results.store import questionnaires
from results.surveys import Surveys, changed_under_one_version, survey_folders
from tests.results.club import SOURCES
from tests.results.fakes import FakeClock, FakeGeocoder
from tests.results.filled import change

EXAMPLE = "title: Niemand\nanswers: {r_naam: Ans}\nexpect: {unbalanced: false}\n"


def write(folder: Path, sources: Mapping[str, str]) -> Path:
    for name, text in sources.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    return folder


def test_what_is_on_offer_is_compiled_and_stored(database: Database, clock: FakeClock, tmp_path: Path) -> None:
    folder = write(tmp_path / "club", {**SOURCES, "examples/niemand.yaml": EXAMPLE})
    surveys = Surveys.load(database, survey_folders(tmp_path), clock)
    club = surveys.current("club")
    assert surveys.names == ("club",)
    assert surveys.by_hash(club.hash) is club
    with database.reading() as connection:
        stored = questionnaires.sources_of(connection, club.hash)
    assert stored is not None
    assert stored.sources == SOURCES  # what the hash is made of, and no examples
    assert survey_folders(tmp_path) == (folder,)


def test_a_survey_that_changed_under_its_version_is_known_by_the_responses_to_both(services: Services) -> None:
    """The club has one version and other files now; only what was begun with the files before counts."""
    before = services.surveys.current("club")
    assert changed_under_one_version(services.database, [before]) == ()
    sources = {name: text.encode() for name, text in SOURCES.items()}
    mended = compile_survey({**sources, "questionnaire.yaml": sources["questionnaire.yaml"] + b"# mended\n"}).require()
    assert changed_under_one_version(services.database, [mended]) == (), "nobody has begun yet"
    start(services, "club", "nl")
    start(services, "club", "nl")
    assert changed_under_one_version(services.database, [before]) == ()
    assert changed_under_one_version(services.database, [mended]) == ((mended, 2),)
    raised = replace(mended, version="9.9")
    assert changed_under_one_version(services.database, [raised]) == ()


def test_two_folders_with_a_survey_of_one_name_are_refused(
    database: Database, clock: FakeClock, tmp_path: Path
) -> None:
    folders = [write(tmp_path / name, SOURCES) for name in ("one", "two")]
    with pytest.raises(SurveyTwice, match=r"`club`: .*one and .*two"):
        Surveys.load(database, folders, clock)


def test_a_response_stays_on_the_questionnaire_it_was_begun_with(
    database: Database, clock: FakeClock, tmp_path: Path
) -> None:
    folder = write(tmp_path / "club", SOURCES)
    first = Services(database, Surveys.load(database, [folder], clock), clock, FakeGeocoder(), b"test")
    token = start(first, "club", "nl").token
    changed = SOURCES["questionnaire.yaml"].replace("Wie ben je?", "Hoe heet je?")
    write(folder, {"questionnaire.yaml": changed})
    second = Services(database, Surveys.load(database, [folder], clock), clock, FakeGeocoder(), b"test")
    assert str(load(second, token).questionnaire.questions["r_naam"].text) == "Wie ben je?"
    change(second, token, {"r_naam": "Ans"})
    assert load(second, token).response == load(first, token).response
    assert load(second, token).questionnaire.hash == load(first, token).questionnaire.hash
    newer = load(second, start(second, "club", "nl").token)
    assert str(newer.questionnaire.questions["r_naam"].text) == "Hoe heet je?"


def test_line_ends_and_a_byte_order_mark_stay_as_they_are(database: Database, clock: FakeClock, tmp_path: Path) -> None:
    odd = {**SOURCES, "questionnaire.yaml": "\ufeff" + SOURCES["questionnaire.yaml"].replace("\n", "\r\n")}
    surveys = Surveys.load(database, [write(tmp_path / "club", odd)], clock)
    club = surveys.current("club")
    assert Surveys(database, {}).by_hash(club.hash).hash == club.hash


def test_loading_again_stores_nothing_twice(database: Database, clock: FakeClock, tmp_path: Path) -> None:
    folder = write(tmp_path / "club", SOURCES)
    for _ in range(2):
        Surveys.load(database, [folder], clock)
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM questionnaires").scalar_one() == 1


def test_starts_at_once_can_all_load(database: Database, clock: FakeClock, tmp_path: Path) -> None:
    folder = write(tmp_path / "club", SOURCES)
    gate = threading.Barrier(4)
    loaded: list[object] = []

    def begin() -> None:
        gate.wait(30)
        try:
            loaded.append(Surveys.load(database, [folder], clock).names)
        except BaseException as failure:
            loaded.append(failure)

    threads = [threading.Thread(target=begin) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert loaded == [("club",)] * 4


def test_a_survey_with_errors_is_not_on_offer(database: Database, clock: FakeClock, tmp_path: Path) -> None:
    folder = write(tmp_path / "club", {**SOURCES, "questionnaire.yaml": "survey: club\n"})
    with pytest.raises(DiagnosticsError):
        Surveys.load(database, [folder], clock)


def test_what_was_never_there_is_unknown(services: Services) -> None:
    with pytest.raises(UnknownSurvey, match="'nothing'"):
        services.surveys.current("nothing")
    with pytest.raises(UnknownQuestionnaire):
        services.surveys.by_hash("0" * 64)


@pytest.mark.parametrize("tampered", [{"questionnaire.yaml": "survey: club\n"}, {"extra.txt": "", "scoring.yaml": ""}])
def test_tampered_sources_are_refused(
    services: Services, database: Database, clock: FakeClock, tampered: Mapping[str, str]
) -> None:
    club = services.surveys.current("club")
    with database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM questionnaires")
        questionnaires.add(connection, club, {**SOURCES, **tampered}, clock.now())
    with pytest.raises(ChangedQuestionnaire):
        Surveys(database, {}).by_hash(club.hash)
