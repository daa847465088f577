"""Fixtures of these tests. `migrated_url` (tests/databases.py) gives every test a new database, of both kinds."""

from collections.abc import Iterator
from functools import cache

import pytest

from engine.authoring.compile import compile_survey
from engine.questionnaire import Questionnaire
from results.accounts.register import add_account
from results.database import Database
from results.records.accounts import Account
from results.review import Role
from results.services import Services
from results.store import questionnaires
from results.surveys import Surveys
from tests.results.club import SOURCES
from tests.results.fakes import FakeClock, FakeGeocoder


@cache
def compiled() -> Questionnaire:
    """The club's questionnaire; compiled once, since it never changes."""
    return compile_survey({name: text.encode() for name, text in SOURCES.items()}).require()


@pytest.fixture
def club() -> Questionnaire:
    return compiled()


@pytest.fixture
def database(migrated_url: str) -> Iterator[Database]:
    database = Database.at(migrated_url)
    yield database
    database.close()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def geocoder() -> FakeGeocoder:
    return FakeGeocoder()


@pytest.fixture
def services(database: Database, club: Questionnaire, clock: FakeClock, geocoder: FakeGeocoder) -> Services:
    with database.writing() as connection:
        questionnaires.add(connection, club, SOURCES, clock.now())
    return Services(database, Surveys(database, {"club": club}), clock, geocoder, b"test")


@pytest.fixture
def coordinator(database: Database, clock: FakeClock) -> Account:
    return add_account(database, clock, "carla@example.org", "Carla", Role.COORDINATOR, "a long password")


@pytest.fixture
def colleague(database: Database, clock: FakeClock, coordinator: Account) -> Account:
    return add_account(database, clock, "bea@example.org", "Bea", Role.COORDINATOR, "another long password")
