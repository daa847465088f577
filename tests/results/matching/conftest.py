"""Services with the two tiny surveys of `gardens`."""

from functools import cache

import pytest

from engine.authoring.compile import compile_survey
from engine.questionnaire import Questionnaire
from results.database import Database
from results.services import Services
from results.store import questionnaires
from results.surveys import Surveys
from tests.results.fakes import FakeClock, FakeGeocoder
from tests.results.matching.gardens import SURVEYS


@cache
def compiled(survey: str) -> Questionnaire:
    return compile_survey({name: text.encode() for name, text in SURVEYS[survey].items()}).require()


@pytest.fixture
def services(database: Database, clock: FakeClock) -> Services:
    with database.writing() as connection:
        for survey, sources in SURVEYS.items():
            questionnaires.add(connection, compiled(survey), dict(sources), clock.now())
    return Services(
        database, Surveys(database, {name: compiled(name) for name in SURVEYS}), clock, FakeGeocoder(), b"test"
    )
