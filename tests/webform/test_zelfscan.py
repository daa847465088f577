"""The shipped surveys through the web, with every answer of their most complete example."""

from pathlib import Path

import pytest
import yaml
from flask import Flask

from results.adapters.geocoder import OfflineGeocoder
from results.database import Database
from results.services import Services
from results.surveys import Surveys, survey_folders
from tests.results.fakes import FakeClock
from tests.webform.visitor import Visitor
from tests.webform.walking import begin
from webform.app import create_app
from webform.config import SHIPPED_SURVEYS, Config


@pytest.fixture
def services(database: Database, clock: FakeClock) -> Services:
    surveys = Surveys.load(database, survey_folders(SHIPPED_SURVEYS), clock)
    return Services(database, surveys, clock, OfflineGeocoder(), b"test")


@pytest.fixture
def app(config: Config, services: Services) -> Flask:
    return create_app(config, services)


def example(survey: str, name: str) -> dict[str, object]:
    """The answers of an example, each as text."""
    text = (Path(SHIPPED_SURVEYS) / survey / "examples" / f"{name}.yaml").read_text("utf-8")
    answers: dict[str, object] = yaml.load(text, Loader=yaml.BaseLoader)["answers"]  # noqa: S506, TID251  # texts only
    return answers


def typed(visitor: Visitor, answers: dict[str, object]) -> dict[str, object]:
    """What is typed on this page to give these answers."""
    form = visitor.page.form
    found: dict[str, object] = {}
    for name in form.names:
        question, _dash, place = name.partition("-")
        answer = answers.get(question)
        if place.isdigit():
            ranked = answer if isinstance(answer, list) else []
            found[name] = ranked[int(place) - 1] if int(place) <= len(ranked) else ""
        elif answer in ("true", "false"):
            found[name] = "yes" if answer == "true" else None
        elif question in answers:
            found[name] = answer
    return found


def fill_in(visitor: Visitor, survey: str, answers: dict[str, object]) -> tuple[str, int]:
    ref, sent = begin(visitor, survey), 0
    while not visitor.address.endswith("/check"):
        assert len(visitor.html.encode()) < 15_000, visitor.address
        assert visitor.html.count("<h1") == 1, visitor.address
        visitor.send(typed(visitor, answers))
        sent += 1
        assert sent < 100, visitor.address
    return ref, sent


def test_the_zelfscan_from_start_to_profile(visitor: Visitor) -> None:
    ref, sent = fill_in(visitor, "zelfscan", example("zelfscan", "volledig"))
    assert sent >= 30
    assert "Er mist nog iets" not in visitor.page.text
    assert "Buurtwarmte Voorbeeld" in visitor.page.text
    visitor.send()
    assert visitor.address == f"/r/{ref}/profile"
    for told in (
        "Geld en financiële zelfstandigheid",
        "Financelab",
        "Visie en koers",
        "Gelijkwaardigheid",
        "Wordt bekeken",
    ):
        assert told in visitor.page.text
    assert visitor.html.count('class="bar"') == 15


@pytest.mark.parametrize("lab", ["sciencelab", "financelab", "overheidslab", "netwerklab"])
def test_kennismaking_from_start_to_thanks(visitor: Visitor, lab: str) -> None:
    ref, sent = fill_in(visitor, "kennismaking", example("kennismaking", lab))
    assert sent >= 5
    visitor.send()
    assert "Dank je wel" in visitor.page.text
    assert "<title>Wat je hebt verstuurd" in visitor.html
    for page, told in (("scan", "Wat je hebt ingevuld"), ("scan/withdraw", "Intrekken wat je hebt verstuurd")):
        visitor.open(f"/r/{ref}/{page}")
        main = visitor.html.partition("<main")[2]
        assert told in main
        for strange in ("scan intrekken", "van de kaart", "niet openbaar", "je scan"):
            assert strange not in main


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_of_the_zelfscan_in_both_languages(visitor: Visitor, services: Services, language: str) -> None:
    ref = begin(visitor, "zelfscan")
    for page in services.surveys.current("zelfscan").pages:
        visitor.open(f"/r/{ref}/page/{page}?language={language}")
        assert f'<html lang="{language}"' in visitor.html
        leads = visitor.html.count('class="statements-lead"')
        skipped = visitor.html.count(
            "Je mag een stelling overslaan." if language == "nl" else "You may skip a statement."
        )
        assert skipped == min(leads, 1)
        asked = {question.type for question in services.surveys.current("zelfscan").pages[page].questions}
        assert leads == 0 or "scale" in asked
        assert leads > 0 or "scale" not in asked or page == "overheid"
