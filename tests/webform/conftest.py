"""Fixtures of these tests: the application on a fresh database of either kind, with two tiny surveys."""

from collections.abc import Iterator
from functools import cache

import pytest
from flask import Flask

from engine.authoring.compile import compile_survey
from engine.questionnaire import Questionnaire
from results.accounts.register import add_account
from results.database import Database
from results.records.accounts import Account
from results.review import Role
from results.services import Services
from results.store import questionnaires
from results.surveys import Surveys
from tests import compiling
from tests.results.club import SOURCES as CLUB
from tests.results.fakes import FakeClock, FakeGeocoder
from tests.webform.kinds import SOURCES as KINDS
from tests.webform.visitor import Visitor
from webform import language
from webform.app import create_app
from webform.config import Config
from webform.protection.limits import limiter

PASSWORD = "a long password"
SURVEYS = {"club": CLUB, "soorten": KINDS}
both_databases = pytest.mark.parametrize("database_kind", ["sqlite", "postgresql"], indirect=True)
"""For what the database has a part in; the other tests take the quicker one."""


@pytest.fixture(scope="session", autouse=True)
def _pages_compiled_once() -> Iterator[None]:
    with compiling.templates(), compiling.addresses():
        yield


@pytest.fixture
def database_kind(request: pytest.FixtureRequest) -> str:
    return getattr(request, "param", "sqlite")


@pytest.fixture(autouse=True)
def _no_language_of_the_test_before() -> None:
    """A request settles its language and leaves it behind in the thread; a test that makes none begins with the default."""
    language._language.set(language.DEFAULT)


@cache
def compiled(survey: str) -> Questionnaire:
    """One of the tiny surveys; compiled once, since it never changes."""
    return compile_survey({name: text.encode() for name, text in SURVEYS[survey].items()}).require()


@pytest.fixture
def database(migrated_url: str) -> Iterator[Database]:
    database = Database.at(migrated_url)
    yield database
    database.close()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def services(database: Database, clock: FakeClock) -> Services:
    surveys = {}
    for survey, sources in SURVEYS.items():
        questionnaire = compiled(survey)
        with database.writing() as connection:
            questionnaires.add(connection, questionnaire, sources, clock.now())
        surveys[survey] = questionnaire
    return Services(database, Surveys(database, surveys), clock, FakeGeocoder(), b"test")


@pytest.fixture
def config(migrated_url: str) -> Config:
    return Config(database_url=migrated_url, secret_key="k" * 40, testing=True)


@pytest.fixture
def app(config: Config, services: Services) -> Iterator[Flask]:
    app = create_app(config, services)
    yield app
    with app.app_context():
        limiter.reset()


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    return Visitor(app)


@pytest.fixture
def coordinator(database: Database, clock: FakeClock) -> Account:
    return add_account(database, clock, "carla@example.org", "Carla", Role.COORDINATOR, PASSWORD)


@pytest.fixture
def desk(app: Flask, coordinator: Account) -> Visitor:
    """A browser in which the coordinator is logged in."""
    desk = Visitor(app)
    desk.open("/login")
    desk.send({"email": coordinator.email, "password": PASSWORD})
    return desk
